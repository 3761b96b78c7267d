"""What the desk shows first: how much waits, and who has handed in this week."""

from dataclasses import dataclass

from comments.models import Comment, Report
from courses.models import Membership, Prompt
from grading.models import Assessment
from grading.worklist import to_mark
from posts.models import Post
from posts.source_desk import LibraryCounts, library_counts


@dataclass(frozen=True)
class Week:
    """Who has handed in to a prompt, and the names of those who have not."""

    prompt: Prompt
    submitted: int
    total: int
    missing: list[str]


@dataclass(frozen=True)
class Desk:
    """The four counts, those of the library, and the week that is open."""

    to_moderate: int
    to_mark: int
    ready: int
    reported: int
    library: LibraryCounts
    week: Week | None


def desk_of(reader: Membership) -> Desk:
    """Returns the desk of a member of staff; an assistant's ends at their section."""
    posts = Post.objects.in_charge_of(reader).awaiting_moderation().count()
    comments = Comment.objects.in_charge_of(reader).held().count()
    return Desk(
        to_moderate=posts + comments,
        to_mark=to_mark(reader),
        ready=Assessment.objects.in_charge_of(reader).ready().count(),
        reported=Report.objects.unsettled().in_charge_of(reader).count(),
        library=library_counts(reader),
        week=_this_week(reader),
    )


def students_of(reader: Membership) -> list[Membership]:
    """Returns the students in the reader's charge, by name."""
    seats = Membership.objects.filter(course=reader.course_id).current().students()
    if not reader.is_instructor:
        seats = seats.filter(section=reader.section_id)
    found = seats.select_related("author", "section")
    return sorted(found, key=lambda seat: (seat.author.get_full_name().casefold(), seat.pk))


def _this_week(reader: Membership) -> Week | None:
    """Returns the prompt that opened last."""
    prompt = Prompt.objects.opened(reader.course).order_by("-opens", "-week").first()
    if prompt is None:
        return None
    posts = Post.objects.filter(prompt=prompt, submitted_revision__isnull=False)
    done = set(posts.values_list("author", flat=True))
    students = students_of(reader)
    missing = [seat.author.get_full_name() for seat in students if seat.author_id not in done]
    return Week(prompt, len(students) - len(missing), len(students), missing)
