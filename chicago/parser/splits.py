"""Parts that a missing mark ran together: given names and a title, a title and its place, a title and its editor."""

import re
from dataclasses import replace

from chicago.parser.chunks import Chunk
from chicago.parser.facts import fact_of
from chicago.parser.names import are_people
from chicago.parser.surface import Span
from chicago.parser.vocabulary import PLACES

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_FUSED = re.compile(
    r"(?P<given>(?:[^\W\d_a-z][^\W\d_A-Z]+ )?(?:[^\W\d_a-z]\. ?){1,4}) ?"
    r"(?:(?P<role>[Ee]ds?|[Tt]rans)\.,? )?(?=[^\W\d_][^.\s])"
)
_PLACE_HOUSE = re.compile(r".{3,}? (?P<house>(?P<place>[A-Z][^:,;.]{2,24}(?:, [A-Z]{2})?): ?[A-Z].*)", re.DOTALL)
_ROLE_INSIDE = re.compile(r" (?=(?:eds?\.?|trans\.?|edited by|translated by) [A-Z])")
_PAGES_INSIDE = re.compile(
    r"(?P<title>.{3,120}(?:[^\W\d_]|(?P<year> (?:1[5-9]|20)\d\d))) (?P<pages>pp?\.? ?\d[\d–-]{0,9})", re.DOTALL
)


def split_fused(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Cut given names from the title behind them in a bibliography's order: Viola, L. Peasant Rebels."""
    if len(chunks) < 2 or chunks[1].kind != "words" or chunks[1].before != "," or " " in text[slice(*chunks[0].inner)]:
        return chunks
    match = _FUSED.match(text, chunks[1].start, chunks[1].end)
    if match is None or _INITIALS.fullmatch(text, chunks[1].start, chunks[1].end):
        return chunks
    cut = match.start() + len(match["given"].rstrip(" ."))
    pieces = [replace(chunks[1], end=cut, inner=(chunks[1].start, cut))]
    if match["role"]:
        pieces.append(_piece(chunks[1], match.span("role")))
    pieces.append(_piece(chunks[1], (match.end(), chunks[1].end)))
    return [chunks[0], *pieces, *chunks[2:]]


def _piece(chunk: Chunk, span: Span) -> Chunk:
    return replace(chunk, start=span[0], end=span[1], inner=span, before=".")


def split_imprints(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Cut a title from a place of publication that no mark sets off: Peasant Rebels New York: Norton."""
    for index, chunk in enumerate(chunks[:8]):
        match = _PLACE_HOUSE.fullmatch(text, *chunk.inner) if chunk.kind == "words" else None
        while match and match["place"].lower() not in PLACES:
            match = _PLACE_HOUSE.fullmatch(text, match.start("house"), chunk.end)
        if match:
            first = _ended(chunk, match.start("house") - 1)
            return [*chunks[:index], first, _piece(chunk, match.span("house")), *chunks[index + 1 :]]
    return chunks


def _ended(chunk: Chunk, end: int) -> Chunk:
    return replace(chunk, end=end, inner=(chunk.inner[0], end))


def split_roles(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Cut a title from an editor or a translator whom no comma sets off: The Village ed. Robert Moe."""
    split: list[Chunk] = []
    for chunk in chunks:
        split.append(chunk)
        if chunk.kind != "words" or chunk.end - chunk.start > 300:
            continue
        match = _ROLE_INSIDE.search(text, chunk.start + 3, chunk.end)
        fact = fact_of(text, chunk) if match else None
        if match and not (fact and fact.tag != "in") and _is_role(text, match.end(), chunk):
            split[-1:] = [_ended(chunk, match.start()), _piece(chunk, (match.end(), chunk.end))]
    return split


def split_pages(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Cut a page from what no comma sets off: a title, where more pages follow, or a year.

    Peasant Rebels pp. 45, 47–49; Norton 1996 p. 45.
    """
    split: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        split.append(chunk)
        more = index + 1 < len(chunks) and text[chunks[index + 1].inner[0]].isdigit()
        match = _PAGES_INSIDE.fullmatch(text, *chunk.inner) if chunk.kind == "words" else None
        if match and (more or match["year"]):
            split[-1:] = [_ended(chunk, match.end("title")), replace(_piece(chunk, match.span("pages")), before=",")]
    return split


def _is_role(text: str, start: int, chunk: Chunk) -> bool:
    fact = fact_of(text, replace(chunk, start=start, inner=(start, chunk.end)))
    return fact is not None and fact.tag == "role" and are_people(text[slice(*fact.pairs[0][1])])
