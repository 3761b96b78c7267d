"""What the desk shows first: how much waits, and how a week stands."""

from dataclasses import dataclass

from comments.models import Comment, Report
from courses.models import Course, Membership, Prompt
from grading.missing import Week, week_of
from grading.models import Assessment
from grading.worklist import to_mark
from posts.models import Post
from posts.source_desk import LibraryCounts, library_counts


@dataclass(frozen=True)
class Desk:
    """The four counts, those of the library, and one week."""

    to_moderate: int
    to_mark: int
    ready: int
    reported: int
    library: LibraryCounts
    week: Week | None


def desk_of(reader: Membership, week: int | None = None) -> Desk:
    """Returns the desk of a member of staff, with the week asked for; an assistant's ends at their section."""
    posts = Post.objects.in_charge_of(reader).awaiting_moderation().count()
    comments = Comment.objects.in_charge_of(reader).held().count()
    return Desk(
        to_moderate=posts + comments,
        to_mark=to_mark(reader),
        ready=Assessment.objects.in_charge_of(reader).ready().count(),
        reported=Report.objects.unsettled().in_charge_of(reader).count(),
        library=library_counts(reader),
        week=_week(reader, week),
    )


def students_of(reader: Membership) -> list[Membership]:
    """Returns the students in the reader's charge, by name."""
    seats = Membership.objects.filter(course=reader.course_id).current().students()
    if not reader.is_instructor:
        seats = seats.filter(section=reader.section_id)
    found = seats.select_related("author", "section")
    return sorted(found, key=lambda seat: (seat.author.get_full_name().casefold(), seat.pk))


def weeks_of(course: Course) -> list[tuple[int, str]]:
    """Returns number and title of each week that has opened, the newest first."""
    opened = Prompt.objects.opened(course).order_by("-opens", "-week")
    return list(opened.values_list("week", "title"))


def _week(reader: Membership, number: int | None) -> Week | None:
    """Returns how a week stands, or the one that opened last where none is asked for."""
    opened = Prompt.objects.opened(reader.course).select_related("course").order_by("-opens", "-week")
    prompt = opened.filter(week=number).first() if number is not None else None
    prompt = prompt or opened.first()
    return week_of(reader, prompt) if prompt else None
