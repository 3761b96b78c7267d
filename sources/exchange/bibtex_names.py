"""Names of people as BibTeX writes them: `von Last, Jr, First and {Some Society} and others`."""

import re
from collections.abc import Mapping
from typing import Final

from bibtexparser.middlewares.names import parse_single_name_into_parts

from sources.exchange.latex import decoded, encoded

MOST: Final = 200

_AND: Final = re.compile(r"[{}]|\\.|\s+and(?=\s)", re.IGNORECASE | re.DOTALL)
_WHOLE: Final = re.compile(r"^\{(.*)\}$", re.DOTALL)
_PART: Final = re.compile(r"(family|given|prefix|suffix)\s*=\s*([^,]+)")
_PARTS: Final = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}

Name = dict[str, str]


def people_of(typed: str) -> list[Name]:
    """Returns the people that a BibTeX field names, as CSL names.

    >>> people_of("Vincent van Gogh and {World Bank} and King, Jr., Martin and others")[:2]
    [{'family': 'Gogh', 'non-dropping-particle': 'van', 'given': 'Vincent'}, {'literal': 'World Bank'}]
    """
    names = [name_of(name) for name in split_people(typed)[:MOST]]
    return [name for name in names if name]


def split_people(typed: str) -> list[str]:
    """Returns the names between “and”, where it stands outside of braces."""
    names, depth, start = [], 0, 0
    for mark in _AND.finditer(typed):
        if mark[0] in "{}":
            depth = max(0, depth + (1 if mark[0] == "{" else -1))
        elif not depth and not mark[0].startswith("\\"):
            names.append(typed[start : mark.start()])
            start = mark.end()
    return [name.strip() for name in [*names, typed[start:]] if name.strip()]


def name_of(typed: str) -> Name:
    """Returns one name; braces around the whole of it say that it is an organisation’s."""
    if is_braced(typed) or typed.casefold() == "others":
        return _named(literal=decoded(typed))
    if "family=" in typed.replace(" ", ""):
        return {_PARTS[part]: decoded(words.strip(' "')) for part, words in _PART.findall(typed)}
    parts = parse_single_name_into_parts(typed, strict=False)
    return _named(
        family=decoded(" ".join(parts.last)),
        particle=decoded(" ".join(parts.von)),
        suffix=decoded(" ".join(parts.jr)),
        given=decoded(" ".join(parts.first)),
    )


def is_braced(typed: str) -> bool:
    """Returns whether one pair of braces holds all of the words.

    >>> is_braced("{World Bank}"), is_braced("{World} {Bank}"), is_braced("{\\\\'E}mile")
    (True, False, False)
    """
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", typed, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if not depth and mark.end() < len(typed):
            return False
    return bool(_WHOLE.match(typed)) and depth == 0


def _named(*, family: str = "", particle: str = "", suffix: str = "", given: str = "", literal: str = "") -> Name:
    parts = {
        "family": family, "non-dropping-particle": particle, "suffix": suffix, "given": given, "literal": literal,
    }  # fmt: skip
    return {part: words for part, words in parts.items() if words}


def typed_people(people: object) -> str:
    """Returns CSL names as a BibTeX field; "" where there are none."""
    names = [name for name in people if isinstance(name, Mapping)] if isinstance(people, list) else []
    return " and ".join(filter(None, map(_typed, names)))


def _typed(name: Mapping[str, object]) -> str:
    """Returns the plainest way to type a name that is read as the same name."""
    said = {part: encoded(str(words)) for part, words in name.items()}
    family, given, suffix = said.get("family", ""), said.get("given", ""), said.get("suffix", "")
    particle = said.get("non-dropping-particle") or said.get("dropping-particle") or ""
    if not family:
        return "others" if name.get("literal") == "others" else _braced(said.get("literal") or given)
    plain = _joined(f"{particle} {family}".strip(), suffix, given)
    braced = _joined(f"{particle} {_braced(family)}".strip(), suffix and _braced(suffix), given and _braced(given))
    read = name_of(plain)
    is_same = [read.get(part, "") for part in ("family", "given", "suffix")] == [
        str(name.get(part, "")) for part in ("family", "given", "suffix")
    ]
    return plain if is_same and len(split_people(plain)) == 1 else braced


def _joined(family: str, suffix: str, given: str) -> str:
    if suffix:
        return f"{family}, {suffix}, {given}"
    return f"{family}, {given}" if given else family


def _braced(words: str) -> str:
    return f"{{{words}}}" if words else ""
