"""The people of a course, and the page of each."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Audience, Course, Membership, Section
from tests.factories import (
    make_assistant,
    make_author,
    make_course,
    make_instructor,
    make_member,
    make_prompt,
    make_section,
)
from tests.factories_posts import make_post

pytestmark = pytest.mark.django_db


def people(reader: Membership, **query: int) -> str:
    return as_reader(reader).get(f"/c/{reader.course.slug}/people/", query).content.decode()


def page_of(someone: Membership) -> str:
    return f"/c/{someone.course.slug}/people/{someone.pk}/"


def as_reader(reader: Membership) -> Client:
    client = Client()
    client.force_login(reader.author)
    return client


def row_of(name: str, page: str) -> str:
    (row,) = [row for row in page.split('<th scope="row">')[1:] if f">{name}</a>" in row]
    return row


def names_on(page: str) -> list[str]:
    return [row.partition("</a>")[0].rpartition(">")[2] for row in page.split('<th scope="row">')[1:]]


@pytest.fixture
def course() -> Course:
    return make_course(slug="revolutions")


@pytest.fixture
def section(course: Course) -> Section:
    return make_section(course, "A")


@pytest.fixture
def ana(section: Section) -> Membership:
    return make_member(section=section, name="Ana Reyes")


def test_a_student_meets_the_section_and_the_instructors(course: Course, section: Section, ana: Membership) -> None:
    make_member(section=section, name="Ben")
    make_assistant(course, section=section, name="Tess")
    make_instructor(course, name="Ines")
    other = make_section(course, "B")
    make_member(section=other, name="Carla")
    make_assistant(course, section=other, name="Theo")
    assert names_on(people(ana)) == ["Ana Reyes", "Ben", "Ines", "Tess"]


def test_an_instructor_meets_everyone(course: Course, section: Section, ana: Membership) -> None:
    make_member(section=make_section(course, "B"), name="Carla")
    assert names_on(people(make_instructor(course, name="Ines"))) == ["Ana Reyes", "Carla", "Ines"]


def test_an_assistant_meets_the_own_section(course: Course, section: Section, ana: Membership) -> None:
    make_member(section=make_section(course, "B"), name="Carla")
    assert names_on(people(make_assistant(course, section=section, name="Tess"))) == ["Ana Reyes", "Tess"]


def test_nobody_meets_members_who_have_left(section: Section, ana: Membership) -> None:
    make_member(section=section, name="Gone", ended_at=timezone.now())
    assert "Gone" not in people(ana)


def test_nobody_but_staff_sees_an_e_mail_address(course: Course, section: Section, ana: Membership) -> None:
    ben = make_member(section=section, name="Ben")
    for page in (people(ben), as_reader(ben).get(page_of(ana)).content.decode()):
        assert "@" not in page
    for staff in (make_instructor(course), make_assistant(course, section=section)):
        assert ana.author.email in people(staff)
        assert ana.author.email in as_reader(staff).get(page_of(ana)).content.decode()


def test_classmates_never_meet_the_real_name_behind_a_pseudonym(section: Section) -> None:
    rosa = make_member(section=section, name="Zenobia Quill", pseudonym="Rosa")
    make_post(rosa)
    ben = make_member(section=section, name="Ben")
    for address in (f"/c/{section.course.slug}/people/", page_of(rosa)):
        response = as_reader(ben).get(address)
        page = response.content.decode()
        assert "Rosa" in page
        assert "Zenobia" not in page
        assert "Quill" not in page
        assert "enobia" not in address


def test_the_order_of_the_list_does_not_give_a_real_name_away(section: Section) -> None:
    make_member(section=section, name="Aaron Adams", pseudonym="Zuzu")
    ben = make_member(section=section, name="Ben")
    assert names_on(people(ben)) == ["Ben", "Zuzu"]


def test_staff_see_the_name_and_the_pseudonym(course: Course, section: Section) -> None:
    rosa = make_member(section=section, name="Zenobia Quill", pseudonym="Rosa")
    for staff in (make_instructor(course), make_assistant(course, section=section)):
        for address in (f"/c/{course.slug}/people/", page_of(rosa)):
            page = as_reader(staff).get(address).content.decode()
            assert "Zenobia Quill" in page
            assert "Rosa" in page


def test_each_is_listed_with_the_number_of_posts_that_the_reader_may_read(
    course: Course, section: Section, ana: Membership
) -> None:
    ben = make_member(section=section, name="Ben")
    make_post(ana)
    make_post(ana, audience=Audience.STAFF)
    make_post(ana, state="submitted")
    make_post(ana, state="draft")
    assert "<td>1</td>" in row_of("Ana Reyes", people(ben))
    assert "<td>2</td>" in row_of("Ana Reyes", people(make_instructor(course)))
    assert "<td>2</td>" in row_of("Ana Reyes", people(ana))


def test_the_page_of_a_person_lists_the_posts_that_the_reader_may_read(section: Section, ana: Membership) -> None:
    shown = make_post(ana, make_prompt(section.course, week=3), draft_title="Bread and land")
    make_post(ana, draft_title="For staff alone", audience=Audience.STAFF)
    make_post(ana, draft_title="Not yet accepted", state="submitted")
    page = as_reader(make_member(section=section)).get(page_of(ana)).content.decode()
    assert f'<a href="/c/revolutions/posts/{shown.slug}/">Bread and land</a>' in page
    assert "Week 3" in page
    assert "For staff alone" not in page
    assert "Not yet accepted" not in page


def test_posts_of_a_week_that_wants_ones_own_first_wait_for_it(section: Section, ana: Membership) -> None:
    prompt = make_prompt(section.course, post_first=True)
    make_post(ana, prompt, draft_title="Bread and land")
    ben = make_member(section=section)
    assert "Bread and land" not in as_reader(ben).get(page_of(ana)).content.decode()
    make_post(ben, prompt)
    assert "Bread and land" in as_reader(ben).get(page_of(ana)).content.decode()


def test_a_person_without_readable_posts_leads_to_this_week(section: Section, ana: Membership) -> None:
    page = as_reader(make_member(section=section)).get(page_of(ana)).content.decode()
    assert "Nothing of theirs is there for you to read yet." in page


def test_a_person_whom_the_reader_does_not_meet_is_not_found(course: Course, ana: Membership) -> None:
    carla = make_member(section=make_section(course, "B"))
    ended = make_member(section=ana.section, ended_at=timezone.now())
    elsewhere = make_member(make_course())
    for someone in (carla, ended):
        assert as_reader(ana).get(page_of(someone)).status_code == 404
    assert as_reader(ana).get(f"/c/revolutions/people/{elsewhere.pk}/").status_code == 404


def test_visitors_and_strangers_meet_nobody_even_in_an_open_course(client: Client) -> None:
    member = make_member(make_course(is_public=True))
    addresses = f"/c/{member.course.slug}/people/", page_of(member)
    for address in addresses:
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
    client.force_login(make_author())
    for address in addresses:
        assert client.get(address).status_code == 404


def test_the_queries_of_the_list_do_not_grow(course: Course, section: Section, ana: Membership) -> None:
    reader = make_instructor(course)
    make_post(ana)
    client = as_reader(reader)
    with CaptureQueriesContext(connection) as few:
        client.get("/c/revolutions/people/")
    for _ in range(5):
        make_post(make_member(section=section))
    with CaptureQueriesContext(connection) as many:
        client.get("/c/revolutions/people/")
    assert len(many) == len(few)


def test_the_queries_of_a_person_do_not_grow(course: Course, ana: Membership) -> None:
    client = as_reader(make_instructor(course))
    make_post(ana, make_prompt(course))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(ana))
    for _ in range(5):
        make_post(ana, make_prompt(course))
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(ana))
    assert len(many) == len(few)


def test_both_lists_are_paged(section: Section, ana: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.people.PEOPLE_ON_A_PAGE", 1)
    monkeypatch.setattr("pages.people.POSTS_ON_A_PAGE", 1)
    make_member(section=section, name="Ben")
    assert names_on(people(ana)) == ["Ana Reyes"]
    assert names_on(people(ana, page=2)) == ["Ben"]
    for title in ("First", "Second"):
        make_post(ana, draft_title=title)
    assert "First" not in as_reader(ana).get(page_of(ana)).content.decode()
    assert "First" in as_reader(ana).get(page_of(ana), {"page": 2}).content.decode()


def test_only_an_instructor_is_offered_the_end_of_a_membership(
    course: Course, section: Section, ana: Membership
) -> None:
    end = f"{page_of(ana)}end/"
    assert end in as_reader(make_instructor(course)).get(page_of(ana)).content.decode()
    assert end not in as_reader(make_assistant(course, section=section)).get(page_of(ana)).content.decode()
    assert end not in as_reader(make_member(section=section)).get(page_of(ana)).content.decode()
