"""What there is to mark: of each post the version to be marked, and how far its mark has come."""

from collections.abc import Iterable, Sequence
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
from grading.anonymous import numbers_of
from grading.models import Assessment, Excusal, MarkState
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
NAME = Case(
    When(post__prompt__anonymous_marking=True, then=Value("")),
    default=F("post__author__name"),
    output_field=models.CharField(),
)


class Row(NamedTuple):
    """One line of the list as it is read: columns of the version, its post and its mark."""

    pk: int
    post: int
    post__slug: str
    post__prompt__week: int | None
    post__prompt__anonymous_marking: bool | None
    title: str
    name: str
    post__section__name: str | None
    at: datetime
    is_late: bool
    standing: str
    assessments__points: Decimal | None
    is_again: bool
    is_excused: bool


@dataclass(frozen=True)
class Work:
    """One line of the list: a post, the version to be marked, and the state of its mark.

    `word` stands in the addresses of its mark; where names are hidden it is a number, which the title is made of.
    """

    word: str
    week: int
    title: str
    author: str
    section: str
    handed_in: datetime
    is_late: bool
    standing: Standing
    points: Decimal | None
    is_again: bool
    is_excused: bool


def works_of(reader: Membership, keys: Sequence[int]) -> list[Work]:
    """Returns the lines of some versions in the order of their keys, in one query, or two where some have no names."""
    again = Assessment.objects.filter(post=OuterRef("post")).exclude(revision=OuterRef("pk"))
    excused = Excusal.objects.in_force().filter(prompt=OuterRef("post__prompt"), seat__author=OuterRef("post__author"))
    revisions = Revision.objects.filter(pk__in=keys).annotate(
        standing=STANDING,
        name=NAME,
        is_late=_lateness(reader),
        is_again=Exists(again),
        is_excused=Exists(excused),
    )
    lines = {row.pk: row for row in map(Row._make, revisions.values_list(*Row._fields))}
    numbers = numbers_of([line.post for line in lines.values() if line.post__prompt__anonymous_marking])
    return [_work(lines[key], numbers.get(lines[key].post)) for key in keys if key in lines]


def _work(line: Row, number: int | None) -> Work:
    return Work(
        word=str(number or line.post__slug),
        week=line.post__prompt__week or 0,
        title=f"Essay {number}" if number else line.title,
        author=line.name,
        section=line.post__section__name or "",
        handed_in=line.at,
        is_late=line.is_late,
        standing=Standing(line.standing),
        points=line.assessments__points,
        is_again=line.is_again,
        is_excused=line.is_excused and number is None,
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
    # Said once more of the joined post, which spares PostgreSQL the joins of posts that are not in it.
    near = Q(post__course=reader.course_id) & (Q() if reader.is_instructor else Q(post__section=reader.section_id))
    return Revision.objects.filter(near, submitted | accepted, post__in=charge)


def to_mark(reader: Membership) -> int:
    """Returns how many posts wait for the reader's mark, those with a draft of one included."""
    open_ones = Q(assessments=None) & ~BACK_WITH_AUTHOR | Q(assessments__state=MarkState.DRAFT)
    return revisions_to_mark(reader).filter(open_ones).count()


def worklist(reader: Membership, selection: Selection) -> models.QuerySet[Revision, int]:
    """Returns the key of each version that is asked for, in the order that is.

    Keys alone: what a line tells is read of one page's versions, not of the whole course's.
    """
    ranks = [When(standing=word, then=Value(rank)) for rank, word in enumerate(Standing)]
    revisions = selected(reader, selection).annotate(rank=Case(*ranks, output_field=models.IntegerField()))
    return revisions.order_by(*selection.sorting).values_list("pk", flat=True)


def selected(reader: Membership, selection: Selection, *, keep: Post | None = None) -> models.QuerySet[Revision]:
    """Returns the versions to be marked that are asked for, and `keep`'s; with `standing` and `name`."""
    wanted = Q(post__section=selection.section) if selection.section else Q()
    if selection.standing:
        wanted &= Q(standing=selection.standing)
    if selection.is_late:
        wanted &= Q(_lateness(reader))
    if selection.is_mine:
        wanted &= Q(assessments__grader=reader.author_id)
    if selection.week is not None:
        wanted &= Q(post__prompt__week=selection.week) if selection.week else Q(post__prompt=None)
    if wanted and keep:
        wanted |= Q(post=keep)
    revisions = revisions_to_mark(reader).annotate(standing=STANDING, name=NAME)
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

    post: int
    post__slug: str
    post__prompt__week: int | None
    post__prompt__anonymous_marking: bool | None
    standing: str


@dataclass(frozen=True)
class Step:
    """What stands in the address of a mark: a week, and the word for the post."""

    week: int
    word: str


@dataclass(frozen=True)
class Walk:
    """A post's place among those that are asked for: its number, how many there are, and its neighbours."""

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
        ordered = selected(reader, selection, keep=post).order_by(*selection.walk)
        places = [Place._make(row) for row in ordered.values_list(*Place._fields)]
        at = next(at for at, place in enumerate(places) if place.post == post.pk)
        before, after = places[:at], places[at + 1 :]
        undone = [place for place in after + before if place.standing in TO_MARK]
        previous, following, unmarked = _steps([before[-1:], after[:1], undone[:1]])
        return cls(at + 1, len(places), previous, following, unmarked)


def _steps(neighbours: Iterable[Sequence[Place]]) -> list[Step | None]:
    """Returns the steps to some posts, each one or none, in one query at the most."""
    places = [place[0] if place else None for place in neighbours]
    numbers = numbers_of({place.post for place in places if place and place.post__prompt__anonymous_marking})
    return [
        Step(place.post__prompt__week or 0, str(numbers.get(place.post, place.post__slug))) if place else None
        for place in places
    ]
