"""What the reader of notes answers: a note, its citations, and where each field's words stand in the text as typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chicago.parser.draft import Draft
from chicago.parser.surface import Span

_AGAIN = re.compile(r"(?<=[–—-])pp?\.? ?(?=\d)")  # p45–p47


@dataclass(frozen=True, slots=True)
class ParsedCitation:
    """One citation as read: kind is full, short, ibid or key; spans are offsets into the text as typed."""

    kind: str
    csl: Mapping[str, object]
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    key: str = ""
    start: int = 0
    end: int = 0
    spans: Mapping[str, Span] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Give what the command line prints."""
        answer: dict[str, object] = {
            "kind": self.kind,
            "csl": dict(self.csl),
            "locator": self.locator,
            "label": self.label,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }
        if self.key:
            answer["key"] = self.key
        return answer


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A note as read: full, short, ibid, multi, annotated or discursive; unread are words no rule accounts for."""

    kind: str
    citations: tuple[ParsedCitation, ...] = ()
    unread: str = ""

    def as_json(self) -> dict[str, object]:
        """Give what the command line prints.

        >>> ParsedNote("discursive").as_json()
        {'kind': 'discursive', 'citations': [], 'unread': ''}
        """
        return {"kind": self.kind, "citations": [each.as_json() for each in self.citations], "unread": self.unread}


def citation_of(draft: Draft, prefix: str, suffix: str) -> ParsedCitation:
    """Close a draft."""
    surface = draft.layout.surface
    start, end = surface.typed(draft.start, draft.end)
    return ParsedCitation(
        kind=draft.kind,
        csl=draft.csl,
        locator=_AGAIN.sub("", draft.locator),
        label=draft.label if draft.locator else "",
        prefix=prefix,
        suffix=suffix,
        key=draft.key,
        start=start,
        end=end,
        spans={name: surface.typed(*span) for name, span in draft.spans.items()},
    )


def note_of(citations: Sequence[ParsedCitation], unread: str) -> ParsedNote:
    """Sort a note by what it holds."""
    if not citations:
        return ParsedNote("discursive", (), unread)
    first = citations[0]
    kind = "short" if first.kind == "key" else first.kind
    if len(citations) > 1:
        kind = "multi"
    elif first.prefix or first.suffix:
        kind = "annotated"
    return ParsedNote(kind, tuple(citations), unread)
