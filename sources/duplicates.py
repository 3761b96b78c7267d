"""The pairs of a library's records that may describe one work.

A record is compared only with those that share a key with it, a DOI, an address, the beginning or the end of a title,
a name, and of those only with its nearest by title: the work grows with the library, not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sources.apart import address
from sources.matching import Entry
from sources.resemblance import Resemblance
from sources.slips import without_article

NEIGHBOURS: Final = 20  # with how many of those that share a key a record is compared
LETTERS: Final = 14  # of a title's beginning or end, in a key

Key = tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two records that may describe one work, the older first, and what speaks for it or against it, in words."""

    one: Entry
    other: Entry
    reasons: tuple[str, ...]
    is_sure: bool


def likely_pairs(entries: Iterable[Entry], apart: Iterable[tuple[int, int]] = ()) -> list[Pair]:
    """Returns the pairs that may be one work, the surest first; `apart` are those known to be two, older first."""
    seen = set(apart)
    found = []
    for one, other in _candidates(entries):
        keys = (one.pk or 0, other.pk or 0)
        if keys in seen:
            continue
        seen.add(keys)
        resemblance = Resemblance(one.facts, other.facts)
        if resemblance.is_likely:
            found.append(Pair(one, other, tuple(resemblance.reasons()), resemblance.is_sure))
    return sorted(found, key=lambda pair: (not pair.is_sure, pair.one.facts.title.whole, pair.one.pk, pair.other.pk))


def _candidates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yields pairs that share a key, the older first; some more than once."""
    blocks: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in set(_keys(entry)):
            blocks[key].append(entry)
    for block in blocks.values():
        block.sort(key=lambda entry: (_title(entry), entry.pk or 0))
        for at, one in enumerate(block):
            for other in block[at + 1 : at + NEIGHBOURS]:
                yield (one, other) if (one.pk or 0) < (other.pk or 0) else (other, one)


def _title(entry: Entry) -> str:
    return without_article(entry.facts.title.main)


def _keys(entry: Entry) -> Iterator[Key]:
    """Yields what a record shares with its likely doubles: a slip in one of them leaves another."""
    facts, title = entry.facts, _title(entry)
    letters = title.replace(" ", "")
    for name, value in (("doi", facts.doi), ("address", address(facts))):
        if value:
            yield name, value
    if letters:
        yield "begins", letters[:LETTERS]
        yield "ends", letters[-LETTERS:]
    for surname in facts.surnames[:2]:
        yield "name", surname
        yield from (("name", surname, word) for word in title.split() if len(word) > 3)
