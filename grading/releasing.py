"""What a release would change, mark by mark: what the student sees now and will see, and who is told."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from courses.models import Membership
from grading.anonymous import numbers_of
from grading.models import Assessment, AssessmentQuerySet, MarkState
from grading.reckoning import short
from grading.worklist import NAME

NOBODY: Final = "no: has left the course"
NOTHING: Final = "nothing"


@dataclass(frozen=True)
class Line:
    """A mark, by what its grader may know of it; `told` says whether and where a letter goes."""

    key: str
    who: str
    title: str
    word: str
    week: int
    now: str
    then: str
    by: str
    told: str
    mark: Assessment


def marks_in(state: MarkState, reader: Membership, week: int | None) -> AssessmentQuerySet:
    """Returns the marks of one state in the reader's charge, of a week or of all, in the order of the page."""
    marks = Assessment.objects.in_charge_of(reader).filter(state=state)
    if week is not None:
        marks = marks.filter(post__prompt__week=week) if week else marks.filter(post__prompt=None)
    return marks.annotate(name=NAME).order_by("post__prompt__week", "name", "pk")


def for_page(marks: AssessmentQuerySet) -> "QuerySet[Assessment]":
    """Adds what the lines tell: how many remarks there are, and the points of an earlier round that is out."""
    earlier = Assessment.objects.released().filter(post=OuterRef("post")).exclude(pk=OuterRef("pk"))
    whole = marks.select_related("post__author", "post__prompt", "post__section", "revision", "grader").annotate(
        remark_count=Count("remarks", filter=Q(remarks__removed_at=None)),
        seen=Subquery(earlier.order_by("-revision_id").values("points")[:1]),
    )
    return whole.defer("feedback_html", "marked_html", "revision__body", "revision__body_html")


def lines_of(marks: Sequence[Assessment], present: Collection[int]) -> list[Line]:
    """Returns a line for each mark; `present` are the authors who are in the course and so are told by mail."""
    numbers = numbers_of([mark.post_id for mark in marks if mark.post.prompt and mark.post.prompt.anonymous_marking])
    return [_line(mark, numbers.get(mark.post_id), is_told=mark.post.author_id in present) for mark in marks]


def _line(mark: Assessment, number: int | None, *, is_told: bool) -> Line:
    post, author = mark.post, mark.post.author
    address = "its author" if number else author.email
    seen = getattr(mark, "seen", None)
    return Line(
        key=f"{mark.pk}-{mark.version}",
        who=f"Essay {number}" if number else author.get_full_name(),
        title="" if number else mark.revision.title,
        word=str(number) if number else post.slug,
        week=post.prompt.week if post.prompt else 0,
        now=NOTHING if seen is None else f"{short(seen)} for an earlier version",
        then=_said(mark),
        by=mark.grader.get_full_name(),
        told=address if is_told else NOBODY,
        mark=mark,
    )


def _said(mark: Assessment) -> str:
    """Returns what the student will read, in words: "7.5, feedback, 2 remarks"."""
    count: int = getattr(mark, "remark_count", 0)
    remarks = f"{count} remark{'' if count == 1 else 's'}" if count else ""
    points = "" if mark.points is None else short(mark.points)
    return ", ".join(part for part in (points, "feedback" if mark.feedback else "", remarks) if part)


def told_of(marks: AssessmentQuerySet, present: Collection[int]) -> tuple[int, int]:
    """Returns how many students a release of all would tell, and how many it would not."""
    authors = set(marks.order_by().values_list("post__author", flat=True))
    told = len(authors & set(present))
    return told, len(authors) - told


def seal_of(marks: Iterable[tuple[int, int]]) -> str:
    """Tells one set of marks, each a key and a version, from another: nobody releases what nobody has seen."""
    return hashlib.sha256(repr(sorted(marks)).encode()).hexdigest()
