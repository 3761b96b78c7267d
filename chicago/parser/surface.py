"""The words of a note without their dress: tags, emphasis marks, entities and odd spaces go, their places are kept."""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

Span = tuple[int, int]

_DRESS = re.compile(
    r"""
      (?P<link>(?:https?://|www\.)[^\s<>"“”]+)
    | (?P<space>(?!\ (?![\s\u200b-\u200f\u2060\ufeff\u00ad]|&(?:nbsp|\#160|thinsp|ensp);))
        (?:[\s\u200b-\u200f\u2060\ufeff\u00ad]|&(?:nbsp|\#160|thinsp|ensp);)+)  # a lone space is as it should be
    | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]{0,9})(?:\s[^<>]{0,200})?/?>)
    | (?P<entity>&(?:\#\d{1,6}|\#[xX][0-9A-Fa-f]{1,5}|[A-Za-z]{2,8});)
    | (?P<emphasis>\*+ | (?<!\w)_+(?=[^\W_]|["“‘(]) | (?<=[\w.,;:!?”"’)])(?<!_)_+(?!\w))
    | (?P<anchor>\[(?=[^\[\]"“*_]{1,300}\]\(https?://) | \]\((?=https?://))
    | (?P<ticks>``|\'\'|,,(?=\w))
    | (?P<angle><(?=https?://|www\.))
    | (?P<escape>\\(?=[!-/:-@\[-`{-~]))
    """,
    re.VERBOSE,
)
_ITALIC_TAGS = frozenset({"i", "em", "cite"})
_BREAKING_TAGS = frozenset({"br", "p", "div", "li"})
_VISIBLE_SPACE = re.compile(r"[^\u200b-\u200f\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Surface:
    """A note's plain words, where its italics stood, and the way back to the text as typed."""

    text: str
    italics: tuple[Span, ...]
    starts: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]

    def typed(self, start: int, end: int) -> Span:
        """Give the place, in the text as typed, of the plain words from start to end (end greater than start)."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def _origin(self, position: int) -> Span:
        run = bisect_right(self.starts, position) - 1
        first, stop = self.origins[run]
        if stop:  # one character that stands for several typed ones
            return first, stop
        place = first + position - self.starts[run]
        return place, place + 1


class _Writer:
    """Collects plain words and notes where each run of them began."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.origins: list[tuple[int, int]] = []
        self.italics: list[Span] = []
        self.italic_from = -1

    def copy(self, raw: str, start: int, end: int) -> None:
        if start < end:
            self._run(raw[start:end], start, 0)

    def put(self, words: str, start: int, end: int) -> None:
        for letter in words:
            self._run(letter, start, end)

    def _run(self, words: str, first: int, stop: int) -> None:
        self.starts.append(self.length)
        self.origins.append((first, stop))
        self.parts.append(words)
        self.length += len(words)

    def open_italic(self) -> None:
        self.italic_from = self.length

    def turn_italic(self) -> None:
        if self.italic_from < 0:
            self.open_italic()
        else:
            self.close_italic()

    def close_italic(self) -> None:
        if 0 <= self.italic_from < self.length:
            self.italics.append((self.italic_from, self.length))
        self.italic_from = -1


def surface_of(raw: str) -> Surface:
    """Undress a note.

    >>> surface_of("Carr,  <i>What&nbsp;Is</i> *History?*").text
    'Carr, What Is History?'
    """
    writer = _Writer()
    at = 0
    for match in _DRESS.finditer(raw):
        writer.copy(raw, at, match.start())
        _undress(writer, raw, match)
        at = match.end()
    writer.copy(raw, at, len(raw))
    writer.close_italic()
    return Surface("".join(writer.parts), tuple(writer.italics), tuple(writer.starts), tuple(writer.origins))


def _undress(writer: _Writer, raw: str, match: re.Match[str]) -> None:
    start, end = match.span()
    kind = match.lastgroup
    if kind == "link":
        writer.copy(raw, start, end)
    elif kind == "space" and _VISIBLE_SPACE.search(raw, start, end):
        writer.put(" ", start, end)
    elif kind == "tag":
        _read_tag(writer, match)
    elif kind == "entity":
        writer.put(html.unescape(match[0])[:2], start, end)
    elif kind == "ticks":
        writer.put('"', start, end)
    elif kind == "anchor":
        writer.put("“" if match[0] == "[" else "” ", start, end)
    elif kind == "emphasis":
        writer.turn_italic()


def _read_tag(writer: _Writer, match: re.Match[str]) -> None:
    name = match["name"].lower()
    if name in _BREAKING_TAGS:
        writer.put(" ", *match.span())
    elif name not in _ITALIC_TAGS:
        return
    elif match[0].startswith("</"):
        writer.close_italic()
    else:
        writer.open_italic()
