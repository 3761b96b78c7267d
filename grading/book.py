"""The gradebook: a row for each student, for each prompt a cell of the post and one of the replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import OuterRef, Q, Subquery

from courses.models import Course, Extension, Membership, Prompt
from grading.models import Assessment, Excusal, MarkState
from grading.replies_book import ReplyCell, reply_cells
from grading.selection import Standing
from grading.worklist import STANDING, is_late, revisions_to_mark
from posts.models import Submission

WORDS = {
    Standing.UNMARKED: "submitted",
    Standing.DRAFT: "marked",
    Standing.READY: "marked",
    Standing.RELEASED: "released",
    Standing.RETURNED: "changes asked for",
}
UNRELEASED = {Standing.DRAFT, Standing.READY}


@dataclass(frozen=True)
class Cell:
    """How far a student has come with a prompt.

    `points` and `mark` are those of the newest mark and its state, `slug` is the post's. Where a week is marked
    without names, that is the newest released one, and nothing tells of another.
    """

    week: int
    state: str
    points: Decimal | None = None
    slug: str = ""
    mark: str = ""
    is_late: bool = False
    is_excused: bool = False


@dataclass(frozen=True)
class Found:
    """What there is of a student for a prompt: the version to be marked, and the newest mark.

    `at` is when the post was first handed in, by which lateness is told.
    """

    slug: str
    at: datetime
    standing: Standing
    points: Decimal | None
    mark: str | None


@dataclass(frozen=True)
class Line:
    """A student with the cells of each prompt, in the order of the weeks; no cell of replies where none are asked."""

    seat: Membership
    cells: list[Cell]
    replies: list[ReplyCell | None]

    def weeks(self) -> list[tuple[Cell, ReplyCell | None]]:
        """Returns the cells week by week."""
        return list(zip(self.cells, self.replies, strict=True))


def prompts_of(course: Course) -> list[Prompt]:
    """Returns the columns of the gradebook."""
    return list(course.prompts.defer("text", "text_html").order_by("week"))


def lines(reader: Membership, students: Sequence[Membership], prompts: Sequence[Prompt]) -> list[Line]:
    """Returns the rows of some students, in seven queries."""
    found = _found(reader, students, prompts)
    excused = set(Excusal.objects.in_force().filter(seat__in=students).values_list("seat", "prompt"))
    extended = _extended(students, prompts)
    replies = reply_cells(reader, students, prompts)
    keys = [[(seat.pk, prompt.pk) for prompt in prompts] for seat in students]
    return [
        Line(
            seat,
            [
                _cell(
                    prompt,
                    found.get((seat.author_id, prompt.pk)),
                    due=max(prompt.due, extended.get(key, prompt.due)),
                    is_excused=key in excused,
                )
                for key, prompt in zip(row, prompts, strict=True)
            ],
            [replies.get(key) for key in row],
        )
        for seat, row in zip(students, keys, strict=True)
    ]


def _extended(students: Sequence[Membership], prompts: Sequence[Prompt]) -> dict[tuple[int, int], datetime]:
    """Returns until when whoever has more time has it."""
    extensions = Extension.objects.in_force().filter(seat__in=students, prompt__in=prompts)
    return {(seat, prompt): due for seat, prompt, due in extensions.values_list("seat", "prompt", "due")}


def _found(
    reader: Membership, students: Sequence[Membership], prompts: Sequence[Prompt]
) -> dict[tuple[int, int | None], Found]:
    named = Q(post__prompt__anonymous_marking=False) | Q(state=MarkState.RELEASED)
    newest = Assessment.objects.filter(named, post=OuterRef("post"), points__isnull=False).order_by("-revision_id")
    first = Submission.objects.standing().filter(post=OuterRef("post")).order_by("at", "pk")
    revisions = revisions_to_mark(reader).filter(
        post__author__in=[seat.author_id for seat in students], post__prompt__in=[prompt.pk for prompt in prompts]
    )
    rows = revisions.annotate(
        standing=STANDING,
        newest=Subquery(newest.values("points")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        first=Subquery(first.values("at")[:1]),
    ).values_list("post__author", "post__prompt", "post__slug", "at", "first", "standing", "newest", "newest_state")
    return {
        (author, prompt): Found(slug, first or at, Standing(word), points, state)
        for author, prompt, slug, at, first, word, points, state in rows
    }


def _cell(prompt: Prompt, found: Found | None, *, due: datetime, is_excused: bool) -> Cell:
    course = prompt.course
    if found is None:
        state = "missing" if course.now() > due else "not due yet"
        return Cell(prompt.week, "excused" if is_excused else state, is_excused=is_excused)
    hides = prompt.anonymous_marking and found.standing in UNRELEASED
    standing = Standing.UNMARKED if hides else found.standing
    again = standing == Standing.UNMARKED and found.points is not None
    state = "submitted again" if again else WORDS[standing]
    return Cell(
        week=prompt.week,
        state=f"{state}, excused" if is_excused else state,
        points=found.points,
        slug=found.slug,
        mark=found.mark or "",
        is_late=is_late(found.at, due, course.zone),
        is_excused=is_excused,
    )
