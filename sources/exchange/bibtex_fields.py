"""Which field of BibTeX and BibLaTeX says what in CSL-JSON, for each kind of source."""

import re
from collections.abc import Mapping
from typing import Final

from chicago.works import DATE_FIELDS, NAME_FIELDS
from sources.exchange.bibtex_names import people_of, typed_people
from sources.exchange.edtf import date_in, date_out
from sources.exchange.latex import decoded, encoded
from sources.exchange.shape import date_of

KIND_OF: Final[Mapping[str, str]] = {
    "article": "article-journal", "suppperiodical": "article-journal", "periodical": "article-journal",
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "manual"), "book"),
    **dict.fromkeys(("reference", "mvreference", "bookinbook", "commentary"), "book"),
    **dict.fromkeys(("incollection", "inbook", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("techreport", "report"), "report"),
    **dict.fromkeys(("online", "electronic", "www", "webpage"), "webpage"),
    **dict.fromkeys(("movie", "video"), "motion_picture"), **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("artwork", "image"), "graphic"), "booklet": "pamphlet", "unpublished": "manuscript",
    "inreference": "entry-encyclopedia", "letter": "personal_communication", "jurisdiction": "legal_case",
    "legislation": "legislation", "legal": "treaty", "standard": "standard", "patent": "patent", "review": "review",
    "dataset": "dataset", "software": "software", "performance": "performance", "misc": "document",
}  # fmt: skip
ENTRY_OF: Final[Mapping[str, str]] = {
    "book": "book", "classic": "book", "chapter": "incollection", "paper-conference": "inproceedings",
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    **dict.fromkeys(("webpage", "post-weblog", "post"), "online"), "thesis": "thesis", "report": "techreport",
    "motion_picture": "movie", "broadcast": "video", "song": "audio", "graphic": "artwork", "figure": "image",
    "pamphlet": "booklet", "manuscript": "unpublished", "speech": "unpublished", "entry-encyclopedia": "inreference",
    "entry-dictionary": "inreference", "personal_communication": "letter", "legal_case": "jurisdiction",
    **dict.fromkeys(("legislation", "bill", "regulation"), "legislation"), "treaty": "legal", "standard": "standard",
    "patent": "patent", "review": "review", "dataset": "dataset", "software": "software", "performance": "performance",
}  # fmt: skip
IGNORED: Final = frozenset(
    {
        "keywords", "keyword", "entrysubtype", "crossref", "xdata", "ids", "langid", "options", "sortkey",
        "key", "presort", "timestamp", "owner", "date-added", "date-modified", "bdsk-url-1", "day", "month",
        "year", "date", "subtitle", "booksubtitle", "mainsubtitle", "editortype", "csl",
    }
)  # fmt: skip
VERBATIM: Final = frozenset({"url", "doi", "csl", "file", "eprint"})
_TITLES: Final = frozenset({"title", "shorttitle", "journal", "booktitle", "series", "origtitle"})
# What is named alike whatever the kind is, in the order in which it is written; of several names the first is ours.
_PLAIN: Final = (
    ("title", "title"), ("shorttitle", "title-short"), ("journal", "container-title"),
    ("journaltitle", "container-title"), ("booktitle", "container-title"), ("series", "collection-title"),
    ("edition", "edition"), ("volume", "volume"), ("volumes", "number-of-volumes"), ("part", "part-number"),
    ("publisher", "publisher"), ("institution", "publisher"), ("school", "publisher"), ("organization", "publisher"),
    ("address", "publisher-place"), ("location", "publisher-place"), ("pages", "page"), ("chapter", "chapter-number"),
    ("pagetotal", "number-of-pages"), ("type", "genre"), ("version", "version"), ("eventtitle", "event-title"),
    ("venue", "event-place"), ("eventdate", "event-date"), ("origdate", "original-date"), ("library", "archive"),
    ("origtitle", "original-title"), ("origpublisher", "original-publisher"), ("pubstate", "status"),
    ("origlocation", "original-publisher-place"), ("doi", "DOI"), ("url", "URL"), ("urldate", "accessed"),
    ("isbn", "ISBN"), ("issn", "ISSN"), ("language", "language"), ("abstract", "abstract"), ("note", "note"),
    ("bookauthor", "container-author"), ("author", "author"), ("editor", "editor"), ("translator", "translator"),
)  # fmt: skip
_ALIASES: Final = frozenset({"journaltitle", "institution", "school", "organization", "location"})
_KEPT_IN_BOOKS: Final = frozenset({"incollection", "inproceedings", "inreference"})
_BY_NUMBER: Final = frozenset({"book", "chapter", "classic", "entry-encyclopedia", "pamphlet"})
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DEGREES: Final = {"phdthesis": "PhD diss.", "mastersthesis": "Master’s thesis"}
_SUBTYPES: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
_BY_EDITORTYPE: Final = frozenset({"director", "compiler"})

Fields = Mapping[str, str]
Csl = dict[str, object]


def csl_of(entry: str, fields: Fields) -> tuple[Csl, list[str]]:
    """Returns what an entry says in CSL-JSON, and the names of the fields that it has no place for."""
    kind = _kind(entry, fields)
    names = {**dict(_PLAIN), "number": _number_field(kind)}
    csl: Csl = {"type": kind}
    untaken = [] if entry in KIND_OF else [f"@{entry}"]
    for field, typed in fields.items():
        name = names.get(field, "")
        if not name and field not in IGNORED:
            untaken.append(field)
        elif name and name not in csl:
            csl[name] = _value(field, name, typed)
    _join_titles(csl, fields)
    if entry in _DEGREES:
        csl.setdefault("genre", _DEGREES[entry])
    if fields.get("editortype") in _BY_EDITORTYPE and "editor" in csl:
        csl[fields["editortype"]] = csl.pop("editor")
    issued = _issued(fields)
    return ({**csl, "issued": issued} if issued else csl), untaken


def _kind(entry: str, fields: Fields) -> str:
    kind = KIND_OF.get(entry, "document")
    if kind == "article-journal":
        return _SUBTYPES.get(decoded(fields.get("entrysubtype", "")).casefold(), kind)
    if kind == "manuscript" and "eventtitle" in fields:
        return "speech"
    return "webpage" if entry == "misc" and "url" in fields and "publisher" not in fields else kind


def _number_field(kind: str) -> str:
    if kind in _BY_NUMBER:
        return "collection-number"
    return "issue" if kind.startswith("article") else "number"


def _value(field: str, name: str, typed: str) -> object:
    if name in NAME_FIELDS:
        return people_of(typed)
    if field in VERBATIM:
        return typed.strip().removeprefix("\\url{").removesuffix("}") if typed.startswith("\\url{") else typed.strip()
    words = decoded(typed)
    if name in DATE_FIELDS:
        return date_in(words)
    return words.replace("–", "-") if name == "page" and "--" in typed else words


def _join_titles(csl: Csl, fields: Fields) -> None:
    """Puts subtitles after their titles; of a book in several volumes, the whole before the volume."""
    for field, sub in (("title", "subtitle"), ("booktitle", "booksubtitle"), ("maintitle", "mainsubtitle")):
        name = {"title": "title", "booktitle": "container-title"}.get(field, "maintitle")
        if field in fields and sub in fields:
            csl[name] = f"{decoded(fields[field])}: {decoded(fields[sub])}"
    main = csl.pop("maintitle", "") or decoded(fields.get("maintitle", ""))
    own = "container-title" if "container-title" in csl else "title"
    if main:
        csl["volume-title"], csl[own] = csl.get(own, ""), main


def _issued(fields: Fields) -> Csl:
    """Returns the date of issue: `date`, or `year` with `month` and `day`."""
    if decoded(fields.get("date", "")):
        return date_in(decoded(fields["date"]))
    year, typed = decoded(fields.get("year", "")), decoded(fields.get("month", ""))
    month, day = _month_and_day(f"{typed} {decoded(fields.get('day', ''))}".casefold())
    if re.match(r"^\d{4}$", year) and month:
        return date_in(f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}")
    return date_in(f"{typed} {year}".strip()) if year else {}


def _month_and_day(typed: str) -> tuple[int, int]:
    """Returns the month and the day, 0 where there is none.

    >>> _month_and_day("10 oct"), _month_and_day("3"), _month_and_day("march 7"), _month_and_day("spring")
    ((10, 10), (3, 0), (3, 7), (0, 0))
    """
    numbers = [int(number) for number in re.findall(r"\d{1,2}", typed)]
    named = [_MONTHS.index(word[:3]) + 1 for word in re.findall("[a-z]+", typed) if word[:3] in _MONTHS]
    month, day, *_ = [*named, *numbers, 0, 0]
    return (month if 1 <= month <= 12 else 0), (day if 1 <= day <= 31 else 0)


def fields_of(csl: Mapping[str, object]) -> tuple[str, dict[str, str]]:
    """Returns the type of entry and its fields, ready to be written between braces."""
    kind = str(csl.get("type"))
    entry = _entry(kind, csl)
    fields: dict[str, str] = {}
    written: set[str] = set()
    for field, name in [*_PLAIN, ("number", _number_field(kind))]:
        used = _renamed(field, entry)
        if used and name in csl and name not in written and (typed := _typed(field, csl[name])):
            fields[used] = typed
            written.add(name)
    role = next((role for role in sorted(_BY_EDITORTYPE) if role in csl and "editor" not in csl), "")
    if role:
        fields |= {"editor": typed_people(csl[role]), "editortype": role}
    if kind in _SUBTYPES.values():
        fields["entrysubtype"] = kind.removeprefix("article-")
    return entry, fields | _dated(csl.get("issued"))


def _entry(kind: str, csl: Mapping[str, object]) -> str:
    genre = str(csl.get("genre") or "").casefold()
    if kind == "thesis" and genre.startswith(("phd", "master")):
        return "phdthesis" if genre.startswith("phd") else "mastersthesis"
    return ENTRY_OF.get(kind, "misc")


def _renamed(field: str, entry: str) -> str:
    """Returns the name under which a type of entry has a field, "" where it has it under another."""
    if field in _ALIASES:
        return ""
    if field in {"journal", "booktitle"}:
        return field if (field == "booktitle") == (entry in _KEPT_IN_BOOKS) else ""
    if field == "publisher":
        return {"techreport": "institution", "thesis": "institution"}.get(
            entry, "school" if "thesis" in entry else field
        )
    return field


def _typed(field: str, value: object) -> str:
    if field in VERBATIM:
        words = str(value)
        is_plain = words == " ".join(words.split()) and not any(sign in words for sign in "{}\\")
        return words if is_plain else ""
    if isinstance(value, list):
        return typed_people(value)
    if isinstance(value, Mapping):
        return date_out(value)
    words = encoded(str(value))
    if field == "pages" and "--" not in str(value):
        words = words.replace("-", "--")
    return f"{{{words}}}" if field in _TITLES else words


def _dated(issued: object) -> dict[str, str]:
    """Returns the date for BibLaTeX, and the year beside it for those who read no more."""
    typed = date_out(issued)
    if not typed:
        words = issued.get("literal") if isinstance(issued, Mapping) else ""
        return {"year": encoded(str(words))} if words and date_of(str(words)) == issued else {}
    if re.match(r"^\d{4}$", typed):
        return {"year": typed}
    return {"date": typed} | ({"year": typed[:4]} if re.match(r"^\d{4}", typed) else {})
