"""What staff decide about a comment: up, returned with a reason, hidden, each taken back; and about its reports."""

from django.db import transaction
from django.utils import timezone

from comments.mail import send_step
from comments.models import Comment, Moderation, Report, State
from courses.models import Membership
from posts.revising import NotAllowed


@transaction.atomic
def moderate_comment(
    *, comment: Comment, state: State, by: Membership, reason: str = "", seen: State | None = None
) -> Comment:
    """Publishes, returns or hides a comment and logs the step; hiding it settles its reports.

    Raises `NotAllowed` where it is no longer as it was `seen`: someone else has decided meanwhile. Its writer reads the
    reason beside the comment, and is told by mail what should change.
    """
    stored = _locked(comment, by)
    if seen is not None and stored.state != seen:
        now = State(stored.state).label.lower()
        raise NotAllowed(f"Someone decided on this comment meanwhile: it is {now} now. Nothing was changed.")
    if state == State.HELD:
        raise NotAllowed("A comment is published, returned or hidden; only new words wait.")
    if state == State.RETURNED and not reason.strip():
        raise NotAllowed("Say what should change; its writer reads it first.")
    if state == State.RETURNED and stored.is_deleted:
        raise NotAllowed("Its writer has deleted this comment, so nothing can be changed in it.")
    if stored.state != state:
        move(stored, state, by=by, reason=reason.strip())
        stored.save(update_fields=["state"])
    if state == State.HIDDEN:
        settle_reports(comment=stored, by=by)
    return stored


@transaction.atomic
def undo_step(*, step: Moderation, by: Membership) -> Comment:
    """Takes back the last step with a comment, once, and puts it where it was; raises `NotAllowed` after another."""
    stored = _locked(step.comment, by)
    last = stored.moderations.first()
    if last is None or last.pk != step.pk or last.undoes_id or last.after == State.HELD:
        raise NotAllowed("Something else was decided since, so this cannot be taken back. Decide on the comment anew.")
    move(stored, State(step.before), by=by, undoes=step)
    stored.save(update_fields=["state"])
    return stored


@transaction.atomic
def settle_report(*, report: Report, by: Membership) -> Report:
    """Records that a member of staff has dealt with a report; the first to do so is remembered."""
    _require_charge(report.comment, by)
    stored = Report.objects.select_for_update().get(pk=report.pk)
    if stored.settled_at is None:
        stored.settled_by, stored.settled_at = by.author, timezone.now()
        stored.save(update_fields=["settled_by", "settled_at"])
    return stored


@transaction.atomic
def settle_reports(*, comment: Comment, by: Membership) -> int:
    """Settles what is open against a comment and returns how many reports that were."""
    _require_charge(comment, by)
    return comment.reports.filter(settled_at=None).update(settled_by=by.author, settled_at=timezone.now())


def move(comment: Comment, state: State, *, by: Membership, reason: str = "", undoes: Moderation | None = None) -> None:
    """Sets the state, which the caller saves, logs the step and tells the writer after commit."""
    step = Moderation.objects.create(
        comment=comment, before=comment.state, after=state, reason=reason, by=by.author, undoes=undoes
    )
    comment.state = state
    transaction.on_commit(lambda: send_step(step), robust=True)


def _locked(comment: Comment, by: Membership) -> Comment:
    stored = Comment.objects.select_for_update(of=["self"]).select_related("post").get(pk=comment.pk)
    _require_charge(stored, by)
    return stored


def _require_charge(comment: Comment, by: Membership) -> None:
    if comment.post.course_id != by.course_id or not by.teaches(comment.post.section_id):
        raise NotAllowed("Only the staff in charge of the section do this.")
