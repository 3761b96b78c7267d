"""More time for one student: given by staff in charge, shown to the student, and reckoned wherever dates count."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.extending import end_extension, extend
from courses.models import Course, Extension, Membership, Prompt
from posts.actions import Choices, NotAllowed, Words, start_post, submit, withdraw
from posts.models import Submission
from posts.receipts import days_late
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course(moderation="all")


@pytest.fixture
def student(course: Course) -> Membership:
    return make_member(course, name="Ana Late")


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course)


@pytest.fixture
def closed(course: Course) -> Prompt:
    """A week that was due three days ago and closed two days ago."""
    now = course.now().replace(microsecond=0)
    days = (timedelta(days=number) for number in (9, 3, 2))
    return make_prompt(course, **dict(zip(("opens", "due", "cutoff"), (now - each for each in days), strict=True)))


def hand_in(seat: Membership, prompt: Prompt) -> Submission:
    post = start_post(seat=seat, prompt=prompt)
    words = Words("Corn", "Bread came first.", post.draft_version)
    return submit(post=post, words=words, choices=Choices(), key=uuid.uuid4(), by=seat)


def give(seat: Membership, prompt: Prompt, by: Membership, **more: float) -> Extension:
    due = seat.course.now().replace(microsecond=0) + timedelta(**(more or {"days": 1}))
    return extend(prompt=prompt, seat=seat, due=due, by=by)


def test_who_has_more_time_hands_in_after_the_cut_off_and_is_in_time(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    with pytest.raises(NotAllowed, match="past its cut-off"):
        hand_in(student, closed)
    give(student, closed, teacher)
    assert days_late(hand_in(student, closed)) == 0


def test_a_classmate_gets_no_more_time_by_it(
    course: Course, student: Membership, closed: Prompt, teacher: Membership
) -> None:
    give(student, closed, teacher)
    with pytest.raises(NotAllowed, match="past its cut-off"):
        hand_in(make_member(course), closed)


def test_lateness_is_reckoned_from_the_new_deadline(student: Membership, closed: Prompt, teacher: Membership) -> None:
    type(closed).objects.filter(pk=closed.pk).update(cutoff=closed.due + timedelta(days=9))
    closed.refresh_from_db()
    give(student, closed, teacher, hours=-30)
    assert days_late(hand_in(student, closed)) == 2
    other = make_member(student.course)
    assert days_late(hand_in(other, closed)) == 4


def test_within_the_new_deadline_a_submission_is_withdrawn(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    extension = give(student, closed, teacher)
    submission = hand_in(student, closed)
    end_extension(extension=extension, by=teacher)
    with pytest.raises(NotAllowed, match="deadline has passed"):
        withdraw(post=submission.post, by=student)
    give(student, closed, teacher)
    withdraw(post=submission.post, by=student)
    submission.refresh_from_db()
    assert submission.withdrawn_at


def test_a_week_that_moves_beyond_the_extension_moves_for_everyone(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    extension = give(student, closed, teacher)
    later = extension.due + timedelta(days=5)
    type(closed).objects.filter(pk=closed.pk).update(due=later, cutoff=later)
    closed.refresh_from_db()
    deadline = closed.deadline(extension.due)
    assert (deadline.due, deadline.is_extended) == (later, False)


def test_the_student_sees_the_new_date_wherever_dates_are_shown_and_never_the_reason(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    extend(prompt=closed, seat=student, due=closed.due + timedelta(days=9), why="Appendicitis.", by=teacher)
    post = hand_in(student, closed).post
    due = f"{closed.due + timedelta(days=9):%b %Y, %H:%M}"
    slug = student.course.slug
    for name, at, words in (
        ("week", closed.week, "your extension"),
        ("write", closed.week, "your extension"),
        ("post_submit", post.slug, "your extension"),
        ("receipt", post.slug, "in time: you had until"),
    ):
        page = page_of(student, reverse(name, args=[slug, at]))
        assert words in page, name
        assert due in page, name
        assert "Appendicitis" not in page, name


def test_a_classmate_sees_the_class_s_date(
    course: Course, student: Membership, closed: Prompt, teacher: Membership
) -> None:
    give(student, closed, teacher)
    assert "your extension" not in page_of(make_member(course), reverse("week", args=[course.slug, closed.week]))


def test_an_assistant_gives_more_time_to_their_own_section_alone(course: Course, closed: Prompt) -> None:
    near, far = make_section(course, "Near"), make_section(course, "Far")
    assistant = make_assistant(course, section=near)
    own, other = make_member(course, section=near, name="Nina"), make_member(course, section=far, name="Fritz")
    give(own, closed, assistant)
    with pytest.raises(ValidationError, match="not in your section"):
        give(other, closed, assistant)
    given = give(other, closed, make_instructor(course))
    page = page_of(assistant, reverse("extensions", args=[course.slug, closed.week]))
    assert "Nina" in page
    assert "Fritz" not in page
    end = reverse("extension_end", args=[course.slug, closed.week, given.pk])
    assert signed_in(assistant).post(end).status_code == 404


def test_a_new_extension_takes_the_place_of_the_old_one_which_stays_on_record(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    first = give(student, closed, teacher)
    assert extend(prompt=closed, seat=student, due=first.due, by=teacher) == first
    second = give(student, closed, teacher, days=2)
    first.refresh_from_db()
    assert first.ended_by == teacher.author
    assert list(Extension.objects.in_force()) == [second]
    assert end_extension(extension=second, by=teacher)
    assert not end_extension(extension=second, by=teacher)
    assert Extension.objects.count() == 2


def test_two_extensions_of_one_student_never_hold_at_once(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    given = give(student, closed, teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(prompt=closed, seat=student, due=given.due, by=teacher.author)


def test_no_deadline_before_the_week_s_and_nobody_but_students(
    course: Course, student: Membership, closed: Prompt, teacher: Membership
) -> None:
    with pytest.raises(ValidationError, match="Take a time after the week’s deadline"):
        extend(prompt=closed, seat=student, due=closed.due, by=teacher)
    with pytest.raises(ValidationError, match="Only a student"):
        give(make_assistant(course), closed, teacher)
    with pytest.raises(ValidationError, match="not in your section"):
        give(student, closed, make_instructor())


def test_the_page_gives_lists_and_takes_back(student: Membership, closed: Prompt, teacher: Membership) -> None:
    address = reverse("extensions", args=[student.course.slug, closed.week])
    client = signed_in(teacher)
    due = student.course.now().replace(second=0, microsecond=0) + timedelta(days=2)
    sent = {"seat": student.pk, "due": f"{due:%Y-%m-%dT%H:%M}", "why": "Appendicitis."}
    page = client.post(address, sent, follow=True).content.decode()
    assert "Ana Late has more time now" in page
    assert "Appendicitis." in page
    assert f"{due:%b %Y, %H:%M}" in page
    given = Extension.objects.get()
    end = reverse("extension_end", args=[student.course.slug, closed.week, given.pk])
    page = client.post(end, follow=True).content.decode()
    assert "holds for Ana Late again" in page
    assert "Ended" in page


def test_a_refused_form_says_why_and_keeps_what_was_typed(
    student: Membership, closed: Prompt, teacher: Membership
) -> None:
    address = reverse("extensions", args=[student.course.slug, closed.week])
    early = {"seat": student.pk, "due": "2001-01-01T12:00", "why": "Appendicitis."}
    answer = signed_in(teacher).post(address, early)
    assert answer.status_code == 422
    assert "Take a time after the week’s deadline" in answer.content.decode()
    assert "Appendicitis." in answer.content.decode()
    assert "2001-01-01T12:00" in answer.content.decode()


def test_the_queries_of_the_page_do_not_grow_with_its_rows(
    course: Course, student: Membership, closed: Prompt, teacher: Membership
) -> None:
    client, address = signed_in(teacher), reverse("extensions", args=[course.slug, closed.week])
    give(student, closed, teacher)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for _ in range(6):
        give(make_member(course), closed, teacher)
    assert queries() == few
