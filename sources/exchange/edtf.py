"""Dates as BibLaTeX writes them, in the Extended Date/Time Format."""

import re
from collections.abc import Mapping
from typing import Final

from sources.exchange.shape import date_of

_DAY: Final = re.compile(r"^([+-]?\d{1,5})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?$", re.ASCII)
_SEASON: Final = 20


def date_in(words: str) -> dict[str, object]:
    """Returns a BibLaTeX date as CSL has it; what is none is read as a person may type it.

    >>> date_in("1951/1954"), date_in("1500~"), date_in("-0430")
    ({'date-parts': [[1951], [1954]]}, {'date-parts': [[1500]], 'circa': True}, {'date-parts': [[-431]]})
    >>> date_in("2019-21"), date_in("3 March 1998"), date_in("forthcoming")
    ({'date-parts': [[2019]], 'season': 1}, {'date-parts': [[1998, 3, 3]]}, {'literal': 'forthcoming'})
    """
    bare = words.strip().rstrip("?~%")
    days = [_day(part.strip().rstrip("?~%")) for part in bare.split("/") if part.strip(" .")][:2]
    if not days or not all(days):
        return date_of(words)
    date: dict[str, object] = {"date-parts": days}
    if len(days[0]) == 2 and 21 <= days[0][1] <= 24:
        date = {"date-parts": [[days[0][0]]], "season": days[0][1] - _SEASON}
    return {**date, "circa": True} if words.strip().endswith(("~", "%")) else date


def _day(words: str) -> list[int]:
    match = _DAY.match(words)
    if not match:
        return []
    year, *rest = [int(part) for part in match.groups() if part]
    rest = rest[: rest.index(0)] if 0 in rest else rest
    if (rest and not (1 <= rest[0] <= 12 or 21 <= rest[0] <= 24)) or (rest[1:] and rest[1] > 31):
        return []
    return [year if year > 0 else year - 1, *rest]


def date_out(value: object) -> str:
    """Returns a CSL date in BibLaTeX’s format, "" where it is words.

    >>> date_out({"date-parts": [[1998, 3, 2]]}), date_out({"date-parts": [[-431]]}), date_out({"literal": "n.d."})
    ('1998-03-02', '-0430', '')
    """
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(parts, list):
        return ""
    season = value.get("season")
    days = [[*day, _SEASON + season] if isinstance(season, int) and len(day) == 1 else day for day in parts]
    words = "/".join(_typed_day(day) for day in days)
    return f"{words}~" if value.get("circa") else words


def _typed_day(day: list[int]) -> str:
    year, *rest = day
    astronomical = year if year > 0 else year + 1
    typed = f"-{-astronomical:04}" if astronomical < 0 else f"{astronomical:04}"
    return "-".join([typed, *(f"{part:02}" for part in rest)])
