"""Who decided what about posts and comments, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Value

from comments.models import Comment, State
from comments.models import Moderation as Step
from courses.models import Membership
from posts.models import Decision, Post, Verdict, Workflow

POST, COMMENT = "post", "comment"
STEPS = {
    State.PUBLISHED: "Published",
    State.HIDDEN: "Hidden",
    State.HELD: "Held again",
    State.RETURNED: "Changes requested",
}


@dataclass(frozen=True)
class Entry:
    """One step: when, who, what was done with what, and whether it can be taken back."""

    kind: str
    pk: int
    at: datetime
    by: str
    did: str
    reason: str
    slug: str
    title: str
    author: str
    step: int
    can_be_undone: bool


def journal(reader: Membership) -> QuerySet[Decision, tuple[str, int, datetime]]:
    """Returns the kind, the key and the time of each step: for an instructor all, for an assistant their own."""
    decisions = Decision.objects.filter(post__in=Post.objects.in_charge_of(reader).values("pk")).order_by()
    steps = Step.objects.filter(comment__in=Comment.objects.in_charge_of(reader).values("pk")).order_by()
    if not reader.is_instructor:
        decisions, steps = decisions.filter(by=reader.author_id), steps.filter(by=reader.author_id)
    line = decisions.annotate(kind=Value(POST)).values_list("kind", "pk", "at")
    return line.union(steps.annotate(kind=Value(COMMENT)).values_list("kind", "pk", "at"), all=True).order_by(
        "-at", "-pk"
    )


def entries(line: Iterable[tuple[str, int, datetime]]) -> list[Entry]:
    """Returns the entries of a part of that line in its order, in four queries."""
    keys = [(kind, pk) for kind, pk, _ in line]
    posts = _decisions([pk for kind, pk in keys if kind == POST])
    comments = _steps([pk for kind, pk in keys if kind == COMMENT])
    return [posts[pk] if kind == POST else comments[pk] for kind, pk in keys]


def _decisions(keys: list[int]) -> dict[int, Entry]:
    last = undoable_decisions(keys)
    rows = Decision.objects.filter(pk__in=keys).values_list(
        "pk",
        "post",
        "at",
        "by__name",
        "verdict",
        "reason",
        "post__slug",
        "revision__title",
        "post__author__name",
    )
    return {
        pk: Entry(
            kind=POST,
            pk=post,
            at=at,
            by=by,
            did=Verdict(verdict).label,
            reason=reason,
            slug=slug,
            title=title,
            author=author,
            step=pk,
            can_be_undone=pk in last,
        )
        for pk, post, at, by, verdict, reason, slug, title, author in rows
    }


def undoable_decisions(keys: Iterable[int]) -> set[int]:
    """Returns which of the decisions nothing has followed, so that they can be taken back."""
    later = Decision.objects.filter(post=OuterRef("post"), pk__gt=OuterRef("pk"))
    last = Decision.objects.filter(~Exists(later), pk__in=list(keys)).select_related("post").defer("post__draft_body")
    after = {Verdict.ACCEPTED: Workflow.ACCEPTED, Verdict.CHANGES_REQUESTED: Workflow.CHANGES_REQUESTED}
    return {
        each.pk
        for each in last
        if each.can_be_undone
        and (
            each.verdict == Verdict.HIDDEN
            or (each.post.workflow, each.post.submitted_revision_id) == (after[Verdict(each.verdict)], each.revision_id)
        )
    }


def _undoable_steps(keys: Iterable[int]) -> set[int]:
    later = Step.objects.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
    last = Step.objects.filter(~Exists(later), pk__in=list(keys), undoes=None).exclude(after=State.HELD)
    return set(last.values_list("pk", flat=True))


def last_of(reader: Membership) -> Entry | None:
    """Returns the reader's own last step where it can be taken back."""
    decisions = Decision.objects.filter(post__course=reader.course_id, by=reader.author_id).order_by()
    steps = Step.objects.filter(comment__post__course=reader.course_id, by=reader.author_id).order_by()
    line = decisions.annotate(kind=Value(POST)).values_list("kind", "pk", "at")
    both = line.union(steps.annotate(kind=Value(COMMENT)).values_list("kind", "pk", "at"), all=True)
    newest = both.order_by("-at", "-pk").first()
    entry = entries([newest])[0] if newest else None
    return entry if entry and entry.can_be_undone else None


def _steps(keys: list[int]) -> dict[int, Entry]:
    last = _undoable_steps(keys)
    rows = Step.objects.filter(pk__in=keys).values_list(
        "pk",
        "comment",
        "at",
        "by__name",
        "after",
        "comment__post__slug",
        "comment__post__published_revision__title",
        "comment__author__name",
        "reason",
    )
    return {
        pk: Entry(
            kind=COMMENT,
            pk=comment,
            at=at,
            by=by,
            did=STEPS[State(after)],
            reason=reason,
            slug=slug,
            title=title or "",
            author=author,
            step=pk,
            can_be_undone=pk in last,
        )
        for pk, comment, at, by, after, slug, title, author, reason in rows
    }
