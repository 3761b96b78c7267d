"""Makes invitations and readings."""

from itertools import count

from courses.actions import invite
from courses.models import Course, Invitation, Prompt, Role
from sources.models import Reading, Source, Status
from tests.factories import make_course, make_instructor, make_prompt, make_section

_numbers = count(1)


def make_invitation(
    course: Course | None = None, *, email: str = "", role: Role = Role.STUDENT, **facts: object
) -> tuple[Invitation, str]:
    """An invitation and the token of its link; further facts are set on the row afterwards."""
    course = course or make_course()
    instructor = course.memberships.instructors().first() or make_instructor(course)
    section = None if role == Role.INSTRUCTOR else course.sections.first() or make_section(course)
    address = email or f"guest{next(_numbers)}@example.edu"
    (outcome,) = invite(course=course, emails=[address], role=role, section=section, by=instructor.author)
    rows = Invitation.objects.by_token(outcome.token)
    if facts:
        rows.update(**facts)
    return rows.get(), outcome.token


def make_listed_source(course: Course, title: str = "", **facts: object) -> Source:
    """A source of the course's library that the class sees."""
    number = next(_numbers)
    proposer = facts.pop("proposed_by", None) or make_instructor(course).author
    return Source.objects.create(
        **{
            "course": course,
            "key": f"source-{number}",
            "kind": "book",
            "title": title or f"Source {number}",
            "sort_key": f"{number:06}",
            "status": Status.LISTED,
            "proposed_by": proposer,
            **facts,
        }
    )


def make_reading(prompt: Prompt | None = None, source: Source | None = None, **facts: object) -> Reading:
    """A source that a prompt assigns."""
    prompt = prompt or make_prompt()
    return Reading.objects.create(prompt=prompt, source=source or make_listed_source(prompt.course), **facts)
