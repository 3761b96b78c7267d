"""RIS: records of lines, each a tag of two letters and its words.

The lines are read here rather than by a library: those at hand lose where a record stood, and take a record whose `ER`
is missing and the one after it for one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from sources.exchange.records import MAX_RECORD, MAX_RECORDS, NAMELESS, TOO_LONG, TOO_MANY, Record, first_words, refused
from sources.exchange.rest import completed, lines_of, rest_of
from sources.exchange.ris_fields import csl_of, tags_of
from sources.exchange.shape import says_enough, shaped, words

_LINE: Final = re.compile(r"^([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]+(.*)|)$", re.DOTALL)
_NO_TYPE: Final = "A record begins with a line “TY  - ” and its type, for example “TY  - BOOK”; here it is missing."

Lines = list[tuple[str, str]]


def read_ris(text: str) -> list[Record]:
    """Returns a record for each `TY`, in order; one without its `ER` ends where the next begins."""
    found = list(islice(_split(text), MAX_RECORDS + 1))
    records = [_record(line, lines) for line, lines in found[:MAX_RECORDS]]
    if len(found) > MAX_RECORDS:
        line, lines = found[MAX_RECORDS]
        records.append(refused(line, _shown(lines), TOO_MANY))
    return records


def _split(text: str) -> Iterator[tuple[int, Lines]]:
    """Yields the line on which each record begins, and its tags; a line without one goes on from the line before."""
    lines: Lines = []
    start = 1
    for number, typed in enumerate(text.splitlines(), start=1):
        match = _LINE.match(typed.strip("\ufeff \t"))
        tag, said = (match[1], (match[2] or "").strip()) if match else ("", typed.strip("\ufeff \t"))
        if (tag == "TY" or (match and not lines)) and tag != "ER":
            if lines:
                yield start, lines
            start, lines = number, [(tag, said)]
        elif tag == "ER":
            if lines:
                yield start, lines
            lines = []
        elif lines and (tag or said):
            lines.append((tag, said))
    if lines:
        yield start, lines


def _shown(lines: Lines) -> str:
    return " ".join(f"{tag} {said[:80]}" for tag, said in lines[:3])


def _record(line: int, lines: Lines) -> Record:
    shown = _shown(lines)
    if lines[0][0] != "TY":
        return refused(line, shown, _NO_TYPE)
    if sum(len(said) for _, said in lines) > MAX_RECORD:
        return refused(line, shown, TOO_LONG)
    tags = _by_tag(lines)
    rest, others = rest_of(tags.get("M2", []))
    said, untaken = csl_of(lines[0][1].upper(), tags)
    csl, lost = shaped(completed(said, rest))
    key = words(tags.get("ID", [""])[0])[:80]
    if not says_enough(csl):
        return refused(line, shown, NAMELESS, key)
    told = (*untaken, *lost, *(["M2"] if others else []))
    return Record(line, key, first_words(shown), csl, untaken=tuple(dict.fromkeys(told)))


def _by_tag(lines: Lines) -> dict[str, list[str]]:
    pieces: dict[str, list[list[str]]] = {}
    last: list[str] = []
    for tag, said in lines[1:]:
        if tag:
            last = [said]
            pieces.setdefault(tag, []).append(last)
        else:
            last.append(said)
    return {tag: [" ".join(piece) for piece in values] for tag, values in pieces.items()}


def write_ris(items: Iterable[Mapping[str, object]]) -> str:
    """Returns the items as RIS; what RIS has no tag for stands in lines `M2`, and comes back the same."""
    return "\n".join("".join(f"{tag}  - {said}\n" for tag, said in _tags(item)) for item in items)


def _tags(item: Mapping[str, object]) -> Lines:
    csl, _ = shaped(item)
    tags = tags_of(csl)
    said = shaped(csl_of(tags[0][1], _by_tag(tags))[0])[0]
    rest = [("M2", line) for line in lines_of(csl, said)]
    key = [("ID", str(item["id"]))] if item.get("id") else []
    return [tags[0], *key, *tags[1:], *rest, ("ER", "")]
