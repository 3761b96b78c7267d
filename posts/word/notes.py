"""A note of a document: its words as our notes have them, and marks that close where they should."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from posts.marks import closing_of_brackets, closing_of_parentheses
from posts.word.runs import Piece, Words

_CHUNK: Final = re.compile(r"\w+|\s+|[^\w\s]+")
_LETTER: Final = re.compile(r"\w")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|doi\.org/|mailto:)", re.IGNORECASE)
_STAR: Final = "∗"  # looks as a star does and is none to Markdown: inside a note nothing can be escaped
_AFTER: Final = " x)) x] "  # a mark must close before what may follow it in its paragraph
_MARKS: Final = ("((", "^[")


def note_words(paragraphs: Sequence[Sequence[Piece]]) -> str:
    """Returns a note on one line, with `*italics*`; other styles are left out, since a printed note has none.

    >>> from posts.word.runs import Style
    >>> note_words([[Words("See "), Words("Pravda", Style(italic=True)), Words("’s editor.")]])
    'See *Pravda*’s editor.'
    """
    words = " ".join(" ".join(_starred(pieces) for pieces in paragraphs).split())
    return _with_addresses(words, [piece for pieces in paragraphs for piece in pieces])


def _starred(pieces: Sequence[Piece]) -> str:
    """Returns the words of a paragraph, stars around those in italics."""
    written: list[str] = []
    for is_italic, group in groupby(_tight(_chunks(pieces)), key=lambda chunk: chunk[1]):
        words = "".join(chunk for chunk, _ in group)
        written.append(f"*{words}*" if is_italic and _LETTER.search(words) else words)
    return "".join(written)


def _chunks(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    """Returns words, spaces and signs, each with whether it is in italics: a word is where most of its letters are."""
    text = "".join(piece.words.replace("*", _STAR) if isinstance(piece, Words) else " " for piece in pieces)
    slants = [
        isinstance(piece, Words) and piece.style.italic
        for piece in pieces
        for _ in (piece.words if isinstance(piece, Words) else " ")
    ]
    return [(match[0], sum(slants[slice(*match.span())]) * 2 > len(match[0])) for match in _CHUNK.finditer(text)]


def _tight(chunks: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Returns the same with italics that begin and end at words, as a printed note must have them.

    Spaces are in italics only between words that are; signs not where they touch a word that is not.
    """
    tight: list[tuple[str, bool]] = []
    for at, (chunk, is_italic) in enumerate(chunks):
        around = [*chunks[max(at - 1, 0) : at], *chunks[at + 1 : at + 2]]
        if chunk.isspace():
            is_italic = len(around) == 2 and all(slant for _, slant in around)  # noqa: PLW2901
        elif not _LETTER.match(chunk):
            is_italic = is_italic and not any(_LETTER.match(near) and not slant for near, slant in around)  # noqa: PLW2901
        tight.append((chunk, is_italic))
    return tight


def _with_addresses(words: str, pieces: Sequence[Piece]) -> str:
    """Adds, at the end, the addresses of links whose words do not show them: a note cannot hide an address.

    >>> from posts.word.runs import Style
    >>> note_words([[Words("Bond, “"), Words("Statues", Style(href="https://a.example/s")), Words(".”")]])
    'Bond, “Statues.” https://a.example/s.'
    """
    for href in dict.fromkeys(piece.style.href for piece in pieces if isinstance(piece, Words) and piece.style.href):
        linked = "".join(piece.words for piece in pieces if isinstance(piece, Words) and piece.style.href == href)
        if not _ADDRESS.match(linked.strip()) and href not in words:
            words = _joined(words, href)
    return words


def _joined(words: str, href: str) -> str:
    bare = words.removesuffix(".")
    return f"{bare}, {href}." if bare != words and not bare.endswith(".") else f"{words} {href}."


def marked(words: str, label: str) -> tuple[str, str]:
    """Returns a note's mark with its words, and the definition that goes with it, "" where the mark holds them.

    `((…))` where the parentheses inside balance, else `^[…]` where the brackets do, else `[^label]`.

    >>> marked("Viola (1996), 45.", "w1")
    ('((Viola (1996), 45.))', '')
    >>> marked("No (bread.", "w1"), marked("No (bread [sic.", "w1")
    (('^[No (bread.]', ''), ('[^w1]', '[^w1]: No (bread [sic.'))
    """
    if not any(mark in words for mark in _MARKS):
        end = 2 + len(words)
        if closing_of_parentheses(f"(({words})){_AFTER}", 2, end + 2 + len(_AFTER)) == (end, end + 2, ""):
            return f"(({words}))", ""
        if closing_of_brackets(f"^[{words}]{_AFTER}", 2, end + 1 + len(_AFTER)) == (end, end + 1, ""):
            return f"^[{words}]", ""
    return f"[^{label}]", f"[^{label}]: {words}"
