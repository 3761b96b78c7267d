"""Reads one citation of a published source, part by part, as the manual orders them and as students do."""

import re

from chicago.parser.body import read_body
from chicago.parser.draft import Draft
from chicago.parser.kinds import type_of
from chicago.parser.layout import Layout
from chicago.parser.lead import State, read_lead
from chicago.parser.makers import part_maker
from chicago.parser.parts import Parts, parts_of
from chicago.parser.shapes import shape_of
from chicago.parser.verdict import Context, settle

_MORE = re.compile(r"[,.;: ]{1,4}(?=[^\s,.;:])")


def read_published(layout: Layout, start: int, end: int, context: Context) -> Draft | None:
    """Read a citation from start, as far as it goes before end; None if these words are none."""
    parts = parts_of(layout, start, end)
    if not parts.chunks:
        return None
    owned = part_maker(parts, context)
    parts.shape = shape_of(parts)
    first = min(chunk.start for chunk in parts.chunks[:2])
    draft = Draft(layout, first, first)
    if owned:
        draft.claim(*owned)
    state = read_lead(parts, draft, context)
    if state is None:
        return None
    read_body(parts, draft, state)
    return _settled(parts, draft, context)


def continue_published(draft: Draft, end: int) -> None:
    """Read the book behind a letter that is printed in one, or behind a passage of a classic."""
    match = _MORE.match(draft.text, draft.end, end)
    if match is None:
        return
    parts = parts_of(draft.layout, match.end(), end)
    if parts.chunks and (parts.tag(0) in {"in", "role"} or (parts.tag(0) == "imprint" and parts.kind(0) == "round")):
        read_body(parts, draft, State())


def _settled(parts: Parts, draft: Draft, context: Context) -> Draft | None:
    if not settle(parts, draft, context):
        return None
    if draft.kind == "full":
        draft.csl["type"] = type_of(parts, draft)
    return draft
