"""A record as the words of a form, and the words as a record again.

Every value is one string under a flat name: a field under CSL's name, a person's part as `author-0-family`. What the
form does not show, and whatever nobody changed, stays in the record exactly as it was.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from chicago.works import DATE_FIELDS, NAME_FIELDS
from sources.dates import csl_date, typed_date
from sources.kinds import OFFERED, fields_of

PERSON_PARTS: Final[Mapping[str, str]] = {
    "given": "given",
    "family": "family",
    "particle": "non-dropping-particle",
    "suffix": "suffix",
    "literal": "literal",
    "dropping": "dropping-particle",
}
FIELDS: Final = frozenset(name for kind in OFFERED for name in fields_of(kind)) - NAME_FIELDS

_PERSON: Final = re.compile(rf"^([a-z]+(?:-[a-z]+)*)-(\d{{1,2}})-({'|'.join(PERSON_PARTS)})$", re.ASCII)

Words = Mapping[str, str]


def typed(csl: Mapping[str, object]) -> dict[str, str]:
    """Returns a record as typed words.

    >>> typed({"type": "book", "title": "Roots", "volume": 2, "author": [{"family": "Haley", "given": "Alex"}]})
    {'title': 'Roots', 'volume': '2', 'author-0-given': 'Alex', 'author-0-family': 'Haley'}
    """
    words: dict[str, str] = {}
    for name, value in csl.items():
        if name in NAME_FIELDS and isinstance(value, list):
            words.update(_typed_people(name, value))
        elif name in DATE_FIELDS and name in FIELDS:
            words[name] = typed_date(value)
        elif name in FIELDS and isinstance(value, str | int | float):
            words[name] = str(value).strip()
    return words


def _typed_people(role: str, people: Iterable[object]) -> Iterable[tuple[str, str]]:
    for at, person in enumerate(people):
        if isinstance(person, Mapping):
            for part, name in PERSON_PARTS.items():
                if person.get(name):
                    yield f"{role}-{at}-{part}", str(person[name]).strip()


def is_known(name: str) -> bool:
    """Returns whether a form may carry words under this name."""
    person = _PERSON.match(name)
    return name in FIELDS or bool(person and person[1] in NAME_FIELDS)


def roles_in(words: Words) -> list[str]:
    """Returns the roles of which the words tell, in order."""
    found = (_PERSON.match(name) for name in words)
    return list(dict.fromkeys(match[1] for match in found if match and match[1] in NAME_FIELDS))


def people_of(words: Words, role: str) -> list[dict[str, str]]:
    """Returns the people in a role as CSL names, without empty rows.

    >>> people_of({"author-0-given": "", "author-1-family": "Gogh", "author-1-particle": "van"}, "author")
    [{'family': 'Gogh', 'non-dropping-particle': 'van'}]
    """
    rows: dict[int, dict[str, str]] = {}
    for name, value in words.items():
        match = _PERSON.match(name)
        if match and match[1] == role and value.strip():
            rows.setdefault(int(match[2]), {})[PERSON_PARTS[match[3]]] = value.strip()
    people = [rows[at] for at in sorted(rows)]
    # A particle that the form carries along names nobody once the name before it was emptied.
    return [person for person in people if set(person) - {"dropping-particle"}]


def rows_in(words: Words, role: str) -> int:
    """Returns how many rows the words fill, up to the last one."""
    filled = (_PERSON.match(name) for name, value in words.items() if value.strip())
    return max((int(match[2]) + 1 for match in filled if match and match[1] == role), default=0)


def csl_of(kind: str, words: Words, before: Mapping[str, object]) -> dict[str, object]:
    """Returns the record that the words describe, as a change of the one before.

    >>> csl_of("book", {"title": "Roots", "issued": ""}, {"type": "map", "title": "Root", "issued": {}, "x": [1]})
    {'type': 'book', 'title': 'Roots', 'issued': {}, 'x': [1]}
    """
    csl, known = {**before, "type": kind}, typed(before)
    for name in [name for name in words if name in FIELDS]:
        value = words[name].strip()
        if value != known.get(name, ""):
            csl[name] = csl_date(value) if value and name in DATE_FIELDS else value
    for role in roles_in(words):
        people = people_of(words, role)
        if people != people_of(known, role):
            csl[role] = people
    return {
        name: value for name, value in csl.items() if value not in ("", []) or name not in words.keys() | NAME_FIELDS
    }


def merged(words: Words, base: Mapping[str, object], now: Mapping[str, object]) -> dict[str, str]:
    """Returns the writer's words where the writer changed them since `base`, the record's present ones elsewhere.

    >>> merged({"title": "Mine", "publisher": "Old"}, {"title": "T", "publisher": "Old"}, {"publisher": "New"})
    {'title': 'Mine', 'publisher': 'New'}
    """
    was, stands = typed(base), typed(now)
    result = {name: value for name, value in words.items() if name in FIELDS}
    for name in result.keys() | {name for name in stands if name in FIELDS}:
        if result.get(name, "").strip() == was.get(name, ""):
            result[name] = stands.get(name, "")
    for role in dict.fromkeys([*roles_in(words), *roles_in(stands)]):
        mine = people_of(words, role)
        kept = people_of(stands, role) if mine == people_of(was, role) else mine
        result.update(_typed_people(role, kept))
    return result
