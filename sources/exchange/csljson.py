"""CSL-JSON: a list of items, which Zotero, pandoc and this site’s library speak among themselves."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from sources.exchange.records import MAX_RECORD, MAX_RECORDS, NAMELESS, TOO_LONG, TOO_MANY, Record, first_words, refused
from sources.exchange.shape import says_enough, shaped, words

_MARK: Final = re.compile(r'"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|$)|[{}\n]')
_BEGUN: Final = re.compile(r"^([^\S\n]*)\{", re.MULTILINE)
_WRAPPED: Final = re.compile(r'^\s*\{\s*"(?:items|references)"\s*:\s*\[')
_BROKEN: Final = "This record is no JSON: {reason}. Look at line {line}."
_NO_RECORD: Final = "This stands between the records and is none: a record begins with { and ends with }."
_BETWEEN: Final = ", \t\n[]"
_OPEN: Final = "This record is never closed: a brace or a quotation mark is missing."
_REASONS: Final = {
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting value": "a value is missing",
    "Expecting property name enclosed in double quotes": "a name in quotation marks is missing",
}


def read_csljson(text: str) -> list[Record]:
    """Returns a record for each object, in order; a broken one is refused and the others stand."""
    wrapped = _WRAPPED.match(text)
    start = wrapped.end() if wrapped else 0
    found = list(islice(_objects(text, start), MAX_RECORDS + 1))
    records = [_record(*each) for each in found[:MAX_RECORDS]]
    if len(found) > MAX_RECORDS:
        records.append(refused(found[MAX_RECORDS][0], found[MAX_RECORDS][1], TOO_MANY))
    return records


def _objects(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Yields the line and the text of each outermost object, in one pass, and one more where an object stays open.

    What stands between two objects and is none is yielded as well, so that nothing is passed over in silence.
    """
    depth, opened, began, ended = 0, start, 0, start
    line = 1 + text.count("\n", 0, start)
    for mark in _MARK.finditer(text, start):
        sign = mark[0]
        if sign == "{":
            if not depth:
                yield from _between(text, ended, mark.start(), line)
                opened, began = mark.start(), line
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if not depth:
                ended = mark.end()
                yield began, text[opened:ended]
        elif sign == "\n":
            line += 1
    last = ended if _WRAPPED.match(text) else len(text)  # other lists may follow that of the records
    yield from _left_open(text, opened, began) if depth else _between(text, ended, last, line)


def _between(text: str, start: int, end: int, line: int) -> Iterator[tuple[int, str]]:
    """Yields what stands between two objects with its line, which `line` is at the end, if it is more than commas."""
    words = text[start:end].strip(_BETWEEN)
    if words:
        last = start + len(text[start:end].rstrip(_BETWEEN))
        yield line - text.count("\n", last - len(words), end), words


def _left_open(text: str, opened: int, line: int) -> Iterator[tuple[int, str]]:
    """Yields what follows an object that is never closed: one for each line that begins with a brace no further right.

    No string of JSON goes beyond its line, so that such a brace is never a string’s.
    """
    margin = opened - text.rfind("\n", 0, opened) - 1
    at = opened
    for begun in _BEGUN.finditer(text, opened + 1):
        if len(begun[1]) <= margin:
            yield line, text[at : begun.end() - 1].rstrip("], \n")
            line, at = line + text.count("\n", at, begun.end()), begun.end() - 1
    yield line, text[at:].rstrip("], \n")


def _record(line: int, text: str) -> Record:
    if len(text) > MAX_RECORD:
        return refused(line, text, TOO_LONG)
    if not text.startswith("{"):
        return refused(line, text, _NO_RECORD)
    try:
        item = json.loads(text)
    except json.JSONDecodeError as fault:
        if fault.pos >= len(text) or fault.msg.startswith(("Unterminated", "Invalid control")):
            return refused(line, text, _OPEN)
        reason = _REASONS.get(fault.msg, "something stands where it should not")
        return refused(line, text, _BROKEN.format(reason=reason, line=line + fault.lineno - 1))
    except (ValueError, RecursionError):
        return refused(line, text, _BROKEN.format(reason="a number is too long, or too much is nested", line=line))
    csl, lost = shaped(item)
    key = words(item["id"])[:80] if isinstance(item.get("id"), str) else ""
    if not says_enough(csl):
        return refused(line, text, NAMELESS, key)
    return Record(line, key, first_words(text), csl, untaken=lost)


def write_csljson(items: Iterable[Mapping[str, object]]) -> str:
    """Returns the items as a list, one field a line."""
    written = [
        {"id": str(item.get("id") or f"source-{number}"), **shaped(item)[0]} for number, item in enumerate(items, 1)
    ]
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"
