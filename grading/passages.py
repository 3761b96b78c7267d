"""Passages of an essay as it was printed: found by their words, and shown with what is said of them beside them.

The stored HTML is only ever cut, between its tags and characters, so that what was sanitised stays so; what stands
between the pieces is the template's.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple, Protocol

_TOKEN = re.compile(r"<(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>|&(?:\w+|#\w+);|\s+|[^<&\s]+|.", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_NOTE = re.compile(r"<li\b[^>]*\bid=\"fn-[\w-]*-(\d+)\"")
_VOID: Final = frozenset({"br", "hr", "img"})
_BLOCKS: Final = frozenset(
    {"p", "h2", "h3", "h4", "li", "ul", "ol", "blockquote", "pre", "table", "tr", "td", "th", "br"}
)


class Token(NamedTuple):
    """A piece of HTML: a tag, a reference to a character, or characters; `at` is where it begins."""

    at: int
    text: str
    tag: str = ""
    closes: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.at + len(self.text)


class Placed(Protocol):
    """What is said of an essay: of the note of a number, or of the words that begin at a place of its plain text."""

    @property
    def note(self) -> int | None: ...  # noqa: D102
    @property
    def quote(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Piece:
    """A piece of the stored HTML, whether something is said of its words, whose reference follows, and what is said."""

    html: str
    is_marked: bool = False
    refs: Sequence[Placed] = ()
    asides: Sequence[Placed] = ()


def plain(words: str) -> str:
    """Returns words with every run of spaces as one space, as they are compared.

    >>> plain(" Bread  came\\nfirst. ")
    'Bread came first.'
    """
    return " ".join(words.split())


class Printed:
    """An essay's HTML, and its plain text with the place of each character in the HTML; notes' numbers left out."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._places: list[tuple[int, int]] = []

    @cached_property
    def tokens(self) -> list[Token]:
        """The tags and the characters, in order."""
        found = []
        for match in _TOKEN.finditer(self.html):
            tag = _TAG.match(match[0])
            name, closes = (tag[2].lower(), bool(tag[1])) if tag else ("", False)
            found.append(Token(match.start(), match[0], name, closes))
        return found

    @cached_property
    def text(self) -> str:
        """The plain text: every run of spaces and every border of a block is one space."""
        characters: list[str] = []
        for token in self._read():
            if not token.tag and not token.text.isspace():
                self._add(characters, token)
            elif characters and characters[-1] != " " and (not token.tag or token.tag in _BLOCKS):
                self._places.append((token.at, token.end))
                characters.append(" ")
        return "".join(characters)

    def _read(self) -> Iterator[Token]:
        """Yields the tokens that are read, without the numbers of notes."""
        raised = 0
        for token in self.tokens:
            if token.tag == "sup":
                raised += -1 if token.closes else 1
            elif not raised:
                yield token

    def _add(self, characters: list[str], token: Token) -> None:
        if token.text.startswith("&"):
            said = unescape(token.text)
            self._places += [(token.at, token.end)] * len(said)
            characters += " " if said.isspace() else said
        else:
            self._places += [(at, at + 1) for at in range(token.at, token.end)]
            characters += token.text

    def find(self, quote: str, *, before: str = "", start: int | None = None) -> int | None:
        """Returns where words begin in the plain text: at `start`, else after the words `before`, else at all.

        >>> Printed("<p>A <em>bread</em> a bread.</p>").find("bread", before="a ")
        10
        """
        wanted = plain(quote)
        if not wanted:
            return None
        if start is not None and self.text.startswith(wanted, start):
            return start
        found = [match.start() for match in re.finditer(re.escape(wanted), self.text)]
        ahead = plain(before)
        after = [at for at in found if ahead and self.text[:at].rstrip().endswith(ahead)]
        return next(iter([*after, *found]), None)

    def span(self, start: int, length: int) -> tuple[int, int]:
        """Returns where in the HTML a stretch of the plain text begins and ends."""
        _ = self.text
        return self._places[start][0], self._places[start + length - 1][1]

    def pieces(self, remarks: Collection[Placed]) -> tuple[list[Piece], list[Placed]]:
        """Returns the HTML in pieces, each with what is said of it, and those remarks whose place is not in it."""
        if not remarks:
            return [Piece(self.html)], []
        spans: dict[int, list[Placed]] = {}
        ranges, left = [], []
        for remark in remarks:
            at = None if remark.note else self.find(remark.quote, start=remark.start)
            if at is not None:
                begin, end = self.span(at, len(plain(remark.quote)))
                ranges.append((begin, end))
                spans.setdefault(end, []).append(remark)
            elif not remark.note or remark.note not in self._notes:
                left.append(remark)
        by_note: dict[int, list[Placed]] = {}
        for remark in remarks:
            if remark.note in self._notes:
                by_note.setdefault(self._notes[remark.note], []).append(remark)
        return list(_joined(self._cut(ranges, spans, by_note))), left

    @cached_property
    def _notes(self) -> dict[int, int]:
        """Where the item of each note ends, before its closing tag."""
        found, inside, depth = {}, 0, 0
        for token in self.tokens:
            if token.tag != "li":
                continue
            opens = _NOTE.match(token.text)
            if opens and not inside:
                inside, depth = int(opens[1]), 0
            depth += -1 if token.closes else 1
            if inside and not depth:
                found[inside] = token.at
                inside = 0
        return found

    def _cut(
        self, ranges: list[tuple[int, int]], ends: dict[int, list[Placed]], by_note: dict[int, list[Placed]]
    ) -> Iterator[Piece]:
        borders = sorted({border for each in ranges for border in each})
        merged = _merged(ranges)
        starts = [first for first, _ in merged]
        depth, waiting = 0, list[Placed]()
        for token, next_one in zip_longest(self.tokens, self.tokens[1:]):
            if token.at in by_note:
                yield Piece("", asides=by_note[token.at])
            if token.tag:
                depth += 0 if token.tag in _VOID else -1 if token.closes else 1
                yield Piece(token.text)
            else:
                inner = borders[bisect_right(borders, token.at) : bisect_left(borders, token.end)]
                is_edge = token.text.isspace() and (next_one is None or bool(next_one.tag))
                for begin, end in pairwise([token.at, *inner, token.end]):
                    at = bisect_right(starts, begin) - 1
                    is_marked = not is_edge and at >= 0 and begin < merged[at][1]
                    yield Piece(self.html[begin:end], is_marked, refs=ends.get(end, ()))
                    waiting += ends.get(end, [])
            if not depth and waiting:
                yield Piece("", asides=waiting)
                waiting = []
        if waiting:
            yield Piece("", asides=waiting)


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the same stretches in order, those that overlap as one.

    >>> _merged([(5, 9), (1, 3), (2, 4)])
    [(1, 4), (5, 9)]
    """
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Joins pieces of which nothing is said between them."""
    open_one: Piece | None = None
    for piece in pieces:
        if open_one and not (open_one.refs or open_one.asides) and open_one.is_marked == piece.is_marked:
            open_one = Piece(open_one.html + piece.html, piece.is_marked, piece.refs, piece.asides)
            continue
        if open_one:
            yield open_one
        open_one = piece
    if open_one:
        yield open_one
