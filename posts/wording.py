"""Two rows of words compared: runs of words that stayed, went or came."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

SAME, GONE, NEW = "same", "gone", "new"

MOST_CELLS: Final = 64_000_000  # pairs of words; past that a method that needs less memory compares
MARK_WEIGHT: Final = 10  # letters that a note's mark counts for
MOST_ROUNDS: Final = 8
MOST_BY_CHANCE: Final = 24  # letters that may be taken into the changes around them


class Word(NamedTuple):
    """A word as it is compared and as it is shown; `note` is the number of a note's mark, 0 of any other word."""

    key: Hashable
    text: str
    note: int = 0


BREAK: Final = Word("\n\n", "¶")  # stands between two paragraphs


def is_break(word: Word) -> bool:
    """Returns whether the word is the break between two paragraphs."""
    return word.key == BREAK.key


@dataclass(frozen=True)
class Run:
    """Words next to one another that all stayed, went or came."""

    kind: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words alone, without marks."""
        return " ".join(word.text for word in self.words if not word.note)

    @property
    def shown(self) -> str:
        """The words as a reader sees them, a mark as its note's number in brackets."""
        return " ".join(f"[{word.text}]" if word.note else word.text for word in self.words)


@dataclass(frozen=True)
class _Span:
    """What stayed, or what went and came in one place."""

    same: tuple[Word, ...] = ()
    gone: tuple[Word, ...] = ()
    new: tuple[Word, ...] = ()

    @property
    def kinds(self) -> set[str]:
        """Whether words went or came: where they only came, what stood between them has stayed."""
        return {kind for kind, words in ((GONE, self.gone), (NEW, self.new)) if words}

    @property
    def edit_size(self) -> int:
        return max(_size(self.gone), _size(self.new))


def words_of(text: str) -> tuple[Word, ...]:
    """Returns the words of a text, each with the punctuation that touches it."""
    return tuple(Word(word, word) for word in text.split())


def runs_of(before: Sequence[Word], after: Sequence[Word]) -> list[Run]:
    """Returns the runs by which the one row of words became the other.

    A few words that stayed by chance where larger ones were exchanged are told with the change: it reads as one.

    >>> old, new = words_of("They walked for bread."), words_of("They walked there for cheap bread.")
    >>> " ".join(f"{run.kind}:{run.text}" for run in runs_of(old, new))
    'same:They walked new:there same:for new:cheap same:bread.'
    """
    spans = list(_spans(before, after))
    for _ in range(MOST_ROUNDS):
        calmer = _calmed(spans)
        if len(calmer) == len(spans):
            break
        spans = calmer
    return list(_runs(_slid(spans)))


def _spans(before: Sequence[Word], after: Sequence[Word]) -> Iterator[_Span]:
    old, new = [word.key for word in before], [word.key for word in after]
    method = LCSseq if len(old) * len(new) <= MOST_CELLS else Levenshtein
    gone: list[Word] = []
    came: list[Word] = []
    for step in method.opcodes(old, new):
        if step.tag != "equal":
            gone += before[step.src_start : step.src_end]
            came += after[step.dest_start : step.dest_end]
            continue
        if gone or came:
            yield _Span(gone=tuple(gone), new=tuple(came))
            gone, came = [], []
        yield _Span(same=tuple(after[step.dest_start : step.dest_end]))
    if gone or came:
        yield _Span(gone=tuple(gone), new=tuple(came))


def _size(words: Sequence[Word]) -> int:
    return sum(MARK_WEIGHT if word.note else len(word.text) for word in words)


def _calmed(spans: Sequence[_Span]) -> list[_Span]:
    """Returns the spans with what stayed taken into the changes around it where both are larger."""
    sizes = [_size(span.same) or span.edit_size for span in spans]
    calm: list[list[_Span]] = []
    at = size = 0  # the size is that of the change that is being gathered
    kinds: set[str] = set()  # and these are its kinds
    while at < len(spans):
        is_between = calm and at + 1 < len(spans) and spans[at].same
        if (
            is_between
            and sizes[at] <= min(MOST_BY_CHANCE, size, sizes[at + 1])
            and len(kinds | spans[at + 1].kinds) > 1
        ):
            calm[-1] += spans[at : at + 2]
            kinds |= spans[at + 1].kinds
            size += sizes[at] + sizes[at + 1]
            at += 2
        else:
            calm.append([spans[at]])
            kinds = set(spans[at].kinds)
            size = sizes[at] if kinds else 0
            at += 1
    return [_joined(group) for group in calm]


def _joined(group: Sequence[_Span]) -> _Span:
    """Returns the spans as one change; what stayed between them is told as gone and written anew."""
    if len(group) == 1:
        return group[0]
    gone = tuple(word for span in group for word in span.gone + span.same)
    return _Span(gone=gone, new=tuple(word for span in group for word in span.new + span.same))


def _slid(spans: Sequence[_Span]) -> list[_Span]:
    """Returns the spans with a whole paragraph that went or came told as that, not as a break and its words."""
    slid = list(spans)
    for at in range(1, len(slid) - 1):
        before, span, after = slid[at - 1 : at + 2]
        moving = span.gone or span.new
        if span.same or (span.gone and span.new) or not (before.same and after.same):
            continue
        if is_break(moving[0]) and is_break(after.same[0]):
            moved = (*moving[1:], BREAK)
            slid[at - 1] = _Span(same=(*before.same, BREAK))
            slid[at] = _Span(gone=moved) if span.gone else _Span(new=moved)
            slid[at + 1] = _Span(same=after.same[1:])
    return slid


def _runs(spans: Sequence[_Span]) -> Iterator[Run]:
    for span in spans:
        for kind, words in ((SAME, span.same), (GONE, span.gone), (NEW, span.new)):
            if words:
                yield Run(kind, words)
