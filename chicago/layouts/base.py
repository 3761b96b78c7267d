"""What a layout is: the parts of a note, a short note and an entry, in the manual's order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from chicago.locators import Locator
from chicago.people import Person
from chicago.punctuation import capital, join
from chicago.style import Style
from chicago.works import Work

NOTE: Final = "note"
SHORT: Final = "short"
ENTRY: Final = "entry"


NOBODY: Final[Mapping[Person, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Citing:
    """What a part may look at: the work, where in it, the style, and which of the three forms is printed."""

    work: Work
    style: Style
    form: str
    locator: Locator | None = None
    told_apart: Mapping[Person, str] = field(default_factory=lambda: NOBODY)
    whole: bool = False

    @property
    def entry(self) -> bool:
        """True where an entry is printed."""
        return self.form == ENTRY

    @property
    def short(self) -> bool:
        """True where a short note is printed."""
        return self.form == SHORT


Words = Callable[[Citing], str]


@dataclass(frozen=True, slots=True)
class Part:
    """Holds words and how they join what stands before them."""

    words: Words
    joint: str


def after(joint: str, words: Words) -> Part:
    """Make a part that joins by another joint than its form's own (“, ” in notes, “. ” in entries)."""
    return Part(words, joint)


def group(*words: Words, joint: str = ", ") -> Words:
    """Join several words into one part."""

    def grouped(citing: Citing) -> str:
        marked = ""
        for each in words:
            piece = each(citing)
            if piece:
                marked = join(marked, piece, joint) if marked else piece
        return marked

    return grouped


def in_brackets(*words: Words) -> Part:
    """Put words in parentheses after a space, as a note's facts of publication (13.25)."""
    inner = group(*words)

    def bracketed(citing: Citing) -> str:
        piece = inner(citing)
        return f"({piece})" if piece else ""

    return Part(bracketed, " ")


def _always(_: Work) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Layout:
    """Says how one kind of work is printed; `when` restricts it to some works of the kind.

    A layout for several kinds gives a label for each, in their order.
    """

    kinds: tuple[str, ...]
    label: str | tuple[str, ...]
    note: tuple[Words | Part, ...]
    short: tuple[Words | Part, ...]
    entry: tuple[Words | Part, ...]
    fields: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    when: Callable[[Work], bool] = _always
    forms: dict[str, tuple[tuple[Words, str], ...]] = field(init=False)

    def __post_init__(self) -> None:
        forms = {form: tuple(_joined(parts, joint)) for form, parts, joint in (
            (NOTE, self.note, ", "), (SHORT, self.short, ", "), (ENTRY, self.entry, ". "),
        )}  # fmt: skip
        object.__setattr__(self, "forms", forms)

    def label_of(self, kind: str) -> str:
        """Return what a form calls a kind, in the singular."""
        if isinstance(self.label, str):
            return self.label
        return self.label[self.kinds.index(kind)] if kind in self.kinds else self.label[0]

    @property
    def conditional(self) -> bool:
        """True where the layout is for some works of its kinds only."""
        return self.when is not _always

    def print(self, citing: Citing) -> str:
        """Return the marked words of one form, without the period at the end."""
        marked = ""
        for words, joint in self.forms[citing.form]:
            piece = words(citing)
            if piece:
                if joint == ". ":
                    piece = capital(piece) if marked else piece
                marked = join(marked, piece, joint) if marked else piece
        return marked


def _joined(parts: tuple[Words | Part, ...], joint: str) -> Iterator[tuple[Words, str]]:
    for part in parts:
        yield (part.words, part.joint) if isinstance(part, Part) else (part, joint)
