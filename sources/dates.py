"""Dates as people type them and as CSL-JSON keeps them."""

import re
from datetime import date
from typing import Final

from chicago.dates import MONTHS, SEASONS
from chicago.ranges import complete

Day = list[int]

_CIRCA: Final = re.compile(r"^(?:c\.|ca\.?|circa)\s*(?=\S)", re.IGNORECASE)
_ISO: Final = re.compile(r"^(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$", re.ASCII)
_ERA: Final = re.compile(r"^(\d{1,4})\s*(b\.?c\.?(?:e\.?)?|a\.?d\.?|c\.?e\.?)$", re.IGNORECASE | re.ASCII)
_MONTH_FIRST: Final = re.compile(r"^([a-z]+)\.?(?:\s+(\d{1,2}))?,?\s+(\d{4})$", re.IGNORECASE | re.ASCII)
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})\.?\s+([a-z]+)\.?,?\s+(\d{4})$", re.IGNORECASE | re.ASCII)
_YEARS: Final = re.compile(r"^(\d{3,4})\s*[-–—]\s*(\d{2,4})$", re.ASCII)
_SEASON: Final = re.compile(r"^(spring|summer|fall|autumn|winter),?\s+(\d{4})$", re.IGNORECASE | re.ASCII)
_SHORT_NUMBER: Final = re.compile(r"^\d{1,2}\s*/")  # 3/1997 is a month for some, and no span of years


class NoSuchDayError(ValueError):
    """The words look like a date, but no calendar has that day."""


def csl_date(words: str) -> dict[str, object]:
    """Returns typed words as a CSL date; what is no date is kept as words, such as “forthcoming”.

    >>> csl_date("1997-03-02"), csl_date("ca. 1500")
    ({'date-parts': [[1997, 3, 2]]}, {'date-parts': [[1500]], 'circa': True})
    >>> csl_date("1951–54"), csl_date("Spring 2019"), csl_date("n.d.")
    ({'date-parts': [[1951], [1954]]}, {'date-parts': [[2019]], 'season': 1}, {'literal': 'n.d.'})
    """
    bare = _CIRCA.sub("", words)
    circa: dict[str, object] = {"circa": True} if bare != words else {}
    season = _SEASON.match(bare)
    if season:
        name = season[1].capitalize().replace("Autumn", "Fall")
        return {"date-parts": [[int(season[2])]], "season": SEASONS.index(name) + 1, **circa}
    days = _span(bare)
    return {"date-parts": days, **circa} if days else {"literal": words}


def _span(words: str) -> list[Day]:
    """Returns one day or the first and the last, none where the words are no date."""
    years = _YEARS.match(words)
    if years and (len(years[2]) > 2 or int(years[2]) > 12):
        return [[int(years[1])], [int(complete(years[1], years[2]))]]
    parts = [part.strip() for part in words.split("/")]
    if len(parts) > 2 or (len(parts) == 2 and _SHORT_NUMBER.match(words)):
        return []
    days = [_day(part) for part in parts]
    return days if all(days) else []


def _day(words: str) -> Day:
    era = _ERA.match(words)
    if era:
        return [-int(era[1]) if era[2].casefold().startswith("b") else int(era[1])]
    for pattern, order in ((_ISO, (1, 2, 3)), (_MONTH_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1))):
        match = pattern.match(words)
        if match:
            day = _numbers([match[group] for group in order])
            return _existing(day, words) if day else []
    return []


def _numbers(parts: list[str | None]) -> Day:
    """Returns year, month and day, as far as they were typed; none where a word is no month."""
    numbers = [int(part) if part.lstrip("-").isdecimal() else _month(part) for part in parts if part]
    return numbers if all(numbers) else []


def _month(word: str) -> int:
    names = [number for number, name in enumerate(MONTHS, start=1) if name.casefold().startswith(word.casefold())]
    return names[0] if names and len(word) > 2 else 0


def _existing(day: Day, words: str) -> Day:
    year, month, number = (*day, 1, 1)[:3]
    try:
        date(year if 1 <= year <= 9999 else 2000, month, number)
    except ValueError:
        raise NoSuchDayError(f"There is no day {words}. Type it as year-month-day, for example 1997-03-02.") from None
    return day


def typed_date(value: object) -> str:
    """Returns a CSL date as a person would type it.

    >>> typed_date({"date-parts": [[1997, 3, 2]]}), typed_date({"date-parts": [["1500"]], "circa": True})
    ('1997-03-02', 'ca. 1500')
    >>> typed_date({"date-parts": [[1951], [1954]]}), typed_date({"date-parts": [[-431]]}), typed_date({"raw": "n.d."})
    ('1951–1954', '431 BCE', 'n.d.')
    """
    if not isinstance(value, dict):
        return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    parts = value.get("date-parts")
    days = [_typed_day(day) for day in parts[:2] if isinstance(day, list)] if isinstance(parts, list) else []
    days = [day for day in days if day]
    if not days:
        return str(value.get("literal") or value.get("raw") or "").strip()
    season = str(value.get("season") or "")
    if season in {"1", "2", "3", "4"}:
        days = [f"{SEASONS[int(season) - 1]} {days[0]}"]
    words = ("–" if all(day.isdecimal() for day in days) else "/").join(days)
    return f"ca. {words}" if value.get("circa") not in (None, False, 0, "", "false") else words


def _typed_day(parts: list[object]) -> str:
    numbers = [str(part).strip() for part in parts[:3] if part not in (None, "", 0)]
    if not numbers or not all(number.lstrip("-").isdecimal() for number in numbers):
        return ""
    year, *rest = numbers
    if len(rest) == 1 and int(rest[0]) > 12:
        return f"{SEASONS[(int(rest[0]) - 1) % 4]} {year}"
    if year.startswith("-") and not rest:
        return f"{year[1:]} BCE"
    return "-".join([year, *(number.zfill(2) for number in rest)])
