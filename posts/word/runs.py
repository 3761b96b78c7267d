"""A paragraph of pandoc's tree as a row of pieces: words with their style, notes, line breaks."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from posts.word.tree import items, nodes, text

_RAISED: Final = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_NUMBER: Final = re.compile(r"[0-9+\-]*[0-9][0-9+\-]*")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_LINK: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)

Count = Callable[[str], None]


@dataclass(frozen=True)
class Style:
    """How words look: Markdown knows these and no more."""

    italic: bool = False
    bold: bool = False
    struck: bool = False
    href: str = ""

    def both(self, other: "Style") -> "Style":
        """Returns what two styles share."""
        return Style(
            self.italic and other.italic,
            self.bold and other.bold,
            self.struck and other.struck,
            self.href if self.href == other.href else "",
        )


PLAIN: Final = Style()


@dataclass(frozen=True)
class Words:
    """Words in one style."""

    words: str
    style: Style = PLAIN


@dataclass(frozen=True)
class Note:
    """A note's words as our Markdown has them inside its marks."""

    words: str


@dataclass(frozen=True)
class Break:
    """A new line within a paragraph."""


Piece = Words | Note | Break
WriteNote = Callable[[object], str]


@dataclass(frozen=True)
class InlineReader:
    """Reads inlines; `write_note` turns a note's blocks into its words, `count` hears of what is left out."""

    write_note: WriteNote
    count: Count

    def read(self, inlines: object, style: Style = PLAIN) -> list[Piece]:
        """Returns the pieces of a paragraph in order."""
        return list(self._pieces(inlines, style))

    def _pieces(self, inlines: object, style: Style) -> Iterator[Piece]:
        for kind, held in nodes(inlines):
            if kind == "Str":
                yield Words(shown(text(held)), style)
            elif kind in {"Space", "SoftBreak"}:
                yield Words(" ", style)
            elif kind == "LineBreak":
                yield Break()
            elif kind == "Note":
                yield Note(self.write_note(held))
            elif kind in _STYLES:
                yield from self._pieces(held, _STYLES[kind](style))
            else:
                yield from self._other(kind, held, style)

    def _other(self, kind: str, held: object, style: Style) -> Iterator[Piece]:
        """Yields the pieces of what is rarer than words, italics and notes."""
        if kind == "Link":
            target = text(items(items(held)[2])[0])
            href = target if _LINK.fullmatch(target) else ""
            yield from self._pieces(items(held)[1], replace(style, href=href))
        elif kind in {"Span", "Cite", "SmallCaps"}:
            yield from self._pieces(held if kind == "SmallCaps" else items(held)[1], style)
        elif kind == "Quoted":
            yield Words("“", style)
            yield from self._pieces(items(held)[1], style)
            yield Words("”", style)
        elif kind in {"Superscript", "Subscript"}:
            table = _RAISED if kind == "Superscript" else _LOWERED
            yield from (_moved(piece, table) for piece in self._pieces(held, style))
        elif kind in {"Code", "Math"}:
            self.count("formulas" if kind == "Math" else "")
            yield Words(shown(text(items(held)[1])), style)
        elif kind == "Image":
            self.count("pictures")


_STYLES: Final[Mapping[str, Callable[[Style], Style]]] = {
    "Emph": lambda style: replace(style, italic=True),
    "Underline": lambda style: replace(style, italic=True),  # a typewriter's italics, and Markdown has no other
    "Strong": lambda style: replace(style, bold=True),
    "Strikeout": lambda style: replace(style, struck=True),
}


def _moved(piece: Piece, table: dict[int, int]) -> Piece:
    """Returns raised or lowered digits as the letters that Unicode has for them; other letters stay on the line."""
    if isinstance(piece, Words) and _NUMBER.fullmatch(piece.words):
        return Words(piece.words.translate(table), piece.style)
    return piece


def shown(words: str) -> str:
    """Returns words without what nobody sees: soft hyphens and the like; a hard hyphen is a hyphen.

    >>> shown("twen\u00adtieth\u2011century")
    'twentieth-century'
    """
    return _INVISIBLE.sub("", words).replace("\u2011", "-").replace("\u2028", " ")


def plain(pieces: Sequence[Piece]) -> str:
    """Returns the words alone, on one line, without notes."""
    return " ".join(
        "".join(piece.words if isinstance(piece, Words) else " " * isinstance(piece, Break) for piece in pieces).split()
    )
