"""L09, L10: names and years in a sentence that are nearly, but not quite, those of the source it cites."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from posts.checks.finding import Fix, Hit
from posts.checks.prose import sentence_of
from posts.checks.view import Block, BlockKind, Cited, EssayView, Note, Span
from sources.facts import plain

LEAST_LETTERS: Final = 5  # of a name in which one slip is known for a slip
LONG_NAME: Final = 9  # letters of a name that may hold two
SUBJECT: Final = 3  # times that a word stands in an essay that is about it

_NAME: Final = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:[-‐‑’'][A-Z][^\W\d_]+)*")
_BEHIND: Final = re.compile(r"(?:[’']s)?\s*\((?:in\s+)?(1[5-9]\d\d|20\d\d)\)|[’']s?\s+(1[5-9]\d\d|20\d\d)\s+"
                            r"(?:book|study|article|essay|chapter|work|paper|biography|history)\b")  # fmt: skip


def _cited_sentences(essay: EssayView) -> Iterator[tuple[Note, Block, int, int]]:
    """Yields each note that cites with the sentence before its mark."""
    for block in essay.blocks:
        for number, mark in block.marks:
            note = essay.by_number[number]
            if block.kind != BlockKind.HEADING and any(each.source for each in note.citations):
                yield note, block, sentence_of(block, mark.start)[0], mark.start


def misspelt_name(essay: EssayView) -> Iterator[Hit]:
    """L09: finds surnames in a sentence that differ by a slip from the one that its note cites."""
    rightful = {name for source in essay.cited for name in _people_of(source)}
    rightful |= {word for title in essay.plain_titles for word in title.split()}
    counts = Counter(word for block in essay.blocks for word in _NAME.findall(block.prose))
    seen: set[int] = set()
    for note, block, start, stop in _cited_sentences(essay):
        names = [name for each in note.citations if each.source for name in _leads_of(each.source)]
        words = list(_NAME.finditer(block.prose, start, stop))
        if any(_bare(word[0]) in names for word in words):
            continue
        for word in words:
            typed = _bare(word[0])
            if typed in rightful or counts[word[0]] >= SUBJECT:
                continue
            meant = next((name for name in names if _is_slip(typed, name)), None)
            if meant is None or _stands_small(typed, essay):
                continue
            place = block.at(word.start(), word.start() + len(_without_s(word[0])))
            if place.start not in seen:
                seen.add(place.start)
                yield _misspelt(essay, note, place, meant)


def _stands_small(word: str, essay: EssayView) -> bool:
    """Returns whether a word stands somewhere in the essay with a small letter: then it is no name."""
    small = re.compile(rf"\b{re.escape(word)}\b")
    return word.isascii() and any(small.search(block.prose) for block in essay.blocks)


def _misspelt(essay: EssayView, note: Note, place: Span, meant: str) -> Hit:
    was = essay.body[place.start : place.stop]
    right = next(name for name in _spelt_of(note) if plain(name).split()[-1] == meant)
    return Hit(
        f"“{was}” is nearly the name that note {note.number} cites: “{right}”. Look which of the two is right.",
        place,
        note.number,
        Fix(place, was, right),
    )


def _spelt_of(note: Note) -> Iterator[str]:
    """Yields the surnames that a note cites as they are spelt, without particles."""
    for citation in note.citations:
        for person in citation.source.work.lead if citation.source else ():
            yield person.family or person.literal


def _leads_of(source: Cited) -> list[str]:
    """Returns the plain surnames, without particles, under which a source is cited."""
    return [surname.split()[-1] for surname in source.facts.surnames if surname]


def _people_of(source: Cited) -> Iterator[str]:
    """Yields every word of the name of anyone who made a source."""
    for people in source.work.people.values():
        for person in people:
            yield from plain(f"{person.given} {person.family} {person.literal}").split()


def _is_slip(typed: str, name: str) -> bool:
    """Returns whether a word is a name with a slip in it, and not its plural or what is called after it.

    >>> _is_slip("fitzpatrik", "fitzpatrick"), _is_slip("romanovs", "romanov"), _is_slip("hall", "hill")
    (True, False, False)
    """
    if len(name) < LEAST_LETTERS or typed == name or typed[:1] != name[:1]:
        return False
    if typed in {f"{name}s", f"{name}es"} or name in {f"{typed}s", f"{typed}es"}:
        return False
    return OSA.distance(typed, name) <= (2 if len(name) >= LONG_NAME else 1)


def _bare(word: str) -> str:
    return plain(_without_s(word))


def _without_s(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def another_year(essay: EssayView) -> Iterator[Hit]:
    """L10: finds a year behind a cited surname that is not the source’s."""
    for note, block, start, stop in _cited_sentences(essay):
        for word in _NAME.finditer(block.prose, start, stop):
            behind = _BEHIND.match(block.prose, word.end(), stop)
            named = [each.source for each in note.citations if each.source and _bare(word[0]) in _leads_of(each.source)]
            if behind is None or not named:
                continue
            year = behind[1] or behind[2]
            years = {found for source in named for found in _years_of(source)}
            if years and year not in years:
                at = behind.start(1 if behind[1] else 2)
                yield Hit(
                    f"The sentence says {year}, the source of note {note.number} is of {min(years)}."
                    " Look which of the two is right.",
                    block.at(at, at + len(year)),
                    note.number,
                )


def _years_of(source: Cited) -> Iterator[str]:
    """Yields the years in which a source came out, first or again."""
    for field in ("issued", "original-date"):
        yield from re.findall(r"\b(?:1[0-9]|20)\d\d\b", str(source.facts.csl.get(field) or ""))
