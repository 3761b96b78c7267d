"""A course for the next term: its weeks, readings, rubrics, sources and remarks, and none of its people."""

from copy import copy
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from authors.models import Author
from courses.actions import create_course
from courses.models import Course, Membership, Prompt
from grading.models import BankRemark
from grading.rubric_actions import copy_rubric
from sources.models import Contributor, Reading, Source

DATES: Final = ("opens", "due", "cutoff", "replies_due")
TAKEN_OVER: Final = ("description", "time_zone", "edition", "ibid", "moderation")
PRINTED: Final = ("key", "kind", "fields", "status", "title", "year", "sort_key", "entry_html", "is_complete")


@transaction.atomic
def copy_course(*, origin: Course, title: str, slug: str, starts: date, by: Author) -> Membership:
    """Makes a course like another, whose first week opens on a day; returns the seat of its instructor.

    Every date moves by as many days, and keeps its time on the clock of the wall. The new course is not open to
    visitors, whatever the old one was, has one section, and its weeks keep what they ask for.
    """
    course = Course(title=title, slug=slug, **{name: getattr(origin, name) for name in TAKEN_OVER})
    seat = create_course(course=course, by=by)
    sources = _copy_sources(origin, course, by)
    first = first_day(origin)
    days = starts - first if first else timedelta(0)
    for prompt in origin.prompts.order_by("week"):
        _copy_prompt(prompt, seat, days, sources)
    BankRemark.objects.bulk_create(
        BankRemark(course=course, code=kept.code, text=kept.text, by=by)
        for kept in BankRemark.objects.filter(course=origin).order_by("pk")
    )
    return seat


def first_day(course: Course) -> date | None:
    """Returns the day on which the course's first week opens, none where it has no week."""
    opens = course.prompts.order_by("opens").values_list("opens", flat=True).first()
    return opens.date() if opens else None


def proposed_day(course: Course) -> date | None:
    """Returns the first day a week from now or later that is the same day of the week as the first week's opening."""
    first, soon = first_day(course), course.now().date() + timedelta(days=7)
    return soon + timedelta(days=(first - soon).days % 7) if first else None


def _copy_sources(origin: Course, course: Course, by: Author) -> dict[int, Source]:
    """Copies what the whole class sees of the library; returns the new source of each old one."""
    rows = list(Source.objects.filter(course=origin).listed().order_by("pk"))
    copies = Source.objects.bulk_create(
        Source(course=course, proposed_by=by, **{name: getattr(row, name) for name in PRINTED}) for row in rows
    )
    new = {row.pk: copied for row, copied in zip(rows, copies, strict=True)}
    people = list(Contributor.objects.filter(source__in=rows).order_by("pk"))
    for each in people:
        each.pk, each.source = None, new[each.source_id]
    Contributor.objects.bulk_create(people)
    return new


def _copy_prompt(origin: Prompt, seat: Membership, days: timedelta, sources: dict[int, Source]) -> None:
    readings = list(origin.readings.all())
    prompt = copy(origin)
    prompt.pk, prompt.course = None, seat.course
    for name in DATES:
        if moment := getattr(origin, name):
            setattr(prompt, name, moment + days)
    prompt.save(force_insert=True)
    Reading.objects.bulk_create(
        Reading(
            prompt=prompt, source=sources[row.source_id], position=row.position, pages=row.pages,
            first_page=row.first_page, last_page=row.last_page,
        )
        for row in readings
        if row.source_id in sources
    )  # fmt: skip
    copy_rubric(origin=origin, prompt=prompt, by=seat)
