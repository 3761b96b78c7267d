"""A table of pandoc's tree: its cells by rows, and the rows as Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

from markup.markdown import MAX_CELLS
from posts.word.tree import items, number

MAX_PIPES: Final = MAX_CELLS // 2  # prose has some too, and past the reader's own limit no table would be read


def cells_of(table: object) -> list[list[object]]:
    """Returns the blocks of each cell, row by row; a cell over several columns is followed by empty ones."""
    _, _, _, head, bodies, foot = items(table)
    rows = [*items(items(head)[1])]
    for body in items(bodies):
        rows += [*items(items(body)[2]), *items(items(body)[3])]
    rows += items(items(foot)[1])
    return [list(_cells(row)) for row in rows]


def _cells(row: object) -> Iterator[object]:
    for cell in items(items(row)[1]):
        _, _, _, wide, blocks = items(cell)
        yield blocks
        yield from [[]] * (min(number(wide), 100) - 1)


def pipe_table(rows: Sequence[Sequence[str]]) -> str:
    r"""Returns rows of cells as a table whose first row is its head.

    >>> print(pipe_table([["Year", "Bread"], ["1917", "none | little"]]))
    | Year | Bread |
    | --- | --- |
    | 1917 | none \| little |
    """
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    lines = [_row([*row, *[""] * (width - len(row))]) for row in rows]
    return "\n".join([lines[0], _row(["---"] * width), *lines[1:]])


def _row(cells: Sequence[str]) -> str:
    safe = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(safe)} |"
