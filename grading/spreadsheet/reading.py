"""Marks in a file as a spreadsheet or a learning platform gives them: whose, for which week, how many points."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from courses.spreadsheet import FORMULA_BEGINS, Unreadable, read_rows

ADDRESS: Final = {"e-mail", "email", "email address", "e-mail address", "sis login id"}
EXCUSED: Final = {"ex", "excused"}
POSSIBLE: Final = "points possible"
_WEEK: Final = re.compile(r"(?:assignment:\s*)?(?P<replies>replies of )?week (?P<week>\d{1,3})(?!\d)", re.IGNORECASE)
NO_ADDRESSES: Final = (
    "No heading names the e-mail addresses. One column must be called “E-mail”, “Email address” or “SIS Login ID”."
)
NO_WEEKS: Final = "No heading names a week. The columns of points begin with “Week 1”, “Week 2” and so on."


class Column(NamedTuple):
    """What a column of points is about: the posts of a week, or the replies."""

    week: int
    is_replies: bool = False


@dataclass(frozen=True)
class Entry:
    """What one cell says: points, or that the student is excused; `refusal` says why it cannot be taken."""

    line: int
    email: str
    column: Column
    points: Decimal | None = None
    is_excused: bool = False
    refusal: str = ""


def read_marks(text: str) -> list[Entry]:
    """Returns an entry for each cell that says something; raises `Unreadable` where there is no such table.

    >>> read_marks("E-mail,Week 1: Roots (7)\\nana@example.org,8.5\\n")[0].points
    Decimal('8.5')
    """
    rows = read_rows(text)
    heading, below = _heading(rows)
    address = next(column for column, head in enumerate(heading) if head.casefold() in ADDRESS)
    found = [(place, match) for place, head in enumerate(heading) if (match := _WEEK.match(head))]
    if not found:
        raise Unreadable(NO_WEEKS)
    columns = {place: Column(int(match["week"]), bool(match["replies"])) for place, match in found}
    return [entry for line, cells in below for entry in _entries(line, cells, address, columns)]


def _heading(rows: Sequence[tuple[int, list[str]]]) -> tuple[list[str], Sequence[tuple[int, list[str]]]]:
    for place, (_, cells) in enumerate(rows[:5]):
        if ADDRESS & {cell.casefold() for cell in cells}:
            return cells, rows[place + 1 :]
    raise Unreadable(NO_ADDRESSES)


def _entries(line: int, cells: Sequence[str], address: int, columns: dict[int, Column]) -> Iterator[Entry]:
    """Yields what a row says; the row of the points possible, and what a platform puts above it, say nothing."""
    email = cells[address] if address < len(cells) else ""
    said = [
        (column, cells[place])
        for place, column in columns.items()
        if place < len(cells) and cells[place] not in {"", "-"}
    ]
    if not email and (cells[0].casefold() == POSSIBLE or all(_number(words) is None for _, words in said)):
        return
    for column, words in said:
        yield _entry(line, email.casefold(), column, words)


def _entry(line: int, email: str, column: Column, words: str) -> Entry:
    if words.casefold() in EXCUSED:
        return Entry(line, email, column, is_excused=True)
    points = _number(words)
    if points is not None:
        return Entry(line, email, column, points)
    if words.startswith(FORMULA_BEGINS):
        return Entry(line, email, column, refusal=f"“{words[:40]}” is no number of points. Type the number itself.")
    return Entry(
        line, email, column, refusal=f"“{words[:40]}” is no number. Type points such as 7.5, or EX for excused."
    )


def _number(words: str) -> Decimal | None:
    """Returns a number of points, with a point or a comma before its decimals; none where it is something else.

    >>> _number("8,50"), _number("7."), _number("1e3"), _number("nan"), _number("-2")
    (Decimal('8.50'), Decimal('7'), None, None, None)
    """
    if not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{0,6})?", words):
        return None
    try:
        return Decimal(words.replace(",", "."))
    except InvalidOperation:  # digits that are none
        return None
