"""The difference between two texts, word by word: what stayed, what went, what came, and what only moved.

Paragraphs are compared first, so that one that moved is not told as lost and written anew; then the words of the
rest. A note's mark is one word, which is the same word as long as its note is the same note.
"""

from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

from posts.wording import BREAK, GONE, NEW, SAME, Run, Word, is_break, runs_of, words_of

MOST_PAIRS: Final = 2_500  # of paragraphs that may have moved and changed; past that only unchanged ones are looked for
LIKE: Final = 0.6  # the share of common words from which a paragraph counts as the same one, changed
FEWEST: Final = 4  # words: shorter paragraphs are not looked for elsewhere
OPENING: Final = 12  # words by which a moved paragraph is known again


class Block(NamedTuple):
    """A paragraph, a heading or the like, as its words; a heading begins with its # as typed."""

    words: tuple[Word, ...]

    @property
    def key(self) -> Hashable:
        """What is compared."""
        return tuple(word.key for word in self.words)

    @property
    def shown(self) -> str:
        """The words as a reader sees them."""
        return Run(SAME, self.words).shown

    @property
    def opening(self) -> str:
        """The first words, by which a reader knows it again."""
        shown = [word.text for word in self.words if not word.note]
        return " ".join(shown[:OPENING]) + (" …" if len(shown) > OPENING else "")


@dataclass(frozen=True)
class Row:
    """A part of the difference: "same" blocks, a "changed" one, one that "moved" here, or the place one has "left"."""

    kind: str
    blocks: tuple[Block, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def whole(self) -> str:
        """Returns "gone" or "new" where all of it is that, else ""."""
        kinds = {run.kind for run in self.runs}
        return next(iter(kinds)) if len(kinds) == 1 and SAME not in kinds else ""


@dataclass(frozen=True)
class Difference:
    """The rows in the order of reading."""

    rows: list[Row]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many words went and came, under "gone" and "new", and how many paragraphs have "moved"."""
        counts = Counter("moved" for row in self.rows if row.kind == "moved")
        for run in (run for row in self.rows for run in row.runs):
            counts[run.kind] += sum(not word.note and not is_break(word) for word in run.words)
        return counts

    @property
    def is_none(self) -> bool:
        """Whether no word and no mark differs, and nothing moved."""
        return all(row.kind == "same" for row in self.rows)


def block(text: str) -> Block:
    """Returns a block of plain words."""
    return Block(words_of(text))


def difference(before: Sequence[Block], after: Sequence[Block]) -> Difference:
    """Returns how the one text became the other.

    >>> one, other = block("Bread came first."), block("Bread came last.")
    >>> [(run.kind, run.text) for run in difference([one], [other]).rows[0].runs]
    [('same', 'Bread came'), ('gone', 'first.'), ('new', 'last.')]
    """
    return Difference(list(_Comparison(before, after).rows()))


class _Step(NamedTuple):
    """Places that are the same on both sides, or all that changed between two such."""

    is_kept: bool
    old: range
    new: range


def _steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Step]:
    """Yields the steps in order; what went and what came in one place are one step."""
    at_old = at_new = 0
    for step in LCSseq.opcodes(old, new):
        if step.tag == "equal":
            if (at_old, at_new) != (step.src_start, step.dest_start):
                yield _Step(False, range(at_old, step.src_start), range(at_new, step.dest_start))
            at_old, at_new = step.src_end, step.dest_end
            yield _Step(True, range(step.src_start, at_old), range(step.dest_start, at_new))
    if (at_old, at_new) != (len(old), len(new)):
        yield _Step(False, range(at_old, len(old)), range(at_new, len(new)))


class _Comparison:
    """Two texts, and which blocks of the one are which of the other."""

    def __init__(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        self.before, self.after = before, after
        self.steps = list(_steps([each.key for each in before], [each.key for each in after]))
        self.kept_old = {at for step in self.steps if step.is_kept for at in step.old}
        self.kept_new = {at for step in self.steps if step.is_kept for at in step.new}
        self.moves: dict[int, int] = {}  # from the place in the newer text to that in the older
        self.stayed: dict[int, int] = {}  # the same of those that changed where they stood
        self.moves |= self._moved()
        self.moves |= self._moved_with_changes()

    def rows(self) -> Iterator[Row]:
        """Yields the rows in the order of the newer text, what went at the place where it stood."""
        left = set(self.moves.values())
        for step in self.steps:
            if step.is_kept:
                yield Row("same", tuple(self.after[at] for at in step.new))
                continue
            old, new = list(step.old), list[int]()
            for at in step.new:
                if at in self.stayed:
                    upto = old.index(self.stayed[at]) + 1
                    yield from self._gap(old[:upto], [*new, at], left)
                    old, new = old[upto:], []
                else:
                    new.append(at)
            yield from self._gap(old, new, left)

    def _gap(self, old: Sequence[int], new: Sequence[int], left: Container[int]) -> Iterator[Row]:
        """Yields the rows for places between two blocks that are known again: what left, then what came or changed."""
        yield from (Row("left", (self.before[at],)) for at in old if at in left)
        stayed = [self.before[at] for at in old if at not in left]
        yield from (self._moved_row(at) for at in new if at in self.moves)
        yield from _changed(stayed, [self.after[at] for at in new if at not in self.moves])

    def _moved_row(self, at: int) -> Row:
        old, new = self.before[self.moves[at]], self.after[at]
        return Row("moved", (new,), () if old.key == new.key else tuple(runs_of(old.words, new.words)))

    def _free(self) -> tuple[list[int], list[int]]:
        """Returns the places of the blocks that are not accounted for yet and long enough to be known again."""
        left = self.kept_old | set(self.moves.values())
        taken = self.kept_new | set(self.moves)
        old = [at for at, each in enumerate(self.before) if at not in left and len(each.words) >= FEWEST]
        new = [at for at, each in enumerate(self.after) if at not in taken and len(each.words) >= FEWEST]
        return old, new

    def _moved(self) -> dict[int, int]:
        """Pairs blocks of the same words, where the words stand once on each side."""
        old, new = self._free()
        once_old = Counter(self.before[at].key for at in old)
        once_new = Counter(self.after[at].key for at in new)
        where = {self.before[at].key: at for at in old if once_old[self.before[at].key] == 1}
        return {at: where[key] for at in new if once_new[key := self.after[at].key] == 1 and key in where}

    def _moved_with_changes(self) -> dict[int, int]:
        """Pairs blocks that share most of their words, the likest first, and keeps those that changed their order."""
        old, new = self._free()
        if len(old) * len(new) > MOST_PAIRS:
            return {}
        bags = {at: Counter(word.key for word in self.before[at].words) for at in old}
        pairs: dict[int, int] = {}
        likeness = [
            (-_likeness(bags[one], Counter(word.key for word in self.after[at].words)), one, at)
            for at in new
            for one in old
        ]
        for unlike, one, at in sorted(likeness):
            if -unlike >= LIKE and at not in pairs and one not in pairs.values():
                pairs[at] = one
        in_order = self._in_order(pairs)
        self.stayed = {at: one for at, one in pairs.items() if at in in_order}
        return {at: one for at, one in pairs.items() if at not in in_order}

    def _in_order(self, pairs: Mapping[int, int]) -> set[int]:
        """Returns as many of the pairs' places as stand between the same kept blocks in the same order."""
        gap_old, gap_new = _gaps(len(self.before), self.kept_old), _gaps(len(self.after), self.kept_new)
        places = [at for at in sorted(pairs) if gap_old[pairs[at]] == gap_new[at]]
        origins = [pairs[at] for at in places]
        steps = _steps(sorted(origins), origins)
        return {places[at] for step in steps if step.is_kept for at in step.new}


def _gaps(length: int, kept: set[int]) -> list[int]:
    """Returns for each place how many kept ones stand before it."""
    return list(accumulate(at in kept for at in range(length)))


def _likeness(one: Counter[Hashable], other: Counter[Hashable]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _changed(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Row]:
    """Yields rows for the blocks between two kept ones, whose words are compared across their breaks."""
    runs: list[Run] = []
    for run in runs_of(_flat(before), _flat(after)):
        words: list[Word] = []
        for word in run.words:
            if not is_break(word):
                words.append(word)
            elif run.kind == GONE and any(each.kind != GONE for each in runs):
                words.append(word)  # two paragraphs became one
            else:
                runs += [Run(run.kind, tuple(words))] if words else []
                yield from [Row("changed", runs=tuple(runs))] if runs else []
                runs, words = [], []
        runs += [Run(run.kind, tuple(words))] if words else []
    yield from [Row("changed", runs=tuple(runs))] if runs else []


def _flat(blocks: Sequence[Block]) -> list[Word]:
    return [word for each in blocks for word in (*each.words, BREAK)]


__all__ = ["GONE", "NEW", "SAME", "Block", "Difference", "Row", "block", "difference"]
