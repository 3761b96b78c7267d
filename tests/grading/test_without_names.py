"""A week that is marked without names: no address, title, list, file or letter of marking tells whose essay it is."""

import json
import re
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Membership
from grading.anonymous import PostNumber, numbers_of
from grading.models import Assessment, MarkState
from posts.models import Post
from tests.factories import make_assistant, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post, publish, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

NAME, POINTS, TITLE, SLUG = "Zinnober", "73.61", "Mandelbrot on bread", "mandelbrot-on-bread"


class School:
    """A week that is marked without names, with an essay by Zinnober and one by a classmate who has commented."""

    def __init__(self) -> None:
        self.section = make_section()
        self.course = self.section.course
        self.prompt = make_prompt(self.course, points=100, anonymous_marking=True)
        self.author = make_member(section=self.section, name=NAME)
        self.instructor = make_instructor(self.course)
        self.post = make_post(self.author, self.prompt, draft_title=TITLE, slug=SLUG)
        self.classmate = make_member(section=self.section, name="Quitte")
        self.other = make_post(self.classmate, self.prompt)
        make_comment(self.classmate, self.post, body=f"Dear {NAME}")

    def number(self, post: Post | None = None) -> int:
        key = (post or self.post).pk
        return numbers_of([key])[key]

    def marking(self, query: str = "") -> str:
        return reverse("mark", args=[self.course.slug, self.prompt.week, self.number()]) + query

    def named(self) -> str:
        return reverse("mark", args=[self.course.slug, self.prompt.week, SLUG])

    def listing(self, query: str = "") -> str:
        return reverse("marking", args=[self.course.slug]) + query

    def filled(self, **facts: object) -> dict[str, object]:
        start = {"points": POINTS, "feedback": "", "state": "ready", "version": 0}
        return {**start, "revision": self.post.submitted_revision_id, **facts}


@pytest.fixture
def school() -> School:
    return School()


def tells(page: str) -> list[str]:
    """What of the author a page tells."""
    return [word for word in (NAME, SLUG, "Quitte") if word in page]


def test_the_list_and_the_walk_know_numbers_alone(school: School) -> None:
    page = page_of(school.instructor, school.listing())
    assert tells(page) == []
    assert TITLE not in page
    assert f"Essay {school.number()}" in page
    assert school.marking() in page
    mark = page_of(school.instructor, school.marking("?week=1&order=oldest"))
    assert tells(mark) == []
    assert f"/{school.number(school.other)}/?week=1&amp;order=oldest" in mark
    assert f"<title>Mark Essay {school.number()}" in mark


def test_the_page_shows_no_discussion_and_no_note_and_says_where_it_ends(school: School) -> None:
    hand_in(school.post, "Better words.", note=f"Yours, {NAME}")
    publish(school.post)
    page = page_of(school.instructor, school.marking())
    assert tells(page) == []
    assert "Discussion (" not in page
    assert "This ends at the blog" in page


def test_the_slug_is_no_address_of_the_mark_and_leads_to_the_list(school: School) -> None:
    client = signed_in(school.instructor)
    answer = client.get(school.named(), follow=True)
    assert answer.redirect_chain == [(school.listing("?week=1"), 302)]
    assert "marked without names" in answer.content.decode()
    assert str(school.number()) not in answer.redirect_chain[0][0]
    assert client.post(school.named(), school.filled()).status_code == 404
    assert not Assessment.objects.exists()


def test_saving_answers_with_the_number(school: School) -> None:
    client = signed_in(school.instructor)
    saved = client.post(school.marking("?week=1"), school.filled(), follow=True)
    assert saved.redirect_chain == [(school.marking("?week=1"), 302)]
    assert tells(saved.content.decode()) == []
    assert f"Saved: Essay {school.number()}" in saved.content.decode()
    told = client.post(school.marking(), school.filled(points="70", version=1, autosave="1"))
    assert tells(json.dumps(told.json())) == []
    onward = client.post(school.marking(), school.filled(version=2, next="1"))
    assert onward["Location"].endswith(f"/{school.number(school.other)}/")


def test_another_graders_saving_and_a_refusal_tell_no_name(school: School) -> None:
    make_mark(make_assistant(section=school.section), school.post)
    client = signed_in(school.instructor)
    for data, status in ((school.filled(), 409), (school.filled(points="x"), 200)):
        refused = client.post(school.marking(), data)
        assert refused.status_code == status
        assert tells(refused.content.decode()) == []


def test_sorted_by_name_the_list_gives_no_name_away(school: School) -> None:
    orders = []
    for names in (("Abel", "Zoe"), ("Zoe", "Abel")):
        for seat, name in zip((school.author, school.classmate), names, strict=True):
            seat.author.name = name
            seat.author.save()
        page = page_of(school.instructor, school.listing("?order=name"))
        orders.append(re.findall(r"Essay \d{8}", page))
    assert orders[0] == orders[1]


def test_gradebook_files_and_log_tell_of_no_mark_before_release(school: School) -> None:
    books = [
        reverse("gradebook", args=[school.course.slug]),
        *(reverse("gradebook_csv", args=[school.course.slug]) + f"?for={name}" for name in ("all", "canvas", "moodle")),
        reverse("gradebook_student", args=[school.course.slug, school.author.pk]),
    ]
    client = signed_in(school.instructor)
    before = [plain(client, book) for book in books]
    mark = make_mark(school.instructor, school.post, points=POINTS, state=MarkState.READY)
    client.post(school.marking(), school.filled(version=1, feedback="Better.", autosave="1"))
    assert [plain(client, book) for book in books] == before
    client.post(reverse("release", args=[school.course.slug]), {"mark": [f"{mark.pk}-2"]})
    assert all(POINTS in plain(client, book) for book in books)


def plain(client: Client, address: str) -> str:
    """A page without what differs at each request."""
    lines = client.get(address).content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line and 'type="hidden"' not in line)


def test_marks_of_such_a_week_are_not_taken_in_from_a_file(school: School) -> None:
    make_mark(school.instructor, school.post, points=POINTS)
    text = f"E-mail,Week 1 (of 100)\n{school.author.author.email},55\n"
    client: Client = signed_in(school.instructor)
    answer = client.post(reverse("gradebook_import", args=[school.course.slug]), {"text": text})
    page = answer.content.decode()
    assert "This week is marked without names" in page
    assert POINTS not in page
    assert Assessment.objects.get().points == Decimal(POINTS)


def test_the_page_of_release_has_numbers_and_only_the_author_is_told(
    school: School, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_mark(school.instructor, school.post, points=POINTS, state=MarkState.READY)
    address = reverse("release", args=[school.course.slug])
    client = signed_in(school.instructor)
    opened = client.get(address)
    page, seal = opened.content.decode(), opened.context["seal"]
    assert tells(page) == []
    assert school.author.author.email not in page
    assert f"Essay {school.number()}" in page
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(address, {"all": seal}, follow=True)
    assert tells(done.content.decode()) == []
    assert [letter.to for letter in mail.outbox] == [[school.author.author.email]]


def test_numbers_are_random_stay_and_meet_nobody_elses(school: School) -> None:
    first = numbers_of([school.post.pk, school.other.pk])
    assert numbers_of([school.other.pk, school.post.pk]) == first
    assert len(set(first.values())) == 2
    assert PostNumber.objects.count() == 2
    far = make_assistant(section=make_section(school.course))
    assert signed_in(far).get(school.marking()).status_code == 404
    stranger: Membership = make_instructor()
    elsewhere = reverse("mark", args=[stranger.course.slug, 1, school.number()])
    assert signed_in(stranger).get(elsewhere).status_code == 404


def test_a_week_with_names_has_no_numbers(school: School) -> None:
    number = school.number()
    school.prompt.anonymous_marking = False
    school.prompt.save()
    client = signed_in(school.instructor)
    assert client.get(reverse("mark", args=[school.course.slug, 1, number])).status_code == 404
    assert NAME in client.get(school.named()).content.decode()
    assert submitted(school.post).title in client.get(school.named()).content.decode()
