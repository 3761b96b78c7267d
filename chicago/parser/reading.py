"""Reads one citation of a published source, part by part, as the manual orders them and as students do."""

from chicago.parser.body import read_body
from chicago.parser.draft import Draft
from chicago.parser.kinds import type_of
from chicago.parser.layout import Layout
from chicago.parser.lead import read_lead
from chicago.parser.parts import Parts, parts_of
from chicago.parser.verdict import Context, settle


def read_published(layout: Layout, start: int, end: int, context: Context) -> Draft | None:
    """Read a citation from start, as far as it goes before end; None if these words are none."""
    parts = parts_of(layout, start, end)
    if not parts.chunks:
        return None
    draft = Draft(layout, parts.chunks[0].start, parts.chunks[0].start)
    state = read_lead(parts, draft, context)
    if state is None:
        return None
    read_body(parts, draft, state)
    return _settled(parts, draft, context)


def _settled(parts: Parts, draft: Draft, context: Context) -> Draft | None:
    if not settle(parts, draft, context):
        return None
    if draft.kind == "full":
        draft.csl["type"] = type_of(parts, draft)
    return draft
