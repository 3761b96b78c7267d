"""When two records describe the same work: a judgement over plain facts, with no database.

Forgives case, punctuation, accents, a missing subtitle, initials, a typing slip, another place or publisher; keeps
apart two chapters of one book, two editions, two volumes, two years, and works of one author whose titles share
words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

LEADING_ROLES: Final = ("author", "director", "editor", "translator", "interviewer", "recipient", "compiler")
PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})
ON_THE_WEB: Final = frozenset({"webpage", "post-weblog", "post"})
SAME_TITLE: Final = 90
SAME_NAME: Final = 85

_ARTICLE = re.compile(r"^(?:the|an?|le|la|les|l|der|die|das|el|los|las|il|i|gli) (?=.)")
_TAG = re.compile(r"<[^>]{1,40}>")
_SUBTITLE = re.compile(r"[:?!]\s|\.\s(?=[A-Z])|\s[–—]\s")
_NOT_WORD = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_QUOTES = str.maketrans("", "", "'’‘")


def plain(words: object) -> str:
    """Returns words without case, accents, markup and punctuation.

    >>> plain("<i>L’Été</i>, 1789!")
    'lete 1789'
    """
    text = unicodedata.normalize("NFKD", _TAG.sub("", str(words or "")).translate(_QUOTES))
    letters = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", letters.casefold()).strip()


def without_article(words: str) -> str:
    """Returns a plain title without its first article.

    >>> without_article("the stalin revolution")
    'stalin revolution'
    """
    return _ARTICLE.sub("", words)


def _names(csl: Mapping[str, object]) -> list[Mapping[str, object]]:
    for role in LEADING_ROLES:
        people = csl.get(role)
        if isinstance(people, list) and people:
            return [person for person in people if isinstance(person, dict)]
    return []


def _surname(name: Mapping[str, object]) -> str:
    return plain(name.get("family") or name.get("literal") or name.get("given"))


def _year(csl: Mapping[str, object]) -> str:
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return "-".join(str(part) for part in parts[0])
    return plain(issued.get("raw") or issued.get("literal")) if isinstance(issued, dict) else ""


@dataclass(frozen=True)
class Facts:
    """What is compared of a CSL-JSON item."""

    csl: Mapping[str, object]

    @cached_property
    def kind(self) -> str:
        """The family of kinds: what readers of notes mix up counts as one."""
        kind = str(self.csl.get("type") or "")
        return "periodical" if kind in PERIODICALS else "web" if kind in ON_THE_WEB else kind

    @cached_property
    def title(self) -> str:
        """The whole title, plain, without its article."""
        return without_article(plain(self.csl.get("title")))

    @cached_property
    def main_title(self) -> str:
        """The title up to its subtitle."""
        return without_article(plain(_SUBTITLE.split(str(self.csl.get("title") or ""), maxsplit=1)[0]))

    @cached_property
    def short_title(self) -> str:
        """The short title that was given, plain."""
        return without_article(plain(self.csl.get("title-short")))

    @cached_property
    def container(self) -> str:
        """The book, the journal or the site that holds the work."""
        return without_article(plain(self.csl.get("container-title")))

    @cached_property
    def surnames(self) -> list[str]:
        """The family names of those who stand in the author’s place."""
        return [_surname(name) for name in _names(self.csl)]

    @cached_property
    def givens(self) -> list[list[str]]:
        """Their given names, word by word."""
        return [plain(name.get("given")).split() for name in _names(self.csl)]

    @cached_property
    def date(self) -> str:
        """The date of issue, as far as it is known."""
        return _year(self.csl)

    def word(self, field: str) -> str:
        """Returns a field, plain."""
        return plain(self.csl.get(field))


def same_work(one: Facts, other: Facts) -> bool:
    """Returns whether two records describe one work."""
    if one.kind != other.kind or _contradict(one, other):
        return False
    doi = one.word("DOI")
    if doi and doi == other.word("DOI"):
        return True
    return same_people(one, other) and _same_title(one, other) and _same_container(one, other)


def _contradict(one: Facts, other: Facts) -> bool:
    """Returns whether a field that tells works apart is known of both and differs."""
    fields = ["volume", "edition", "archive_location"]
    if one.kind == "periodical":
        fields = ["volume", "issue"]
    if any(one.word(field) and other.word(field) and one.word(field) != other.word(field) for field in fields):
        return True
    return not _same_date(one.date, other.date)


def _same_date(one: str, other: str) -> bool:
    """Returns whether two dates agree as far as both are known: 1930 agrees with 1930-3-2."""
    shared = zip(one.split("-"), other.split("-"), strict=False)
    return not one or not other or all(left == right for left, right in shared)


def same_name(one: str, other: str) -> bool:
    """Returns whether two plain family names are one, a typing slip forgiven."""
    if one == other:
        return True
    return min(len(one), len(other)) >= 5 and fuzz.ratio(one, other) >= SAME_NAME


def _same_given(one: list[str], other: list[str]) -> bool:
    """Returns whether given names agree, an initial with the name that it begins."""
    if not one or not other:
        return True
    left, right = one[0], other[0]
    short = min(len(left), len(right))
    return left[:1] == right[:1] if short == 1 else left == right or fuzz.ratio(left, right) >= 75


def same_people(one: Facts, other: Facts) -> bool:
    """Returns whether the people in the author’s place agree, “et al.” forgiven."""
    if not one.surnames or not other.surnames:
        return not one.surnames and not other.surnames
    surnames = zip(one.surnames, other.surnames, strict=False)
    givens = zip(one.givens, other.givens, strict=False)
    return all(same_name(*pair) for pair in surnames) and all(_same_given(*pair) for pair in givens)


def _same_title(one: Facts, other: Facts) -> bool:
    if not one.title or not other.title:
        return one.title == other.title and bool(one.container or one.word("genre"))
    if similar(one.title, other.title):
        return True
    whole = {one.title == one.main_title, other.title == other.main_title}
    return True in whole and similar(one.main_title, other.main_title)


def similar(one: str, other: str) -> bool:
    """Returns whether two plain titles are one but for a slip; numbers in them must be the same.

    >>> similar("colectivization as a revolution", "collectivization as a revolution")
    True
    >>> similar("capital volume 1", "capital volume 2")
    False
    """
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    long_enough = min(len(one), len(other)) >= 5
    return one == other or (long_enough and fuzz.ratio(one, other) >= SAME_TITLE and _same_words(one, other))


def _same_words(one: str, other: str) -> bool:
    """Returns whether no whole word was exchanged: “War” and “Peace” are no slip of each other."""
    left, right = one.split(), other.split()
    strangers = [word for word in left if word not in right], [word for word in right if word not in left]
    if len(strangers[0]) != len(strangers[1]):
        return len(one.replace(" ", "")) - len(other.replace(" ", "")) in range(-3, 4)
    return all(fuzz.ratio(a, b) >= 60 for a, b in zip(*strangers, strict=True))


def _same_container(one: Facts, other: Facts) -> bool:
    if one.kind == "web" or not one.container or not other.container:
        return True
    return similar(one.container, other.container) or _begins(one.container, other.container)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 5 and long.startswith(f"{short} ")


def fits_short_form(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form means the source: the name, and a title that begins like the source’s."""
    if typed.surnames and not any(same_name(typed.surnames[0], surname) for surname in source.surnames):
        return False
    if not typed.surnames and source.surnames and not typed.title:
        return False
    return not typed.title or any(_title_begins(typed.title, title) for title in titles_of(source))


def titles_of(source: Facts) -> Iterable[str]:
    """Returns the titles by which a short form may call a source."""
    return [title for title in (source.short_title, source.title, source.main_title) if title]


def _title_begins(typed: str, title: str) -> bool:
    beginning = title[: len(typed)]
    whole_words = title[len(typed) : len(typed) + 1] in {"", " "}
    return (beginning == typed and whole_words) or similar(typed, beginning)
