"""What staff decide about a post: accepted, returned with a reason, hidden and shown again, and each taken back."""

from django.db import transaction
from django.utils import timezone

from courses.models import Membership
from posts.consent import audience_of
from posts.decision import Decision, Verdict
from posts.mail import send_decision
from posts.post import Post, Workflow
from posts.publishing import locked, publish, save_state
from posts.revising import NotAllowed
from posts.revision import Revision
from posts.submission import Submission


@transaction.atomic
def accept(*, post: Post, by: Membership, revision: int | None = None) -> Decision:
    """Publishes the version that waits; `revision` is the one that was read, and another is not published unread."""
    post = locked(post)
    if not post.is_waiting:
        raise NotAllowed(f"Nothing waits here: the post is {post.get_workflow_display().lower()}.")
    _refuse_unread(post, revision)
    before = post.published_revision
    publish(post, Submission.objects.get(revision=post.submitted_revision_id))
    return _decide(post, Verdict.ACCEPTED, by, before=(Workflow.SUBMITTED, before))


@transaction.atomic
def request_changes(*, post: Post, reason: str, by: Membership, revision: int | None = None) -> Decision:
    """Returns the post to its author with a reason; a version that is up stays up."""
    post = locked(post)
    _refuse_unread(post, revision)
    if post.workflow not in {Workflow.SUBMITTED, Workflow.ACCEPTED}:
        raise NotAllowed(f"Nothing waits here: the post is {post.get_workflow_display().lower()}.")
    if not reason.strip():
        raise NotAllowed("Say what should change; the author reads it first.")
    before = Workflow(post.workflow)
    post.workflow = Workflow.CHANGES_REQUESTED
    save_state(post)
    return _decide(post, Verdict.CHANGES_REQUESTED, by, reason.strip(), before=(before, post.published_revision))


@transaction.atomic
def hide(*, post: Post, by: Membership, reason: str = "") -> Decision:
    """Takes the version that is up out of everyone's sight but the author's, who reads the reason, and the staff's."""
    post = locked(post)
    if post.hidden_at:
        raise NotAllowed("The post is hidden already.")
    post.hidden_at = timezone.now()
    save_state(post)
    return _decide(post, Verdict.HIDDEN, by, reason.strip())


@transaction.atomic
def show(*, post: Post, by: Membership) -> Decision:
    """Undoes `hide`."""
    post = locked(post)
    if post.hidden_at is None:
        raise NotAllowed("The post is shown already.")
    post.hidden_at = None
    save_state(post)
    return _decide(post, Verdict.SHOWN, by)


@transaction.atomic
def undo(*, decision: Decision, by: Membership) -> Decision:
    """Takes back the last decision about a post, once, and puts the post where it stood before.

    Raises `NotAllowed` where something has happened to the post since.
    """
    post = locked(decision.post)
    last = post.decisions.first()
    if last is None or last.pk != decision.pk or not last.can_be_undone:
        raise NotAllowed("Something else was decided since, so this cannot be taken back. Decide on the post anew.")
    if decision.verdict == Verdict.HIDDEN:
        return show(post=post, by=by)
    after = {Verdict.ACCEPTED: Workflow.ACCEPTED, Verdict.CHANGES_REQUESTED: Workflow.CHANGES_REQUESTED}
    if (post.workflow, post.submitted_revision_id) != (after[Verdict(decision.verdict)], decision.revision_id):
        raise NotAllowed("The author has handed in again since, so this cannot be taken back. Decide on that version.")
    post.workflow = decision.workflow_before
    if decision.verdict == Verdict.ACCEPTED:
        _put_back(post, decision.published_before)
    save_state(post)
    return _decide(post, Verdict.UNDONE, by, undoes=decision)


def _put_back(post: Post, revision: Revision | None) -> None:
    """Puts the version up that an acceptance replaced, for its own audience; none where none was up."""
    post.published_revision = revision
    if revision is None:
        post.published_at = None
        return
    submission = Submission.objects.get(revision=revision)
    post.section = submission.section
    post.audience, post.public_consent_at = audience_of(post, submission)


def _refuse_unread(post: Post, revision: int | None) -> None:
    if revision is not None and revision != post.submitted_revision_id:
        raise NotAllowed("A newer version was handed in meanwhile. Read it below, then decide.")


def _decide(
    post: Post,
    verdict: Verdict,
    by: Membership,
    reason: str = "",
    *,
    before: tuple[str, Revision | None] = ("", None),
    undoes: Decision | None = None,
) -> Decision:
    """Appends the decision, with where the post stood before it, and tells the author after commit."""
    if post.submitted_revision is None:
        raise NotAllowed("This post was never submitted.")
    decision = Decision.objects.create(
        post=post,
        revision=post.submitted_revision,
        verdict=verdict,
        reason=reason,
        by=by.author,
        workflow_before=before[0],
        published_before=before[1],
        undoes=undoes,
    )
    transaction.on_commit(lambda: send_decision(decision), robust=True)
    return decision
