"""The gradebook as a file: in full for people, and as Canvas and Moodle take marks in.

A learning platform shows what it takes in to the students at once, so its files hold released marks alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from courses.models import Prompt
from grading.book import Cell, Line
from grading.models import MarkState

Row = list[str]


@dataclass(frozen=True)
class Layout:
    """A file's name to people, and what makes its rows."""

    label: str
    rows: Callable[[Sequence[Prompt], Iterable[Line]], list[Row]]


def _plain(prompts: Sequence[Prompt], lines: Iterable[Line]) -> list[Row]:
    heads = [
        head
        for prompt in prompts
        for head in (f"Week {prompt.week} (of {prompt.points:f})", f"State of week {prompt.week}")
    ]
    rows = [["Name", "E-mail", "Section", *heads]]
    for line in lines:
        cells = [text for cell in line.cells for text in (_points(cell), _state(cell))]
        rows.append([*_person(line), *cells])
    return rows


def _canvas(prompts: Sequence[Prompt], lines: Iterable[Line]) -> list[Row]:
    """Returns what Canvas takes: its five headings, the row of the points possible, `EX` for excused."""
    heads = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    rows = [
        heads + [_column(prompt) for prompt in prompts],
        ["    Points Possible", "", "", "", ""] + [f"{prompt.points:f}" for prompt in prompts],
    ]
    for line in lines:
        name, email, section = _person(line)
        rows.append([name, "", "", email, section, *(_told(cell, excused="EX") for cell in line.cells)])
    return rows


def _moodle(prompts: Sequence[Prompt], lines: Iterable[Line]) -> list[Row]:
    """Returns what Moodle takes: people by their address, nothing where there is no mark."""
    rows = [["Full name", "Email address", *(f"{_column(prompt)} (Real)" for prompt in prompts)]]
    for line in lines:
        name, email, _ = _person(line)
        rows.append([name, email, *(_told(cell, excused="") for cell in line.cells)])
    return rows


LAYOUTS: Final[Mapping[str, Layout]] = {
    "all": Layout("everything", _plain),
    "canvas": Layout("Canvas", _canvas),
    "moodle": Layout("Moodle", _moodle),
}


def _person(line: Line) -> tuple[str, str, str]:
    author, section = line.seat.author, line.seat.section
    return author.get_full_name(), author.email, section.name if section else ""


def _column(prompt: Prompt) -> str:
    return f"Week {prompt.week}: {prompt.title}"


def _points(cell: Cell) -> str:
    return "" if cell.points is None else f"{cell.points:f}"


def _state(cell: Cell) -> str:
    return f"{cell.state}, late" if cell.is_late else cell.state


def _told(cell: Cell, *, excused: str) -> str:
    """Returns the points where the student has been told them, or the word for excused."""
    if cell.is_excused:
        return excused
    return _points(cell) if cell.mark == MarkState.RELEASED else ""
