"""Fields that reference managers write into a note, one a line, where they have no place of their own for them."""

import re
from collections.abc import Mapping
from typing import Final

from chicago.text import clean

NAMES: Final = frozenset(
    {
        "author", "editor", "translator", "editor-translator", "collection-editor", "container-author", "director",
        "interviewer", "recipient", "composer", "illustrator", "reviewed-author", "original-author", "compiler",
        "conductor", "contributor", "curator", "executive-producer", "guest", "host", "narrator", "organizer",
        "performer", "producer", "script-writer", "series-creator", "chair", "editorial-director",
    }
)  # fmt: skip
_WORDS: Final = frozenset(
    {
        "DOI", "URL", "accessed", "archive", "archive-place", "archive_collection", "archive_location", "authority",
        "available-date", "chapter-number", "collection-number", "collection-title", "container-title", "dimensions",
        "division", "edition", "event-date", "event-place", "event-title", "genre", "issue", "issued", "medium",
        "number", "number-of-volumes", "original-date", "original-publisher", "original-publisher-place",
        "original-title", "page", "part-number", "part-title", "publisher", "publisher-place", "reviewed-title",
        "scale", "section", "status", "supplement-number", "title-short", "type", "version", "volume", "volume-title",
    }
)  # fmt: skip
_FIELDS: Final = {name.casefold(): name for name in _WORDS | NAMES}
_LINE: Final = re.compile(r"^\s*([A-Za-z_ -]{2,30}?)\s*:\s*(\S.*)$")
_BRACED: Final = re.compile(r"\{:([A-Za-z_-]+):\s*([^{}]*)\}")


def with_extra(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the item with what its note says of fields that it does not have; a kind in the note is the kind.

    >>> with_extra({"title": "Nets", "note": "original-date: 1938\\nEditor: Fenn || Otto\\nA gift."})["original-date"]
    '1938'
    """
    note = fields.get("note")
    if not isinstance(note, str) or ":" not in note:
        return fields
    found: dict[str, object] = {}
    for key, value in _lines(note):
        name = _FIELDS.get(key.strip().casefold().replace(" ", "-"), "")
        if name in NAMES:
            known = found.get(name)
            found[name] = [*(known if isinstance(known, list) else []), _name(value)]
        elif name:
            found[name] = value.strip()
    return {**found, **{name: value for name, value in fields.items() if name != "type" or "type" not in found}}


def _lines(note: str) -> list[tuple[str, str]]:
    braced = _BRACED.findall(note)
    typed: list[tuple[str, str]] = []
    for number, line in enumerate(note.splitlines()):
        match = _LINE.match(line)
        if match:
            typed.append((match[1], match[2]))
        elif (
            number
        ):  # fields stand at the head, below one line of remarks at most; after them come a reader's own words
            break
    return [*braced, *typed]


def _name(value: str) -> dict[str, object]:
    family, _, given = (clean(part) for part in value.partition("||"))
    return {"family": family, "given": given} if given else {"literal": family}
