"""Who made a work, and how notes and entries name them (13.74–86)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from chicago.style import Style
from chicago.text import clean
from chicago.titles import mark

_INITIALS: Final = re.compile(r"\b([A-Z])\.(?=[A-Z]\.)")
_BARE_INITIALS: Final = re.compile(r"^[A-Z]{2,3}$")
_LONE_INITIAL: Final = re.compile(r"(?:^|(?<= ))([A-Z])(?= |$)")
_IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ARTICLE: Final = re.compile(r"^(?:The|A|An)\s+(?=\S)")
_SUFFIX: Final = re.compile(r",?\s+(Jr\.?|Sr\.?|I{2,3}|IV)$")
# 8.14: the Arabic article never leads an inverted name.
_ARABIC_ARTICLES: Final = frozenset({"al-", "el-", "ar-", "as-", "at-", "ad-", "an-", "ash-", "az-"})
_OTHERS: Final = frozenset({"others", "et al", "et al.", "and others"})


@dataclass(frozen=True, slots=True)
class Person:
    """Holds a name: a person's parts as CSL has them, or an organisation's whole (`literal`).

    >>> king = Person(family="King", given="Martin Luther", suffix="Jr.")
    >>> king.full, king.inverted, king.short
    ('Martin Luther King Jr.', 'King, Martin Luther, Jr.', 'King')
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False

    @classmethod
    def from_csl(cls, value: object) -> "Person | None":
        """Read one CSL name; a string is a literal name, anything nameless is None."""
        if isinstance(value, str):
            value = {"literal": value}
        if not isinstance(value, dict):
            return None
        literal, family, given = mark(_field(value, "literal")), _field(value, "family"), mark(_field(value, "given"))
        family = family.strip('"“”')
        if literal and not (family or given):
            return cls(literal=literal)
        if not family and not given:
            return None
        suffix = _field(value, "suffix")
        if not suffix:
            family, given, suffix = _without_suffix(family, given)
        given = _INITIALS.sub(r"\1. ", given)
        if family and value.get("static-ordering") is not True:
            bare = _BARE_INITIALS.match(given) and not (family.isupper() and len(family) > 1)
            given = _LONE_INITIAL.sub(r"\1.", " ".join(given) if bare else given)
        return cls(
            family=family or given,
            given=given if family else "",
            particle=_field(value, "non-dropping-particle"),
            dropping=_field(value, "dropping-particle"),
            suffix=f"{suffix}." if suffix in ("Jr", "Sr") else suffix,
            family_first=value.get("static-ordering") in (True, "true") or bool(_IDEOGRAPHS.search(family)),
        )

    @property
    def short(self) -> str:
        """The name that short notes use: family name with its own particle, or the organisation (13.32)."""
        return self.literal or _joined(self.particle, self.family)

    @property
    def full(self) -> str:
        """The name in its usual order, as notes print it (13.74; family name first: 13.76)."""
        if self.literal:
            return self.literal
        if self.family_first:
            space = "" if _IDEOGRAPHS.search(self.family) else " "
            return space.join(part for part in (self.short, self.given) if part)
        return " ".join(part for part in (self.given, _joined(self.dropping, self.short), self.suffix) if part)

    @property
    def inverted(self) -> str:
        """The name with the family name first, as an entry begins (13.75; particles 8.5, suffixes 13.77)."""
        if self.literal or self.family_first:
            return self.full
        if self.particle.casefold() in _ARABIC_ARTICLES and self.given:
            return ", ".join(part for part in (self.family, f"{self.given} {self.particle}", self.suffix) if part)
        given = " ".join(part for part in (self.given, self.dropping) if part)
        if self.suffix.startswith("("):
            return f"{', '.join(part for part in (self.short, given) if part)} {self.suffix}"
        return ", ".join(part for part in (self.short, given, self.suffix) if part)

    @property
    def initialed(self) -> str:
        """The short name with an initial, for authors who share a family name (13.32)."""
        if self.literal or not self.given:
            return self.short
        if self.family_first:
            return self.full
        return f"{initials(self.given)} {self.short}"

    def may_be(self, other: "Person") -> bool:
        """Tell whether one of the same family name may be the other: its given names begin or initial the other's.

        >>> l, lynne, tom = (Person(family="Viola", given=given) for given in ("L.", "Lynne", "Tom"))
        >>> l.may_be(lynne), tom.may_be(lynne), lynne.may_be(l)
        (True, False, False)
        """
        if f"{other.given} ".startswith(f"{self.given} "):
            return True
        mine, theirs = f"{initials(self.given)} ", f"{initials(other.given)} "
        return self.is_initialed and (theirs.startswith(mine) or mine.startswith(theirs))

    @property
    def is_initialed(self) -> bool:
        """True where no given name is spelled out."""
        return self.given == initials(self.given)

    @property
    def sort_key(self) -> str:
        """The name as the bibliography sorts it: an organisation's article does not count (13.66–71)."""
        return _ARTICLE.sub("", self.inverted)

    @property
    def is_others(self) -> bool:
        """True for the “others” that BibTeX puts at the end of a list of names."""
        return (self.literal or self.short).casefold() in _OTHERS


People = tuple[Person, ...]


def from_csl(value: object) -> People:
    """Read a CSL list of names, leaving out what names nobody."""
    if isinstance(value, (str, dict)):
        value = [value]
    if not isinstance(value, list):
        return ()
    return tuple(person for person in map(Person.from_csl, value) if person)


def initials(given: str) -> str:
    """Return the initials of given names.

    >>> initials("Jean-Paul"), initials("Amy J.")
    ('J.-P.', 'A. J.')
    """
    return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split())


def _field(value: dict[str, object], name: str) -> str:
    words = value.get(name)
    if isinstance(words, (str, int)) and not isinstance(words, bool):
        return clean(str(words)).replace("'", "’")
    return ""


def _without_suffix(family: str, given: str) -> tuple[str, str, str]:
    """Split off a suffix that was typed with either name: King Jr.; Martin Luther, Jr."""
    for name in (family, given):
        match = _SUFFIX.search(name)
        if match:
            return _SUFFIX.sub("", family), _SUFFIX.sub("", given), match[1]
    return family, given, ""


def _joined(*parts: str) -> str:
    """Join particles and name: d’ and l’ stand close, the others apart."""
    words = ""
    for part in parts:
        words += part if not words or words[-1] in "’'-" or not part else f" {part}"
    return words.strip()


def _listed(names: list[str], *, inverted: bool) -> str:
    """Join names with commas and “and”; after an inverted first name a comma comes even before two (13.78)."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2 and not inverted:
        return f"{names[0]} and {names[1]}"
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def in_note(people: People, style: Style, *, short: Mapping["Person", str] | None = None) -> str:
    """Return the names as a note lists them: from three (17th: four) on, the first and “et al.” (13.78).

    `short` asks for short names, and says how to print those that need more than the family name (13.32).

    >>> [in_note(tuple(Person(family=f) for f in names), Style()) for names in ("A", "AB", "ABC")]
    ['A', 'A and B', 'A et al.']
    """
    if short is None:
        names = [person.full for person in people]
    else:
        names = [short.get(person) or person.short for person in people]
    return _curtailed(people, names, most=3 if style.seventeenth else 2, shown=1)


def in_entry(people: People, style: Style, *, inverted: bool = True) -> str:
    """Return the names as an entry lists them: up to six, else three and “et al.” (13.78; 17th: ten, seven).

    >>> in_entry((Person("Binder", "Amy J."), Person("Kidder", "Jeffrey L.")), Style())
    'Binder, Amy J., and Jeffrey L. Kidder'
    """
    names = [person.inverted if inverted and not n else person.full for n, person in enumerate(people)]
    turned = inverted and bool(people) and people[0].inverted != people[0].full
    most, shown = (10, 7) if style.seventeenth else (6, 3)
    return _curtailed(people, names, most=most, shown=shown, inverted=turned)


def _curtailed(people: People, names: list[str], *, most: int, shown: int, inverted: bool = False) -> str:
    others = len(people) > 1 and people[-1].is_others
    if others:
        names = names[:-1]
    if len(names) > most:
        names, others = names[:shown], True
    if not others:
        return _listed(names, inverted=inverted)
    comma = "," if len(names) > 1 or inverted else ""
    return f"{', '.join(names)}{comma} et al."
