"""Who decided what about posts and comments, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Value

from comments.models import Comment, State
from comments.models import Moderation as Step
from courses.models import Membership
from posts.models import Decision, Post, Verdict

POST, COMMENT = "post", "comment"
STEPS = {
    State.PUBLISHED: "Published",
    State.HIDDEN: "Hidden",
    State.HELD: "Held again",
    State.RETURNED: "Changes requested",
}


@dataclass(frozen=True)
class Entry:
    """One step: when, who, what was done with what, and whether it can be undone by showing it again."""

    kind: str
    pk: int
    at: datetime
    by: str
    did: str
    reason: str
    slug: str
    title: str
    author: str
    can_show: bool


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
    """Returns the entries of a part of that line in its order, in two queries."""
    keys = [(kind, pk) for kind, pk, _ in line]
    posts = _decisions([pk for kind, pk in keys if kind == POST])
    comments = _steps([pk for kind, pk in keys if kind == COMMENT])
    return [posts[pk] if kind == POST else comments[pk] for kind, pk in keys]


def _decisions(keys: list[int]) -> dict[int, Entry]:
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
        "post__hidden_at",
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
            can_show=hidden_at is not None and verdict == Verdict.HIDDEN,
        )
        for pk, post, at, by, verdict, reason, slug, title, author, hidden_at in rows
    }


def _steps(keys: list[int]) -> dict[int, Entry]:
    rows = Step.objects.filter(pk__in=keys).values_list(
        "pk",
        "comment",
        "at",
        "by__name",
        "after",
        "comment__post__slug",
        "comment__post__published_revision__title",
        "comment__author__name",
        "comment__state",
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
            can_show=after == state == State.HIDDEN,
        )
        for pk, comment, at, by, after, slug, title, author, state, reason in rows
    }
