"""A paragraph's pieces as a line of Markdown, read back before it is believed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from posts.word.escaping import destination, escaped, escaped_all, escaped_in_link, escaped_opening
from posts.word.notes import marked
from posts.word.pieces import Styled, joined, shape, spaced, tight, trimmed
from posts.word.readback import read_back
from posts.word.runs import Break, Count, Note, Piece, Style, Words

NEW_LINE: Final = "\\\n"

_SIGNS: Final = {"italic": "*", "bold": "**", "struck": "~~"}
_LAYERS: Final = ("href", "struck", "bold", "italic")

Escape = Callable[[str], str]
Layer = tuple[str, str]  # a style's name and, of a link, its address


@dataclass
class Lines:
    """Writes paragraphs; keeps the definitions of notes that no mark can hold, and hears what could not be kept."""

    count: Count
    label: str = "w"
    definitions: list[str] = field(default_factory=list)

    def line(self, pieces: Sequence[Piece]) -> str:
        """Returns a paragraph as Markdown that reads as the same words; styles go where they cannot be kept."""
        pieces = trimmed(pieces)
        if not pieces:
            return ""
        for simplify in (_as_it_is, _slanted_only, _unstyled):
            written, is_sure = self._tried([simplify(piece) for piece in pieces], escaped)
            if is_sure:
                break
        else:
            written, _ = self._tried([_unstyled(piece) for piece in pieces], escaped_all)
        self.count("" if simplify is _as_it_is else "styles")
        self.definitions += written.definitions
        return written.text

    def _tried(self, pieces: Sequence[Piece], escape: Escape) -> tuple["_Writing", bool]:
        """Writes a paragraph one way, and says whether it reads as what was meant."""
        styled = joined(tight(spaced(pieces)))
        writing = _Writing(escape, f"{self.label}{{}}", len(self.definitions))
        writing.write(styled)
        return writing, read_back(writing.text, writing.definitions) == shape(styled)


def _as_it_is(piece: Piece) -> Piece:
    return piece


def _slanted_only(piece: Piece) -> Piece:
    return replace(piece, style=replace(piece.style, bold=False, struck=False)) if isinstance(piece, Words) else piece


def _unstyled(piece: Piece) -> Piece:
    return Words(piece.words) if isinstance(piece, Words) else piece


@dataclass
class _Writing:
    """One try at a paragraph."""

    escape: Escape
    label: str
    first: int
    definitions: list[str] = field(default_factory=list)
    open: list[Layer] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    text: str = ""

    def write(self, styled: Sequence[Styled]) -> None:
        """Writes the line; the layers of styles are opened with the longest outside, so that they nest."""
        for at, (piece, style) in enumerate(styled):
            self._change(_wanted(style), styled[at:])
            self.parts.append(self._piece(piece, style, styled[at + 1 :][:1], styled[max(at - 1, 0) : at]))
        self._change([], [])
        self.text = NEW_LINE.join(escaped_opening(line) for line in "".join(self.parts).split(NEW_LINE))

    def _change(self, wanted: Sequence[Layer], ahead: Sequence[Styled]) -> None:
        """Closes the layers that end here and opens those that begin."""
        kept = next((at for at, layer in enumerate(self.open) if layer not in wanted), len(self.open))
        while len(self.open) > kept:
            self.parts.append(_closing(self.open.pop()))
        for layer in sorted((each for each in wanted if each not in self.open), key=lambda each: -_reach(each, ahead)):
            self.parts.append("[" if layer[0] == "href" else _SIGNS[layer[0]])
            self.open.append(layer)

    def _piece(self, piece: Piece, style: Style, after: Sequence[Styled], before: Sequence[Styled]) -> str:
        if isinstance(piece, Break):
            return NEW_LINE
        if isinstance(piece, Note):
            mark, definition = marked(piece.words, self.label.format(self.first + len(self.definitions) + 1))
            self.definitions += [definition] if definition else []
            return mark
        is_in_link = bool(style.href) and self.escape is escaped
        words = escaped_in_link(piece.words) if is_in_link else self.escape(piece.words)
        if self.escape is escaped and after and _meets(piece.words, style, *after[0]):
            words = f"{words[:-1]}\\{words[-1]}"
        if words.startswith(":") and before and isinstance(before[0][0], Note):
            words = f"\\{words}"  # or a line that begins with a note by its label would define it
        return words


def _meets(words: str, style: Style, following: Piece, its_style: Style) -> bool:
    """Returns whether the last sign of some words would be read with the mark or the link that comes next."""
    if isinstance(following, Note):
        return words.endswith(("(", "^", "]")) and not style.href
    return words.endswith("^") and bool(its_style.href) and not style.href


def _wanted(style: Style) -> list[Layer]:
    told = {"href": style.href, "struck": style.struck, "bold": style.bold, "italic": style.italic}
    return [(name, str(told[name])) for name in _LAYERS if told[name]]


def _closing(layer: Layer) -> str:
    return f"]({destination(layer[1])})" if layer[0] == "href" else _SIGNS[layer[0]]


def _reach(layer: Layer, ahead: Sequence[Styled]) -> int:
    """Returns how many pieces a layer goes on for."""
    return next((far for far, (_, style) in enumerate(ahead) if layer not in _wanted(style)), len(ahead))
