"""One student's work as the staff in charge see it: each week's post and replies, the rest, and the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Q

from courses.models import Membership, Prompt
from grading.book import Cell, lines
from grading.models import MarkChange, MarkState, ParticipationChange
from grading.replies_book import ReplyCell
from grading.worklist import revisions_to_mark
from posts.models import Revision

MOST_OUTSIDE: Final = 50
MOST_LOGGED: Final = 100


@dataclass(frozen=True)
class Week:
    """What a student did in a week; `replies` is none where it asks for none."""

    prompt: Prompt
    cell: Cell
    replies: ReplyCell | None


@dataclass(frozen=True)
class Step:
    """One change of points: who, when, of what, from what, to what and why."""

    at: datetime
    by: str
    what: str
    before: str
    after: str
    why: str


def weeks_of(reader: Membership, student: Membership, prompts: Sequence[Prompt]) -> list[Week]:
    """Returns the weeks, the latest first."""
    [line] = lines(reader, [student], prompts)
    weeks = [Week(*each) for each in zip(prompts, line.cells, line.replies, strict=True)]
    return weeks[::-1]


def outside(reader: Membership, student: Membership) -> list[Revision]:
    """Returns the newest versions of the student's posts that answer no prompt, with their posts."""
    revisions = revisions_to_mark(reader).filter(post__author=student.author_id, post__prompt=None)
    return list(
        revisions.select_related("post").only("title", "at", "post__slug").order_by("-at", "-pk")[:MOST_OUTSIDE]
    )


def log_of(reader: Membership, student: Membership) -> list[Step]:
    """Returns the newest changes of the student's marks and points for replies, the newest first, in two queries.

    What changed in a mark that is given without names is told once the mark is released.
    """
    charge = revisions_to_mark(reader).filter(post__author=student.author_id).values("post")
    named = Q(assessment__post__prompt=None) | Q(assessment__post__prompt__anonymous_marking=False)
    shown = named | Q(assessment__state=MarkState.RELEASED)
    marks = MarkChange.objects.filter(shown, assessment__post__in=charge).values_list(
        "at", "by__name", "assessment__post__prompt__week", *VALUES
    )
    points = ParticipationChange.objects.filter(
        participation__seat=student, participation__prompt__course=reader.course_id
    ).values_list("at", "by__name", "participation__prompt__week", *VALUES)
    found = [
        *(_step(*row, what="replies") for row in points[:MOST_LOGGED]),
        *(_step(*row, what="post") for row in marks[:MOST_LOGGED]),
    ]
    return sorted(found, key=lambda step: step.at, reverse=True)[:MOST_LOGGED]


VALUES = ("points_before", "state_before", "points_after", "state_after", "why")


def _step(
    at: datetime,
    by: str,
    week: int | None,
    points_before: Decimal | None,
    state_before: str,
    points_after: Decimal | None,
    state_after: str,
    why: str,
    *,
    what: str,
) -> Step:
    where = f"week {week}, {what}" if week else "outside the weeks"
    return Step(at, by, where, _words(points_before, state_before), _words(points_after, state_after), why)


def _words(points: Decimal | None, state: str) -> str:
    if not state:
        return "no mark"
    label = MarkState(state).label.lower()
    return label if points is None else f"{points.normalize():f}, {label}"
