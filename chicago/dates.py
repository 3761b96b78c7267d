"""Dates as a note prints them: a year, a season, a day, a span, n.d."""

import re
from dataclasses import dataclass
from typing import Final

from chicago.ranges import complete, shorten_range
from chicago.text import clean

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS: Final = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
SEASONS: Final = ("Spring", "Summer", "Fall", "Winter")
_ISO: Final = re.compile(r"^(-?\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:T[\d:.Z+-]*)?$")
_ISO_SPAN: Final = re.compile(r"^([\d-]+)/([\d-]+)$")
# 4 March 2011; March 4th, 2011; Mar. 2011; Autumn 2011.
_IN_WORDS: Final = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Z][a-z]{2,8})\.?,?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})$",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(r"^([12]\d{3})\s*(?:--?|[–—])\s*([12]\d{3}|(?<=[–—])\d{2})$")
# About a year: “ca. 1902”, and “1902~” or “1902?” as machines write it.
_CIRCA: Final = re.compile(r"^(?:(?:c\.|ca\.?|circa)\s*(\d{1,4})|(\d{4})[~?])$")

Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Date:
    """Holds a day or a span of days (year, month, day; 0 where not known), or words such as “forthcoming”.

    >>> Date.from_csl({"date-parts": [[2023, 12, 18]]}).full()
    'December 18, 2023'
    """

    first: Day = (0, 0, 0)
    last: Day | None = None
    words: str = ""
    circa: bool = False

    @classmethod
    def from_csl(cls, value: object) -> "Date":
        """Read a CSL date (date-parts, raw, literal, season) or any other JSON value without ever failing."""
        if isinstance(value, dict):
            circa = value.get("circa") not in (None, False, 0, "", "false")
            days = _days(value.get("date-parts"))
            if days and days[0][0]:
                season = _number(value.get("season"))
                if 1 <= season <= 4 and not days[0][1]:
                    days[0] = (days[0][0], 20 + season, 0)
                return cls(days[0], days[1] if len(days) > 1 and days[1][0] else None, "", circa)
            for field in ("literal", "raw"):
                if value.get(field):
                    read = cls.from_csl(value[field])
                    return cls(read.first, read.last, read.words, circa or read.circa)
            return cls()
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return _from_words(clean(str(value)))
        return cls()

    @property
    def known(self) -> bool:
        """True where there is a year or words to print."""
        return bool(self.first[0] or self.words)

    def year(self) -> str:
        """Return the year or span of years.

        >>> Date((1951, 0, 0), (1954, 0, 0)).year(), Date((-431, 0, 0)).year(), Date((1505, 0, 0), circa=True).year()
        ('1951–54', '431 BCE', 'ca. 1505')
        """
        if not self.first[0]:
            return self.words
        words = _year(self.first[0])
        if self.last and self.last[0] != self.first[0]:
            words = _year_span(self.first[0], self.last[0])
        return f"ca. {words}" if self.circa else words

    def full(self, months: tuple[str, ...] = MONTHS) -> str:
        """Return the date as exactly as it is known (13.103).

        >>> Date((2022, 4, 0)).full(), Date((2020, 12, 30), (2021, 1, 2)).full(), Date((2019, 21, 0)).full()
        ('April 2022', 'December 30, 2020–January 2, 2021', 'Spring 2019')
        """
        if not self.first[1] or not self.first[0]:
            return self.year()
        words = _span(self.first, self.last, months) if self.last else _day(self.first, months)
        return f"ca. {words}" if self.circa else words

    def month(self) -> str:
        """Return month or season and year, or the year alone."""
        year, month, _ = self.first
        last = (self.last[0], self.last[1], 0) if self.last else None
        return Date((year, month, 0), last, self.words, self.circa).full()


def _number(value: object) -> int:
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value if abs(value) < 100_000 else 0
    if isinstance(value, float) and value.is_integer() and abs(value) < 100_000:
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,5}\s*", value, re.ASCII):
        return int(value)
    return 0


def _month(number: int) -> int:
    """Return 1–12, or 21–24 for a season (which CSL also writes 13–16), else 0."""
    if 13 <= number <= 16:
        return number + 8
    return number if 1 <= number <= 12 or 21 <= number <= 24 else 0


def _days(parts: object) -> list[Day]:
    if not isinstance(parts, list):
        return []
    nested = any(isinstance(part, list) for part in parts[:2])
    days: list[Day] = []
    for part in parts[:2] if nested else [parts]:
        numbers = [_number(each) for each in part[:3]] if isinstance(part, list) else []
        year, number, day = (*numbers, 0, 0, 0)[:3]
        month = _month(number)
        days.append((year, month, day if 1 <= day <= 31 and month else 0))
    return days


def _from_words(words: str) -> Date:
    span = _ISO_SPAN.match(words)
    if span:
        first, last = _from_words(span[1]), _from_words(span[2])
        return Date(first.first, last.first) if first.first[0] and last.first[0] else Date(words=words)
    match = _ISO.match(words)
    if match:
        days = _days([[int(part) for part in match.groups() if part]])
        return Date(days[0]) if days[0][0] else Date(words=words)
    read = _in_words(words) or _years(words)
    if read:
        return read
    circa = _CIRCA.match(words)
    if circa:
        return Date((int(circa[1] or circa[2]), 0, 0), circa=True)
    return Date((int(words), 0, 0)) if re.fullmatch(r"[1-9]\d{0,3}", words, re.ASCII) else Date(words=words)


def _in_words(words: str) -> Date | None:
    """Read a date with the month's or the season's name, as catalogues and typists give it."""
    match = _IN_WORDS.match(words)
    if not match or (match[1] and match[3]):
        return None
    month, day = _month_called(match[2].casefold()), int(match[1] or match[3] or 0)
    if not month or day > 31 or (day and month > 12):
        return None
    return Date((int(match[4]), month, day))


def _month_called(name: str) -> int:
    """Return the number of a month by its name or abbreviation, of a season by its name, else 0."""
    for number, month in enumerate(MONTHS, 1):
        if month.casefold().startswith(name):
            return number
    seasons = [season.casefold() for season in SEASONS]
    name = "fall" if name == "autumn" else name
    return 21 + seasons.index(name) if name in seasons else 0


def _years(words: str) -> Date | None:
    """Read a span of years: 1999-2001, 1999–2001, 1997–99."""
    match = _YEARS.match(words)
    if not match:
        return None
    first, last = int(match[1]), int(complete(match[1], match[2]))
    return Date((first, 0, 0), (last, 0, 0)) if first < last else None


def _year(year: int) -> str:
    return f"{-year} BCE" if year < 0 else str(year)


def _year_span(first: int, last: int) -> str:
    if first < 0 and last < 0:
        return f"{-first}–{-last} BCE"
    if first < 0:
        return f"{-first} BCE–{last} CE"
    return shorten_range(str(first), str(last)) if first >= 1000 and first // 100 == last // 100 else f"{first}–{last}"


def _name(month: int, months: tuple[str, ...]) -> str:
    return SEASONS[month - 21] if month > 20 else months[month - 1]


def _day(day: Day, months: tuple[str, ...]) -> str:
    year, month, number = day
    if not month:
        return _year(year)
    return f"{_name(month, months)} {number}, {_year(year)}" if number else f"{_name(month, months)} {_year(year)}"


def _span(first: Day, last: Day, months: tuple[str, ...]) -> str:
    if first[0] != last[0]:
        return f"{_day(first, months)}–{_day(last, months)}"
    if first == last or not last[1]:
        return _day(first, months)
    if not (first[2] and last[2]):  # a day on one side alone is not printed
        last = (last[0], last[1], 0)
        return _day(last, months) if first[1] == last[1] else f"{_name(first[1], months)}–{_day(last, months)}"
    if first[1] == last[1]:
        return f"{_name(first[1], months)} {first[2]}–{last[2]}, {_year(first[0])}"
    return f"{_name(first[1], months)} {first[2]}–{_day(last, months)}"
