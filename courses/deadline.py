"""A prompt's dates as they hold for one person, and lateness on the course's calendar."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone


def moment_of(local: datetime, zone: ZoneInfo) -> datetime:
    """Returns the moment at which a clock on the wall of the zone shows a time.

    In the night in which clocks go back the wall shows an hour twice: the later one counts, so that nobody is late
    whose clock says otherwise. In the night in which they go forward an hour is left out: a time in it is as long
    after the last one before the gap, an hour on.

    >>> moment_of(datetime(2026, 10, 25, 2, 30), ZoneInfo("Europe/Berlin")).isoformat()
    '2026-10-25T02:30:00+01:00'
    >>> moment_of(datetime(2026, 3, 29, 2, 30), ZoneInfo("Europe/Berlin")).isoformat()
    '2026-03-29T03:30:00+02:00'
    """
    readings = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(readings).astimezone(zone)


@dataclass(frozen=True)
class Deadline:
    """When a prompt opens, is due and closes, each on the course's clock; `is_extended` where an extension holds."""

    opens: datetime
    due: datetime
    cutoff: datetime
    zone: ZoneInfo
    is_extended: bool = False

    def due_at(self) -> datetime:
        """Returns the deadline with its zone."""
        return moment_of(self.due, self.zone)

    def cutoff_at(self) -> datetime:
        """Returns the cut-off with its zone."""
        return moment_of(self.cutoff, self.zone)

    def is_open(self) -> bool:
        """Returns whether something may be submitted now."""
        opens_at = self.opens.replace(tzinfo=self.zone).astimezone(UTC)
        return opens_at <= timezone.now() <= self.cutoff_at().astimezone(UTC)

    def is_past(self) -> bool:
        """Returns whether the deadline has passed."""
        return self.days_late(timezone.now()) > 0

    def days_late(self, at: datetime) -> int:
        """Returns how many days have begun between the deadline and the moment, on the course's calendar.

        A day ends when the wall shows the time of the deadline again, though it had 23 or 25 hours.
        """
        at = at.astimezone(UTC)
        if at <= self._passed(0):
            return 0
        days = max(1, (at.astimezone(self.zone).date() - self.due.date()).days)
        return days + (at > self._passed(days))

    def _passed(self, days: int) -> datetime:
        """Returns the moment at which the wall shows the deadline's time so many days later."""
        return moment_of(self.due + timedelta(days=days), self.zone).astimezone(UTC)
