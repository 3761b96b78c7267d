"""Deadlines on the course's calendar: a day is a day though the clocks change, and the clock on the wall counts."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from courses.deadline import Deadline

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def deadline(zone: str, due: str) -> Deadline:
    local = datetime.fromisoformat(due)
    return Deadline(local - timedelta(days=7), local, local + timedelta(days=14), ZoneInfo(zone))


def after(due: Deadline, **time: float) -> int:
    """How many days late it is so much later, by a watch that knows nothing of the clocks on the wall."""
    return due.days_late(due.due_at().astimezone(UTC) + timedelta(**time))


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])
def test_on_ordinary_days_a_day_begins_with_the_second_after_the_deadline(zone: str) -> None:
    due = deadline(zone, "2026-06-10T23:59")
    assert [after(due, seconds=s) for s in (-1, 0, 1)] == [0, 0, 1]
    assert [after(due, hours=24, seconds=s) for s in (0, 1)] == [1, 2]
    assert after(due, days=9, hours=1) == 10


@pytest.mark.parametrize(("zone", "due"), [(BERLIN, "2026-10-24T23:59"), (NEW_YORK, "2026-10-31T23:59")])
def test_over_the_day_of_25_hours_24_and_a_half_hours_are_one_day(zone: str, due: str) -> None:
    long = deadline(zone, due)
    assert after(long, hours=24, minutes=30) == 1
    assert after(long, hours=25) == 1
    assert after(long, hours=25, seconds=1) == 2
    assert after(long, hours=49) == 2
    assert after(long, hours=49, seconds=1) == 3


@pytest.mark.parametrize(("zone", "due"), [(BERLIN, "2026-03-28T23:59"), (NEW_YORK, "2026-03-07T23:59")])
def test_over_the_day_of_23_hours_23_and_a_half_hours_are_two_days(zone: str, due: str) -> None:
    short = deadline(zone, due)
    assert after(short, hours=23) == 1
    assert after(short, hours=23, seconds=1) == 2
    assert after(short, hours=23, minutes=30) == 2
    assert after(short, hours=47, seconds=1) == 3


@pytest.mark.parametrize(
    ("zone", "due", "clock_back"),
    [(BERLIN, "2026-10-25T02:30", "2026-10-25T01:00+00:00"), (NEW_YORK, "2026-11-01T01:30", "2026-11-01T06:00+00:00")],
)
def test_in_the_hour_that_comes_twice_the_later_one_is_the_deadline(zone: str, due: str, clock_back: str) -> None:
    twice = deadline(zone, due)
    second_time = datetime.fromisoformat(clock_back) + timedelta(minutes=30)
    assert twice.due_at().astimezone(UTC) == second_time
    assert twice.days_late(second_time - timedelta(minutes=45)) == 0
    assert twice.days_late(second_time + timedelta(seconds=1)) == 1
    assert after(twice, hours=24) == 1
    assert after(twice, hours=24, seconds=1) == 2


@pytest.mark.parametrize(
    ("zone", "due", "moment"),
    [(BERLIN, "2026-03-29T02:30", "2026-03-29T01:30+00:00"), (NEW_YORK, "2026-03-08T02:30", "2026-03-08T07:30+00:00")],
)
def test_a_deadline_in_the_hour_that_never_comes_falls_an_hour_on(zone: str, due: str, moment: str) -> None:
    never = deadline(zone, due)
    assert never.due_at().astimezone(UTC) == datetime.fromisoformat(moment)
    assert never.due_at().strftime("%H:%M") == "03:30"
    assert [after(never, seconds=s) for s in (0, 1)] == [0, 1]
    assert [after(never, hours=23, seconds=s) for s in (0, 1)] == [1, 2]  # at 02:30 the next day


@pytest.mark.parametrize(("zone", "due", "days"), [(BERLIN, "2026-10-20T12:00", 7), (NEW_YORK, "2026-03-05T12:00", 7)])
def test_a_week_over_a_clock_change_is_seven_days_at_the_same_time_of_the_wall(zone: str, due: str, days: int) -> None:
    noon = deadline(zone, due)
    wall = (noon.due + timedelta(days=days)).replace(tzinfo=ZoneInfo(zone))
    assert noon.days_late(wall) == days
    assert noon.days_late(wall + timedelta(minutes=1)) == days + 1


def test_where_the_moment_was_taken_does_not_matter() -> None:
    due = deadline(NEW_YORK, "2026-10-31T23:59")
    moment = due.due_at().astimezone(UTC) + timedelta(hours=24, minutes=30)
    assert {due.days_late(moment.astimezone(ZoneInfo(zone))) for zone in (NEW_YORK, BERLIN, "Asia/Tokyo")} == {1}
