"""Notes keep their identity and their links while essays are cut up and put together again."""

import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from posts.aligning import align
from posts.footnote import Link
from posts.linking import Kept, LinkedNote, link_notes
from posts.notes import TypedNote
from sources.matching import Entry, Library
from tests.posts.essays import HUFTON

BOOKS = [
    "George Rudé, The Crowd in the French Revolution (Oxford: Clarendon Press, 1959), 61.",
    "Georges Lefebvre, The Great Fear of 1789, trans. Joan White (New York: Vintage Books, 1973), 12.",
    "Arlette Farge, The Vanishing Children of Paris (Cambridge: Harvard University Press, 1991), 3.",
    HUFTON.format("148"),
]
SHORT = ["Rudé, Crowd, 62.", "Lefebvre, Great Fear, 14.", "Farge, Vanishing Children, 9.", "Hufton, “Women,” 150."]
WORDS = [*BOOKS, *SHORT, "Ibid.", "Ibid.", "Ibid., 3.", "I leave the numbers aside."]


def insert(notes: list[str], chance: random.Random) -> set[int]:
    place = chance.randint(0, len(notes))
    notes.insert(place, chance.choice([*WORDS, f"Rudé, Crowd, {chance.randint(100, 10**4)}."]))
    return {place}


def move(notes: list[str], chance: random.Random) -> set[int]:
    """Cuts a passage out and pastes it elsewhere."""
    start = chance.randrange(len(notes))
    run = notes[start : start + chance.randint(1, 4)]
    del notes[start : start + len(run)]
    place = chance.randint(0, len(notes))
    notes[place:place] = run
    return set(range(place, place + len(run)))


def double(notes: list[str], chance: random.Random) -> set[int]:
    origin, place = chance.randrange(len(notes)), chance.randint(0, len(notes))
    notes.insert(place, notes[origin])
    return {place}


def cut(notes: list[str], chance: random.Random) -> set[int]:
    if len(notes) > 3:
        notes.pop(chance.randrange(len(notes)))
    return set()


def retype(notes: list[str], chance: random.Random) -> set[int]:
    place = chance.randrange(len(notes))
    notes[place] = f"See page {chance.randint(1, 10**6)}."
    return {place}


@pytest.mark.parametrize("operation", [insert, double, move, cut, retype])
def test_all_other_notes_are_kept_in_order(operation: Callable[[list[str], random.Random], set[int]]) -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(500):
        before = [chance.choice(WORDS) for _ in range(chance.randint(1, 30))]
        after = list(before)
        touched = operation(after, chance)
        kept = {place: origin for place, (origin, same) in align(before, after).items() if same}
        assert len(kept) >= len(after) - len(touched)
        assert all(before[origin] == after[place] for place, origin in kept.items())
        ibids = [origin for place, origin in sorted(kept.items()) if after[place] == "Ibid."]
        assert ibids == sorted(ibids)


def as_kept(notes: list[LinkedNote]) -> list[Kept]:
    """What a revision would keep; rows of the library are told by their number."""
    return [
        Kept(
            note.typed.words,
            note.identity,
            tuple((each.entry.pk if each.entry else None, each.link) for each in note.citations),
        )
        for note in notes
    ]


def typed(words: list[str]) -> list[TypedNote]:
    return [TypedNote(number, each, "") for number, each in enumerate(words, start=1)]


def test_500_random_edits_leave_every_unchanged_note_its_identity_and_its_link() -> None:
    chance, looked_at = random.Random(1789), 0  # noqa: S311
    words = [*BOOKS, *SHORT, "Ibid.", BOOKS[0], "Ibid."]
    notes = link_notes(typed(words), Library())
    entries = [Entry(entry.csl, pk=number) for number, entry in enumerate(_entries(notes), start=1)]
    before = as_kept(link_notes(typed(words), Library(list(entries))))
    for _ in range(500):
        before = [_by_hand(kept, entries[0]) if kept.typed.startswith("Farge") else kept for kept in before]
        after = list(words)
        for operation in chance.choices([insert, double, move, cut, retype], k=chance.randint(1, 4)):
            operation(after, chance)
        again = link_notes(typed(after), Library(list(entries)), before)
        now = as_kept(again)
        for unchanged in once(words) & once(after):
            origin, place = words.index(unchanged), after.index(unchanged)
            assert now[place].identity == before[origin].identity
            if not unchanged.startswith("Ibid."):
                looked_at += 1
                assert not any(pk for pk, _ in before[origin].links) or now[place].links == before[origin].links
        assert_none_swaps(before, now)
        assert len({note.identity for note in again}) == len(again)
        words, before = after[:16], now[:16]
    assert looked_at > 1_000


def once(words: Sequence[str]) -> set[str]:
    """The notes that nobody could take for another one."""
    return {each for each, times in Counter(words).items() if times == 1}


def assert_none_swaps(before: Sequence[Kept], after: Sequence[Kept]) -> None:
    """Of notes that all say “Ibid.”, those that live on stand in the order in which they stood."""
    then, now = ([note.identity for note in notes if note.typed == "Ibid."] for notes in (before, after))
    assert [each for each in then if each in now] == [each for each in now if each in then]


def _entries(notes: list[LinkedNote]) -> list[Entry]:
    return list({id(each.entry): each.entry for note in notes for each in note.citations if each.entry}.values())


def _by_hand(kept: Kept, entry: Entry) -> Kept:
    """The same note with another source than its words say, chosen by its writer."""
    return Kept(kept.typed, kept.identity, tuple((entry.pk, Link.HAND) for _ in kept.links))


def test_a_moved_note_of_its_own_words_keeps_its_identity() -> None:
    before = [Kept(words, uuid.uuid4()) for words in ("A one.", "Ibid.", "B two.", "Ibid.", "C three.")]
    after = ["C three.", "A one.", "Ibid.", "B two.", "Ibid."]
    again = link_notes(typed(after), Library(), before)
    assert [note.identity for note in again] == [before[place].identity for place in (4, 0, 1, 2, 3)]


def test_a_note_changed_in_place_keeps_its_identity_and_is_read_anew() -> None:
    library = Library()
    first = link_notes(typed([BOOKS[0], SHORT[1], BOOKS[3]]), library)
    again = link_notes(typed([BOOKS[0], BOOKS[1], BOOKS[3]]), library, as_kept(first))
    assert [note.identity for note in again] == [note.identity for note in first]
    assert again[1].citations[0].entry is not None
