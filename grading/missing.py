"""Who has not handed in to a week, until when each still may, and who was reminded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from courses.deadline import Deadline
from courses.models import Extension, Membership, Prompt
from grading.models import Excusal, Reminder
from posts.models import Post

NAMED: Final = 30


@dataclass(frozen=True)
class Missing:
    """A student who has not handed in."""

    seat: Membership
    deadline: Deadline
    reminded_at: datetime | None
    last_reminder: int

    @property
    def name(self) -> str:
        """The student's name: a class knows its own."""
        return self.seat.author.get_full_name()


@dataclass(frozen=True)
class Week:
    """How many have handed in to a prompt, and the first of those who have not, by name."""

    prompt: Prompt
    total: int
    submitted: int
    excused: int
    missing: int
    named: list[Missing]

    @property
    def unnamed(self) -> int:
        """How many more are missing than are named."""
        return self.missing - len(self.named)


def week_of(reader: Membership, prompt: Prompt) -> Week:
    """Returns how a week stands for the students in the reader's charge, in three queries."""
    handed_in, excused = _handed_in(prompt), _excused(prompt)
    counts = _students(reader).aggregate(
        total=Count("pk"),
        submitted=Count("pk", filter=Q(handed_in)),
        excused=Count("pk", filter=~Q(handed_in) & Q(excused)),
    )
    missing = counts["total"] - counts["submitted"] - counts["excused"]
    return Week(prompt=prompt, missing=missing, named=told(prompt, missing_from(reader, prompt)[:NAMED]), **counts)


def missing_from(reader: Membership, prompt: Prompt) -> QuerySet[Membership]:
    """Returns the seats of the students in the reader's charge who neither handed in nor are excused, by name."""
    found = _students(reader).filter(~Q(_handed_in(prompt)), ~Q(_excused(prompt)))
    reminders = Reminder.objects.filter(prompt=prompt, seat=OuterRef("pk")).order_by("-pk")
    extended = Extension.objects.in_force().filter(prompt=prompt, seat=OuterRef("pk"))
    return (
        found.select_related("author", "section")
        .annotate(
            more_time=Subquery(extended.values("due")[:1]),
            last_reminder=Subquery(reminders.values("pk")[:1]),
            reminded_at=Subquery(reminders.values("at")[:1]),
        )
        .order_by(Lower("author__name"), "pk")
    )


def told(prompt: Prompt, seats: Iterable[Membership]) -> list[Missing]:
    """Returns what is told of seats of `missing_from`."""
    return [
        Missing(seat, prompt.deadline(seat.more_time), seat.reminded_at, seat.last_reminder or 0)  # type: ignore[attr-defined]
        for seat in seats
    ]


def _students(reader: Membership) -> QuerySet[Membership]:
    seats = Membership.objects.filter(course=reader.course_id).current().students()
    return seats if reader.is_instructor else seats.filter(section=reader.section_id)


def _handed_in(prompt: Prompt) -> Exists:
    return Exists(Post.objects.filter(prompt=prompt, author=OuterRef("author"), submitted_revision__isnull=False))


def _excused(prompt: Prompt) -> Exists:
    return Exists(Excusal.objects.in_force().filter(prompt=prompt, seat=OuterRef("pk")))
