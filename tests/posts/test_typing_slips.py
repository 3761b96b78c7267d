"""A full note with a slip of the typing hand anywhere in it still means the source that it names, and no other."""

import random
import string
from collections.abc import Sequence
from functools import cache

import chicago
from posts.linking import LinkedNote, link_notes
from posts.notes import TypedNote
from sources.matching import Entry, Library
from sources.mending import mended
from tests.sources.works import SISTERS, WORKS

SLIPS_A_NOTE = 4


@cache
def shelf() -> tuple[Entry, ...]:
    return tuple(Entry(work, pk=number) for number, work in enumerate([*WORKS, *SISTERS], start=1))


def note_of(entry: Entry) -> str:
    locator = None if entry.csl["type"] == "webpage" else chicago.Locator("page", "12")
    return str(chicago.full_note(entry.work, locator, chicago.Style()))


def linked(words: str, library: Sequence[Entry]) -> LinkedNote:
    (note,) = link_notes([TypedNote(1, words, "")], Library(list(library)))
    return note


def means(words: str) -> list[int | None]:
    return [each.entry.pk if each.entry else None for each in linked(words, shelf()).citations]


def slipped(words: str, chance: random.Random) -> str:
    """The words with one letter dropped, added, mistaken or swapped with the next, anywhere between two letters."""
    pairs = [at for at in range(len(words) - 1) if words[at : at + 2].isalpha() and words[at] != words[at + 1]]
    at, letter = chance.choice(pairs), chance.choice(string.ascii_lowercase)
    swapped = words[at + 1] + words[at]
    typed = chance.choice([words[at + 1], letter + words[at : at + 2], letter + words[at + 1], swapped])
    return f"{words[:at]}{typed}{words[at + 2 :]}"


def test_of_100_notes_with_a_slip_98_keep_their_link() -> None:
    chance = random.Random(1793)  # noqa: S311
    read = [(entry, note) for entry in shelf() if means(note := note_of(entry)) == [entry.pk]]
    assert len(read) >= 105
    tried = [(entry, slipped(note, chance)) for entry, note in read for _ in range(SLIPS_A_NOTE)]
    lost = [words for entry, words in tried if means(words) != [entry.pk]]
    assert len(lost) <= 0.02 * len(tried), lost


def test_no_note_of_the_shelf_is_mended_into_that_of_another_work() -> None:
    for entry in shelf():
        others = [each for each in shelf() if note_of(each) != note_of(entry)]  # one note may print two records alike
        assert mended(note_of(entry), others) is None


def test_what_is_mended_stays_as_it_was_typed() -> None:
    rude = next(entry for entry in shelf() if entry.csl["title"] == "The Crowd in History")
    (citation,) = linked("George udé, The Crowd in History (Wiley, 1964), 12.", [rude]).citations
    assert citation.entry is rude
    assert citation.typed == "George udé, The Crowd in History (Wiley, 1964), 12"
    assert citation.locator == chicago.Locator("page", "12")


def test_numbers_short_words_and_two_slips_are_not_mended() -> None:
    paper = {"type": "report", "author": [{"literal": "World Bank"}], "title": "Working Paper C"}
    known = [Entry({**paper, "issued": {"date-parts": [[1999]]}}, pk=1)]
    right = str(chicago.full_note(known[0].work, None, chicago.Style()))
    assert mended(right.replace("Paper", "Papre"), known) == right
    for other in (
        right.replace("1999", "1998"),
        right.replace(" C", " D"),
        right.replace("Working Paper", "orking aper"),
    ):
        assert mended(other, known) is None
