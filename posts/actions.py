"""The way of a post: started, submitted, withdrawn, accepted or returned, hidden and shown again."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from courses.models import Audience, Course, Membership, Moderation, Prompt
from posts.decision import Decision, Verdict
from posts.mail import send_decision
from posts.post import Post, Workflow
from posts.revising import Conflict, NotAllowed, Words, save_draft, save_revision
from posts.revision import Reason, Revision
from posts.submission import Submission
from sources.actions import list_sources
from sources.models import Source

__all__ = [
    "Choices",
    "Conflict",
    "NotAllowed",
    "Words",
    "accept",
    "hide",
    "import_post",
    "request_changes",
    "save_draft",
    "save_revision",
    "show",
    "start_post",
    "submit",
    "withdraw",
]


@dataclass(frozen=True)
class Choices:
    """What the author chooses when handing in."""

    audience: Audience = Audience.SECTION
    consents_to_public: bool = False
    note: str = ""


def start_post(*, seat: Membership, prompt: Prompt | None = None) -> Post:
    """Returns the author's post for the prompt, made at the first call; without a prompt, a new post."""
    facts = {"course": seat.course, "section": seat.section, "slug": f"draft-{get_random_string(10).lower()}"}
    if prompt is None:
        return Post.objects.create(author=seat.author, **facts)
    post, _ = Post.objects.get_or_create(author=seat.author, prompt=prompt, defaults=facts)
    return post


@transaction.atomic
def submit(*, post: Post, words: Words, choices: Choices, key: uuid.UUID, by: Membership) -> Submission:
    """Freezes the words and hands them in; the same key gives the same submission again.

    Publishes at once where the course's moderation lets it. Raises `NotAllowed` outside the prompt's dates or
    without words, and `Conflict` when the draft was saved elsewhere.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("course", "prompt", "author").get(pk=post.pk)
    made = Submission.objects.filter(author=by.author, key=key).first()
    if made:
        return made
    _refuse_unfinished(words)
    _refuse_out_of_time(post)
    revision = save_revision(post=post, words=words, reason=Reason.SUBMIT, by=by.author)
    submission = Submission.objects.create(post=post, revision=revision, author=by.author, key=key, note=choices.note)
    _hand_in(post, revision, by, choices)
    if not _is_held(post):
        _publish(post)
    return submission


def _refuse_unfinished(words: Words) -> None:
    if not words.title.strip():
        raise NotAllowed("The essay has no title yet. Give it one, then submit.")
    if not words.body.strip():
        raise NotAllowed("The essay is empty. Write it, then submit.")


def _refuse_out_of_time(post: Post) -> None:
    """Refuses a submission outside the prompt's dates, but for one that staff have asked for."""
    prompt = post.prompt
    if prompt and not prompt.is_open() and not post.is_returned:
        when = "opens later" if post.course.now() < prompt.opens else "is past its cut-off"
        raise NotAllowed(f"Week {prompt.week} {when}, so nothing can be submitted now. Your draft is kept.")


def _hand_in(post: Post, revision: Revision, by: Membership, choices: Choices) -> None:
    ceiling = Audience(post.prompt.audience) if post.prompt else Audience.PUBLIC
    audience = choices.audience if choices.audience.within(ceiling) else ceiling
    if audience == Audience.PUBLIC and not (choices.consents_to_public and post.course.is_public):
        audience = Audience.COURSE
    if post.published_revision_id is None:
        post.slug = free_slug(post.course, revision.title, post.pk)
    now = timezone.now()
    post.section = by.section
    post.audience = audience
    post.public_consent_at = now if audience == Audience.PUBLIC else None
    post.workflow = Workflow.SUBMITTED
    post.submitted_revision = revision
    post.submitted_at = now
    _save_state(post)
    list_sources(sources=_cited_by(revision))


def _cited_by(revision: Revision) -> Iterable[Source]:
    return Source.objects.filter(citations__footnote__revision=revision).distinct()


def _is_held(post: Post) -> bool:
    """Returns whether the submitted version waits for a decision: by the prompt's or the course's moderation."""
    moderation = post.prompt.held_by() if post.prompt else Moderation(post.course.moderation)
    if moderation == Moderation.FIRST:
        others = Post.objects.filter(course=post.course, author=post.author, published_revision__isnull=False)
        return not others.exists()
    return moderation == Moderation.ALL


def _publish(post: Post) -> None:
    """Puts the submitted version up."""
    post.workflow = Workflow.ACCEPTED
    post.published_revision = post.submitted_revision
    post.published_at = post.published_at or timezone.now()
    _save_state(post)


def _save_state(post: Post) -> None:
    """Saves everything but the draft, which other windows may be writing."""
    fields = [field.name for field in post._meta.concrete_fields if not field.name.startswith("draft_")]  # noqa: SLF001
    post.save(update_fields=[name for name in fields if name != "id"])


@transaction.atomic
def withdraw(*, post: Post, by: Membership) -> None:
    """Takes a submission back before the deadline; the version that is up, if any, stays up."""
    post = _locked(post)
    if not post.is_waiting:
        raise NotAllowed("This post has been decided on already, so it cannot be withdrawn. Ask your instructor.")
    if post.prompt and post.course.now() > post.prompt.due:
        raise NotAllowed("The deadline has passed, so the submission stands. Ask your instructor to return it.")
    submissions = Submission.objects.filter(post=post, author=by.author, withdrawn_at=None)
    submissions.filter(revision=post.submitted_revision).update(withdrawn_at=timezone.now())
    post.submitted_revision = post.published_revision
    post.workflow = Workflow.ACCEPTED if post.published_revision_id else Workflow.DRAFT
    _save_state(post)


@transaction.atomic
def accept(*, post: Post, by: Membership) -> Decision:
    """Publishes the version that waits."""
    post = _locked(post)
    if not post.is_waiting:
        raise NotAllowed(f"Nothing waits here: the post is {post.get_workflow_display().lower()}.")
    _publish(post)
    return _decide(post, Verdict.ACCEPTED, by)


@transaction.atomic
def request_changes(*, post: Post, reason: str, by: Membership) -> Decision:
    """Returns the post to its author with a reason; a version that is up stays up."""
    post = _locked(post)
    if post.workflow not in {Workflow.SUBMITTED, Workflow.ACCEPTED}:
        raise NotAllowed(f"Nothing waits here: the post is {post.get_workflow_display().lower()}.")
    if not reason.strip():
        raise NotAllowed("Say what should change; the author reads it first.")
    post.workflow = Workflow.CHANGES_REQUESTED
    _save_state(post)
    return _decide(post, Verdict.CHANGES_REQUESTED, by, reason.strip())


@transaction.atomic
def hide(*, post: Post, by: Membership) -> Decision:
    """Takes the version that is up out of everyone's sight but the author's and the staff's."""
    post = _locked(post)
    post.hidden_at = post.hidden_at or timezone.now()
    _save_state(post)
    return _decide(post, Verdict.HIDDEN, by)


@transaction.atomic
def show(*, post: Post, by: Membership) -> Decision:
    """Undoes `hide`."""
    post = _locked(post)
    post.hidden_at = None
    _save_state(post)
    return _decide(post, Verdict.SHOWN, by)


def _decide(post: Post, verdict: Verdict, by: Membership, reason: str = "") -> Decision:
    """Appends the decision and tells the author after commit."""
    if post.submitted_revision is None:
        raise NotAllowed("This post was never submitted.")
    decision = Decision.objects.create(
        post=post, revision=post.submitted_revision, verdict=verdict, reason=reason, by=by.author
    )
    transaction.on_commit(lambda: send_decision(decision))
    return decision


def _locked(post: Post) -> Post:
    locked = Post.objects.select_for_update(of=("self",))
    return locked.select_related("course", "prompt", "author", "submitted_revision").get(pk=post.pk)


@transaction.atomic
def import_post(*, seat: Membership, title: str, body: str, prompt: Prompt | None = None) -> Revision:
    """Takes in a finished essay: submitted to its prompt, or, without one, published to the course at once."""
    post = start_post(seat=seat, prompt=prompt)
    words = Words(title, body, post.draft_version)
    _refuse_unfinished(words)
    revision = save_revision(post=post, words=words, reason=Reason.IMPORT, by=seat.author)
    Submission.objects.create(post=post, revision=revision, author=seat.author)
    _hand_in(post, revision, seat, Choices(Audience(prompt.audience) if prompt else Audience.COURSE))
    if prompt is None or not _is_held(post):
        _publish(post)
    return revision


def free_slug(course: Course, title: str, pk: int) -> str:
    """Returns an address for the title that no other post of the course has."""
    stem = slugify(title)[:70].strip("-") or "essay"
    taken = Post.objects.filter(course=course, slug=stem).exclude(pk=pk).exists()
    return f"{stem}-{pk}" if taken else stem
