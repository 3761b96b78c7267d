"""Which comments wait, who lets them through, and what becomes of reports."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from comments.actions import NotAllowed, edit_comment, moderate_comment, report_comment
from comments.models import Comment, Moderation, State
from courses.models import Membership
from posts.models import Post
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_section
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


def classroom(moderation: str) -> tuple[Membership, Post]:
    """A classmate, and the post of another to comment on."""
    author = make_member(make_course(moderation=moderation))
    return make_member(section=author.section), make_post(author)


def say(seat: Membership, post: Post, body: str = "Which page?") -> Comment:
    signed_in(seat).post(reverse("comment_new", args=[post.course.slug, post.slug]), {"body": body, "circle": "class"})
    return Comment.objects.by(seat.author_id).latest("pk")


def decide(seat: Membership, comment: Comment, decision: str, **facts: str) -> int:
    address = reverse("moderate_comment", args=[comment.post.course.slug, comment.pk])
    return signed_in(seat).post(address, {"decision": decision, **facts}).status_code


def test_a_course_without_moderation_publishes_at_once() -> None:
    assert say(*classroom("off")).state == State.PUBLISHED


def test_the_first_comment_waits_and_the_next_after_approval_does_not() -> None:
    classmate, post = classroom("first")
    first = say(classmate, post)
    assert first.state == State.HELD
    assert say(classmate, post, "Another.").state == State.HELD
    decide(make_instructor(post.course), first, "approve")
    assert say(classmate, post, "A third.").state == State.PUBLISHED


def test_approval_in_one_course_is_none_in_another() -> None:
    classmate, post = classroom("first")
    make_comment(classmate, post)
    elsewhere = make_member(make_course(moderation="first"), author=classmate.author)
    other = make_post(make_member(section=elsewhere.section))
    assert say(elsewhere, other).state == State.HELD


def test_where_everything_is_held_an_approved_writer_still_waits() -> None:
    classmate, post = classroom("all")
    make_comment(classmate, post)
    assert say(classmate, post).state == State.HELD


@pytest.mark.parametrize("moderation", ["first", "all"])
def test_staff_are_never_held(moderation: str) -> None:
    _, post = classroom(moderation)
    for seat in (make_instructor(post.course), make_assistant(section=post.section)):
        assert say(seat, post).state == State.PUBLISHED


def test_a_held_comment_says_who_sees_it() -> None:
    classmate, post = classroom("all")
    say(classmate, post)
    assert "Visible to you and staff until approved" in page_of(classmate, post.get_absolute_url())


def test_changed_words_wait_again_where_everything_is_held() -> None:
    classmate, post = classroom("all")
    comment = make_comment(classmate, post, "Which page?")
    address = reverse("comment_edit", args=[post.course.slug, comment.pk])
    signed_in(classmate).post(address, {"body": "Something else."})
    comment.refresh_from_db()
    assert (comment.body, comment.state) == ("Something else.", State.HELD)
    assert Moderation.objects.get().after == State.HELD


def test_every_step_is_logged_with_who_did_it() -> None:
    classmate, post = classroom("all")
    instructor, comment = make_instructor(post.course), say(classmate, post)
    for decision in ("approve", "hide", "show", "show"):
        decide(instructor, comment, decision)
    steps = Moderation.objects.order_by("pk").values_list("before", "after", "by")
    assert list(steps) == [
        ("held", "published", instructor.author_id),
        ("published", "hidden", instructor.author_id),
        ("hidden", "published", instructor.author_id),
    ]


def test_only_the_staff_in_charge_decide() -> None:
    classmate, post = classroom("all")
    comment = say(classmate, post)
    far = make_assistant(section=make_section(post.course))
    for seat in (classmate, far, make_member(section=post.section), make_instructor(make_course())):
        assert decide(seat, comment, "approve") == 404
        with pytest.raises(NotAllowed):
            moderate_comment(comment=comment, state=State.PUBLISHED, by=seat)
    comment.refresh_from_db()
    assert comment.state == State.HELD
    assert decide(make_assistant(section=post.section), comment, "approve") == 302


def test_a_decision_is_a_post() -> None:
    classmate, post = classroom("all")
    address = reverse("moderate_comment", args=[post.course.slug, say(classmate, post).pk])
    assert signed_in(make_instructor(post.course)).get(address).status_code == 405


def test_a_decision_that_is_none_changes_nothing() -> None:
    classmate, post = classroom("all")
    comment = say(classmate, post)
    assert decide(make_instructor(post.course), comment, "praise") == 422
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_a_report_reaches_the_desk_of_the_staff_in_charge_alone() -> None:
    classmate, post = classroom("off")
    comment = make_comment(classmate, post, "Unkind words.")
    reader = make_member(section=post.section)
    address = reverse("comment_report", args=[post.course.slug, comment.pk])
    signed_in(reader).post(address, {"reason": "This is unkind."})
    reports = reverse("moderation", args=[post.course.slug]) + "?list=reported"
    for seat in (make_instructor(post.course), make_assistant(section=post.section)):
        page = page_of(seat, reports)
        assert "This is unkind." in page
        assert "Unkind words." in page
        assert "1 reported" in page_of(seat, reverse("desk", args=[post.course.slug]))
    far = make_assistant(section=make_section(post.course))
    assert "unkind" not in page_of(far, reports).lower()
    assert "0 reported" in page_of(far, reverse("desk", args=[post.course.slug]))
    assert "This is unkind." not in page_of(classmate, post.get_absolute_url())


def test_a_report_needs_a_reason_and_is_made_once() -> None:
    classmate, post = classroom("off")
    comment, reader = make_comment(classmate, post), make_member(section=post.section)
    client, address = signed_in(reader), reverse("comment_report", args=[post.course.slug, comment.pk])
    assert "Write something first." in client.post(address, {"reason": " "}).content.decode()
    client.post(address, {"reason": "First."})
    again = client.post(address, {"reason": "Second."})
    assert "You have reported this comment already" in again.content.decode()
    assert again.context["form"]["reason"].value() == "Second."
    assert [report.reason for report in comment.reports.all()] == ["First."]


def test_nobody_reports_their_own_words() -> None:
    classmate, post = classroom("off")
    comment = make_comment(classmate, post)
    with pytest.raises(NotAllowed):
        report_comment(comment=comment, reason="Mine.", by=classmate)


@pytest.mark.parametrize(("decision", "state"), [("settle", State.PUBLISHED), ("hide", State.HIDDEN)])
def test_settling_and_hiding_take_the_report_from_the_desk(decision: str, state: State) -> None:
    classmate, post = classroom("off")
    comment, instructor = make_comment(classmate, post), make_instructor(post.course)
    report = report_comment(comment=comment, reason="Look.", by=make_member(section=post.section))
    decide(instructor, comment, decision, back="reported")
    report.refresh_from_db()
    comment.refresh_from_db()
    assert (report.settled_by, comment.state) == (instructor.author, state)
    assert "0 reported" in page_of(instructor, reverse("desk", args=[post.course.slug]))


def test_after_settling_one_may_report_again() -> None:
    classmate, post = classroom("off")
    comment, reader = make_comment(classmate, post), make_member(section=post.section)
    report_comment(comment=comment, reason="Look.", by=reader)
    decide(make_instructor(post.course), comment, "settle")
    report_comment(comment=comment, reason="Look again.", by=reader)
    assert comment.reports.count() == 2


def test_staff_read_what_a_reported_comment_said_before_it_was_changed() -> None:
    classmate, post = classroom("off")
    comment = make_comment(classmate, post, "You <b>cannot</b> read.")
    edit_comment(comment=comment, body="Which page?", by=classmate)
    report_comment(comment=comment, reason="It was unkind.", by=make_member(section=post.section))
    reports = reverse("moderation", args=[post.course.slug]) + "?list=reported"
    assert "You &lt;b&gt;cannot&lt;/b&gt; read." in page_of(make_instructor(post.course), reports)
    for seat in (classmate, make_member(section=post.section)):
        assert "cannot" not in page_of(seat, post.get_absolute_url())


def test_the_list_of_reports_asks_no_more_for_more_reports(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    classmate, post = classroom("off")
    reader, instructor = make_member(section=post.section), signed_in(make_instructor(post.course))
    reports = reverse("moderation", args=[post.course.slug]) + "?list=reported"

    def report_another() -> None:
        comment = make_comment(classmate, post, "First.")
        edit_comment(comment=comment, body="Then.", by=classmate)
        report_comment(comment=comment, reason="Look.", by=reader)

    report_another()
    with CaptureQueriesContext(connection) as few:
        instructor.get(reports)
    for _ in range(6):
        report_another()
    with django_assert_num_queries(len(few)):
        instructor.get(reports)


def test_who_decides_in_the_discussion_on_what_was_decided_meanwhile_is_told() -> None:
    classmate, post = classroom("first")
    comment = say(classmate, post)
    instructor = make_instructor(post.course)
    page = page_of(instructor, post.get_absolute_url())
    assert '<input type="hidden" name="stands" value="held">' in page
    moderate_comment(comment=comment, state=State.HIDDEN, by=make_instructor(post.course))
    assert decide(instructor, comment, "approve", back="comment", stands="held") == 422
    comment.refresh_from_db()
    assert comment.state == State.HIDDEN
