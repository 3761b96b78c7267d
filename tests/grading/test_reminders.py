"""Who has not handed in is told so by mail: alone, once, and only while it helps."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Course, Extension, Membership, Prompt
from grading.models import Excusal, Reminder
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_posts import hand_in, make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def prompt(course: Course) -> Prompt:
    return make_prompt(course, title="Bread")


@pytest.fixture
def instructor(course: Course) -> Membership:
    return make_instructor(course)


def address(prompt: Prompt) -> str:
    return reverse("reminder", args=[prompt.course.slug, prompt.week])


def send(
    by: Membership,
    prompt: Prompt,
    captured: DjangoCaptureOnCommitCallbacks,
    *seats: Membership,
    seen: int | None = None,
) -> str:
    """Presses the button on the page as it is shown, or as it was when `seen` was newest; gives what it says."""
    client = signed_in(by)
    shown = client.get(address(prompt)).content.decode()
    match = re.search(r'name="seen" value="(\d+)"', shown)
    newest = int(match[1]) if match else 0
    data = {"seat": [seat.pk for seat in seats], "seen": newest if seen is None else seen}
    with captured(execute=True):
        return client.post(address(prompt), data, follow=True).content.decode()


def test_the_letter_is_shown_as_it_leaves(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    seat = make_member(prompt.course, name="Ana Reyes")
    page = page_of(instructor, address(prompt))
    assert "1 student" in send(instructor, prompt, django_capture_on_commit_callbacks, seat)
    [letter] = mail.outbox
    assert isinstance(letter, EmailMessage)
    assert letter.to == [seat.author.email]
    assert str(letter.body) in page
    assert str(letter.subject) in page
    assert letter.body.startswith("Dear Ana,\n")
    assert f"http://testserver{reverse('write', args=[prompt.course.slug, prompt.week])}" in letter.body
    assert f"It is due {prompt.due:%a} {prompt.due.day} {prompt.due:%b %Y, %H:%M}" in letter.body
    assert "<" not in letter.body


def test_each_is_written_to_alone(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    seats = [make_member(prompt.course, name=name) for name in ("Ana Reyes", "Bo Lind", "Cem Aksoy")]
    send(instructor, prompt, django_capture_on_commit_callbacks, *seats[:2])
    assert [letter.to for letter in mail.outbox] == [[seat.author.email] for seat in seats[:2]]
    assert "Bo" not in mail.outbox[0].body


def test_who_hands_in_meanwhile_is_left_alone(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    late, gone = make_member(prompt.course, name="Ana Reyes"), make_member(prompt.course)
    assert "Ana Reyes" in page_of(instructor, address(prompt))
    hand_in(make_post(late, prompt, state="draft"), "Bread came first.")
    send(instructor, prompt, django_capture_on_commit_callbacks, late, gone)
    assert [letter.to for letter in mail.outbox] == [[gone.author.email]]
    said = send(instructor, prompt, django_capture_on_commit_callbacks, late)
    assert "Nobody was reminded" in said
    assert len(mail.outbox) == 1


def test_a_second_press_reminds_nobody_twice(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    seat = make_member(prompt.course)
    send(instructor, prompt, django_capture_on_commit_callbacks, seat, seen=0)
    send(instructor, prompt, django_capture_on_commit_callbacks, seat, seen=0)
    assert (len(mail.outbox), Reminder.objects.count()) == (1, 1)
    page = page_of(instructor, address(prompt))
    assert 'value="' + str(seat.pk) + '"' in page  # may be reminded again, on purpose
    assert "checked" not in page
    send(instructor, prompt, django_capture_on_commit_callbacks, seat)
    assert (len(mail.outbox), Reminder.objects.count()) == (2, 2)


def test_the_excused_and_former_members_are_not_missing(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    excused = make_member(prompt.course, name="Ana Reyes")
    Excusal.objects.create(prompt=prompt, seat=excused, by=instructor.author)
    make_member(prompt.course, name="Bo Lind")
    desk = page_of(instructor, reverse("desk", args=[prompt.course.slug]))
    assert "0 of 2 handed in; 1 excused" in desk
    assert "Ana Reyes" not in desk
    send(instructor, prompt, django_capture_on_commit_callbacks, excused)
    assert mail.outbox == []


def test_more_time_is_told_on_the_desk_and_in_the_letter(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    seat = make_member(prompt.course, name="Ana Reyes")
    due = prompt.due + timedelta(days=9)
    Extension.objects.create(prompt=prompt, seat=seat, due=due, by=instructor.author)
    moment = f"{due:%a} {due.day} {due:%b %Y, %H:%M}"
    assert moment in page_of(instructor, reverse("desk", args=[prompt.course.slug]))
    send(instructor, prompt, django_capture_on_commit_callbacks, seat)
    assert f"It is due {moment}" in mail.outbox[0].body


def test_a_late_student_is_told_until_when(
    instructor: Membership, course: Course, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    now = course.now().replace(microsecond=0)
    day = timedelta(days=1)
    prompt = make_prompt(course, opens=now - 9 * day, due=now - day, cutoff=now + day)
    seat = make_member(course)
    send(instructor, prompt, django_capture_on_commit_callbacks, seat)
    assert "It was due" in mail.outbox[0].body
    assert "can still be handed in, late" in mail.outbox[0].body


def test_nobody_is_reminded_of_a_closed_week(
    instructor: Membership, course: Course, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    now = course.now().replace(microsecond=0)
    day = timedelta(days=1)
    prompt = make_prompt(course, opens=now - 9 * day, due=now - 2 * day, cutoff=now - day)
    seat = make_member(course)
    page = page_of(instructor, address(prompt))
    assert "The week is closed" in page
    assert 'type="submit">Remind' not in page
    assert "Nobody was reminded" in send(instructor, prompt, django_capture_on_commit_callbacks, seat)
    assert mail.outbox == []


def test_an_assistant_reminds_their_section_alone(
    course: Course, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    near, far = make_section(course), make_section(course)
    own, other = make_member(section=near), make_member(section=far, name="Faraway Person")
    assistant = make_assistant(section=near)
    assert "Faraway" not in page_of(assistant, address(prompt))
    send(assistant, prompt, django_capture_on_commit_callbacks, own, other)
    assert [letter.to for letter in mail.outbox] == [[own.author.email]]


def test_a_week_that_has_not_opened_reminds_nobody(instructor: Membership, course: Course) -> None:
    now = course.now().replace(microsecond=0)
    day = timedelta(days=1)
    prompt = make_prompt(course, opens=now + day, due=now + 2 * day, cutoff=now + 3 * day)
    assert signed_in(instructor).get(address(prompt)).status_code == 404


def test_nobody_ticked_is_said(
    instructor: Membership, prompt: Prompt, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_member(prompt.course)
    assert "tick at least one" in send(instructor, prompt, django_capture_on_commit_callbacks)


def test_all_of_a_long_list_are_reminded_at_one_press(
    instructor: Membership,
    prompt: Prompt,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("grading.views.reminder.A_PAGE", 2)
    seats = [make_member(prompt.course) for _ in range(5)]
    assert "Remind all 5" in page_of(instructor, address(prompt))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(instructor).post(address(prompt), {"all": "1", "seen": "0"})
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(seat.author.email for seat in seats)


def test_another_week_is_chosen_on_the_desk(instructor: Membership, course: Course) -> None:
    now = course.now().replace(microsecond=0)
    day = timedelta(days=1)
    first = make_prompt(course, title="Bread", opens=now - 9 * day, due=now - 2 * day, cutoff=now - day)
    second = make_prompt(course, title="Land")
    make_post(make_member(course), first, state="submitted")
    desk = reverse("desk", args=[course.slug])
    assert "0 of 1 handed in" in page_of(instructor, desk)
    assert "1 of 1 handed in" in page_of(instructor, f"{desk}?week={first.week}")
    for odd in ("x", "99", "-1", str(second.week)):
        assert "0 of 1 handed in" in page_of(instructor, f"{desk}?week={odd}")


@pytest.mark.parametrize("name", ["desk", "reminder"])
def test_a_larger_class_takes_no_more_queries(instructor: Membership, prompt: Prompt, name: str) -> None:
    path = address(prompt) if name == "reminder" else reverse("desk", args=[prompt.course.slug])
    client = signed_in(instructor)
    counts = []
    for _ in range(2):
        for _ in range(20):
            make_member(prompt.course)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    page = page_of(instructor, path)
    assert "… and 10 more." in page if name == "desk" else "… and" not in page
