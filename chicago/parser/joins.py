"""Parts that belong together: a title with its own quotations and brackets, the names of a list."""

import re
from dataclasses import replace

from chicago.parser.chunks import Chunk
from chicago.parser.facts import fact_of
from chicago.parser.imprint import imprint_of
from chicago.parser.media import read_handle
from chicago.parser.names import is_person
from chicago.parser.surface import Span

_AND = re.compile(r"(?:and|&|und|et) (?=\S)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_JOINING_WORDS = re.compile(
    r"(?:.*[\s(])?(?:in|of|to|on|see|review|s\.v\.?|under|and|the|ed|eds|trans)\.?", re.IGNORECASE | re.DOTALL
)
_CARRIES_ON = re.compile(r"(?:of|and|the|in the|to|for|as|at|from|on|a|an|[:’'])\b|: ")
_ET_AL = re.compile(r"et\.? al|and others", re.IGNORECASE)


def _merged(first: Chunk, last: Chunk) -> Chunk:
    return replace(first, kind="words", end=last.end, inner=(first.start, last.end))


def join_titles(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join a quotation inside a title to the words around it: The “Best Sons” of the Fatherland."""
    joined: list[Chunk] = []
    for chunk in chunks:
        last = joined[-1] if joined else None
        if last and not chunk.before and _belong_together(text, last, chunk):
            joined[-1] = _merged(last, chunk)
        else:
            joined.append(chunk)
    return joined


def _belong_together(text: str, last: Chunk, chunk: Chunk) -> bool:
    """Tell whether two parts without a separator are one: they stand in one title, or are one person's two names."""
    if chunk.kind == "square":
        return _pen_name(text, last, chunk)
    if last.kind == "words" and chunk.kind in {"quoted", "round"}:
        return _opens_in_title(text, last, chunk)
    if chunk.kind != "words" or last.kind not in {"quoted", "italic", "words"}:
        return False
    if text[chunk.start - 1] in "-–—’" or (last.kind == "words" and text[last.end - 1] == ")"):
        return True
    complete = last.kind == "quoted" and text[last.end - 2] in ",.?!"
    return not complete and fact_of(text, chunk) is None and bool(_CARRIES_ON.match(text, chunk.start))


def _pen_name(text: str, last: Chunk, chunk: Chunk) -> bool:
    named = last.kind == "quoted" or (last.kind == "words" and fact_of(text, last) is None)
    return named and imprint_of(text, *chunk.inner) is None


def _opens_in_title(text: str, last: Chunk, chunk: Chunk) -> bool:
    """Tell whether a quotation, or brackets with more of the title behind them, belong to the words before."""
    if fact_of(text, last) is not None:
        return False
    words = text[last.start : last.end]
    if chunk.kind == "quoted":
        return not (is_person(words) or _JOINING_WORDS.fullmatch(words[-40:]))
    more = text[chunk.end : chunk.end + 2]
    return more[:1] == " " and more[1:].islower() and imprint_of(text, *chunk.inner) is None


def join_et_al(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join "et al." behind a comma to the name before it."""
    for index in range(1, min(len(chunks), 4)):
        if chunks[index].kind == "words" and _ET_AL.fullmatch(text, *chunks[index].inner):
            return [*chunks[: index - 1], _merged(chunks[index - 1], chunks[index]), *chunks[index + 1 :]]
    return chunks


def join_handles(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join the name under which somebody posts to the name before it: Mara Quill (@quill)."""
    named = len(chunks) > 1 and chunks[0].kind == "words" and chunks[1].kind == "round" and not chunks[1].before
    if named and read_handle(text, *chunks[1].inner):
        return [_merged(chunks[0], chunks[1]), *chunks[2:]]
    return chunks


def join_names(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join the parts of each list of names: V. P. Danilov, R. T. Manning, and L. Viola."""
    joined = list(chunks)
    last = 1
    while last < min(len(joined), 24):
        first, stop = _name_list(text, joined, last)
        if first < last:
            joined[first:stop] = [_merged(joined[first], joined[stop - 1])]
            last = first
        last += 1
    return joined


def _name_list(text: str, chunks: list[Chunk], last: int) -> tuple[int, int]:
    """Give the parts, from and to, of the list that ends in "and" and a name; nothing to join if there is none."""
    and_ = _AND.match(text, *chunks[last].inner) if chunks[last].kind == "words" else None
    if and_ is None or not _name_like(text, (and_.end(), chunks[last].inner[1])):
        return last, last
    first, stop = _list_start(text, chunks, last), last + 1
    while stop < len(chunks) and chunks[stop].kind == "words" and _only_initials(text, chunks[stop].inner):
        stop += 1
    if first == 0 and stop < len(chunks) and chunks[stop].kind == "round" and _reads_as_imprint(text, chunks[stop]):
        first = 1  # an author and a title that lists: Moe, Salt, Bread, and Wine (
    return first, stop


def _reads_as_imprint(text: str, chunk: Chunk) -> bool:
    fact = imprint_of(text, *chunk.inner)
    return fact is not None and fact.tag == "imprint"


def _list_start(text: str, chunks: list[Chunk], last: int) -> int:
    first = last
    while first > 0 and chunks[first].before == "," and chunks[first - 1].kind == "words":
        fact = fact_of(text, chunks[first - 1])
        if fact is not None and fact.tag == "role":
            return first - 1
        if not _name_like(text, chunks[first - 1].inner):
            break
        first -= 1
    return first


def _only_initials(text: str, span: Span) -> bool:
    return bool(_INITIALS.fullmatch(text, *span))


def _name_like(text: str, span: Span) -> bool:
    return span[1] - span[0] <= 60 and (is_person(text[slice(*span)]) or _only_initials(text, span))
