"""CSL-JSON as the library can keep it: no value that a database, a form or a note would choke on.

What comes from outside may hold anything that JSON can. Here every record becomes one of plain words, whole numbers,
dates with days, and people with names; what fits nowhere is left out and named.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Final

import chicago
from chicago.works import DATE_FIELDS, NAME_FIELDS
from sources.dates import NoSuchDayError, csl_date

LONGEST_WORDS: Final = 2_000
LONGEST_NAME: Final = 60
MOST_PEOPLE: Final = 100
DEEPEST: Final = 6
# The parts of a name, and how long the library keeps them.
NAME_PARTS: Final[Mapping[str, int]] = {
    "given": 120, "family": 120, "literal": 300, "dropping-particle": 40, "non-dropping-particle": 40, "suffix": 40,
}  # fmt: skip

_UNKEPT: Final = frozenset({"id", "type"})
_BIGGEST: Final = 10**15
# What many works have in common: a record that says no more names none.
_THIN: Final = frozenset(
    {
        "type", "abstract", "annote", "accessed", "collection-number", "edition", "issue", "issued", "keyword",
        "language", "note", "number", "page", "publisher-place", "status", "version", "volume",
    }
)  # fmt: skip

Csl = dict[str, object]


def shaped(raw: Mapping[str, object]) -> tuple[Csl, tuple[str, ...]]:
    """Returns a record as the library keeps it, without its id, and the names of the fields that were left out.

    >>> shaped({"title": " Roots ", "issued": 1976, "author": ["A. Haley"], "volume": 1e999})
    ({'type': 'document', 'title': 'Roots', 'issued': {'date-parts': [[1976]]}, 'author': [{'literal': 'A. Haley'}]},
     ('volume',))
    """
    csl: Csl = {"type": words(raw.get("type")).strip()[:40].rstrip() or "document"}
    untaken: list[str] = []
    for given, value in raw.items():
        name = words(given)
        if name in _UNKEPT:
            continue
        kept = _kept(name, value) if 0 < len(name) <= LONGEST_NAME else None
        if kept not in (None, "", [], {}):
            csl[name] = kept
        if _is_lost(value, kept):
            untaken.append(name[:LONGEST_NAME])
    return csl, tuple(untaken)


def says_enough(csl: Mapping[str, object]) -> bool:
    """Returns whether a record has a title, a name or anything else by which to tell the work.

    >>> says_enough({"type": "book", "issued": {"date-parts": [[1976]]}}), says_enough({"title": "Roots"})
    (False, True)
    """
    says = any(_says(name, value) for name, value in csl.items() if name not in _THIN)
    return says and bool(str(chicago.full_note(chicago.Work.from_csl(dict(csl)), None, chicago.Style())).strip(" ."))


def _says(name: str, value: object) -> bool:
    """Returns whether a field holds people, or words that can be printed: no truth value, no list of lists."""
    first = value[0] if isinstance(value, list) and value and name not in NAME_FIELDS else value
    return bool(first) and (name in NAME_FIELDS or (isinstance(first, str | float | int) and first is not True))


def _is_lost(value: object, kept: object) -> bool:
    """Returns whether less was kept than there was."""
    if isinstance(value, str):
        return len(value.strip()) > LONGEST_WORDS
    if isinstance(value, list) and isinstance(kept, list):
        return len(kept) < min(len(value), MOST_PEOPLE + 1)
    return value not in (None, "", [], {}) and kept in (None, "", [], {})


def _kept(name: str, value: object) -> object:
    if name in NAME_FIELDS:
        return [*_people(value)][:MOST_PEOPLE]
    if name in DATE_FIELDS:
        return _date(value)
    return _plain(value, DEEPEST)


def words(value: object) -> str:
    """Returns words without what a database refuses: null characters, control characters, halves of letters."""
    if not isinstance(value, str):
        return ""
    if value.isprintable():
        return value
    return "".join(
        letter for letter in value if letter.isprintable() or letter in "\t\n\r" or not _is_unkept_letter(letter)
    )


def _is_unkept_letter(letter: str) -> bool:
    code = ord(letter)
    return code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000 or letter == "\ufeff"


def _plain(value: object, depth: int) -> object:
    """Returns a JSON value whose numbers and words can be kept."""
    if isinstance(value, str):
        return words(value).strip()[:LONGEST_WORDS].rstrip()
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value)
    if depth and isinstance(value, list):
        return [_plain(each, depth - 1) for each in value]
    if depth and isinstance(value, dict):
        return {words(name)[:LONGEST_NAME]: _plain(each, depth - 1) for name, each in value.items()}
    return None


def _number(value: float) -> int | float | None:
    if not math.isfinite(value) or abs(value) >= _BIGGEST:
        return None
    return int(value) if value == int(value) else value


def _people(value: object) -> Iterator[dict[str, str]]:
    for person in value if isinstance(value, list) else [value]:
        name = person if isinstance(person, Mapping) else {"literal": person}
        parts = {part: _part(name.get(part), length) for part, length in NAME_PARTS.items()}
        if parts["given"] or parts["family"] or parts["literal"]:
            yield {part: each for part, each in parts.items() if each}


def _part(value: object, length: int) -> str:
    return " ".join(words(value).split())[:length].rstrip()


def _date(value: object) -> object:
    if isinstance(value, Mapping):
        return _date_of(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return date_of(words(str(value)) if isinstance(value, str) else str(_number(value) or ""))


def date_of(typed: str) -> Csl:
    """Returns typed words as a CSL date, and as words where no calendar has the day."""
    typed = typed.strip()[:LONGEST_WORDS].rstrip()
    if not typed:
        return {}
    try:
        return csl_date(typed)
    except NoSuchDayError:
        return {"literal": typed}


def _date_of(value: Mapping[object, object]) -> Csl:
    days = [day for day in _days(value.get("date-parts")) if day]
    date: Csl = {"date-parts": days} if days else {}
    season = _plain(value.get("season"), 0)
    if days and str(season) in {"1", "2", "3", "4"}:
        date["season"] = int(str(season))
    if value.get("circa") not in (None, False, 0, "", "false"):
        date["circa"] = True
    for name in ("literal", "raw"):
        said = words(value.get(name)).strip()[:LONGEST_WORDS].rstrip()
        if said and not days:
            date[name] = said
    return date if len(date) > ("circa" in date) else {}


def _days(parts: object) -> Iterator[list[int]]:
    if not isinstance(parts, list):
        return
    for day in (parts if any(isinstance(part, list) for part in parts[:2]) else [parts])[:2]:
        numbers = [_whole(part) for part in day[:3]] if isinstance(day, list) else []
        yield numbers[: numbers.index(0)] if 0 in numbers else numbers


def _whole(part: object) -> int:
    """Returns a year, a month or a day; 0 for what is none."""
    text = str(part).strip() if isinstance(part, str | int) and not isinstance(part, bool) else ""
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) <= 5 and "--" not in text else 0
