"""What a grader goes through: filtered and sorted, kept in the address from one post to the next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from courses.extending import extend
from courses.models import Membership, Section
from grading.excusing import excuse
from grading.models import MarkState
from grading.selection import Selection
from grading.worklist import worklist, works_of
from posts.models import Post, Submission
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_grading import make_mark
from tests.factories_posts import make_post, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


class Week:
    """Two sections; in the first three posts, of which one is late and one is not late by an extension."""

    def __init__(self) -> None:
        self.course = make_course()
        self.near, self.far = make_section(self.course, name="Near"), make_section(self.course, name="Far")
        now = self.course.now().replace(microsecond=0)
        dates = {"opens": now - timedelta(days=9), "due": now - timedelta(days=2), "cutoff": now + timedelta(days=2)}
        self.prompt = make_prompt(self.course, **dates)
        self.instructor = make_instructor(self.course)
        self.early = self.post("Zora", self.near, days=3)
        self.late = self.post("Ann", self.near, days=1)
        self.extended = self.post("Mia", self.near, days=1)
        self.other = self.post("Bea", self.far, days=3)

    def post(self, name: str, section: Section, *, days: int) -> Post:
        """A post handed in so many days ago."""
        seat = make_member(section=section, name=name)
        post = make_post(seat, self.prompt)
        Submission.objects.filter(post=post).update(at=self.course_time(days))
        if name == "Mia":
            extend(seat=seat, prompt=self.prompt, due=self.course.now() + timedelta(days=1), by=self.instructor)
        return post

    def course_time(self, days: int) -> datetime:
        return datetime.now(UTC) - timedelta(days=days)

    def shown(self, query: str, reader: Membership | None = None) -> list[str]:
        """The names of the authors whose posts the list shows, in its order."""
        page = page_of(reader or self.instructor, reverse("marking", args=[self.course.slug]) + query)
        posts = [self.early, self.late, self.extended, self.other]
        places = {post.author.name: page.find(f"/{post.slug}/") for post in posts}
        return sorted((name for name, place in places.items() if place >= 0), key=places.__getitem__)

    def address(self, post: Post, query: str = "") -> str:
        return reverse("mark", args=[self.course.slug, self.prompt.week, post.slug]) + query


@pytest.fixture
def week() -> Week:
    return Week()


def test_a_post_is_late_by_its_authors_own_deadline(week: Week) -> None:
    assert week.shown("?late=1") == ["Ann"]


def test_lateness_in_the_list_is_what_the_deadline_says_when_clocks_go_back_and_forward(week: Week) -> None:
    course, prompt, post = week.course, week.prompt, week.early
    course.time_zone = "Europe/Berlin"
    course.save()
    instructor = Membership.objects.select_related("course").get(pk=week.instructor.pk)
    told = []
    for due in (datetime(2026, 10, 25, 2, 30), datetime(2026, 3, 29, 2, 30)):  # noqa: DTZ001
        prompt.opens, prompt.due, prompt.cutoff = due - timedelta(days=5), due, due + timedelta(days=5)
        prompt.save()
        for minutes in range(0, 240, 20):
            at = datetime(due.year, due.month, due.day, tzinfo=UTC) + timedelta(minutes=minutes)
            Submission.objects.filter(post=post).update(at=at)
            listed = [work.word for work in works_of(instructor, list(worklist(instructor, Selection(is_late=True))))]
            deadline = Post.objects.get(pk=post.pk).deadline()
            assert deadline
            assert (post.slug in listed) == (deadline.days_late(at) > 0), at
            told.append(post.slug in listed)
    assert True in told
    assert False in told


def test_the_filters_keep_to_a_section_and_to_ones_own_marks(week: Week) -> None:
    make_mark(make_assistant(section=week.near), week.early)
    make_mark(week.instructor, week.late)
    assert week.shown(f"?section={week.far.pk}") == ["Bea"]
    assert week.shown("?mine=1") == ["Ann"]
    assert week.shown(f"?section={week.near.pk}&late=1&mine=1&state=draft&week=1") == ["Ann"]
    assert week.shown("?section=x&mine=x&late=x&order=x&week=") == week.shown("")


def test_the_list_is_sorted_as_asked_for(week: Week) -> None:
    assert week.shown("?order=name") == ["Ann", "Bea", "Mia", "Zora"]
    assert week.shown("?order=section") == ["Bea", "Ann", "Mia", "Zora"]
    assert week.shown("?order=newest") == week.shown("?order=oldest")[::-1]


def test_an_assistants_filter_reaches_no_other_section(week: Week) -> None:
    assistant = make_assistant(section=week.near)
    assert week.shown(f"?section={week.far.pk}", assistant) == []
    assert week.other.slug not in page_of(assistant, week.address(week.early, "?order=name&week="))


def test_the_walk_counts_what_is_asked_for_and_keeps_it_in_each_address(week: Week) -> None:
    query = f"?week=1&section={week.near.pk}&order=name"
    page = page_of(week.instructor, week.address(week.extended, query))
    assert "2 of 3" in page
    kept = query.replace("&", "&amp;")
    for post in (week.late, week.early):
        assert week.address(post, kept) in page
    assert reverse("marking", args=[week.course.slug]) + kept in page
    assert week.other.slug not in page


def test_saving_leads_on_through_what_is_asked_for(week: Week) -> None:
    query = f"?week=1&state=unmarked&section={week.near.pk}&order=name"
    data = {"points": "7", "state": "ready", "revision": submitted(week.late).pk, "version": 0, "next": "1"}
    response = signed_in(week.instructor).post(week.address(week.late, query), data)
    assert response["Location"] == week.address(week.extended, query)


def test_a_post_that_is_not_asked_for_any_more_keeps_its_place_while_one_stands_on_it(week: Week) -> None:
    make_mark(week.instructor, week.extended, state=MarkState.READY)
    query = "?week=1&state=unmarked&order=name"
    assert "3 of 4" in page_of(week.instructor, week.address(week.extended, query))
    assert "2 of 3" in page_of(week.instructor, week.address(week.other, query))


def test_a_walk_over_all_weeks_goes_from_week_to_week(week: Week) -> None:
    later = make_post(make_member(section=week.near, name="Abe"), make_prompt(week.course))
    page = page_of(week.instructor, week.address(week.late, "?week=&order=name"))
    assert "2 of 5" in page
    assert reverse("mark", args=[week.course.slug, 2, later.slug]) + "?week=&amp;order=name" in page


def test_one_who_is_excused_is_marked_so(week: Week) -> None:
    author = week.late.author
    seat = Membership.objects.get(author=author)
    assert ">Excused<" not in page_of(week.instructor, reverse("marking", args=[week.course.slug]))
    excuse(seat=seat, prompt=week.prompt, by=week.instructor)
    assert page_of(week.instructor, reverse("marking", args=[week.course.slug])).count(">Excused<") == 1
    assert "is excused from this week" in page_of(week.instructor, week.address(week.late))
    assert "is excused from this week" not in page_of(week.instructor, week.address(week.early))
    week.prompt.anonymous_marking = True
    week.prompt.save()
    assert ">Excused<" not in page_of(week.instructor, reverse("marking", args=[week.course.slug]))
