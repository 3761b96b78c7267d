"""Makes the objects that a test is about; a test names only the facts that matter to it."""

from datetime import datetime, timedelta
from itertools import count

from authors.models import Author
from courses.models import Course, Membership, Prompt, Role, Section

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def make_author(name: str = "", *, email: str = "", **facts: object) -> Author:
    """An account that signs in with PASSWORD."""
    number = next(_numbers)
    author = Author.objects.create_user(
        email or f"author{number}@example.edu", PASSWORD, name=name or f"Author {number}"
    )
    for field, value in facts.items():
        setattr(author, field, value)
    author.save()
    return author


def make_course(**facts: object) -> Course:
    """A course that publishes at once."""
    number = next(_numbers)
    return Course.objects.create(
        **{"slug": f"course-{number}", "title": f"Course {number}", "moderation": "off", **facts}
    )


def make_section(course: Course | None = None, name: str = "") -> Section:
    """A section of the course."""
    return Section.objects.create(course=course or make_course(), name=name or f"Section {next(_numbers)}")


def make_member(
    course: Course | None = None,
    *,
    section: Section | None = None,
    author: Author | None = None,
    name: str = "",
    role: Role = Role.STUDENT,
    **facts: object,
) -> Membership:
    """A student of the course, unless `role` says otherwise; a section is made where one is needed."""
    course = course or (section.course if section else make_course())
    if section is None and role != Role.INSTRUCTOR:
        section = course.sections.first() or make_section(course)
    author = author or make_author(name)
    return Membership.objects.create(**{"course": course, "section": section, "author": author, "role": role, **facts})


def make_instructor(
    course: Course | None = None, *, author: Author | None = None, name: str = "", ended_at: datetime | None = None
) -> Membership:
    """An instructor of the course."""
    return make_member(course, role=Role.INSTRUCTOR, author=author, name=name, ended_at=ended_at)


def make_assistant(course: Course | None = None, *, section: Section | None = None, name: str = "") -> Membership:
    """An assistant of a section of the course."""
    return make_member(course, role=Role.ASSISTANT, section=section, name=name)


def make_prompt(course: Course | None = None, **facts: object) -> Prompt:
    """A prompt that opened yesterday and is due tomorrow on the course's clock."""
    course = course or make_course()
    now = course.now().replace(microsecond=0)
    day = timedelta(days=1)
    week = (course.prompts.first().week + 1) if course.prompts.exists() else 1
    return Prompt.objects.create(
        **{
            "course": course,
            "week": week,
            "title": f"Prompt of week {week}",
            "text": "What changed, and for whom?",
            "text_html": "<p>What changed, and for whom?</p>",
            "opens": now - day,
            "due": now + day,
            "cutoff": now + 2 * day,
            "minimum_words": 0,
            "minimum_sources": 0,
            **facts,
        }
    )
