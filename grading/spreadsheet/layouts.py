"""The gradebook as a file: in full for people, and as Canvas and Moodle take marks in.

A learning platform shows what it takes in to the students at once, so its files hold released marks alone. Replies are
columns of their own, beside those of the posts, and to a platform assignments of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from courses.models import Prompt
from grading.book import Cell, Line
from grading.models import MarkState
from grading.replies_book import ReplyCell

Row = list[str]


@dataclass(frozen=True)
class Layout:
    """A file's name to people, and what makes its rows."""

    label: str
    rows: Callable[[Sequence[Prompt], Iterable[Line]], list[Row]]


def _plain(prompts: Sequence[Prompt], lines: Iterable[Line]) -> list[Row]:
    rows = [["Name", "E-mail", "Section", *(head for prompt in prompts for head in _heads(prompt))]]
    for line in lines:
        cells = [text for cell, replies in line.weeks() for text in _in_full(cell, replies)]
        rows.append([*_person(line), *cells])
    return rows


def _heads(prompt: Prompt) -> list[str]:
    heads = [f"Week {prompt.week} (of {prompt.points:f})", f"State of week {prompt.week}"]
    if prompt.replies:
        points = f"Replies of week {prompt.week} (of {prompt.reply_points:f})"
        heads += [points, f"State of replies of week {prompt.week}"]
    return heads


def _in_full(cell: Cell, replies: ReplyCell | None) -> list[str]:
    texts = [_points(cell), _state(cell)]
    return texts if replies is None else [*texts, _points(replies), replies.state]


def _canvas(prompts: Sequence[Prompt], lines: Iterable[Line]) -> list[Row]:
    """Returns what Canvas takes: its five headings, the row of the points possible, `EX` for excused."""
    heads = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    columns = [column for prompt in prompts for column in columns_of(prompt)]
    rows = [
        [*heads, *(name for name, _ in columns)],
        ["    Points Possible", "", "", "", "", *(f"{points:f}" for _, points in columns)],
    ]
    for line in lines:
        name, email, section = _person(line)
        rows.append([name, "", "", email, section, *points_told(line, excused="EX")])
    return rows


def _moodle(prompts: Sequence[Prompt], lines: Iterable[Line]) -> list[Row]:
    """Returns what Moodle takes: people by their address, nothing where there is no mark."""
    columns = [f"{name} (Real)" for prompt in prompts for name, _ in columns_of(prompt)]
    rows = [["Full name", "Email address", *columns]]
    for line in lines:
        name, email, _ = _person(line)
        rows.append([name, email, *points_told(line, excused="")])
    return rows


LAYOUTS: Final[Mapping[str, Layout]] = {
    "all": Layout("everything", _plain),
    "canvas": Layout("Canvas", _canvas),
    "moodle": Layout("Moodle", _moodle),
}


def _person(line: Line) -> tuple[str, str, str]:
    author, section = line.seat.author, line.seat.section
    return author.get_full_name(), author.email, section.name if section else ""


def columns_of(prompt: Prompt) -> list[tuple[str, Decimal]]:
    """Returns the assignments of a week as a platform knows them, each with the points possible."""
    columns = [(f"Week {prompt.week}: {prompt.title}", prompt.points)]
    return (
        [*columns, (f"Replies of week {prompt.week}: {prompt.title}", prompt.reply_points)]
        if prompt.replies
        else columns
    )


def _points(cell: Cell | ReplyCell) -> str:
    return "" if cell.points is None else f"{cell.points:f}"


def _state(cell: Cell) -> str:
    return f"{cell.state}, late" if cell.is_late else cell.state


def points_told(line: Line, *, excused: str) -> list[str]:
    """Returns week by week the points that the student has been told, or the word for excused."""
    cells = [each for pair in line.weeks() for each in pair if each is not None]
    return [excused if cell.is_excused else _points(cell) if cell.mark == MarkState.RELEASED else "" for cell in cells]
