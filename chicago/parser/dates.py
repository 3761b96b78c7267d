"""Dates as notes give them, from a bare year to a day."""

import re
from dataclasses import dataclass

from chicago.parser.vocabulary import MONTHS, SEASONS

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:[–-][0-3]?\d)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?P<month>{_MONTH}) {_DAY},? ?{_YEAR}",
        rf"{_DAY}(?: of)? (?P<month>{_MONTH}),? ?{_YEAR}",
        rf"(?P<month>{_MONTH})(?:[–/-]{_MONTH})?,? ?{_YEAR}",
        rf"(?P<season>{'|'.join(SEASONS)})(?:[–/-](?:{'|'.join(SEASONS)}))?,? ?{_YEAR}(?:[–/-]\d{{2,4}})?",
        rf"{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?P<month>[01]?\d)/(?P<day>[0-3]?\d)/{_YEAR}",
        rf"{_YEAR},? (?P<month>{_MONTH})(?: {_DAY})?",
        rf"(?P<circa>ca?\. ?|circa |c(?=[12]\d\d\d)|\[?ca?\. ?)?[©\[]?{_YEAR}\]?\??[a-d]?",
        rf"{_YEAR}[–/-]+(?:\d{{4}}|\d{{2}})",
        r"(?P<none>n\. ?d|forthcoming|in press|undated)\.?",
    )
)
_ORIGINAL_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")


@dataclass(frozen=True, slots=True)
class Date:
    """A date's numbers as far as they are known, and what is said of it."""

    parts: tuple[int, ...] = ()
    season: int = 0
    circa: bool = False
    words: str = ""

    @property
    def has_day(self) -> bool:
        """Tell whether the day is known."""
        return len(self.parts) == 3

    @property
    def has_month(self) -> bool:
        """Tell whether the month is known."""
        return len(self.parts) > 1

    def as_csl(self) -> dict[str, object]:
        """Give the CSL form."""
        if not self.parts:
            return {"literal": self.words}
        csl: dict[str, object] = {"date-parts": [list(self.parts)]}
        if self.season:
            csl["season"] = self.season
        if self.circa:
            csl["circa"] = True
        return csl


def read_date(words: str) -> Date | None:
    """Read words that are nothing but a date.

    >>> read_date("March 2, 1930").parts, read_date("Dec., 1986").parts, read_date("a date")
    ((1930, 3, 2), (1986, 12), None)
    """
    if len(words) > 50:
        return None
    for form in _FORMS:
        match = form.fullmatch(words)
        if match is not None:
            return _date(match.groupdict(), words)
    return None


def _date(parts: dict[str, str | None], words: str) -> Date:
    if parts.get("none"):
        return Date(words=words)
    numbers = [int(parts["year"] or 0)]
    month = (parts.get("month") or "").lower().rstrip(".")
    if month:
        numbers.append(MONTHS.get(month) or int(month))
        if parts.get("day"):
            numbers.append(int(parts["day"] or 0))
    season = SEASONS.get((parts.get("season") or "").lower(), 0)
    return Date(tuple(numbers), season, circa=bool(parts.get("circa")))


def is_year(words: str) -> bool:
    """Tell whether the words are a bare year of four digits."""
    return bool(_ORIGINAL_YEAR.fullmatch(words))
