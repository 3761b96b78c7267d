"""Two texts of one draft, told apart word by word, for a writer who chooses what stays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import LCSseq

# Past this many pairs of words the comparison would take too long, and goes by paragraphs.
MOST_PAIRS: Final = 60_000_000
TOO_SHORT: Final = 12  # letters between two changes that are told as one

_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_LINES: Final = re.compile(r"[^\n]*\n+|[^\n]+")


@dataclass(frozen=True)
class Passage:
    """A piece of two texts: the same words in both, or what each has in that place."""

    mine: str
    theirs: str

    @property
    def is_same(self) -> bool:
        """Whether both say the same here."""
        return self.mine == self.theirs

    def told(self) -> dict[str, str]:
        """Returns the passage for a script."""
        return {"same": self.mine} if self.is_same else {"mine": self.mine, "theirs": self.theirs}


def passages(mine: str, theirs: str) -> list[Passage]:
    """Returns the two texts in pieces, in order: each side's pieces make up that side's text.

    >>> passages("Bread was dear then.", "Bread was cheap then.")[1]
    Passage(mine='dear', theirs='cheap')
    """
    return list(_joined(_pieces(mine, theirs)))


def _pieces(mine: str, theirs: str) -> Iterator[Passage]:
    one, other = _WORDS.findall(mine), _WORDS.findall(theirs)
    if len(one) * len(other) > MOST_PAIRS:
        one, other = _LINES.findall(mine), _LINES.findall(theirs)
    if len(one) * len(other) > MOST_PAIRS:
        one, other = [mine], [theirs]
    for step in LCSseq.opcodes(one, other):
        yield Passage("".join(one[step.src_start : step.src_end]), "".join(other[step.dest_start : step.dest_end]))


def _joined(pieces: Iterator[Passage]) -> Iterator[Passage]:
    """Joins changes that stand side by side, or with next to nothing between them."""
    waiting: list[Passage] = []
    for piece in pieces:
        between = waiting[-1] if waiting else None
        if not piece.is_same and between and between.is_same and len(waiting) > 1 and len(between.mine) < TOO_SHORT:
            waiting = [_sum([*waiting, piece])]
        elif between and piece.is_same == between.is_same:
            waiting[-1] = _sum([between, piece])
        elif piece.is_same and between:
            waiting.append(piece)
        else:
            yield from waiting
            waiting = [piece]
    yield from waiting


def _sum(pieces: list[Passage]) -> Passage:
    return Passage("".join(each.mine for each in pieces), "".join(each.theirs for each in pieces))
