"""How two records resemble one another, in words, and whether a person should look at them as one work.

`likeness.same_work` decides what a typed citation means and must not err; here a person decides, so that one doubt is
allowed: another year, other names, a title that goes on. What volumes, editions or numbers tell apart never is.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import OSA

from sources.apart import address, told_apart
from sources.facts import LEADING_ROLES, PARTS_OF_WORKS, Facts
from sources.history import words_of
from sources.kinds import kind_label
from sources.likeness import same_container, same_people, same_work
from sources.slips import is_number, without_article

LEAST_WORDS: Final = 3  # of a title that may well be the same work although it goes on, or under other names
DOUBTS: Final = 1
DOUBTS_UNDER_ONE_ADDRESS: Final = 2

_SPAN: Final = re.compile(r"\b[12]\d{3} (?:[12]\d{3}|\d\d)\b")
_REPRINTED: Final = frozenset({"book", "chapter", "thesis"})
# A title that goes on with one of these goes on to another work.
_GOES_ON_ELSEWHERE: Final = frozenset(
    {"part", "volume", "vol", "book", "second", "third", "fourth", "sequel", "continued", "revisited", "after"}
    | {"reply", "response", "rejoinder", "review"}
)


@dataclass(frozen=True)
class Resemblance:
    """Two records compared."""

    one: Facts
    other: Facts

    @cached_property
    def is_sure(self) -> bool:
        """Whether both surely describe one work."""
        return same_work(self.one, self.other)

    @cached_property
    def is_likely(self) -> bool:
        """Whether a person should look at the two."""
        if self.is_sure:
            return True
        if told_apart(self.one, self.other) or not same_container(self.one, self.other):
            return False
        if not self.title:
            return self.has_same_doi and self.one.family not in PARTS_OF_WORKS
        doubts = [doubt for doubt in (self._by_title, self._by_names, self._by_year, self._by_kind) if doubt]
        allowed = DOUBTS_UNDER_ONE_ADDRESS if self.has_same_doi or self.has_same_address else DOUBTS
        return len(doubts) <= allowed and not ("serious" in doubts and allowed == DOUBTS)

    @cached_property
    def has_same_doi(self) -> bool:
        """Whether both have one DOI."""
        return bool(self.one.doi) and self.one.doi == self.other.doi

    @cached_property
    def has_same_address(self) -> bool:
        """Whether both stand at one address of their own, not merely on one site."""
        return bool(address(self.one)) and address(self.one) == address(self.other)

    @cached_property
    def title(self) -> str:
        """What is to be said of the titles; "" where they are two."""
        one, other = self.one.title, self.other.title
        if not one or not other:
            return ""
        if one.is_same(other):
            return (
                _slips(one.whole, other.whole) if _same_length(one.whole, other.whole) else "Only one has a subtitle."
            )
        if one.main == other.main and _numbers(one.whole) == _numbers(other.whole):
            return "The subtitles differ."
        short, long = sorted((without_article(one.whole), without_article(other.whole)), key=len)
        return "One title goes on in the other." if _goes_on(short, long) else ""

    @property
    def _by_title(self) -> str:
        return "doubt" if self.title in {"The subtitles differ.", "One title goes on in the other."} else ""

    @property
    def _by_names(self) -> str:
        """Other names are a doubt under a title long enough, of one year; else two people may well have chosen it."""
        if same_people(self.one, self.other):
            return ""
        is_telling = len(self.one.title.whole.split()) >= LEAST_WORDS or bool(self.one.container)
        one_is_bare = not self.one.surnames or not self.other.surnames
        return "doubt" if is_telling and (one_is_bare or self._years[:1] == self._years[1:]) else "serious"

    @property
    def _by_year(self) -> str:
        """Another year is a doubt in what is printed again under the same name; else it makes another work."""
        if all(left == right for left, right in zip(self.one.date, self.other.date, strict=False)):
            return ""
        is_reprint = {self.one.family, self.other.family} <= _REPRINTED and bool(self.one.surnames)
        return "doubt" if is_reprint else "serious"

    @property
    def _by_kind(self) -> str:
        """A part that is called like a whole is another work."""
        families = {self.one.family, self.other.family}
        if len(families) == 1 or families == {"periodical", "web"}:
            return ""
        return "serious" if families & PARTS_OF_WORKS else "doubt"

    @property
    def _years(self) -> list[str]:
        return [facts.date[0] for facts in (self.one, self.other) if facts.date]

    def reasons(self) -> list[str]:
        """Returns what speaks for one work and what against it, a sentence each."""
        found = ["Same DOI."] if self.has_same_doi else []
        found += ["Same address."] if self.has_same_address else []
        found += [self.title] if self.title else []
        return [*found, *self._on_names(), *self._on_years(), *self._on_kinds()]

    def _on_names(self) -> list[str]:
        one, other = (_leading(facts) for facts in (self.one, self.other))
        if not one and not other:
            return []
        if not one or not other:
            return ["Only one has names."]
        if one == other:
            return ["Same names."]
        how = "The names are spelled differently" if same_people(self.one, self.other) else "Other names"
        return [f"{how}: {one} / {other}."]

    def _on_years(self) -> list[str]:
        if len(self._years) < 2:
            return ["The year is known of one only."] if self._years else []
        one, other = self._years
        return ["Same year."] if one == other else [f"The years differ: {one} and {other}."]

    def _on_kinds(self) -> list[str]:
        one, other = (kind_label(str(facts.csl.get("type") or "")) for facts in (self.one, self.other))
        return [f"Entered as two kinds: {one} / {other}."] if one != other else []


def _leading(facts: Facts) -> str:
    """Returns the names of those who stand in the author’s place, as they are written."""
    return next((words for role in LEADING_ROLES if (words := words_of(role, facts.csl.get(role)))), "")


def _same_length(one: str, other: str) -> bool:
    return abs(len(one.split()) - len(other.split())) < 2


def _slips(one: str, other: str) -> str:
    if one == other:
        return "Same title."
    slips = OSA.distance(one, other)
    return "The titles differ by one letter." if slips == 1 else f"The titles differ by {slips} letters."


def _numbers(words: str) -> list[str]:
    return [word for word in words.split() if is_number(word)]


def _goes_on(short: str, long: str) -> bool:
    """Returns whether the longer title begins with the shorter one and goes on, but not to a further part.

    >>> _goes_on("crowd in history", "crowd in history 1730 1848"), _goes_on("paris in debate", "paris in debate 1848")
    (True, False)
    """
    rest = set(_SPAN.sub("", long.removeprefix(f"{short} ")).split())  # the years that a work is about are no number
    begins = long.startswith(f"{short} ") and len(short.split()) >= LEAST_WORDS
    return begins and not rest & _GOES_ON_ELSEWHERE and not any(map(is_number, rest))
