"""The engine's own value for a source: what CSL-JSON says, read once."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from chicago import extra, people
from chicago.dates import Date
from chicago.people import People
from chicago.ranges import arabic
from chicago.text import clean
from chicago.titles import Title, mark

NAME_FIELDS: Final = extra.NAMES
DATE_FIELDS: Final = frozenset({"issued", "accessed", "original-date", "event-date", "submitted", "available-date"})
# Addresses and numbers of the machine, in which a straight quotation mark is no typography.
RAW_FIELDS: Final = frozenset({"URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "id", "citation-key", "call-number"})
TITLE_FIELDS: Final = frozenset(
    {
        "title", "title-short", "container-title", "collection-title", "volume-title", "reviewed-title",
        "original-title", "part-title", "volume-of",
    }
)  # fmt: skip
# Kinds whose titles keep the capitals that were typed: legal titles, headwords, posts, letters, archival items.
_AS_TYPED: Final = frozenset(
    {
        "bill", "hearing", "legal_case", "legislation", "patent", "personal_communication", "post", "regulation",
        "treaty",
    }
)  # fmt: skip
_ENTRIES: Final = frozenset({"entry-dictionary", "entry-encyclopedia", "entry"})
UNPUBLISHED: Final = re.compile(r"manuscript|typescript|paper|essay|draft|lecture|article|chapter|book", re.IGNORECASE)
# What a field says already and some type into it all the same: vol. 2, no. 3, pp. 12–40, 4 vols.
_LABELS: Final[Mapping[str, re.Pattern[str]]] = {
    "volume": re.compile(r"^(?:vols?\b\.?|volumes?)\s*(?=[\dIVXLC])", re.IGNORECASE),
    "issue": re.compile(r"^(?:nos?\b\.?|n°|issues?|numbers?)\s*(?=\d)", re.IGNORECASE),
    "page": re.compile(r"^(?:pp?\b\.?|pages?)\s*(?=[\divxlc])", re.IGNORECASE),
    "number-of-volumes": re.compile(r"(?<=\d)\s*vol(?:ume)?s?\.?$", re.IGNORECASE),
}
# A manuscript that is kept somewhere may be called “memorandum”; one that is not has a title.
_ARCHIVES: Final = frozenset({"archive", "archive_collection", "archive_location", "archive-place"})
_OLD_NAMES: Final[Mapping[str, str]] = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
}

_LEADS: Final = (
    "author",
    "editor",
    "translator",
    "editor-translator",
    "compiler",
    "director",
    "host",
    "composer",
    "performer",
)

NO_DATE: Final = Date()
NO_TITLE: Final = Title()


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """Holds one source; nothing of it changes after it is read.

    >>> work = Work.from_csl({"type": "book", "title": "Orientalism", "x-shelf": [1, 2]})
    >>> work.kind, work.to_csl()["x-shelf"]
    ('book', [1, 2])
    """

    kind: str
    titles: Mapping[str, Title]
    words: Mapping[str, str]
    people: Mapping[str, People]
    dates: Mapping[str, Date]
    _csl: str = field(repr=False)

    @classmethod
    def from_csl(cls, csl: object) -> "Work":
        """Read a CSL-JSON item; any JSON value is accepted, and what is not understood is kept."""
        fields = extra.with_extra(csl) if isinstance(csl, dict) else {}
        kind = _word(fields.get("type")) or "document"
        language = clean(_word(fields.get("language")))
        as_typed = _keeps_capitals(kind, fields)
        titles: dict[str, Title] = {}
        words: dict[str, str] = {}
        persons: dict[str, People] = {}
        dates: dict[str, Date] = {}
        for field_name, value in fields.items():
            name = _OLD_NAMES.get(field_name, field_name)
            if name in NAME_FIELDS:
                persons[name] = people.from_csl(value)
            elif name in DATE_FIELDS:
                dates[name] = Date.from_csl(value)
            elif word := _word(value):
                if name in TITLE_FIELDS:
                    own = name in ("title", "title-short")
                    kept = name == "original-title" or (as_typed and own)
                    titles[name] = Title.typed(word, language, as_typed=kept)
                elif name in RAW_FIELDS:
                    words[name] = clean(word)
                else:
                    words[name] = _unlabelled(name, mark(word).rstrip(" ,;:"))
        return cls(
            kind,
            MappingProxyType(titles),
            MappingProxyType(words),
            MappingProxyType(persons),
            MappingProxyType(dates),
            json.dumps(csl, ensure_ascii=False),
        )

    def to_csl(self) -> object:
        """Return a copy of the CSL-JSON that was read, unknown fields and all."""
        csl: object = json.loads(self._csl)
        return csl

    def title(self, name: str = "title") -> Title:
        """Return one of the titles, or an empty one."""
        return self.titles.get(name, NO_TITLE)

    def word(self, name: str) -> str:
        """Return a field that is plain words or a number, marked; empty where there is none."""
        return self.words.get(name, "")

    def names(self, role: str) -> People:
        """Return the people in a role, by its CSL name."""
        return self.people.get(role, ())

    @property
    def lead(self) -> People:
        """The people who stand first in a note: the author, or who stands in the author's place (13.75)."""
        for role in _LEADS:
            persons = self.people.get(role)
            if persons:
                return persons
        return ()

    def date(self, name: str = "issued") -> Date:
        """Return one of the dates, or an unknown one."""
        return self.dates.get(name, NO_DATE)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Work) and self._csl == other._csl

    def __hash__(self) -> int:
        return hash(self._csl)


def _word(value: object) -> str:
    """Return a field's words: a string, a number, or the first of a list of strings as Crossref writes titles."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _keeps_capitals(kind: str, fields: Mapping[str, object]) -> bool:
    """Tell whether a title is printed as it is typed: not those of signed entries and unpublished essays."""
    if kind in _ENTRIES:
        return not fields.get("author")
    if kind == "manuscript":
        return not (_ARCHIVES.isdisjoint(fields) or UNPUBLISHED.search(_word(fields.get("genre"))))
    return kind in _AS_TYPED


def _unlabelled(name: str, words: str) -> str:
    """Return a number without the label that was typed with it; a volume's number is arabic (14.18)."""
    label = _LABELS.get(name)
    if label is None:
        return words
    bare = label.sub("", words)
    return arabic(bare) if name == "volume" else bare
