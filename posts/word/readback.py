"""What a reader would see of a paragraph of our Markdown: letter by letter with its style, and its notes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from posts.marks import found_in
from posts.notes import essay_reader
from posts.word.runs import PLAIN, Style

Seen = tuple[str, Style]

NOTE: Final = "\x00"
_STYLES: Final[Mapping[str, Callable[[Style, bool], Style]]] = {
    "em": lambda style, is_on: replace(style, italic=is_on),
    "strong": lambda style, is_on: replace(style, bold=is_on),
    "s": lambda style, is_on: replace(style, struck=is_on),
}


def read_back(written: str, definitions: Sequence[str] = ()) -> list[Seen] | None:
    """Returns what a paragraph shows, or None where it is read as more or other than one paragraph."""
    env: dict[str, object] = {}
    tokens = essay_reader().parse("\n\n".join([written, *definitions]), env)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return None
    marks = found_in(env).marks
    if any(mark.fault for mark in marks):
        return None
    words = iter(mark.words for mark in marks)
    return [(NOTE + next(words), PLAIN) if letter == NOTE else (letter, style) for letter, style in _seen(tokens[1])]


def _seen(line: Token) -> Iterator[Seen]:
    style = PLAIN
    for token in line.children or ():
        name, _, way = token.type.rpartition("_")
        if token.type == "note_mark":
            yield NOTE, PLAIN
        elif token.type in {"hardbreak", "softbreak"}:
            yield "\n", PLAIN
        elif name == "link":
            style = replace(style, href=str(token.attrGet("href") or "") if way == "open" else "")
        elif name in _STYLES:
            style = _STYLES[name](style, way == "open")
        else:
            yield from letters(token.content, style)


def letters(words: str, style: Style) -> Iterator[Seen]:
    """Yields each letter with its style; spaces have none, since nobody sees it."""
    for letter in words:
        yield (letter, PLAIN if letter.isspace() else style)
