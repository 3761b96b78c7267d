"""Sentences and quotations in a block of an essay."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from posts.checks.view import Block, BlockKind

WORD: Final = re.compile(r"[^\W_]+(?:[’'\-‐‑][^\W_]+)*")
_END: Final = re.compile(r"[.!?…]+[”’\"'»)\]*_]*(?:[ \u00a0]?\x00++)*+[”’\"'»)\]*_]*(?=\s+[“‘\"«„(\[*_]*[A-ZÀ-ÞĀ-Ž\d])")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(\[“‘\"])(?:\w|(?:[A-Za-z]\.)+[A-Za-z]|Mrs?|Ms|Dr|Prof|St|Sts|Gen|Col|Capt|Lt|Gov|Sen|Rep|Rev|Hon|Fr|Sr|Jr"
    r"|vs?|cf|ca|al|pp?|vols?|nos?|eds?|trans|chaps?|figs?|bk|pt|sec|fols?|ff|nn?|approx|est|fl|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|viz)\.$"
)
_TAKEN: Final = "\x03"  # stands for each letter of a quotation that was found already
_STRAIGHT: Final = '"'
_QUOTATIONS: Final = (  # each behind the marks with which it begins
    ("“", re.compile(r"“([^“”]{2,3000})(?:”|$)")),
    (_STRAIGHT, re.compile(r"(?<![^\s(\[—–\x00*_])\"([^\"\s\x03][^\"\x03]{0,3000})\"(?!\w)")),
    ("«„", re.compile(r"[«„]([^«»„“”\x03]{2,3000})[»“”]")),
    ("‘", re.compile(r"(?<![^\s(\[—–\x00*_])‘((?:[^‘’“”\x03]|’(?=\w)){2,3000})’(?!\w)")),
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation inside a block: where it begins and ends with its marks, and its words."""

    start: int
    stop: int
    words: str

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(WORD.findall(self.words))


@lru_cache(maxsize=2_000)
def sentence_ends(prose: str) -> tuple[int, ...]:
    """Returns where each sentence ends, the last with the block; abbreviations and initials end none.

    >>> sentence_ends("Dr. R. W. Davies wrote it. Stalin read it.")
    (26, 42)
    """
    ends = [match.end() for match in _END.finditer(prose) if not _is_abbreviation(prose, match)]
    return (*ends, len(prose))


def _is_abbreviation(prose: str, end: re.Match[str]) -> bool:
    if end[0].rstrip("\x00 \u00a0") != ".":
        return False
    return bool(_ABBREVIATED.search(prose[max(0, end.start() - 12) : end.start() + 1]))


def sentence_at(block: Block, at: int) -> tuple[int, int]:
    """Returns where the sentence that holds a place begins and ends; a mark behind the full stop belongs to it."""
    ends = sentence_ends(block.prose)
    index = min(bisect_right(ends, at), len(ends) - 1)
    return (ends[index - 1] if index else 0), ends[index]


def sentence_of(block: Block, mark: int) -> tuple[int, int]:
    """Returns the sentence to which a mark belongs, by the place where the mark begins."""
    return sentence_at(block, max(mark - 1, 0)) if mark else sentence_at(block, 0)


@lru_cache(maxsize=2_000)
def quotations_in(prose: str) -> tuple[Quotation, ...]:
    """Returns the quotations of a block in order; one inside another is the other’s.

    >>> [each.words for each in quotations_in("It’s “what ‘he’ said,” ‘don’t you see,’ she said.")]
    ['what ‘he’ said,', 'don’t you see,']
    """
    found: list[Quotation] = []
    left = prose
    for marks, pattern in _QUOTATIONS:
        if not any(mark in prose for mark in marks) or (marks == _STRAIGHT and prose.count(_STRAIGHT) % 2):
            continue
        found += [Quotation(match.start(), match.end(), match[1]) for match in pattern.finditer(left)]
        left = pattern.sub(lambda match: _TAKEN * len(match[0]), left)
    return tuple(sorted(found, key=lambda each: each.start))


def quotations_of(block: Block) -> tuple[Quotation, ...]:
    """Returns a block’s quotations: a set-off quotation is one as a whole, a heading and a table have none."""
    if block.kind == BlockKind.QUOTATION:
        return (Quotation(0, len(block.prose), block.prose),)
    return quotations_in(block.prose) if block.kind == BlockKind.PARAGRAPH else ()


def outside(block: Block) -> Iterator[tuple[int, int]]:
    """Yields the pieces of a block that it does not quote."""
    quoted = quotations_of(block)
    edges = [0, *(edge for each in quoted for edge in (each.start, each.stop)), len(block.prose)]
    for start, stop in list(pairwise(edges))[::2]:
        if start < stop:
            yield start, stop
