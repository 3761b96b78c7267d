"""The gradebook: a row for each student, a cell for each prompt; and the same as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from courses.models import Course, Membership, Prompt
from grading.models import Assessment
from grading.worklist import STANDING, Standing, is_late, revisions_to_mark

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
WORDS = {
    Standing.UNMARKED: "submitted",
    Standing.DRAFT: "marked",
    Standing.READY: "marked",
    Standing.RELEASED: "released",
    Standing.RETURNED: "changes asked for",
}


@dataclass(frozen=True)
class Cell:
    """How far a student has come with a prompt; `points` are those of the newest mark, `slug` the post's."""

    week: int
    state: str
    points: Decimal | None = None
    slug: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Line:
    """A student and a cell for each prompt, in the order of the weeks."""

    seat: Membership
    cells: list[Cell]


def prompts_of(course: Course) -> list[Prompt]:
    """Returns the columns of the gradebook."""
    return list(course.prompts.defer("text", "text_html").order_by("week"))


def lines(reader: Membership, students: Sequence[Membership], prompts: Sequence[Prompt]) -> list[Line]:
    """Returns the rows of some students, in one query."""
    newest = Assessment.objects.filter(post=OuterRef("post"), points__isnull=False).order_by("-revision_id")
    revisions = revisions_to_mark(reader).filter(
        post__author__in=[seat.author_id for seat in students], post__prompt__in=[prompt.pk for prompt in prompts]
    )
    rows = revisions.annotate(standing=STANDING, newest=Subquery(newest.values("points")[:1])).values_list(
        "post__author", "post__prompt", "post__slug", "at", "standing", "newest"
    )
    found = {(author, prompt): (slug, at, Standing(word), points) for author, prompt, slug, at, word, points in rows}
    return [
        Line(seat, [_cell(prompt, found.get((seat.author_id, prompt.pk))) for prompt in prompts]) for seat in students
    ]


def _cell(prompt: Prompt, found: tuple[str, datetime, Standing, Decimal | None] | None) -> Cell:
    course = prompt.course
    if found is None:
        return Cell(prompt.week, "missing" if course.now() > prompt.due else "not due yet")
    slug, at, standing, points = found
    again = standing == Standing.UNMARKED and points is not None
    return Cell(
        week=prompt.week,
        state="submitted again" if again else WORDS[standing],
        points=points,
        slug=slug,
        is_late=is_late(at, prompt.due, course.zone),
    )


def as_csv(reader: Membership, students: Sequence[Membership], prompts: Sequence[Prompt]) -> str:
    """Returns the whole gradebook as a file in which no cell is a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    heads = [
        head for prompt in prompts for head in (f"Week {prompt.week} (of {prompt.points:f})", f"Week {prompt.week}")
    ]
    writer.writerow(_harmless(["Name", "E-mail", "Section", *heads]))
    for line in lines(reader, students, prompts):
        author, section = line.seat.author, line.seat.section
        cells = [text for cell in line.cells for text in (_points(cell), _state(cell))]
        writer.writerow(_harmless([author.get_full_name(), author.email, section.name if section else "", *cells]))
    return file.getvalue()


def _points(cell: Cell) -> str:
    return "" if cell.points is None else f"{cell.points:f}"


def _state(cell: Cell) -> str:
    return f"{cell.state}, late" if cell.is_late else cell.state


def _harmless(cells: Iterable[str]) -> list[str]:
    """Returns the cells with an apostrophe before what a spreadsheet would take for a formula.

    >>> _harmless(["=1+1", "Ana", "-3"])
    ["'=1+1", 'Ana', "'-3"]
    """
    return [f"'{cell}" if cell.startswith(FORMULA_BEGINS) else cell for cell in cells]
