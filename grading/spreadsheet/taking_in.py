"""Taking marks in from a file: first what would change, then the change, each with its line in the log."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from django.db import transaction

from courses.models import Membership, Prompt
from grading.book import Cell, lines, prompts_of
from grading.desk import students_of
from grading.excusing import excuse
from grading.models import Assessment, MarkState
from grading.saving import Sheet, late_of, rubric_for, save_assessment
from grading.spreadsheet.reading import Entry, read_marks
from grading.worklist import revisions_to_mark
from posts.models import Post

MOST_CHANGES: Final = 1_000
WHY: Final = "Taken in from a gradebook file."
CENT: Final = Decimal("0.01")


@dataclass(frozen=True)
class Change:
    """One cell that would change; `refusal` says why it would not."""

    line: int
    who: str
    week: int
    before: str
    after: str
    seat: Membership | None = None
    prompt: Prompt | None = None
    slug: str = ""
    points: Decimal | None = None
    told: bool = False
    refusal: str = ""


@dataclass(frozen=True)
class Plan:
    """What a file would change, what is refused, and how many of its cells say what stands already."""

    changes: list[Change]
    refused: list[Change]
    same: int

    @property
    def digest(self) -> str:
        """Tells this plan from another: marks may change between the reading of a plan and its carrying out."""
        said = [(each.who, each.week, each.before, each.after) for each in self.changes]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan_of(text: str, reader: Membership) -> Plan:
    """Returns what a file would change in the reader's gradebook; raises `Unreadable` where it is no table of marks."""
    entries = read_marks(text)
    students, prompts = students_of(reader), prompts_of(reader.course)
    cells = {
        (line.seat.author.email.casefold(), cell.week): (line.seat, prompt, cell)
        for line in lines(reader, students, prompts)
        for prompt, cell in zip(prompts, line.cells, strict=True)
    }
    people = {seat.author.email.casefold() for seat in students}
    compared = [_compare(entry, cells.get((entry.email, entry.week)), people) for entry in _once_each(entries)]
    found = [change for change in compared if change]
    changes = [change for change in found if not change.refusal]
    return Plan(changes, [change for change in found if change.refusal], len(compared) - len(found))


def _once_each(entries: Sequence[Entry]) -> Iterable[Entry]:
    """Yields the entries; one about a cell that an earlier line named already is refused."""
    seen: dict[tuple[str, int], int] = {}
    for entry in entries:
        first = seen.setdefault((entry.email, entry.week), entry.line)
        again = f"Line {first} names this student and week already. Keep one of them."
        yield entry if first == entry.line else replace(entry, refusal=again)


def _compare(entry: Entry, at: tuple[Membership, Prompt, Cell] | None, people: set[str]) -> Change | None:
    """Returns the change that a cell of the file asks for, or none where it says what stands already."""
    after = "excused" if entry.is_excused else _short(entry.points)
    if at is None:
        known = entry.email in people
        nobody = (
            f"No student of the course has the address “{entry.email[:80]}”."
            if entry.email
            else "The line has no e-mail address."
        )
        why = f"The course has no week {entry.week}." if known else nobody
        return Change(entry.line, entry.email, entry.week, "", after, refusal=entry.refusal or why)
    seat, prompt, cell = at
    change = Change(
        line=entry.line,
        who=seat.author.get_full_name(),
        week=entry.week,
        before=_short(cell.points) if cell.points is not None and not cell.is_excused else cell.state,
        after=after,
        seat=seat,
        prompt=prompt,
        slug=cell.slug,
        points=entry.points,
        told=cell.mark == MarkState.RELEASED,
        refusal=entry.refusal,
    )
    if not entry.refusal and (cell.is_excused if entry.is_excused else cell.points == entry.points):
        return None
    return replace(change, refusal=entry.refusal or _refusal(entry, prompt, cell))


def _refusal(entry: Entry, prompt: Prompt, cell: Cell) -> str:
    """Returns why a cell of the file cannot be taken in, or ""."""
    if entry.is_excused:
        return ""
    if cell.is_excused:
        return "The student is excused from this week. End that first, in the gradebook."
    if not cell.slug:
        return "Nothing was handed in, so there is nothing to mark."
    if entry.points is not None and entry.points > prompt.points:
        return f"The prompt gives {_short(prompt.points)} points at most."
    if entry.points is not None and entry.points != entry.points.quantize(CENT):
        return "Points have two decimals at most."
    return ""


@transaction.atomic
def take_in(plan: Plan, by: Membership) -> int:
    """Saves every change of a plan, or none; raises `Conflict` where a grader saved one of them meanwhile."""
    for change in plan.changes:
        if change.seat is None or change.prompt is None:
            continue
        if change.points is None:
            excuse(seat=change.seat, prompt=change.prompt, by=by, why=WHY)
        else:
            _save(Post.objects.in_charge_of(by).get(slug=change.slug), change.points, by)
    return len(plan.changes)


def _save(post: Post, points: Decimal, by: Membership) -> Assessment:
    """Gives a post the points of the file: as they are, whatever rubric and lateness would make of them."""
    revision = revisions_to_mark(by).get(post=post)
    revision.post = post
    stored = Assessment.objects.filter(revision=revision).select_related("rubric").first()
    sheet = Sheet(points=points)
    if stored:
        chosen = tuple(stored.chosen.values_list("level", "remark"))
        sheet = Sheet(points=points, feedback=stored.feedback, state=stored.state, levels=chosen)
    if rubric_for(post, stored) or late_of(post).costs:
        sheet = replace(sheet, points=stored.raw_points if stored else None, override=points, override_why=WHY)
    version = stored.version if stored else 0
    return save_assessment(post=post, revision=revision, sheet=sheet, version=version, by=by, why=WHY)


def _short(points: Decimal | None) -> str:
    return "" if points is None else f"{points.normalize():f}"
