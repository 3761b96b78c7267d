"""What there is to mark: of each post the version to be marked, and how far its mark has come."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import GreaterThan

from courses.models import Extension, Membership
from grading.models import Assessment, MarkState
from grading.selection import Selection, Standing
from posts.models import Post, Revision, Submission, Workflow

RETURNED = Q(post__workflow=Workflow.CHANGES_REQUESTED)
BACK_WITH_AUTHOR = RETURNED & Q(post__published_revision=None)


TO_MARK = {Standing.UNMARKED, Standing.DRAFT}
STANDING = Case(
    When(BACK_WITH_AUTHOR & Q(assessments=None), then=Value(Standing.RETURNED)),
    When(assessments=None, then=Value(Standing.UNMARKED)),
    default=F("assessments__state"),
    output_field=models.CharField(),
)


class Row(NamedTuple):
    """One line of the list as it is read: columns of the version, its post and its mark."""

    post__slug: str
    post__prompt__week: int | None
    title: str
    post__author__name: str
    post__section__name: str | None
    at: datetime
    is_late: bool
    standing: str
    assessments__points: Decimal | None
    is_again: bool


@dataclass(frozen=True)
class Work:
    """One line of the list: a post, the version to be marked, and the state of its mark."""

    slug: str
    week: int
    title: str
    author: str
    section: str
    handed_in: datetime
    is_late: bool
    standing: Standing
    points: Decimal | None
    is_again: bool

    @classmethod
    def of(cls, row: Row) -> "Work":
        """Returns the line of what was read."""
        return cls(
            slug=row.post__slug,
            week=row.post__prompt__week or 0,
            title=row.title,
            author=row.post__author__name,
            section=row.post__section__name or "",
            handed_in=row.at,
            is_late=row.is_late,
            standing=Standing(row.standing),
            points=row.assessments__points,
            is_again=row.is_again,
        )


def is_late(at: datetime, due: datetime | None, zone: ZoneInfo) -> bool:
    """Returns whether a moment lies after a deadline on the course's clock."""
    return due is not None and at.astimezone(zone).replace(tzinfo=None) > due


def revisions_to_mark(reader: Membership) -> models.QuerySet[Revision]:
    """Returns for each post in the reader's charge the version to be marked.

    That is the last one handed in; while changes to it are asked for, the accepted one, if there is any.
    """
    submitted = Q(post__submitted_revision=F("pk")) & (~RETURNED | Q(post__published_revision=None))
    accepted = Q(post__published_revision=F("pk")) & RETURNED
    charge = Post.objects.in_charge_of(reader).values("pk")
    return Revision.objects.filter(submitted | accepted, post__in=charge)


def to_mark(reader: Membership) -> int:
    """Returns how many posts wait for the reader's mark, those with a draft of one included."""
    open_ones = Q(assessments=None) & ~BACK_WITH_AUTHOR | Q(assessments__state=MarkState.DRAFT)
    return revisions_to_mark(reader).filter(open_ones).count()


def worklist(reader: Membership, selection: Selection) -> models.QuerySet[Revision, tuple[object, ...]]:
    """Returns a `Row` for each post that is asked for, in the order that is."""
    again = Assessment.objects.filter(post=OuterRef("post")).exclude(revision=OuterRef("pk"))
    ranks = [When(standing=word, then=Value(rank)) for rank, word in enumerate(Standing)]
    revisions = selected(reader, selection).annotate(
        rank=Case(*ranks, output_field=models.IntegerField()), is_again=Exists(again)
    )
    return revisions.order_by(*selection.sorting).values_list(*Row._fields)


def selected(reader: Membership, selection: Selection, *, keep: Post | None = None) -> models.QuerySet[Revision]:
    """Returns the versions to be marked that are asked for, and `keep`'s; with `standing`, `name` and `is_late`."""
    wanted = Q(post__section=selection.section) if selection.section else Q()
    if selection.standing:
        wanted &= Q(standing=selection.standing)
    if selection.is_late:
        wanted &= Q(is_late=True)
    if selection.is_mine:
        wanted &= Q(assessments__grader=reader.author_id)
    if selection.week is not None:
        wanted &= Q(post__prompt__week=selection.week) if selection.week else Q(post__prompt=None)
    if wanted and keep:
        wanted |= Q(post=keep)
    revisions = revisions_to_mark(reader).annotate(
        standing=STANDING, name=F("post__author__name"), is_late=_lateness(reader)
    )
    return revisions.filter(wanted)


def _lateness(reader: Membership) -> Case:
    """Returns whether a post was first handed in after its author's own deadline, reckoned as `Deadline` does.

    PostgreSQL gives a time on the wall the moment that `moment_of` gives it, in the nights of the clocks as well.
    """
    first = Submission.objects.standing().filter(post=OuterRef("post")).order_by("at", "pk").values("at")[:1]
    extended = Extension.objects.in_force().filter(
        prompt=OuterRef("post__prompt"), seat__author=OuterRef("post__author")
    )
    due = Greatest(F("post__prompt__due"), Coalesce(Subquery(extended.values("due")[:1]), F("post__prompt__due")))
    zone = Value(reader.course.zone.key)
    due_at = models.Func(zone, due, function="timezone", output_field=models.DateTimeField())
    is_past = GreaterThan(Coalesce(Subquery(first), F("at")), due_at)
    return Case(When(is_past, then=Value(True)), default=Value(False), output_field=models.BooleanField())


class Place(NamedTuple):
    """What the walk reads of each post."""

    post__prompt__week: int | None
    post__slug: str
    standing: str


class Step(NamedTuple):
    """What stands in the address of a mark."""

    week: int
    slug: str


@dataclass(frozen=True)
class Walk:
    """A post's place among those that are asked for: its number, how many there are, and its neighbours' addresses.

    A neighbour is the week and the word in the address of its mark, or none.
    """

    number: int
    total: int
    previous: Step | None
    following: Step | None
    unmarked: Step | None

    @classmethod
    def at(cls, post: Post, reader: Membership, selection: Selection) -> "Walk":
        """Returns the post's place; `unmarked` is the next, going round, that has no finished mark.

        The post itself counts, though by now it may not be asked for any more: marking it must not lose one's place.
        """
        ordered = selected(reader, selection, keep=post)
        rows = map(Place._make, ordered.order_by(*selection.walk).values_list(*Place._fields))
        places = [(Step(row.post__prompt__week or 0, row.post__slug), row.standing) for row in rows]
        steps = [step for step, _ in places]
        at = next(place for place, step in enumerate(steps) if step.slug == post.slug)
        undone = [step for step, state in places[at + 1 :] + places[:at] if state in TO_MARK]
        return cls(
            number=at + 1,
            total=len(steps),
            previous=steps[at - 1] if at else None,
            following=steps[at + 1] if at + 1 < len(steps) else None,
            unmarked=undone[0] if undone else None,
        )
