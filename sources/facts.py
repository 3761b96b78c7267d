"""What is compared of a record: its title, people, dates and numbers in plain words, with no database."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from chicago.layouts.volumes import edition_words
from sources.slips import are_far, numbered, same_title, without_article

LEADING_ROLES: Final = ("author", "director", "editor", "translator", "interviewer", "recipient", "compiler")
PERIODICAL: Final = "periodical"
WEB: Final = "web"
LAW: Final = "law"
# Kinds that a writer or a reader of notes takes for one another: the other facts decide.
FAMILIES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("article", "article-journal", "article-magazine", "article-newspaper", "review"), PERIODICAL),
    **dict.fromkeys(("webpage", "post-weblog", "post"), WEB),
    **dict.fromkeys(("book", "pamphlet", "report", "classic", "document", "musical_score"), "book"),
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), "entry"),
    **dict.fromkeys(("graphic", "figure", "map"), "image"),
    **dict.fromkeys(("legislation", "bill", "regulation"), LAW),
    **dict.fromkeys(("speech", "paper-conference", "event", "performance"), "event"),
}

PARTS_OF_WORKS: Final = frozenset({"chapter", "entry"})

_TAG = re.compile(r"<[^>]{1,40}>")
_SUBTITLE = re.compile(r"[:?!;]\s|\.\s(?=[A-Z])|\s?[–—]\s")
_VOLUME = re.compile(r"^(.+?)[,:.;]?\s+vol(?:ume\b|\.)\s*(\w+)(?=[:.,]|$)(.*)", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)")
_NOT_WORD = re.compile(r"[\W_]+")
_QUOTES = str.maketrans({"'": "", "’": "", "‘": "", "&": " and "})


def plain(words: object) -> str:
    """Returns words without case, accents, markup and punctuation.

    >>> plain("<i>L’Été</i> & 1789!")
    'lete and 1789'
    """
    return _plain(str(words or ""))


@lru_cache(maxsize=4096)
def _plain(words: str) -> str:
    """Does it once for a title that is compared with each of a library."""
    text = _TAG.sub("", words).translate(_QUOTES)
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", text.casefold()).strip()


@dataclass(frozen=True)
class Title:
    """A title in plain words: whole, and up to its subtitle."""

    whole: str
    main: str

    @classmethod
    def of(cls, words: object) -> "Title":
        """Returns the plain title."""
        typed = str(words or "")
        return cls(plain(typed), plain(_SUBTITLE.split(typed, maxsplit=1)[0]))

    def is_same(self, other: "Title") -> bool:
        """Returns whether two titles are one, though one of them may lack its subtitle."""
        if _alike(self.whole, other.whole):
            return True
        one_is_bare = self.is_bare != other.is_bare  # where both are, they were compared already
        return one_is_bare and _alike(self.main, other.main)

    @cached_property
    def is_bare(self) -> bool:
        """Whether there is no subtitle."""
        return self.whole == self.main

    def __bool__(self) -> bool:
        return bool(self.whole)


def _alike(one: str, other: str) -> bool:
    """Returns whether two plain titles are one, with their articles or without; most pairs are told apart in C."""
    if are_far(one, other):
        return False
    bare = without_article(one), without_article(other)
    return same_title(one, other) or (bare != (one, other) and same_title(*bare))


@dataclass(frozen=True)
class Facts:
    """What is compared of a CSL-JSON item."""

    csl: Mapping[str, object]

    @cached_property
    def family(self) -> str:
        """The family of kinds: what writers and readers of notes mix up counts as one."""
        kind = str(self.csl.get("type") or "")
        return FAMILIES.get(kind, kind)

    @cached_property
    def title(self) -> Title:
        """The title."""
        return Title.of(self.csl.get("title"))

    @cached_property
    def volume_in_title(self) -> tuple[Title, str] | None:
        """The title without the volume that stands in it, and the volume, plain; None where no volume does.

        >>> Facts({"title": "Capital, Volume I"}).volume_in_title
        (Title(whole='capital', main='capital'), 'i')
        """
        match = _VOLUME.match(str(self.csl.get("title") or ""))
        return (Title.of(match[1] + match[3]), plain(match[2])) if match else None

    @cached_property
    def volume(self) -> str:
        """The volume as a number where it is one, from its field or from the title; "" where none is known."""
        return numbered(self.word("volume") or (self.volume_in_title or (None, ""))[1])

    @cached_property
    def container(self) -> Title:
        """The book, the journal or the site that holds the work."""
        return Title.of(self.csl.get("container-title"))

    @cached_property
    def titles(self) -> list[str]:
        """The titles by which a short form may call the work, without their articles."""
        counted = f"{self.title.whole} {self.number}" if self.family == LAW and self.number else ""
        words = plain(self.csl.get("title-short")), self.title.main, self.title.whole, counted
        return list(dict.fromkeys(without_article(title) for title in words if title))

    @cached_property
    def _leading(self) -> list[Mapping[str, object]]:
        people = (self.csl.get(role) for role in LEADING_ROLES)
        return next((names_in(each) for each in people if each), [])

    @cached_property
    def surnames(self) -> list[str]:
        """The family names, with particles, of those who stand in the author’s place."""
        return [surname(name) for name in self._leading]

    @cached_property
    def family_names(self) -> list[str]:
        """The same as they are written."""
        parts = [
            (name.get("non-dropping-particle"), name.get("family") or name.get("literal") or name.get("given"))
            for name in self._leading
        ]
        return [" ".join(str(part) for part in each if part) for each in parts if each[1]]

    @cached_property
    def whole_names(self) -> list[str]:
        """The same names with what stands before them: an organisation’s is often read as a person’s."""
        parts = ((name.get("given"), name.get("non-dropping-particle"), name.get("family")) for name in self._leading)
        wholes = (plain(" ".join(str(part) for part in each if part)) for each in parts)
        return [whole or name for whole, name in zip(wholes, self.surnames, strict=True)]

    @cached_property
    def givens(self) -> list[list[str]]:
        """Their given names, word by word."""
        return [plain(name.get("given")).split() if name.get("family") else [] for name in self._leading]

    @cached_property
    def date(self) -> list[str]:
        """Year, month and day of issue, as far as they are known."""
        issued = self.csl.get("issued")
        if not isinstance(issued, Mapping):
            return [plain(issued)] if issued else []
        parts = issued.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return [str(part).lstrip("0") for part in parts[0]]
        words = plain(issued.get("raw") or issued.get("literal"))
        return [words] if words else []

    @cached_property
    def doi(self) -> str:
        """The DOI without the address before it."""
        return _DOI_PREFIX.sub("", str(self.csl.get("DOI") or "").strip().casefold())

    @cached_property
    def number(self) -> str:
        """The number, plain, of a report or a law; a reader of notes calls it an issue."""
        return self.word("number") or ("" if self.family == PERIODICAL else self.word("issue"))

    def word(self, field: str) -> str:
        """Returns a field, plain; an edition as the manual words it, so that “second” is “2nd ed.”."""
        words = str(self.csl.get(field) or "")
        return plain((field == "edition" and edition_words(words)) or words).removesuffix(" ed")


def names_in(people: object) -> list[Mapping[str, object]]:
    """Returns the names of a CSL-JSON field of people."""
    return [person for person in people if isinstance(person, Mapping)] if isinstance(people, list) else []


def surname(name: Mapping[str, object]) -> str:
    """Returns a plain family name with its particle, or an organisation’s name without its article.

    >>> surname({"family": "Beauvoir", "non-dropping-particle": "de"}), surname({"literal": "The World Bank"})
    ('de beauvoir', 'world bank')
    """
    if name.get("family"):
        return plain(f"{name.get('non-dropping-particle') or ''} {name['family']}")
    return without_article(plain(name.get("literal") or name.get("given")))
