"""Whose eyes a comment is for: held, hidden and private words reach nobody else, on no page."""

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Circle, Comment, State
from comments.threads import threads_of
from courses.models import Audience, Membership
from posts.models import Post
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

SECRET = "zinnober"


class Class:
    """A course with two sections, everyone in it, and a post of the first section that the course reads."""

    def __init__(self) -> None:
        course = make_course()
        near, far = make_section(course), make_section(course)
        self.author, self.writer, self.classmate = (make_member(section=near) for _ in range(3))
        self.assistant = make_assistant(section=near)
        self.instructor = make_instructor(course)
        self.far_student, self.far_assistant = make_member(section=far), make_assistant(section=far)
        self.stranger = make_instructor(make_course())
        self.post = make_post(self.author, make_prompt(course), audience=Audience.COURSE)

    @property
    def everyone(self) -> dict[str, Membership]:
        return {name: seat for name, seat in vars(self).items() if isinstance(seat, Membership)}


@pytest.fixture
def school() -> Class:
    return Class()


def pages(post: Post, comment: Comment) -> list[str]:
    """Every address at which a comment's words might be met."""
    slug = post.course.slug
    return [
        post.get_absolute_url(),
        reverse("comment", args=[slug, comment.pk]),
        *(reverse(f"comment_{name}", args=[slug, comment.pk]) for name in ("reply", "edit", "delete", "report")),
        reverse("comment_new", args=[slug, post.slug]),
        reverse("desk", args=[slug]),
        reverse("moderation", args=[slug]),
        reverse("moderation", args=[slug]) + "?list=reported",
        reverse("moderation", args=[slug]) + "?list=log",
        reverse("moderate_post", args=[slug, post.slug]),
        reverse("mark", args=[slug, 1, post.slug]),
        reverse("week_now", args=[slug]),
        reverse("people", args=[slug]),
        reverse("home"),
        reverse("me"),
    ]


def who_meets(school: Class, comment: Comment) -> set[str]:
    """The names of those who meet the secret word anywhere, a visitor without an account included."""
    addresses = pages(school.post, comment)
    met = {
        name
        for name, seat in school.everyone.items()
        if any(SECRET in signed_in(seat).get(each, follow=True).content.decode() for each in addresses)
    }
    visitor = Client()
    return met | ({"visitor"} if any(SECRET in visitor.get(each).content.decode() for each in addresses) else set())


def test_a_comment_for_the_class_is_read_by_all_who_read_the_post(school: Class) -> None:
    comment = make_comment(school.writer, school.post, SECRET)
    assert who_meets(school, comment) == set(school.everyone) - {"stranger"}


@pytest.mark.parametrize("state", [State.HELD, State.HIDDEN])
def test_a_held_or_hidden_comment_is_read_by_its_writer_and_the_staff_in_charge(school: Class, state: State) -> None:
    comment = make_comment(school.writer, school.post, SECRET, state=state)
    assert who_meets(school, comment) == {"writer", "assistant", "instructor"}


def test_a_comment_for_the_author_and_staff_is_read_by_them_and_its_writer(school: Class) -> None:
    comment = make_comment(school.writer, school.post, SECRET, circle=Circle.STAFF)
    assert who_meets(school, comment) == {"author", "writer", "assistant", "instructor"}


def test_a_held_comment_for_the_author_and_staff_is_not_yet_read_by_the_author(school: Class) -> None:
    comment = make_comment(school.writer, school.post, SECRET, circle=Circle.STAFF, state=State.HELD)
    assert who_meets(school, comment) == {"writer", "assistant", "instructor"}


def test_an_answer_among_the_author_and_staff_reaches_the_one_it_answers(school: Class) -> None:
    asked = make_comment(school.writer, school.post, "A private question.", circle=Circle.STAFF)
    answer = make_comment(school.author, school.post, SECRET, parent=asked)
    assert who_meets(school, answer) == {"author", "writer", "assistant", "instructor"}


def test_a_deleted_comment_is_read_by_nobody(school: Class) -> None:
    comment = make_comment(school.writer, school.post, SECRET)
    make_comment(school.author, school.post, "An answer.", parent=comment)
    comment.reports.create(by=school.classmate.author, reason="Look at this.")
    signed_in(school.writer).post(reverse("comment_delete", args=[school.post.course.slug, comment.pk]))
    assert who_meets(school, comment) == set()


def test_comments_that_one_may_not_read_are_not_counted(school: Class) -> None:
    make_comment(school.writer, school.post)
    make_comment(school.writer, school.post, state=State.HELD)
    make_comment(school.writer, school.post, circle=Circle.STAFF)
    counts = {
        name: threads_of(post=school.post, reader=seat).count
        for name, seat in school.everyone.items()
        if name != "stranger"
    }
    assert counts == {
        "author": 2,
        "writer": 3,
        "classmate": 1,
        "assistant": 3,
        "instructor": 3,
        "far_student": 1,
        "far_assistant": 1,
    }


def test_a_comment_that_one_may_not_read_is_as_good_as_none(school: Class) -> None:
    comment = make_comment(school.writer, school.post, SECRET, state=State.HELD)
    for name in ("comment", "comment_reply", "comment_report", "comment_edit", "comment_delete"):
        address = reverse(name, args=[school.post.course.slug, comment.pk])
        assert signed_in(school.classmate).get(address).status_code == 404
        if name != "comment":
            assert signed_in(school.classmate).post(address, {"body": "x", "reason": "x"}).status_code == 404
    assert Comment.objects.count() == 1
    assert not comment.reports.exists()


def test_answers_to_a_hidden_comment_stay_below_a_line_that_says_nothing_of_it(school: Class) -> None:
    comment = make_comment(school.writer, school.post, SECRET, state=State.HIDDEN)
    make_comment(school.author, school.post, "Page 126.", parent=comment)
    page = page_of(school.classmate, school.post.get_absolute_url())
    assert "This comment is not shown." in page
    assert "Page 126." in page
    assert SECRET not in page


def test_a_hidden_comment_without_answers_leaves_nothing(school: Class) -> None:
    make_comment(school.writer, school.post, SECRET, state=State.HIDDEN)
    assert "This comment is not shown." not in page_of(school.classmate, school.post.get_absolute_url())


def test_post_first_keeps_the_comments_with_the_post(school: Class) -> None:
    prompt = make_prompt(school.post.course, post_first=True)
    post = make_post(school.author, prompt)
    comment = make_comment(school.writer, post, SECRET)
    assert SECRET not in page_of(school.classmate, post.get_absolute_url())
    address = reverse("comment", args=[post.course.slug, comment.pk])
    assert signed_in(school.classmate).get(address).status_code == 404
    make_post(school.classmate, prompt, state="submitted")
    assert SECRET in page_of(school.classmate, post.get_absolute_url())


def test_comments_of_another_course_answer_404_under_ones_own(school: Class) -> None:
    comment = make_comment(school.writer, school.post)
    own = school.stranger.course.slug
    for name in ("comment", "comment_reply", "comment_edit", "comment_delete", "comment_report"):
        assert signed_in(school.stranger).get(reverse(name, args=[own, comment.pk])).status_code == 404


def test_a_pseudonym_hides_the_name_from_classmates_but_not_from_the_staff_in_charge(school: Class) -> None:
    school.writer.pseudonym = "Quill"
    school.writer.save()
    make_comment(school.writer, school.post)
    name = school.writer.author.name
    for seat in (school.author, school.classmate, school.far_student, school.far_assistant):
        page = page_of(seat, school.post.get_absolute_url())
        assert "Quill" in page
        assert name not in page
    for seat in (school.assistant, school.instructor):
        assert f"{name} (as Quill)" in page_of(seat, school.post.get_absolute_url())
