"""Which note of a revision is which note of the one before: by sequence, so that two that say “Ibid.” never swap."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby

from rapidfuzz.distance import LCSseq


def align(before: Sequence[str], after: Sequence[str]) -> dict[int, tuple[int, bool]]:
    """Returns, for places in `after`, the place in `before` of the same note, and whether its words are unchanged.

    As many unchanged notes as can keep their order are kept; then a note that was moved, where its words stand
    once on both sides; then notes whose words were changed in place.

    >>> align(["A", "Ibid.", "B"], ["A", "Ibid.", "New", "B"])
    {0: (0, True), 1: (1, True), 3: (2, True)}
    """
    kept = {place: (origin, True) for origin, place in _in_order(before, after)}
    kept |= {place: (origin, True) for origin, place in _moved(before, after, kept)}
    kept |= {place: (origin, False) for origin, place in _changed_in_place(before, after, kept)}
    return kept


def _in_order(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    for block in LCSseq.opcodes(before, after):
        if block.tag == "equal":
            yield from zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)


def _free(length: int, taken: set[int]) -> list[int]:
    return [place for place in range(length) if place not in taken]


def _moved(before: Sequence[str], after: Sequence[str], kept: dict[int, tuple[int, bool]]) -> Iterator[tuple[int, int]]:
    origins = _free(len(before), {origin for origin, _ in kept.values()})
    places = _free(len(after), set(kept))
    once_before, once_after = Counter(before), Counter(after)
    where = {before[origin]: origin for origin in origins if once_before[before[origin]] == 1}
    for place in places:
        if once_after[after[place]] == 1 and after[place] in where:
            yield where[after[place]], place


def _changed_in_place(
    before: Sequence[str], after: Sequence[str], kept: dict[int, tuple[int, bool]]
) -> Iterator[tuple[int, int]]:
    """Pairs the notes that stand between the same kept neighbours, first with first."""
    by_origin = {origin: place for place, (origin, _) in kept.items()}
    gaps = _by_gap(_free(len(before), set(by_origin)), by_origin.keys())
    for gap, places in _by_gap(_free(len(after), set(kept)), kept.keys()).items():
        neighbour = kept[gap][0] if gap in kept else -1
        yield from zip(gaps.get(neighbour, []), places, strict=False)


def _by_gap(free: Sequence[int], taken: AbstractSet[int]) -> dict[int, list[int]]:
    """Groups free places by the taken place just before them, -1 at the head."""

    def gap(place: int) -> int:
        return next((each for each in range(place, -1, -1) if each in taken), -1)

    return {key: list(group) for key, group in groupby(free, key=gap)}
