"""Rows of a spreadsheet as text: read however a program wrote them, written so that no cell is a formula."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

FORMULA_BEGINS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # in wide letters, too
# Where a program that parts cells at semicolons or tabs, or lines at any break, would find one that begins a formula.
_INSIDE: Final = re.compile(r"(?<=[;\t\r\n])(?=\s*[=+\-@＝＋－＠])")
MAX_BYTES: Final = 2_000_000
MAX_ROWS: Final = 2_000
TOO_LARGE: Final = "This is more than 2 MB. Take fewer rows or columns at a time."
NOTHING: Final = "There is nothing to read here yet. Paste rows with their headings, or choose a CSV file."


class Unreadable(Exception):  # noqa: N818  # what was given is at fault; the message says what to do
    """A file that is no table of rows."""


def written(rows: Iterable[Iterable[str]]) -> str:
    """Returns the rows as a CSV file in which no cell is a formula.

    >>> written([["=1+1", "Ana"]])
    "'=1+1,Ana\\r\\n"
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows(map(harmless, rows))
    return file.getvalue()


def harmless(cells: Iterable[str]) -> list[str]:
    """Returns the cells with an apostrophe before what a spreadsheet would take for a formula.

    >>> harmless(["=1+1", "Ana", "-3", " @x", "Ana;=1"])
    ["'=1+1", 'Ana', "'-3", "' @x", "Ana;'=1"]
    """
    return [f"'{inside}" if _is_formula(inside) else inside for inside in (_INSIDE.sub("'", cell) for cell in cells)]


def _is_formula(cell: str) -> bool:
    return cell.startswith(FORMULA_BEGINS) or cell.lstrip().startswith(FORMULA_BEGINS)


def read_rows(text: str) -> list[tuple[int, list[str]]]:
    """Returns the number of the line and the cells of each row that is not empty.

    Commas, semicolons and tabs are told apart by the heading. Raises `Unreadable` with a sentence for the reader.

    >>> read_rows("Name;E-mail\\n\\nAna;ana@example.org\\n")
    [(1, ['Name', 'E-mail']), (3, ['Ana', 'ana@example.org'])]
    """
    if not text.strip():
        raise Unreadable(NOTHING)
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=False)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            plain = [_plain(cell) for cell in cells]
            if any(plain):
                rows.append((reader.line_num, plain))
            if len(rows) > MAX_ROWS:
                raise Unreadable(f"These are more than {MAX_ROWS:,} rows. Take fewer at a time.")
    except csv.Error:
        raise Unreadable("This is no CSV file. Save the sheet as “CSV” and choose that file.") from None
    return rows


def _delimiter(text: str) -> str:
    """Returns what stands between the cells of the first line that is not empty, outside quotation marks."""
    line = next(line for line in text.splitlines() if line.strip())
    outside = "".join(line.split('"')[::2])
    return max(",;\t", key=outside.count)


def _plain(cell: str) -> str:
    """Returns a cell without the apostrophe that made it harmless, and without the spaces around it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell
