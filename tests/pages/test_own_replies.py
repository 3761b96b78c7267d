"""A student's replies to classmates on the page of the week: which count, by when, and what each leads to."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.models import Circle, Comment, State
from comments.replies import MOST_READ, Replies, replies_of
from courses.models import Extension, Membership, Prompt
from posts.models import Post
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def prompt() -> Prompt:
    """A week that asks for two replies, due in an hour."""
    course = make_course(time_zone="Europe/Lisbon")
    return make_prompt(course, replies=2, replies_due=course.now().replace(microsecond=0) + timedelta(hours=1))


@pytest.fixture
def student(prompt: Prompt) -> Membership:
    return make_member(prompt.course, name="Ana Reyes")


@pytest.fixture
def post(prompt: Prompt) -> Post:
    """A classmate's post of the week."""
    return make_post(make_member(prompt.course, name="Ben Adams"), prompt)


def of(student: Membership, prompt: Prompt) -> Replies:
    return replies_of([student], [prompt], reader=student)[student.pk, prompt.pk]


def week(prompt: Prompt) -> str:
    return reverse("week", args=[prompt.course.slug, prompt.week])


def test_the_week_says_how_many_are_given_by_when_and_leads_to_each(
    student: Membership, prompt: Prompt, post: Post
) -> None:
    comment = make_comment(student, post)
    page = page_of(student, week(prompt))
    assert "Replies 1 of 2" in page
    assert prompt.replies_due is not None
    assert f"{prompt.replies_due:%H:%M}" in page.split("Replies 1 of 2")[1][:200]
    address = reverse("comment", args=[prompt.course.slug, comment.pk])
    assert f'<a href="{address}">To Ben Adams</a>' in page
    assert signed_in(student).get(address).status_code == 302


def test_an_answer_below_a_comment_on_a_classmates_post_is_a_reply_too(
    student: Membership, prompt: Prompt, post: Post
) -> None:
    asked = make_comment(make_member(prompt.course), post)
    make_comment(student, post, parent=asked)
    make_comment(student, post, circle=Circle.STAFF)
    assert of(student, prompt).given == 2


def on_ones_own_post(student: Membership, prompt: Prompt, post: Post) -> None:
    make_comment(student, make_post(student, prompt))


def on_another_week(student: Membership, prompt: Prompt, post: Post) -> None:
    make_comment(student, make_post(make_member(prompt.course), make_prompt(prompt.course)))


def on_an_instructors_post(student: Membership, prompt: Prompt, post: Post) -> None:
    make_comment(student, make_post(make_instructor(prompt.course), prompt))


def deleted(student: Membership, prompt: Prompt, post: Post) -> None:
    make_comment(student, post, deleted_at=timezone.now())


def taken_down(student: Membership, prompt: Prompt, post: Post) -> None:
    make_comment(student, post, state=State.HIDDEN)


def by_someone_else(student: Membership, prompt: Prompt, post: Post) -> None:
    make_comment(make_member(prompt.course), post)


@pytest.mark.parametrize(
    "write", [on_ones_own_post, on_another_week, on_an_instructors_post, deleted, taken_down, by_someone_else]
)
def test_what_is_no_reply_to_a_classmate_of_the_week_counts_nowhere(
    student: Membership, prompt: Prompt, post: Post, write: Callable[[Membership, Prompt, Post], None]
) -> None:
    write(student, prompt, post)
    assert not of(student, prompt).all


def test_a_late_reply_is_shown_as_late_and_does_not_count(student: Membership, prompt: Prompt, post: Post) -> None:
    due_at = prompt.replies_due_at()
    make_comment(student, post, created_at=due_at)
    make_comment(student, post, created_at=due_at + timedelta(seconds=1))
    replies = of(student, prompt)
    assert [reply.is_late for reply in replies.all] == [False, True]
    assert (replies.given, replies.late) == (1, 1)
    assert "· late" in page_of(student, week(prompt))


def test_a_held_reply_is_shown_to_its_writer_as_waiting_and_does_not_count_yet(
    student: Membership, prompt: Prompt, post: Post
) -> None:
    make_comment(student, post, state=State.HELD)
    page = page_of(student, week(prompt))
    assert "Replies 0 of 2" in page
    assert "waits for approval" in page
    Comment.objects.update(state=State.PUBLISHED)
    assert "Replies 1 of 2" in page_of(student, week(prompt))


def test_where_no_date_is_set_the_weeks_cut_off_holds(student: Membership, prompt: Prompt) -> None:
    prompt.replies_due = None
    assert prompt.replies_due_at() == prompt.cutoff_at()


def test_whoever_has_more_time_for_the_post_has_it_for_the_replies_too(
    student: Membership, prompt: Prompt, post: Post
) -> None:
    later = prompt.due + timedelta(days=5)
    Extension.objects.create(prompt=prompt, seat=student, due=later, by=post.author)
    make_comment(student, post, created_at=prompt.replies_due_at() + timedelta(hours=1))
    assert (of(student, prompt).given, of(student, prompt).due_at) == (1, prompt.replies_due_at(later))


def test_a_post_that_is_not_up_any_more_still_counts_and_is_no_link(
    student: Membership, prompt: Prompt, post: Post
) -> None:
    make_comment(student, post)
    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now())
    page = page_of(student, week(prompt))
    assert "Replies 1 of 2" in page
    assert "To Ben Adams, whose post is not up now" in page


def test_a_classmate_is_named_as_the_class_knows_them(student: Membership, prompt: Prompt) -> None:
    hidden = make_member(prompt.course, name="Real Name", pseudonym="Night Reader")
    make_comment(student, make_post(hidden, prompt))
    page = page_of(student, week(prompt))
    assert "To Night Reader" in page
    assert "Real Name" not in page


def test_a_week_that_asks_for_no_replies_and_the_staff_have_no_such_panel(student: Membership, prompt: Prompt) -> None:
    without = make_prompt(prompt.course)
    assert "Your replies" not in page_of(student, week(without))
    assert "Your replies" not in page_of(make_instructor(prompt.course), week(prompt))
    assert "2 to classmates" in page_of(make_instructor(prompt.course), week(prompt))


def test_no_more_of_them_are_read_than_a_page_can_show(student: Membership, prompt: Prompt, post: Post) -> None:
    held = make_comment(student, post, state=State.HELD)
    for _ in range(MOST_READ):
        make_comment(student, post)
    replies = of(student, prompt)
    assert len(replies.all) == MOST_READ
    assert held.pk not in {reply.pk for reply in replies.all}


def test_the_week_takes_no_more_queries_for_more_replies(student: Membership, prompt: Prompt) -> None:
    counts = []
    client = signed_in(student)
    client.get(week(prompt))
    for _ in range(2):
        for _ in range(3):
            make_comment(student, make_post(make_member(prompt.course), prompt))
        with CaptureQueriesContext(connection) as queries:
            client.get(week(prompt))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_database_refuses_replies_that_are_due_before_the_week_opens(prompt: Prompt) -> None:
    with pytest.raises(IntegrityError, match="prompt_opens_before_replies_are_due"):
        Prompt.objects.filter(pk=prompt.pk).update(replies_due=prompt.opens)
