"""A paragraph's pieces made ready for Markdown: spaces bare, italics that begin and end where they may."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from posts.word.escaping import destination
from posts.word.readback import NOTE, Seen, letters
from posts.word.runs import PLAIN, Break, Note, Piece, Style, Words

Styled = tuple[Piece, Style]

_TOKEN: Final = re.compile(r"\s+|\S+")


def _is_space(piece: Piece) -> bool:
    return isinstance(piece, Words) and piece.words.isspace()


def _is_word(piece: Piece) -> bool:
    return isinstance(piece, Words) and not piece.words.isspace()


def tokens(pieces: Sequence[Piece]) -> list[Piece]:
    """Returns the pieces cut into words and spaces; spaces before a note or about a new line go, runs become one."""
    cut: list[Piece] = []
    for piece in pieces:
        for token in _cut(piece):
            if not isinstance(token, Words) and cut and _is_space(cut[-1]):
                cut.pop()
            if not (_is_space(token) and cut and (_is_space(cut[-1]) or isinstance(cut[-1], Break))):
                cut.append(token)
    return cut


def _cut(piece: Piece) -> Iterator[Piece]:
    if not isinstance(piece, Words):
        yield piece
        return
    for match in _TOKEN.finditer(piece.words):
        space = "\u00a0" if "\u00a0" in match[0] else " "
        yield Words(space if match[0].isspace() else match[0], piece.style)


def trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Returns a paragraph without spaces and new lines at its ends."""
    kept = list(tokens(pieces))
    while kept and (_is_space(kept[0]) or isinstance(kept[0], Break)):
        kept.pop(0)
    while kept and (_is_space(kept[-1]) or isinstance(kept[-1], Break)):
        kept.pop()
    return kept


def paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yields a paragraph as several where an empty line was typed inside it."""
    held: list[Piece] = []
    for piece in tokens(pieces):
        if isinstance(piece, Break) and held and isinstance(held[-1], Break):
            yield held
            held = []
        elif held or not isinstance(piece, Break):
            held.append(piece)
    yield held


def spaced(cut: Sequence[Piece]) -> list[Styled]:
    """Returns each piece with its style; what is not a word has what the words on both sides share."""
    after = PLAIN
    following: list[Style] = []
    for piece in reversed(cut):
        following.append(after)
        after = _style_of(piece, after)
    before = PLAIN
    styled: list[Styled] = []
    for piece, next_style in zip(cut, reversed(following), strict=True):
        before = _style_of(piece, before)
        styled.append((piece, before if _is_word(piece) else before.both(next_style)))
    return styled


def _style_of(piece: Piece, otherwise: Style) -> Style:
    return piece.style if isinstance(piece, Words) and _is_word(piece) else otherwise


def tight(styled: Sequence[Styled]) -> list[Styled]:
    """Returns the same with signs left out of italics at whose edge Markdown would not see that they begin or end."""
    made: list[Styled] = []
    for at, (piece, style) in enumerate(styled):
        if not isinstance(piece, Words) or piece.words.isspace():
            made.append((piece, style))
            continue
        words, head, tail = piece.words, "", ""
        near = styled[at - 1] if at else None
        if near and _is_edge(near, style) and _last(near).isalnum():
            words = words.lstrip("".join(filter(_is_sign, words)))
            head = piece.words[: len(piece.words) - len(words)]
        far = styled[at + 1] if at + 1 < len(styled) else None
        if far and _is_edge(far, style) and _first(far).isalnum():
            kept = words.rstrip("".join(filter(_is_sign, words)))
            words, tail = kept, words[len(kept) :]
        parts = ((head, near), (words, None), (tail, far))
        made += [(Words(part), _shared(style, beside)) for part, beside in parts if part]
    return made


def _is_sign(letter: str) -> bool:
    return not letter.isalnum() and not letter.isspace()


def _is_edge(beside: Styled, style: Style) -> bool:
    """Returns whether a style begins or ends against a word that stands beside."""
    return _is_word(beside[0]) and replace(style.both(beside[1]), href=style.href) != style


def _shared(style: Style, beside: Styled | None) -> Style:
    return replace(style.both(beside[1]), href=style.href) if beside else style


def _last(styled: Styled) -> str:
    return styled[0].words[-1:] if isinstance(styled[0], Words) else ""


def _first(styled: Styled) -> str:
    return styled[0].words[:1] if isinstance(styled[0], Words) else ""


def joined(styled: Sequence[Styled]) -> list[Styled]:
    """Returns the same with neighbouring words of one style as one piece."""
    made: list[Styled] = []
    for (is_words, style), group in groupby(styled, key=lambda each: (isinstance(each[0], Words), each[1])):
        pieces = [piece for piece, _ in group]
        if is_words:
            made.append((Words("".join(piece.words for piece in pieces if isinstance(piece, Words))), style))
        else:
            made += [(piece, style) for piece in pieces]
    return made


def shape(styled: Sequence[Styled]) -> list[Seen]:
    """Returns what a reader must see of a paragraph: what `read_back` is to find."""
    seen: list[Seen] = []
    for piece, style in styled:
        if isinstance(piece, Note):
            seen.append((NOTE + piece.words, PLAIN))
        elif isinstance(piece, Break):
            seen.append(("\n", PLAIN))
        else:
            seen += letters(piece.words, replace(style, href=destination(style.href)) if style.href else style)
    return seen
