"""Making a course, changing how it works, and its sections."""

from collections.abc import Callable

import pytest
from django.db import DataError, IntegrityError, transaction
from django.test import Client

from authors.models import Author
from courses.actions import create_course
from courses.forms import NewCourseForm
from courses.models import Course, Membership, Role, Section
from tests.factories import make_assistant, make_author, make_course, make_instructor, make_member, make_section

pytestmark = pytest.mark.django_db


def new_course(**changes: object) -> dict[str, object]:
    return {
        "title": "Revolutions",
        "slug": "revolutions-2026",
        "time_zone": "Europe/Lisbon",
        "edition": 18,
        "moderation": "first",
        **changes,
    }


def settings_form(course: Course, *sections: str, **changes: object) -> dict[str, object]:
    """What the browser sends for the course's settings with these names in the rows of its sections."""
    there = list(course.sections.all())
    rows = {f"sections-{number}-name": name for number, name in enumerate(sections)}
    ids = {f"sections-{number}-id": section.pk for number, section in enumerate(there)}
    counts = {"sections-TOTAL_FORMS": len(sections), "sections-INITIAL_FORMS": len(there)}
    return {**new_course(), "title": course.title, **counts, **rows, **ids, **changes}


def settings_page(course: Course) -> str:
    return f"/c/{course.slug}/settings/"


@pytest.fixture
def instructor(client: Client) -> Membership:
    seat = make_instructor(make_section(make_course(title="Revolutions"), "A").course)
    client.force_login(seat.author)
    return seat


@pytest.mark.parametrize("make", [lambda: make_author(is_staff=True), lambda: make_instructor().author])
def test_an_administrator_and_an_instructor_make_courses_and_teach_them(
    client: Client, make: Callable[[], Author]
) -> None:
    author = make()
    client.force_login(author)
    assert "Make a course" in client.get("/c/new/").content.decode()
    assert client.post("/c/new/", new_course())["Location"] == "/c/revolutions-2026/"
    course = Course.objects.get(slug="revolutions-2026")
    assert [section.name for section in course.sections.all()] == ["A"]
    assert course.memberships.get().author == author
    assert course.memberships.get().role == Role.INSTRUCTOR


@pytest.mark.parametrize("make", [make_member, make_assistant])
def test_others_find_no_page_to_make_a_course(client: Client, make: Callable[..., Membership]) -> None:
    client.force_login(make().author)
    assert client.get("/c/new/").status_code == 404
    assert client.post("/c/new/", new_course()).status_code == 404
    assert not Course.objects.filter(slug="revolutions-2026").exists()


def test_whoever_taught_a_course_once_and_does_so_no_longer_makes_none(client: Client, instructor: Membership) -> None:
    Membership.objects.filter(pk=instructor.pk).update(ended_at=instructor.joined_at)
    assert client.get("/c/new/").status_code == 404


def test_a_visitor_signs_in_before_making_a_course(client: Client) -> None:
    assert client.get("/c/new/")["Location"] == "/accounts/login/?next=/c/new/"


@pytest.mark.usefixtures("instructor")
def test_an_address_that_is_taken_is_refused_and_the_words_stay(client: Client) -> None:
    make_course(slug="revolutions-2026")
    page = client.post("/c/new/", new_course(title="Another title")).content.decode()
    assert "Course with this Address already exists." in page
    assert 'value="Another title"' in page


@pytest.mark.usefixtures("instructor")
def test_no_course_takes_the_address_that_makes_courses(client: Client) -> None:
    assert "Choose another word." in client.post("/c/new/", new_course(slug="new")).content.decode()
    with pytest.raises(IntegrityError, match="course_slug_is_not_new"), transaction.atomic():
        make_course(slug="new")


@pytest.mark.usefixtures("instructor")
def test_a_zone_that_is_none_is_refused(client: Client) -> None:
    page = client.post("/c/new/", new_course(time_zone="Europe/Atlantis")).content.decode()
    assert "“Europe/Atlantis” is not a time zone." in page


def test_a_course_is_made_whole_or_not_at_all() -> None:
    author = make_author()
    with pytest.raises(DataError), transaction.atomic():
        create_course(course=Course(slug="whole", title="Whole"), by=author, section="A" * 61)
    assert not Course.objects.filter(slug="whole").exists()


def test_an_address_taken_in_the_same_moment_becomes_a_sentence() -> None:
    form = NewCourseForm(new_course())
    assert form.is_valid()
    make_course(slug="revolutions-2026")
    assert not form.save_or_refuse()
    assert form.non_field_errors() == [
        "Someone else changed this at the same moment. Look at it again and save once more."
    ]


def test_the_settings_are_changed_but_never_the_address(client: Client, instructor: Membership) -> None:
    course = instructor.course
    sent = settings_form(course, "A", title="Two revolutions", slug="elsewhere", ibid="on", edition=17)
    assert client.post(settings_page(course), sent)["Location"] == settings_page(course)
    slug = course.slug
    course.refresh_from_db()
    assert (course.title, course.ibid, course.edition, course.slug) == ("Two revolutions", True, 17, slug)


def test_a_refused_title_does_not_stand_at_the_top_of_the_page(client: Client, instructor: Membership) -> None:
    page = client.post(
        settings_page(instructor.course), settings_form(instructor.course, "A", title="")
    ).content.decode()
    assert "This field is required" in page
    assert '<p class="masthead-title"><a href="/c/' in page
    assert ">Revolutions</a>" in page


def test_sections_are_renamed_and_added(client: Client, instructor: Membership) -> None:
    course = instructor.course
    client.post(settings_page(course), settings_form(course, "Monday", "Tuesday", ""))
    assert [section.name for section in course.sections.all()] == ["Monday", "Tuesday"]


@pytest.mark.parametrize("second", ["A", "Tuesday"])
def test_two_sections_of_one_name_are_refused_with_a_sentence(
    client: Client, instructor: Membership, second: str
) -> None:
    course = instructor.course
    make_section(course, "Tuesday")
    sent = settings_form(course, "A", "Tuesday", "") | {"sections-2-name": second}
    page = client.post(settings_page(course), sent).content.decode()
    assert "The course has a section of this name already." in page or "duplicate" in page
    assert course.sections.count() == 2


def test_a_section_of_another_course_cannot_be_renamed_from_here(client: Client, instructor: Membership) -> None:
    other = make_section(name="Theirs")
    sent = settings_form(instructor.course, "Mine") | {"sections-0-id": other.pk}
    client.post(settings_page(instructor.course), sent)
    other.refresh_from_db()
    assert other.name == "Theirs"


@pytest.mark.parametrize("make", [make_assistant, make_member])
def test_nobody_but_an_instructor_changes_the_settings(client: Client, make: Callable[..., Membership]) -> None:
    seat = make(make_section(make_course(title="Revolutions"), "A").course)
    client.force_login(seat.author)
    assert client.get(settings_page(seat.course)).status_code == 404
    assert client.post(settings_page(seat.course), settings_form(seat.course, "B")).status_code == 404
    assert Section.objects.get(course=seat.course).name == "A"
