"""The days around the loading, on the course's clock: the demo has always begun three weeks ago."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENING = time(8, 0)
CLOSING = time(23, 59)


@dataclass(frozen=True)
class Days:
    """Counts days from the one on which the course is loaded."""

    zone: ZoneInfo
    today: date

    def local(self, days: int, hour: time) -> datetime:
        """Returns what the course's clock shows at that hour, without a zone."""
        return datetime.combine(self.today + timedelta(days=days), hour)

    def moment(self, words: str) -> datetime:
        """Returns the moment that the script means.

        >>> Days(ZoneInfo("America/New_York"), date(2026, 10, 9)).moment("-16 08:12").isoformat()
        '2026-09-23T08:12:00-04:00'
        """
        days, _, hour = words.partition(" ")
        return self.local(int(days), time.fromisoformat(hour)).replace(tzinfo=self.zone)
