"""When two records describe the same work: a judgement over plain facts, with no database.

Forgives case, punctuation, accents, a missing subtitle, initials, a typing slip, another place or publisher; keeps
apart two chapters of one book, editions, volumes, years, and works of one author whose titles merely share words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chicago.layouts.parts import edition_words
from sources.slips import numbered, same_name, same_title, same_word, without_article

LEADING_ROLES: Final = ("author", "director", "editor", "translator", "interviewer", "recipient", "compiler")
PERIODICAL: Final = "periodical"
WEB: Final = "web"
# Kinds that a writer or a reader of notes takes for one another: the other facts decide.
FAMILIES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("article", "article-journal", "article-magazine", "article-newspaper", "review"), PERIODICAL),
    **dict.fromkeys(("webpage", "post-weblog", "post"), WEB),
    **dict.fromkeys(("book", "pamphlet", "report", "classic", "document", "musical_score"), "book"),
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), "entry"),
    **dict.fromkeys(("graphic", "figure", "map"), "image"),
    **dict.fromkeys(("legislation", "bill", "regulation"), "law"),
    **dict.fromkeys(("speech", "paper-conference", "event", "performance"), "event"),
}

_TAG = re.compile(r"<[^>]{1,40}>")
_SUBTITLE = re.compile(r"[:?!;]\s|\.\s(?=[A-Z])|\s?[–—]\s")
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)")
_NOT_WORD = re.compile(r"[\W_]+")
_QUOTES = str.maketrans({"'": "", "’": "", "‘": "", "&": " and "})
_TOLD_APART: Final = ("volume", "edition", "archive_location", "version")
_TOLD_APART_IN_PERIODICALS: Final = ("volume", "issue")


def plain(words: object) -> str:
    """Returns words without case, accents, markup and punctuation.

    >>> plain("<i>L’Été</i> & 1789!")
    'lete and 1789'
    """
    text = _TAG.sub("", str(words or "")).translate(_QUOTES)
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
        one_is_bare = self.whole == self.main or other.whole == other.main
        return one_is_bare and _alike(self.main, other.main)

    def __bool__(self) -> bool:
        return bool(self.whole)


def _alike(one: str, other: str) -> bool:
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
    def container(self) -> Title:
        """The book, the journal or the site that holds the work."""
        return Title.of(self.csl.get("container-title"))

    @cached_property
    def titles(self) -> list[str]:
        """The titles by which a short form may call the work, without their articles."""
        words = plain(self.csl.get("title-short")), self.title.main, self.title.whole
        return list(dict.fromkeys(without_article(title) for title in words if title))

    @cached_property
    def _leading(self) -> list[Mapping[str, object]]:
        people = (self.csl.get(role) for role in LEADING_ROLES)
        return next((_names(each) for each in people if each), [])

    @cached_property
    def surnames(self) -> list[str]:
        """The family names, with particles, of those who stand in the author’s place."""
        return [surname(name) for name in self._leading]

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

    def word(self, field: str) -> str:
        """Returns a field, plain; an edition as the manual words it, so that “second” is “2nd ed.”."""
        words = str(self.csl.get(field) or "")
        return plain((field == "edition" and edition_words(words)) or words).removesuffix(" ed")


def _names(people: object) -> list[Mapping[str, object]]:
    return [person for person in people if isinstance(person, Mapping)] if isinstance(people, list) else []


def surname(name: Mapping[str, object]) -> str:
    """Returns a plain family name with its particle, or an organisation’s name without its article.

    >>> surname({"family": "Beauvoir", "non-dropping-particle": "de"}), surname({"literal": "The World Bank"})
    ('de beauvoir', 'world bank')
    """
    if name.get("family"):
        return plain(f"{name.get('non-dropping-particle') or ''} {name['family']}")
    return without_article(plain(name.get("literal") or name.get("given")))


def same_work(one: Facts, other: Facts) -> bool:
    """Returns whether two records describe one work."""
    if not _same_family(one, other):
        return False
    alike = _same_title(one, other) and same_people(one, other) and same_container(one, other)
    return (alike or (bool(one.doi) and one.doi == other.doi)) and not _contradict(one, other)


def _same_family(one: Facts, other: Facts) -> bool:
    return one.family == other.family or {one.family, other.family} == {PERIODICAL, WEB}


def _contradict(one: Facts, other: Facts) -> bool:
    """Returns whether a field that tells works apart is known of both and differs, or the date is."""
    return told_apart(one, other) or any(left != right for left, right in zip(one.date, other.date, strict=False))


def told_apart(one: Facts, other: Facts) -> bool:
    """Returns whether a volume, an edition, a place in an archive or a partner in talk is known of both and differs."""
    fields = _TOLD_APART_IN_PERIODICALS if PERIODICAL in {one.family, other.family} else _TOLD_APART
    if any(_differ(one.word(field), other.word(field)) for field in fields):
        return True
    return any(_others(one, other, role) for role in ("recipient", "interviewer"))


def _differ(one: str, other: str) -> bool:
    """Returns whether two numbers of volumes or editions are both known and not one: II is 2, and 2nd ed. as well."""
    return bool(one and other) and one != other and numbered(one) != numbered(other)


def _others(one: Facts, other: Facts, role: str) -> bool:
    """Returns whether a role is known of both and names other people."""
    left, right = _names(one.csl.get(role)), _names(other.csl.get(role))
    return bool(left and right) and not same_name(surname(left[0]), surname(right[0]))


def _same_given(one: list[str], other: list[str]) -> bool:
    """Returns whether given names agree, an initial with the name that it begins."""
    if not one or not other:
        return True
    left, right = one[0], other[0]
    return left[:1] == right[:1] if min(len(left), len(right)) == 1 else same_word(left, right)


def same_people(one: Facts, other: Facts) -> bool:
    """Returns whether the people in the author’s place agree, “et al.” forgiven."""
    if not one.surnames or not other.surnames:
        return not one.surnames and not other.surnames
    surnames = zip(one.surnames, other.surnames, strict=False)
    givens = zip(one.givens, other.givens, strict=False)
    return all(same_name(*pair) for pair in surnames) and all(_same_given(*pair) for pair in givens)


def _same_title(one: Facts, other: Facts) -> bool:
    """Returns whether the titles agree; where neither has one, what stands in its place."""
    if one.title or other.title:
        return one.title.is_same(other.title)
    left, right = Title.of(one.csl.get("reviewed-title")), Title.of(other.csl.get("reviewed-title"))
    if left or right:
        return left.is_same(right)
    return bool(one.container or one.word("genre")) and one.word("genre") == other.word("genre")


def same_container(one: Facts, other: Facts) -> bool:
    """Returns whether the book, journal or site agrees, or is known of one only."""
    if one.family == other.family == WEB or not one.container or not other.container:
        return True
    return one.container.is_same(other.container) or _begins(one.container.whole, other.container.whole)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((without_article(one), without_article(other)), key=len)
    return len(short) >= 5 and long.startswith(f"{short} ")


def names_source(typed: Facts, source: Facts) -> bool:
    """Returns whether the name in a short form is one of the source’s; without a name, whether the title must do."""
    if typed.surnames:
        return any(same_name(typed.surnames[0], name) for name in source.surnames)
    return bool(typed.title) or not source.surnames


def fits_short_form(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form may mean the source: the name, and a title that begins like one of the source’s."""
    if not names_source(typed, source):
        return False
    return not typed.title or any(_begins_like(title, typed.titles) for title in source.titles)


def is_called(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form gives one of the source’s titles in full, as against a longer title’s beginning."""
    return any(same_title(title, called) for title in source.titles for called in typed.titles)


def holds_words(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form gives words from within the source’s title, and its author: Cat Massacre."""
    words = f" {typed.titles[-1]} " if typed.titles else ""
    known = bool(typed.surnames) and names_source(typed, source)
    return known and len(words) > 6 and any(words in f" {title} " for title in source.titles)


def _begins_like(title: str, typed: Iterable[str]) -> bool:
    return any(same_title(" ".join(title.split()[: len(called.split())]), called) for called in typed)
