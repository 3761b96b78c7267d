"""What a format has no field for, as lines of `name: value`, so that a record that goes out comes back the same.

Zotero reads and writes such lines too (in the field that it calls Extra), under CSL's names. Plain words stand as they
are; whatever else there is stands as JSON, and `null` takes away what the format's own fields would add.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from chicago.works import DATE_FIELDS, NAME_FIELDS

_WORDS: Final = frozenset(
    {
        "type", "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place",
        "authority", "call-number", "chapter-number", "citation-key", "citation-number", "collection-number",
        "collection-title", "container-title", "container-title-short", "dimensions", "division", "DOI",
        "edition", "event-place", "event-title", "genre", "ISBN", "ISSN", "issue", "jurisdiction", "keyword",
        "language", "license", "locator", "medium", "note", "number", "number-of-pages", "number-of-volumes",
        "original-publisher", "original-publisher-place", "original-title", "page", "page-first", "part-number",
        "part-title", "PMCID", "PMID", "printing-number", "publisher", "publisher-place", "references",
        "reviewed-genre", "reviewed-title", "scale", "section", "source", "status", "supplement-number",
        "title", "title-short", "URL", "version", "volume", "volume-title", "year-suffix",
    }
)  # fmt: skip
KNOWN: Final = NAME_FIELDS | DATE_FIELDS | _WORDS

_LINE: Final = re.compile(r'^("(?:[^"\\]|\\.)*"|[A-Za-z][A-Za-z_-]*): ?(\S.*)$')


def lines_of(csl: Mapping[str, object], said: Mapping[str, object]) -> list[str]:
    """Returns the lines that turn what a format's own fields say into the record.

    >>> lines_of({"type": "map", "title": "Fens", "scale": "1:2500"}, {"type": "book", "title": "Fens", "page": "3"})
    ['type: map', 'scale: 1:2500', 'page: null']
    """
    rest = {name: value for name, value in csl.items() if said.get(name) != value and name != "id"}
    gone = dict.fromkeys(name for name in said if name not in csl)
    return [_line(name, value) for name, value in {**rest, **gone}.items()]


def _line(name: str, value: object) -> str:
    head = name if name in KNOWN else json.dumps(name)
    plain = isinstance(value, str) and _LINE.match(f"x: {value}") and value == " ".join(value.split())
    if isinstance(value, str) and plain and _json_of(value) is None and value != "null":
        return f"{head}: {value}"
    return f"{head}: {json.dumps(value)}"


def rest_of(lines: Iterable[str]) -> tuple[dict[str, object], list[str]]:
    """Returns what such lines say, None for what they take away; and the lines that are none.

    >>> rest_of(["scale: 1:2500", '"shelf": 3', "Bought in Ely."])
    ({'scale': '1:2500', 'shelf': 3}, ['Bought in Ely.'])
    """
    rest: dict[str, object] = {}
    others: list[str] = []
    for line in lines:
        match = _LINE.match(line.strip())
        name = _name(match[1]) if match else ""
        if match and name:
            value = match[2]
            rest[name] = None if value == "null" else _json_of(value, value)
        elif line.strip():
            others.append(line.strip())
    return rest, others


def _name(head: str) -> str:
    if head.startswith('"'):
        return str(_json_of(head) or "")
    return head if head in KNOWN else ""


def _json_of(words: str, otherwise: object = None) -> object:
    try:
        value: object = json.loads(words)
    except (ValueError, RecursionError):
        return otherwise
    return value


def completed(said: Mapping[str, object], rest: Mapping[str, object]) -> dict[str, object]:
    """Returns what the format's own fields say, with the rest."""
    return {name: value for name, value in {**said, **rest}.items() if value is not None}
