"""Which tag of RIS says what in CSL-JSON, for each kind of source."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from chicago.ranges import complete
from chicago.works import NAME_FIELDS
from sources.exchange.shape import date_of

KIND_OF: Final[Mapping[str, str]] = {
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER", "CONF", "CTLG"), "book"),
    **dict.fromkeys(("CLSWK", "ANCIENT"), "classic"), **dict.fromkeys(("CHAP", "ECHAP"), "chapter"),
    **dict.fromkeys(("JOUR", "EJOUR", "ABST", "INPR", "JFULL"), "article-journal"), "MGZN": "article-magazine",
    "NEWS": "article-newspaper", **dict.fromkeys(("ELEC", "WEB", "MULTI"), "webpage"), "BLOG": "post-weblog",
    "ICOMM": "post", "THES": "thesis", **dict.fromkeys(("RPRT", "GOVDOC"), "report"), "STAT": "legislation",
    "LEGAL": "regulation", "BILL": "bill", "HEAR": "hearing", "CASE": "legal_case", "CPAPER": "paper-conference",
    "SLIDE": "speech", "PCOMM": "personal_communication", **dict.fromkeys(("MANSCPT", "UNPB"), "manuscript"),
    "MPCT": "motion_picture", "VIDEO": "broadcast", **dict.fromkeys(("SOUND", "ADVS"), "song"),
    **dict.fromkeys(("ART", "FIGURE", "CHART"), "graphic"), "MAP": "map", "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary", **dict.fromkeys(("DATA", "AGGR", "DBASE"), "dataset"), "COMP": "software",
    "PAMP": "pamphlet", "MUSIC": "musical_score", "PAT": "patent", "STAND": "standard", "GEN": "document",
}  # fmt: skip
TYPE_OF: Final[Mapping[str, str]] = {
    **{kind: mark for mark, kind in reversed([*KIND_OF.items()])},
    "interview": "PCOMM", "collection": "MANSCPT", "performance": "ADVS", "treaty": "STAT", "review": "JOUR",
}  # fmt: skip
IGNORED: Final = frozenset(
    {
        "ER", "ID", "KW", "L1", "L2", "L3", "L4", "AD", "AV", "RP", "U1", "U2", "U3", "U4", "U5", "M2", "SP",
        "EP",
    }
)  # fmt: skip
# In the order in which they are written; of several tags the first is ours, and the first that is filled is read.
_PLAIN: Final = (
    ("TI", "title"), ("T1", "title"), ("CT", "title"), ("ST", "title-short"), ("AU", "author"), ("A1", "author"),
    ("ED", "editor"), ("A2", "editor"), ("A3", "collection-editor"), ("A4", "translator"), ("TA", "translator"),
    ("T2", "container-title"), ("BT", "container-title"), ("JF", "container-title"), ("JO", "container-title"),
    ("JA", "container-title-short"), ("J2", "container-title-short"), ("T3", "collection-title"), ("ET", "edition"),
    ("VL", "volume"), ("IS", "issue"), ("NV", "number-of-volumes"), ("PB", "publisher"), ("CY", "publisher-place"),
    ("PP", "publisher-place"), ("M3", "genre"), ("M1", "number"), ("SE", "section"), ("RI", "reviewed-title"),
    ("DB", "archive"), ("CN", "call-number"), ("DO", "DOI"), ("UR", "URL"), ("L3", "DOI"), ("Y2", "accessed"),
    ("OP", "original-publisher"), ("LA", "language"), ("AB", "abstract"), ("N2", "abstract"), ("N1", "note"),
)  # fmt: skip
_IN_BOOKS: Final = frozenset({"chapter", "entry-encyclopedia", "entry-dictionary", "paper-conference"})
_WHOLE_BOOKS: Final = frozenset({"book", "classic", "pamphlet"})
_DATED: Final = ("DA", "PY", "Y1")
_DATE: Final = re.compile(r"^\s*(-?\d{1,4})(?:/(\d{1,2})?(?:/(\d{1,2})?(?:/(.*))?)?)?\s*$", re.ASCII)
_PAGES: Final = re.compile(r"^(\d+)-(\d+)$", re.ASCII)

Csl = dict[str, object]
Tags = Mapping[str, list[str]]


def csl_of(mark: str, tags: Tags) -> tuple[Csl, list[str]]:
    """Returns what a record says in CSL-JSON, and the names of the tags that it has no place for."""
    kind = KIND_OF.get(mark, "document")
    names = _names(kind)
    csl: Csl = {"type": kind}
    for tag, name in names.items():
        values = [value for value in tags.get(tag, []) if value]
        if name in NAME_FIELDS and values:
            already = csl.get(name)
            people = [name_of(value) for value in values]
            csl[name] = [*already, *people] if isinstance(already, list) else people
        elif values and name not in csl:
            csl[name] = date_in(values[0]) if name == "accessed" else _joined(tag, values)
    pages = "-".join(value for tag in ("SP", "EP") for value in tags.get(tag, [])[:1] if value)
    issued = next((date_in(tags[tag][0]) for tag in _DATED if tags.get(tag, [""])[0]), {})
    csl |= {name: value for name, value in {"page": pages, "issued": issued}.items() if value}
    untaken = [tag for tag in tags if tag not in IGNORED and tag not in names and tag not in _DATED]
    return csl, untaken if mark in KIND_OF else [f"TY {mark}", *untaken]


def _names(kind: str) -> dict[str, str]:
    """Returns the tags with their fields, of those that mean one thing here and another there."""
    names = {**dict(_PLAIN), "SN": "ISBN" if kind in _IN_BOOKS | _WHOLE_BOOKS else "ISSN"}
    if kind in _WHOLE_BOOKS:
        names |= {"T2": "collection-title", "BT": "title"}
    if kind == "personal_communication":
        names["A2"] = "recipient"
    if kind == "motion_picture":
        names["AU"] = "director"
    return names


def _joined(tag: str, values: list[str]) -> str:
    return " ".join(values) if tag in {"N1", "AB", "N2"} else values[0]


def date_in(words: str) -> Csl:
    """Returns a RIS date, `YYYY/MM/DD/other`, as CSL has it.

    >>> date_in("1998/03/02/"), date_in("1998///Spring"), date_in("March 1998")
    ({'date-parts': [[1998, 3, 2]]}, {'date-parts': [[1998]], 'season': 1}, {'date-parts': [[1998, 3]]})
    """
    match = _DATE.match(words)
    if not match:
        return date_of(words)
    year, *rest = [int(part) for part in match.groups()[:3] if part]
    day = [year, *(rest[: rest.index(0)] if 0 in rest else rest)]
    other = (match[4] or "").strip()
    if len(day) == 1 and other:
        return date_of(f"{other} {year}")
    is_day = all(part <= most for part, most in zip(day[1:], (12, 31), strict=False))
    return {"date-parts": [day]} if year and is_day else date_of(words)


def name_of(words: str) -> dict[str, str]:
    """Returns a name, `Family, Given, Suffix`; one without a comma is whole.

    >>> name_of("King, Martin Luther, Jr."), name_of("World Bank")
    ({'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}, {'literal': 'World Bank'})
    """
    parts = [part.strip() for part in words.split(",", 2)]
    if len(parts) == 1:
        return {"literal": words.strip()}
    named = dict(zip(("family", "given", "suffix"), parts, strict=False))
    return {part: value for part, value in named.items() if value}


def tags_of(csl: Mapping[str, object]) -> list[tuple[str, str]]:
    """Returns the tags of a record, its type first."""
    kind = str(csl.get("type"))
    mark = TYPE_OF.get(kind, "GEN")
    names = _names(KIND_OF[mark])
    tags = [("TY", mark)]
    written: set[str] = set()
    for tag, name in names.items():
        if (tag, name) == ("T2", "collection-title"):
            continue  # the series of a book stands in T2 for some and in T3 for all
        used = "A2" if tag == "ED" and KIND_OF[mark] in _IN_BOOKS else tag
        if name in csl and name not in written and names.get(used, name) == name:
            tags += [(used, value) for value in _typed(csl[name])]
            written.add(name)
    return [*tags, *_dated(csl.get("issued")), *_paged(csl.get("page"))]


def _typed(value: object) -> Iterable[str]:
    """Returns a value as lines; words that would not stand in one are left to the rest."""
    if isinstance(value, list):
        return [_typed_name(name) for name in value if isinstance(name, Mapping)]
    words = typed_date(value) if isinstance(value, Mapping) else str(value)
    return [words] if words and words == " ".join(words.split()) else []


def _typed_name(name: Mapping[str, object]) -> str:
    particles = [str(name[part]) for part in ("dropping-particle", "non-dropping-particle") if name.get(part)]
    family = " ".join([*particles, str(name.get("family") or "")]).strip()
    if not name.get("family"):
        return str(name.get("literal") or name.get("given") or "")
    parts = [family, str(name.get("given") or ""), str(name.get("suffix") or "")]
    return ", ".join(parts[: 3 if parts[2] else 2])


def typed_date(value: object) -> str:
    """Returns a CSL date as RIS types it, "" where it is a span or words.

    >>> typed_date({"date-parts": [[1998, 3, 2]]}), typed_date({"date-parts": [[1998, 3]]})
    ('1998/03/02/', '1998/03//')
    """
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not isinstance(parts, list) or not parts or not isinstance(parts[0], list):
        return ""
    year, month, day = (*(f"{part:02}" for part in parts[0]), "", "")[:3]
    return f"{year}/{month}/{day}/"


def _dated(issued: object) -> list[tuple[str, str]]:
    typed = typed_date(issued)
    if not typed:
        words = str(issued.get("literal") or "") if isinstance(issued, Mapping) else ""
        return [("PY", words)] if words and words == " ".join(words.split()) else []
    year = typed.partition("/")[0]
    return [("PY", year)] if typed == f"{year}///" else [("PY", year), ("DA", typed)]


def _paged(page: object) -> list[tuple[str, str]]:
    words = str(page or "")
    pages = _PAGES.match(words.replace("–", "-"))
    if pages:
        return [("SP", pages[1]), ("EP", complete(pages[1], pages[2]))]
    return [("SP", words)] if words and words == " ".join(words.split()) else []
