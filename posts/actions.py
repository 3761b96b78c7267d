"""The way of a post: started, submitted, withdrawn, accepted or returned, hidden and shown again."""

import uuid
from dataclasses import dataclass
from itertools import count

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from courses.models import Audience, Course, Membership, Moderation, Prompt
from courses.prompt import WIDTHS
from posts.checking import keep_checks, open_checks
from posts.decision import Decision, Verdict
from posts.moderating import accept, hide, request_changes, show, undo
from posts.notes import read_essay
from posts.post import Post, Workflow
from posts.publishing import locked, publish, save_state
from posts.revising import Conflict, NotAllowed, Words, save_draft, save_revision
from posts.revision import Reason, Revision
from posts.submission import Submission

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
    "undo",
    "why_not_submit",
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

    Publishes at once where the course's moderation lets it. Raises `NotAllowed` outside the prompt's dates,
    without words or where a check stops it, and `Conflict` when the draft was saved elsewhere.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("course", "prompt", "author").get(pk=post.pk)
    made = Submission.objects.filter(author=by.author, key__in=[key, _own_key(key, post)])
    for earlier in made.filter(post=post):
        return earlier
    if post.draft_version != words.version:
        raise Conflict(post)
    _refuse_unfinished(words)
    _refuse_out_of_time(post)
    _refuse_empty_notes(words)
    found = open_checks(post, words.body)
    key = _own_key(key, post) if made else key
    revision = save_revision(post=post, words=words, reason=Reason.SUBMIT, by=by.author)
    submission = _hand_in(post, revision, by, choices, key)
    keep_checks(submission, found)
    if not _is_held(post):
        publish(post, submission)
    return submission


def _own_key(key: uuid.UUID, post: Post) -> uuid.UUID:
    """Returns the key that stands for a key which another post has used already."""
    return uuid.uuid5(key, str(post.pk))


def why_not_submit(post: Post) -> str:
    """Returns why the draft cannot be handed in now, in a sentence that says what to do, or ""."""
    try:
        _refuse_unfinished(Words(post.draft_title, post.draft_body, post.draft_version))
        _refuse_out_of_time(post)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _refuse_unfinished(words: Words) -> None:
    if not words.title.strip():
        raise NotAllowed("The essay has no title yet. Give it one, then submit.")
    if not words.body.strip():
        raise NotAllowed("The essay is empty. Write it, then submit.")


def _refuse_empty_notes(words: Words) -> None:
    empty = [note.number for note in read_essay(words.body).notes if not note.words]
    if empty:
        raise NotAllowed(f"Note {empty[0]} is empty. Type its citation, or take its marks away; then submit.")


def _refuse_out_of_time(post: Post) -> None:
    """Refuses a submission outside the prompt's dates, but for one that staff have asked for."""
    prompt = post.prompt
    if prompt and not post.takes_submissions():
        when = "opens later" if post.course.now() < prompt.opens else "is past its cut-off"
        raise NotAllowed(f"Week {prompt.week} {when}, so nothing can be submitted now. Your draft is kept.")


def _hand_in(
    post: Post, revision: Revision, by: Membership, choices: Choices, key: uuid.UUID | None = None
) -> Submission:
    """Appends the submission; what it says of the audience holds as soon as its version is up."""
    audience = _audience(post, choices)
    if post.published_revision_id is None:
        post.slug = free_slug(post.course, revision.title, post.pk)
    now = timezone.now()
    if not post.published_revision_id:
        post.section, post.audience = by.section, min(audience, Audience.COURSE, key=WIDTHS.index)
    post.workflow = Workflow.SUBMITTED
    post.submitted_revision = revision
    post.submitted_at = now
    save_state(post)
    return Submission.objects.create(
        post=post,
        revision=revision,
        author=by.author,
        key=key or uuid.uuid4(),
        note=choices.note,
        audience=audience,
        section=by.section,
        public_consent_at=now if audience == Audience.PUBLIC else None,
    )


def _audience(post: Post, choices: Choices) -> Audience:
    """Returns the audience that was chosen, as far as the prompt, the course and the author's consent allow it."""
    ceiling = Audience(post.prompt.audience) if post.prompt else Audience.PUBLIC
    audience = choices.audience if choices.audience.within(ceiling) else ceiling
    if audience == Audience.PUBLIC and not (choices.consents_to_public and post.course.is_public):
        audience = Audience.COURSE
    return audience


def _is_held(post: Post) -> bool:
    """Returns whether the submitted version waits for a decision: by the prompt's or the course's moderation."""
    moderation = post.prompt.held_by() if post.prompt else Moderation(post.course.moderation)
    if moderation == Moderation.FIRST:
        return not Post.objects.published().filter(course=post.course, author=post.author).exists()
    return moderation == Moderation.ALL


@transaction.atomic
def withdraw(*, post: Post, by: Membership) -> None:
    """Takes a submission back before the deadline; the version that is up, if any, stays up."""
    post = locked(post)
    if not post.is_waiting:
        raise NotAllowed("This post has been decided on already, so it cannot be withdrawn. Ask your instructor.")
    deadline = post.deadline()
    if deadline and deadline.is_past():
        raise NotAllowed("The deadline has passed, so the submission stands. Ask your instructor to return it.")
    submissions = Submission.objects.filter(post=post, author=by.author, withdrawn_at=None)
    submissions.filter(revision=post.submitted_revision).update(withdrawn_at=timezone.now())
    before = submissions.select_related("revision").first()
    post.submitted_revision = before.revision if before else None
    post.submitted_at = before.at if before else None
    post.workflow = _workflow_of(post)
    save_state(post)


def _workflow_of(post: Post) -> Workflow:
    """Returns where a post stands whose last version was withdrawn: as it stood with the version before."""
    if post.submitted_revision_id is None:
        return Workflow.DRAFT
    decisions = Decision.objects.filter(revision=post.submitted_revision_id)
    last = decisions.filter(verdict__in=[Verdict.ACCEPTED, Verdict.CHANGES_REQUESTED]).first()
    if last and last.verdict == Verdict.CHANGES_REQUESTED:
        return Workflow.CHANGES_REQUESTED
    return Workflow.ACCEPTED if post.submitted_revision_id == post.published_revision_id else Workflow.SUBMITTED


@transaction.atomic
def import_post(*, seat: Membership, title: str, body: str, prompt: Prompt | None = None) -> Revision:
    """Takes in a finished essay: submitted to its prompt, or, without one, published to the course at once."""
    post = start_post(seat=seat, prompt=prompt)
    words = Words(title, body, post.draft_version)
    _refuse_unfinished(words)
    revision = save_revision(post=post, words=words, reason=Reason.IMPORT, by=seat.author)
    choices = Choices(Audience(prompt.audience) if prompt else Audience.COURSE)
    submission = _hand_in(post, revision, seat, choices)
    if prompt is None or not _is_held(post):
        publish(post, submission)
    return revision


def free_slug(course: Course, title: str, pk: int) -> str:
    """Returns an address for the title that no other post of the course has."""
    stem = slugify(title)[:70].strip("-") or "essay"
    others = Post.objects.filter(course=course, slug__startswith=stem).exclude(pk=pk)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
