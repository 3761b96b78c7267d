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
from grading.models import Assessment, MarkState, Participation
from grading.participating import save_points
from grading.points_sheet import short
from grading.replies_book import ReplyCell
from grading.saving import Sheet, late_of, rubric_for, save_assessment
from grading.spreadsheet.canvas_list import logins_of, one_each
from grading.spreadsheet.reading import Column, Entry, read_marks
from grading.worklist import revisions_to_mark
from posts.models import Post

MOST_CHANGES: Final = 1_000
WHY: Final = "Taken in from a gradebook file."
CENT: Final = Decimal("0.01")
EXCUSE_FROM_WEEK: Final = (
    "Who is excused from a week is excused from its replies, too: write EX in the column of the week."
)
Place = tuple[Membership, Prompt, Cell | ReplyCell]


@dataclass(frozen=True)
class Change:
    """One cell that would change; `refusal` says why it would not."""

    line: int
    who: str
    what: str
    before: str
    after: str
    seat: Membership | None = None
    prompt: Prompt | None = None
    slug: str = ""
    replies: ReplyCell | None = None
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
        said = [(each.who, each.what, each.before, each.after) for each in self.changes]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan_of(text: str, reader: Membership) -> Plan:
    """Returns what a file would change in the reader's gradebook; raises `Unreadable` where it is no table of marks."""
    entries = read_marks(text)
    students, prompts = students_of(reader), prompts_of(reader.course)
    cells: dict[tuple[str, Column], Place] = {}
    for line in lines(reader, students, prompts):
        for prompt, cell, replies in zip(prompts, line.cells, line.replies, strict=True):
            email = line.seat.author.email.casefold()
            cells[email, Column(cell.week)] = line.seat, prompt, cell
            if replies:
                cells[email, Column(cell.week, is_replies=True)] = line.seat, prompt, replies
    people = {seat.author.email.casefold() for seat in students}
    called = one_each((login, each) for each in people for login in logins_of(each))
    entries = _without_doubles([replace(entry, email=called.get(entry.email, entry.email)) for entry in entries])
    compared = [_compare(entry, cells.get((entry.email, entry.column)), people) for entry in _once_each(entries)]
    found = [change for change in compared if change]
    changes = [change for change in found if not change.refusal]
    return Plan(changes, [change for change in found if change.refusal], len(compared) - len(found))


def _without_doubles(entries: Sequence[Entry]) -> list[Entry]:
    """Returns the entries without those that excuse from the replies of a week from which the file excuses anyway."""
    excused = {
        (entry.email, entry.column.week) for entry in entries if entry.is_excused and not entry.column.is_replies
    }
    return [
        entry
        for entry in entries
        if not (entry.is_excused and entry.column.is_replies and (entry.email, entry.column.week) in excused)
    ]


def _once_each(entries: Sequence[Entry]) -> Iterable[Entry]:
    """Yields the entries; one about a cell that an earlier line named already is refused."""
    seen: dict[tuple[str, Column], int] = {}
    for entry in entries:
        first = seen.setdefault((entry.email, entry.column), entry.line)
        again = f"Line {first} names this student and week already. Keep one of them."
        yield entry if first == entry.line else replace(entry, refusal=again)


def _compare(entry: Entry, at: Place | None, people: set[str]) -> Change | None:
    """Returns the change that a cell of the file asks for, or none where it says what stands already."""
    after = "excused" if entry.is_excused else short(entry.points)
    if at is None:
        why = entry.refusal or _unknown(entry, people)
        return Change(entry.line, entry.email, _name(entry.column), "", after, refusal=why)
    seat, prompt, cell = at
    change = Change(
        line=entry.line,
        who=seat.author.get_full_name(),
        what=_name(entry.column),
        before=short(cell.points) if cell.points is not None and not cell.is_excused else cell.state,
        after=after,
        seat=seat,
        prompt=prompt,
        slug=cell.slug if isinstance(cell, Cell) else "",
        replies=cell if isinstance(cell, ReplyCell) else None,
        points=entry.points,
        told=cell.mark == MarkState.RELEASED,
        refusal=entry.refusal,
    )
    if not entry.refusal and (cell.is_excused if entry.is_excused else cell.points == entry.points):
        return None
    return replace(change, refusal=entry.refusal or _refusal(entry, prompt, cell))


def _name(column: Column) -> str:
    return f"{column.week}, replies" if column.is_replies else str(column.week)


def _unknown(entry: Entry, people: set[str]) -> str:
    """Returns why there is no such cell."""
    if entry.email not in people:
        nobody = f"No student of the course has the address “{entry.email[:80]}”."
        return nobody if entry.email else "The line has no e-mail address."
    if entry.column.is_replies:
        return f"The course has no week {entry.column.week} that asks for replies."
    return f"The course has no week {entry.column.week}."


def _refusal(entry: Entry, prompt: Prompt, cell: Cell | ReplyCell) -> str:
    """Returns why a cell of the file cannot be taken in, or ""."""
    if entry.is_excused:
        return EXCUSE_FROM_WEEK if isinstance(cell, ReplyCell) else ""
    if cell.is_excused:
        return "The student is excused from this week. End that first, in the gradebook."
    if isinstance(cell, Cell) and prompt.anonymous_marking:
        return "This week is marked without names, and a file has names. Mark it from the list of its week."
    if isinstance(cell, Cell) and not cell.slug:
        return "Nothing was handed in, so there is nothing to mark."
    most = prompt.points if isinstance(cell, Cell) else prompt.reply_points
    if entry.points is not None and entry.points > most:
        return f"The prompt gives {short(most)} points at most."
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
        elif change.replies:
            _save_replies(change.seat, change.prompt, change.replies, change.points, by)
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


def _save_replies(seat: Membership, prompt: Prompt, cell: ReplyCell, points: Decimal, by: Membership) -> Participation:
    """Gives a student's replies the points of the file; their state stays as it is."""
    state = cell.mark or MarkState.DRAFT
    return save_points(seat=seat, prompt=prompt, points=points, state=state, version=cell.version, by=by, why=WHY)
