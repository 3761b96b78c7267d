"""Inclusive ranges: first number, en dash, as much of the second as the manual wants (9.63)."""

import re
from typing import Final

_PAIR: Final = re.compile(
    r"(?<!\w)(?P<lead>(?:\d+:)?)(?P<first>[A-Za-z]*\d+(?:,\d{3})*|[ivxlcdmIVXLCDM]+)"
    r"\s*(?:--+|[-‐‑‒–—―−])\s*(?P<again>(?:\d+:)?)(?P<last>[A-Za-z]*\d+(?:,\d{3})*|[ivxlcdmIVXLCDM]+)(?!\w|\.\d)"
)
_DASH_OR_HYPHENS: Final = re.compile(
    r"(?<=\w)\s*(?:--+|[‒–—―−])\s*(?=\w)|(?<=\d)\s*-\s*(?=\d)|(?<=\w)\s+-\s+(?=\w)|(?<=\d[a-z])-(?=\d)"
)


def shorten_range(first: str, last: str) -> str:
    """Return the inclusive range of two numbers as the manual shortens it (9.63).

    >>> shorten_range("1496", "1500"), shorten_range("107", "108"), shorten_range("xii", "xvii")
    ('1496–500', '107–8', 'xii–xvii')
    """
    if first.isdecimal() and last.isdecimal() and first.isascii() and last.isascii():
        last = complete(first, last)
        return f"{first}–{_changed_part(first, last)}"
    return f"{first}–{last}"


def complete(first: str, last: str) -> str:
    """Return the second number in full where it was typed shortened (110-12 means 110-112).

    >>> complete("110", "12"), complete("96", "117"), complete("12", "5")
    ('112', '117', '15')
    """
    if len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        if int(full) >= int(first):
            return full
    return last


def _changed_part(first: str, last: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0 or len(first) != len(last):
        return last
    same = 0
    while same < len(first) and first[same] == last[same]:
        same += 1
    digits = 1 if number % 100 < 10 else 2
    return last[-max(digits, len(last) - same) :]


def shorten(words: str) -> str:
    """Return a typed locator or page field with each of its ranges shortened, whatever dash was typed.

    >>> shorten("110-112, 115"), shorten("2:345--347"), shorten("A3-A5"), shorten("1,234-1,240")
    ('110–12, 115', '2:345–47', 'A3–A5', '1,234–1,240')
    """
    if words.isdecimal():
        return words
    return _DASH_OR_HYPHENS.sub("–", _PAIR.sub(_pair, words))


_SPREAD: Final = re.compile(r"\w\s*(?:--+|[-‐‑‒–—―−])\s*\w|\w\s*(?:[,;&]|\band\b)\s*(?:\d|[ivxlc]+\b)", re.IGNORECASE)


def dash(words: str) -> str:
    """Return the words with an en dash in each range and every number in full, as moments of a film need.

    >>> dash("1:02-1:15")
    '1:02–1:15'
    """
    return _DASH_OR_HYPHENS.sub("–", words)


def _pair(match: re.Match[str]) -> str:
    lead, first, again, last = match.group("lead", "first", "again", "last")
    if again and again != lead:
        return f"{lead}{first}–{again}{last}"
    return lead + shorten_range(first, last)


def spread(words: str) -> bool:
    """Tell whether the words name several: a range, or a list.

    >>> spread("3-5"), spread("3 and 5"), spread("3")
    (True, True, False)
    """
    return bool(_SPREAD.search(words))


_ROMAN: Final = re.compile(r"^(?=[IVX]|[CL].)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def arabic(words: str) -> str:
    """Return a roman numeral in capitals as an arabic one, anything else as it is (9.67; C and L may be letters).

    >>> arabic("XIV"), arabic("CXL"), arabic("C"), arabic("S1")
    ('14', '140', 'C', 'S1')
    """
    if not _ROMAN.match(words):
        return words
    values = [_VALUES[each] for each in words]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))
