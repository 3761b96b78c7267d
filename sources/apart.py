"""What tells two works apart although their titles and names agree: a number, a translator, an archive, an address."""

import re
from collections.abc import Mapping
from typing import Final

from sources.facts import LAW, PERIODICAL, WEB, Facts, names_in, surname
from sources.slips import numbered, same_name, same_title

_COUNTED: Final = ("volume", "edition", "version")
_COUNTED_IN_PERIODICALS: Final = ("volume", "issue")
_NUMBERED: Final = ("collection-number", "archive_location")
_ROLES: Final = ("recipient", "interviewer", "translator")
_DIGITS: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[^\W\d]+")
_ORIGIN: Final = re.compile(r"^https?://(?:www\.)?")


def told_apart(one: Facts, other: Facts) -> bool:
    """Returns whether what two works cannot share is known of both and differs."""
    fields = _COUNTED_IN_PERIODICALS if PERIODICAL in {one.family, other.family} else _COUNTED
    return (
        any(_differ(one.word(field), other.word(field)) for field in fields)
        or _other_number(one.number, other.number)
        or any(_other_number(one.word(field), other.word(field)) for field in _NUMBERED)
        or any(_other_people(one.csl, other.csl, role) for role in _ROLES)
        or _other_archive(one.word("archive"), other.word("archive"))
        or (one.family == other.family == LAW and _other_series(one.number, other.number))
        or (one.family == other.family == WEB and _other_page(one, other))
    )


def _differ(one: str, other: str) -> bool:
    """Returns whether two numbers of volumes or editions are both known and not one: II is 2, and 2nd ed. as well."""
    return bool(one and other) and one != other and numbered(one) != numbered(other)


def _other_number(one: str, other: str) -> bool:
    """Returns whether two call numbers or the like differ: each holds a number that the other does not go on with.

    >>> _other_number("f7 4385", "f7 4386"), _other_number("4385", "f7 4385"), _other_number("no 12", "12")
    (True, False, False)
    """
    short, long = sorted((_DIGITS.findall(one), _DIGITS.findall(other)), key=len)
    rest = iter(long)
    return not all(number in rest for number in short)


def _other_series(one: str, other: str) -> bool:
    """Returns whether two numbers of laws are of two series, as H.R. 1 and S. 1 are.

    >>> _other_series("h r 1", "s 1"), _other_series("h r 1", "hr 1"), _other_series("1", "h r 1")
    (True, False, False)
    """
    left, right = ("".join(_LETTERS.findall(words)) for words in (one, other))
    return not (left.startswith(right) or right.startswith(left))


def _other_people(one: Mapping[str, object], other: Mapping[str, object], role: str) -> bool:
    """Returns whether a role is known of both and nobody has it in both."""
    left, right = ([surname(name) for name in names_in(csl.get(role))] for csl in (one, other))
    return bool(left and right) and not any(same_name(each, name) for each in left for name in right)


def _other_archive(one: str, other: str) -> bool:
    """Returns whether two archives are two, abbreviations forgiven.

    >>> _other_archive("an", "archives nationales"), _other_archive("british library", "archives nationales")
    (False, True)
    """
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in long.split())
    return not (long.startswith(short) or initials.startswith(short.replace(" ", "")) or same_title(short, long))


def _other_page(one: Facts, other: Facts) -> bool:
    """Returns whether two pages without a name, of one title as Home or About, stand at two addresses."""
    left, right = address(one).partition("?")[0], address(other).partition("?")[0]
    return bool(left and right) and left != right and not (one.surnames or other.surnames)


def address(facts: Facts) -> str:
    """Returns a record's address without what tells no pages apart, or "" where it is that of a whole site.

    >>> address(Facts({"URL": "https://www.Example.org/bees/"})), address(Facts({"URL": "http://example.org"}))
    ('example.org/bees', '')
    """
    words = str(facts.csl.get("URL") or "").strip().partition("#")[0]
    bare = _ORIGIN.sub("", words.casefold()).rstrip("/")
    return bare if "/" in bare else ""
