"""Italics inside a title that stands in quotation marks: they name another work, and its record keeps them."""

from collections.abc import Mapping

from chicago.parser.surface import Span, surface_of


def with_italics(csl: Mapping[str, object], words: str) -> Mapping[str, object]:
    """Returns an item as it was read from a note's words, with the italics that were typed inside its title.

    >>> with_italics({"title": "Ambivalence in Hamlet"}, "Mara Quill, “Ambivalence in *Hamlet*,” *Quay* 4 (1999): 3.")
    {'title': 'Ambivalence in <i>Hamlet</i>'}
    """
    title = str(csl.get("title") or "")
    surface = surface_of(words)
    start = surface.text.find(title)
    if not title or start < 1 or surface.text[start - 1] not in '“"':
        return csl
    inside = [_within(span, start, start + len(title)) for span in surface.italics]
    spans = [(first, last) for first, last in inside if first < last]
    return {**csl, "title": _tagged(title, spans)} if spans and spans != [(0, len(title))] else csl


def _within(span: Span, start: int, end: int) -> Span:
    """Returns what of a span lies inside a title, counted from the title's beginning."""
    return max(span[0], start) - start, min(span[1], end) - start


def _tagged(title: str, spans: list[Span]) -> str:
    for first, last in reversed(spans):
        title = f"{title[:first]}<i>{title[first:last]}</i>{title[last:]}"
    return title
