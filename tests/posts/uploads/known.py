"""Essays whose every word is known, with thirty notes each: what a document is made of and what must arrive."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

NOTES = 30

Span = tuple[str, bool]  # words, and whether they are in italics


@dataclass(frozen=True)
class Note:
    """A footnote."""

    spans: tuple[Span, ...]

    @property
    def markdown(self) -> str:
        """The words that must stand inside the mark."""
        return "".join(f"*{words}*" if slanted else words for words, slanted in self.spans)


@dataclass(frozen=True)
class Block:
    """A paragraph of a kind: "heading", "paragraph", "quotation", "item", "nested"."""

    kind: str
    parts: tuple[Span | Note, ...]

    @property
    def notes(self) -> list[Note]:
        """Its notes in order."""
        return [part for part in self.parts if isinstance(part, Note)]


@dataclass(frozen=True)
class Known:
    """An essay."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def notes(self) -> list[Note]:
        """All notes in order."""
        return [note for block in self.blocks for note in block.notes]


PEOPLE = ["Mary Lang", "José Ibarra", "Ann O’Neil", "Werner Groß", "Tatʹiana Orlova", "W. E. B. Hart", "Jean-Luc Roy"]
TITLES = ["Bread and Riot", "The Price of Grain", "Red Petrograd", "Women in the Square", "A People’s Winter, 1916–17"]
PLACES = ["London: Verso", "New York: Norton", "Cambridge, MA: Harvard University Press", "Москва: Наука"]
TALK = [
    "The queues had begun before dawn, and nobody who stood in them thought of parliaments",
    "By March “the street” had an opinion [sic] of its own (and said so)",
    "Prices rose 2.5 times * while wages stood still; file_name_like words _and_ stars stayed stars",
    "R&D, AT&amp;T and <b>bold</b> are words here, ((twice bracketed)) as they are",
    "In 1917. May was warm; 5 < 6 and ~~nothing~~ is struck `out` at 20 % [see above](below)",
    "Après « la faim », naïve Größe und žena — all in one line … ^[not a note] and [^1] neither",
]


def known_essay(seed: int) -> Known:
    """The essay of a number: the same each time."""
    dice = random.Random(seed)  # noqa: S311  # the same essay each time
    notes = iter([_note(dice, number) for number in range(NOTES)])
    blocks: list[Block] = [Block("heading", ((f"Part {seed}: ", False), ("Iskra", True), (" and after", False)))]
    kinds = ["paragraph", "paragraph", "quotation", "item", "item", "nested", "heading", "paragraph"]
    left = NOTES
    at = 0
    while left:
        kind = kinds[at % len(kinds)]
        carries = min(left, dice.choice([1, 2, 3])) if kind != "heading" else 0
        blocks.append(Block(kind, tuple(_parts(dice, [next(notes) for _ in range(carries)], at))))
        left -= carries
        at += 1
    return Known(f"On Hunger, no. {seed}", tuple(blocks))


def _parts(dice: random.Random, notes: list[Note], at: int) -> Iterator[Span | Note]:
    """A few clauses, each with a note behind it; the first begins with what could be taken for a list or a heading."""
    opening = ["1. ", "- ", "# ", "> ", "", "+ ", "12) ", "= "][at % 8]
    yield f"{opening}{dice.choice(TALK)}, as ", False
    yield dice.choice(["Pravda", "Izvestiia of March 3", "la faim"]), True
    yield dice.choice([" had it.", ", it was said.", "’s readers knew."]), False
    for note in notes:
        yield note
        yield f" {dice.choice(TALK)} in the {dice.choice(['re', 'un'])}", False
        yield "making", dice.random() < 0.5
        yield " of it.", False


def _note(dice: random.Random, number: int) -> Note:
    """One of the notes that students write, and of those that try the marks."""
    person, title, place = dice.choice(PEOPLE), dice.choice(TITLES), dice.choice(PLACES)
    page = dice.randint(2, 400)
    kinds: list[tuple[Span, ...]] = [
        ((f"{person}, ", False), (title, True), (f" ({place}, {1950 + number}), {page}.", False)),
        (
            (f"{person}, “{title},” ", False),
            ("Past & Present", True),
            (f" {number + 1} (1971): {page}–{page + 9}.", False),
        ),
        (("Ibid., ", False), (f"{page}.", False)),
        (("See ", False), (title, True), (f" (esp. the part (b) on bread), {page}; but cf. {person}.", False)),
        ((f"Sic: 1) bread, 2) peace; {person}, {page}.", False),),
        ((f"He never closes (the bracket, {page}.", False),),
        ((f"Nor (this one [{page}, ((twice.", False),),
        ((f"{person}, “{title},” https://example.org/a_b_c/{page}?q=1&r=(2).", False),),
        (("Ibidem", True), (f", {page}, with the words of the decree; 3 < 4.", False)),
    ]
    return Note(kinds[number % len(kinds)])
