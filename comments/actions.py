"""What is done with comments: each action whole or not at all, its actor under `by`."""

import uuid

from django.db import transaction
from django.utils import timezone

from comments.models import MAX_ANSWERS, MAX_DEPTH, Comment, Report, State, Wording
from comments.moderating import moderate_comment, move, settle_report, settle_reports, undo_step
from courses.models import Membership
from courses.models import Moderation as Policy
from markup.markdown import safe_html
from posts.actions import NotAllowed
from posts.models import Post

__all__ = [
    "NotAllowed",
    "delete_comment",
    "edit_comment",
    "moderate_comment",
    "policy_of",
    "post_comment",
    "report_comment",
    "restore_comment",
    "settle_report",
    "settle_reports",
    "undo_step",
    "why_not_editable",
]


@transaction.atomic
def post_comment(
    *, post: Post, body: str, circle: str, by: Membership, parent: Comment | None = None, key: uuid.UUID
) -> Comment:
    """Posts a comment or a reply once for each key, and holds it where the course does.

    A reply takes the circle of what it answers. Raises `NotAllowed` where that can no longer be answered.
    """
    place: dict[str, object] = {"circle": circle}
    if parent:
        place = _place_below(parent, post)
    key = _key_of(body, post=post, parent=parent, circle=str(place["circle"]), by=by, key=key)
    comment, _ = Comment.objects.get_or_create(
        author=by.author,
        key=key,
        defaults={"post": post, "body": body, "body_html": safe_html(body), "state": _first_state(post, by), **place},
    )
    return comment


def _key_of(body: str, *, post: Post, parent: Comment | None, circle: str, by: Membership, key: uuid.UUID) -> uuid.UUID:
    """Returns the form's key, or one for these words in this place where the key has posted something else.

    Someone who goes back in the browser and writes something else is not repeating themselves.
    """
    posted = Comment.objects.filter(author=by.author, key=key)
    same = posted.filter(body=body, post=post, parent=parent, circle=circle)
    if not posted.exists() or same.exists():
        return key
    return uuid.uuid5(key, f"{post.pk} {parent.pk if parent else 0} {circle} {body}")


def _place_below(parent: Comment, post: Post) -> dict[str, object]:
    answered = Comment.objects.select_for_update().get(pk=parent.pk, post=post)
    if not answered.is_published:
        raise NotAllowed("This comment is not up any more, so it cannot be answered.")
    if Comment.objects.filter(thread=answered.thread_id or answered.pk).count() >= MAX_ANSWERS:
        raise NotAllowed(f"This thread has {MAX_ANSWERS} answers, which is the limit. Begin a new one below the post.")
    return {
        "parent": answered,
        "thread_id": answered.thread_id or answered.pk,
        "depth": min(answered.depth + 1, MAX_DEPTH),
        "circle": answered.circle,
    }


def policy_of(post: Post) -> Policy:
    """Returns how the comments on a post are moderated: as its prompt says, or else its course."""
    return post.prompt.held_by() if post.prompt else Policy(post.course.moderation)


def _first_state(post: Post, by: Membership) -> State:
    """Returns in which state a new comment begins; staff are never held."""
    policy = policy_of(post)
    if by.is_staff or policy == Policy.OFF:
        return State.PUBLISHED
    known = Comment.objects.published().by(by.author_id).filter(post__course=by.course_id)
    return State.PUBLISHED if policy == Policy.FIRST and known.exists() else State.HELD


def why_not_editable(comment: Comment) -> str:
    """Returns the sentence that says why the words stand, or "" while they can be changed."""
    if comment.is_deleted:
        return "This comment is deleted."
    if comment.is_returned:
        return ""
    if timezone.now() > comment.editable_until():
        return "The words stand now: a comment can be changed for 15 minutes. Write another below it."
    if comment.is_answered():
        return "The words stand now: someone has answered them. Write another comment below the answer."
    return ""


@transaction.atomic
def edit_comment(*, comment: Comment, body: str, by: Membership) -> Comment:
    """Changes the words of one's own comment and keeps the former ones; raises `NotAllowed` once they stand.

    Where everything is held, changed words wait for approval as new ones do; so do those that staff asked for.
    """
    stored = _own(comment, by)
    if refusal := why_not_editable(stored):
        raise NotAllowed(refusal)
    if stored.body == body and stored.is_returned:
        raise NotAllowed("These are the words as they were. Change what the staff ask for, then send them.")
    if stored.body == body:
        return stored
    Wording.objects.create(comment=stored, body=stored.body)
    stored.body, stored.body_html, stored.edited_at = body, safe_html(body), timezone.now()
    waits = stored.is_published and policy_of(stored.post) == Policy.ALL and not by.is_staff
    if waits or stored.is_returned:
        move(stored, State.HELD, by=by)
    stored.save()
    return stored


@transaction.atomic
def delete_comment(*, comment: Comment, by: Membership) -> Comment:
    """Takes one's own words from every page; the trace and the answers stay."""
    stored = _own(comment, by)
    if not stored.is_deleted:
        stored.deleted_at = timezone.now()
        stored.save(update_fields=["deleted_at"])
    return stored


@transaction.atomic
def restore_comment(*, comment: Comment, by: Membership) -> Comment:
    """Takes back one's own deletion; raises `NotAllowed` after 30 days."""
    stored = _own(comment, by)
    if stored.is_deleted and not stored.is_restorable():
        raise NotAllowed("A deleted comment can be restored for 30 days.")
    stored.deleted_at = None
    stored.save(update_fields=["deleted_at"])
    return stored


@transaction.atomic
def report_comment(*, comment: Comment, reason: str, by: Membership) -> Report:
    """Tells the staff in charge that a comment should be looked at, once until they have."""
    if comment.author_id == by.author_id:
        raise NotAllowed("This comment is your own: change or delete it.")
    Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.reports.filter(by=by.author, settled_at=None).exists():
        raise NotAllowed("You have reported this comment already; the staff will look at it.")
    return Report.objects.create(comment=comment, by=by.author, reason=reason)


def _own(comment: Comment, by: Membership) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("post__course", "post__prompt__course")
    stored = rows.get(pk=comment.pk)
    if stored.author_id != by.author_id:
        raise NotAllowed("Only its writer changes a comment.")
    return stored
