"""The demo's course and its people: accounts with one password, seats by invitation."""

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from authors.models import Author
from courses.actions import accept_invitation, create_course, invite
from courses.models import Course, Membership, Role
from pages.demo import past
from pages.demo.days import Days
from pages.demo.script import CourseFacts, Person

PASSWORD = "footnotes-1789"  # noqa: S105  # the demo's, for everyone; the command prints it
FOUNDED = "-25 09:30"


@dataclass(frozen=True)
class Cast:
    """The course, its days, and everyone's seat by e-mail address."""

    course: Course
    days: Days
    instructor: Membership
    seats: dict[str, Membership] = field(default_factory=dict)


def gather(facts: CourseFacts) -> Cast:
    """Makes the course and gives everyone an account and a seat."""
    course = Course(
        slug=facts["slug"],
        title=facts["title"],
        description=facts["description"],
        time_zone=facts["time_zone"],
        edition=facts["edition"],
        ibid=facts["ibid"],
        moderation=facts["moderation"],
    )
    days = Days(course.zone, course.now().date())
    teacher, *others = sorted(facts["people"], key=lambda person: person["role"] != Role.INSTRUCTOR)
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    instructor = create_course(course=course, by=_account(teacher, password), section=facts["sections"][0])
    for name in facts["sections"][1:]:
        course.sections.create(name=name)
    past.founded(course, instructor, days.moment(FOUNDED))
    seats = {teacher["email"]: instructor}
    for person in others:
        seats[person["email"]] = _seat(person, _account(person, password), instructor)
        past.joined(seats[person["email"]], days.moment(person["joined"]))
    return Cast(course, days, instructor, seats)


def _account(person: Person, password: str) -> Author:
    """Returns the person's account, an old one as good as new: the demo's course may have been deleted since."""
    author = Author.objects.filter(email=person["email"]).first() or Author.objects.create_user(person["email"])
    author.name, author.password, author.is_active = person["name"], password, True
    author.save()
    return author


def _seat(person: Person, author: Author, instructor: Membership) -> Membership:
    """Invites the person and accepts for them."""
    section = instructor.course.sections.get(name=person["section"])
    (outcome,) = invite(
        course=instructor.course,
        emails=[person["email"]],
        role=Role(person["role"]),
        section=section,
        by=instructor.author,
    )
    seat = accept_invitation(token=outcome.token, by=author)
    seat.pseudonym = person["pseudonym"]
    seat.full_clean()
    seat.save()
    return seat
