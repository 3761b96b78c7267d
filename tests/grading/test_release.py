"""Release: who is told what, and what a student reads before and after."""

from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Membership
from grading.actions import NotAllowed, release, withdraw_release
from grading.models import Assessment, MarkChange, MarkState
from grading.remarking import add_remark
from posts.models import Post
from tests.factories import make_assistant, make_instructor, make_member, make_prompt
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post, publish
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author, make_prompt(author.course, points=100), body="The *land* decree.")


@pytest.fixture
def ready(instructor: Membership, post: Post) -> Assessment:
    return make_mark(instructor, post, points="73.61", state=MarkState.READY, feedback="Name the *page*.")


def releasing(seat: Membership) -> str:
    return reverse("release", args=[seat.course.slug])


def feedback(post: Post) -> str:
    return reverse("feedback", args=[post.course.slug, post.slug])


def key(mark: Assessment) -> str:
    """The mark as the page names it, in the version that it shows."""
    return f"{mark.pk}-{mark.version}"


def release_all(instructor: Membership, query: str = "") -> HttpResponseBase:
    """Opens the page and presses the button for all."""
    client = signed_in(instructor)
    seal = client.get(releasing(instructor) + query).context["seal"]
    return client.post(releasing(instructor) + query, {"all": seal})


def test_the_page_names_who_will_be_told(instructor: Membership, ready: Assessment) -> None:
    page = page_of(instructor, releasing(instructor))
    assert ready.post.author.name in page
    assert ready.post.author.email in page
    assert "73.61" in page


def test_one_who_has_left_is_not_told(
    instructor: Membership,
    author: Membership,
    ready: Assessment,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    author.ended_at = author.joined_at
    author.save()
    assert "has left the course" in page_of(instructor, releasing(instructor))
    with django_capture_on_commit_callbacks(execute=True):
        release_all(instructor)
    assert mail.outbox == []


def test_releasing_shows_the_mark_logs_it_and_freezes_what_was_marked(
    instructor: Membership, author: Membership, ready: Assessment
) -> None:
    revision = ready.revision
    revision.notes_html = '<ol role="list"><li id="fn-1-1">Viola, 126.</li></ol>'
    revision.bibliography_html = '<ul role="list"><li>Viola, Lynne.</li></ul>'
    revision.save()
    signed_in(instructor).post(releasing(instructor), {"mark": [key(ready)]})
    ready.refresh_from_db()
    assert ready.state == MarkState.RELEASED
    revision.notes_html = revision.notes_html.replace("126", "999")
    revision.save()
    page = page_of(author, feedback(ready.post))
    assert "73.61 of 100 points" in page
    assert "Name the <em>page</em>." in page
    for words in ("The <em>land</em> decree.", "Viola, 126.", "Viola, Lynne."):
        assert words in page
    assert "999" not in page
    change = MarkChange.objects.get()
    assert (change.state_before, change.state_after, change.by) == ("ready", "released", instructor.author)


def test_the_mail_leaves_after_commit_and_says_no_mark(
    instructor: Membership, ready: Assessment, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        signed_in(instructor).post(releasing(instructor), {"mark": [key(ready)]})
        assert mail.outbox == []
    for callback in callbacks:
        callback()
    [letter] = mail.outbox
    assert letter.subject == "Your mark for week 1 is released"
    assert letter.to == [ready.post.author.email]
    assert f"http://testserver{feedback(ready.post)}" in letter.body
    assert "73.61" not in letter.body + letter.subject
    assert "Name the" not in letter.body


def test_a_letter_that_fails_keeps_no_other_from_leaving(
    instructor: Membership,
    ready: Assessment,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    other = make_mark(instructor, make_post(make_member(section=ready.post.section), ready.post.prompt), state="ready")
    send = mail.EmailMessage.send

    def send_to_others(letter: mail.EmailMessage) -> int:
        if letter.to == [ready.post.author.email]:
            raise ConnectionRefusedError
        return send(letter)

    monkeypatch.setattr(mail.EmailMessage, "send", send_to_others)
    with django_capture_on_commit_callbacks(execute=True):
        response = release_all(instructor)
    assert response.status_code == 302
    assert [letter.to for letter in mail.outbox] == [[other.post.author.email]]
    assert Assessment.objects.released().count() == 2


def test_some_can_be_released_and_the_others_stay(instructor: Membership, ready: Assessment) -> None:
    other = make_mark(instructor, make_post(make_member(section=ready.post.section), ready.post.prompt), state="ready")
    signed_in(instructor).post(releasing(instructor), {"mark": [key(other)]})
    assert list(Assessment.objects.released()) == [other]


def test_all_means_all_that_are_ready(instructor: Membership, ready: Assessment) -> None:
    draft = make_mark(instructor, make_post(make_member(section=ready.post.section), ready.post.prompt))
    release_all(instructor)
    assert list(Assessment.objects.released()) == [ready]
    draft.refresh_from_db()
    assert draft.state == MarkState.DRAFT


def test_releasing_nothing_says_so(instructor: Membership, ready: Assessment) -> None:
    page = signed_in(instructor).post(releasing(instructor), follow=True).content.decode()
    assert "Nothing was released" in page
    assert not Assessment.objects.released().exists()


def test_releasing_twice_tells_once(
    instructor: Membership, ready: Assessment, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            release(assessments=[ready], by=instructor)
    assert len(mail.outbox) == 1
    assert MarkChange.objects.count() == 1


def test_an_assistant_releases_and_withdraws_nothing(post: Post, ready: Assessment, instructor: Membership) -> None:
    assistant = make_assistant(section=post.section)
    assert signed_in(assistant).get(releasing(assistant)).status_code == 404
    assert signed_in(assistant).post(releasing(assistant), {"all": "1"}).status_code == 404
    with pytest.raises(NotAllowed):
        release(assessments=[ready], by=assistant)
    release(assessments=[ready], by=instructor)
    address = reverse("mark", args=[post.course.slug, 1, post.slug])
    data = {"withdraw": ready.pk, "why": "No."}
    assert signed_in(assistant).post(address, data).status_code == 404
    with pytest.raises(NotAllowed):
        withdraw_release(assessment=ready, by=assistant, why="No.")
    ready.refresh_from_db()
    assert ready.state == MarkState.RELEASED


def test_an_instructor_of_another_course_releases_nothing_here(ready: Assessment) -> None:
    assert release(assessments=[ready], by=make_instructor()) == []
    ready.refresh_from_db()
    assert ready.state == MarkState.READY


def test_a_release_is_withdrawn_with_a_reason_and_the_mark_is_gone(
    instructor: Membership, author: Membership, post: Post, ready: Assessment
) -> None:
    release(assessments=[ready], by=instructor)
    address = reverse("mark", args=[post.course.slug, 1, post.slug])
    client = signed_in(instructor)
    assert "Say why; the log keeps it." in client.post(address, {"withdraw": ready.pk, "why": ""}).content.decode()
    client.post(address, {"withdraw": ready.pk, "why": "I mistook the essay."})
    ready.refresh_from_db()
    assert (ready.state, ready.released_at) == (MarkState.DRAFT, None)
    assert signed_in(author).get(feedback(post)).status_code == 404
    assert "I mistook the essay." in page_of(instructor, address)
    for key in ("x", "", "9" * 40, ready.pk):
        assert client.post(address, {"withdraw": key, "why": "Again."}).status_code == 404


def test_a_released_mark_can_be_corrected_and_stays_released(
    instructor: Membership, author: Membership, post: Post, ready: Assessment
) -> None:
    release(assessments=[ready], by=instructor)
    data = {"points": "80", "feedback": "Corrected.", "revision": ready.revision_id, "version": 2}
    signed_in(instructor).post(reverse("mark", args=[post.course.slug, 1, post.slug]), data)
    ready.refresh_from_db()
    assert (ready.points, ready.state) == (Decimal(80), MarkState.RELEASED)
    assert "80 of 100 points" in page_of(author, feedback(post))


def test_a_form_from_before_the_release_does_not_undo_it(instructor: Membership, post: Post, ready: Assessment) -> None:
    release(assessments=[ready], by=instructor)
    data = {"points": "80", "feedback": "", "state": "draft", "revision": ready.revision_id, "version": 1}
    response = signed_in(instructor).post(reverse("mark", args=[post.course.slug, 1, post.slug]), data)
    assert response.status_code == 409
    ready.refresh_from_db()
    assert (ready.points, ready.state) == (Decimal("73.61"), MarkState.RELEASED)


def test_earlier_rounds_can_be_read_each_with_its_version(
    instructor: Membership, author: Membership, post: Post, ready: Assessment
) -> None:
    release(assessments=[ready], by=instructor)
    hand_in(post, "The peace decree.")
    publish(post)
    assert "73.61" in page_of(author, feedback(post))
    second = make_mark(instructor, post, points="88", state="ready", feedback="Better.")
    release(assessments=[second], by=instructor)
    newest, first = page_of(author, feedback(post)), page_of(author, feedback(post) + "?round=1")
    assert "The peace decree." in newest
    assert "88 of 100 points" in newest
    assert "The <em>land</em> decree." in first
    assert "73.61 of 100 points" in first
    assert signed_in(author).get(feedback(post) + "?round=9").status_code == 404


def test_the_feedback_is_for_its_author_and_the_staff_in_charge_alone(
    instructor: Membership, author: Membership, post: Post, ready: Assessment
) -> None:
    release(assessments=[ready], by=instructor)
    classmate, stranger = make_member(section=post.section), make_instructor()
    for seat in (classmate, stranger):
        assert signed_in(seat).get(feedback(post)).status_code == 404
    for seat in (author, instructor, make_assistant(section=post.section)):
        assert signed_in(seat).get(feedback(post)).status_code == 200


def test_the_page_says_what_each_student_sees_now_and_will_see(
    instructor: Membership, post: Post, ready: Assessment
) -> None:
    release(assessments=[ready], by=instructor)
    hand_in(post, "The peace decree.")
    second = make_mark(instructor, post, points="88", state=MarkState.READY, feedback="Better.")
    add_remark(mark=second, quote="peace", text="Which?", by=instructor)
    page = page_of(instructor, releasing(instructor))
    assert "<td>73.61 for an earlier version</td><td>88, feedback, 1 remark</td>" in page
    assert "Releasing all tells 1 student." in page


def test_a_week_can_be_released_alone(instructor: Membership, ready: Assessment) -> None:
    later = make_post(make_member(section=ready.post.section), make_prompt(ready.post.course))
    other = make_mark(instructor, later, state=MarkState.READY)
    assert ready.post.author.name not in page_of(instructor, releasing(instructor) + "?week=2")
    release_all(instructor, "?week=2")
    assert list(Assessment.objects.released()) == [other]
    assert page_of(instructor, releasing(instructor) + "?week=x&list=y").count('name="mark"') == 1


def test_a_mark_that_changed_since_the_page_was_opened_is_not_released_unseen(
    instructor: Membership, ready: Assessment
) -> None:
    client = signed_in(instructor)
    seal = client.get(releasing(instructor)).context["seal"]
    old = key(ready)
    Assessment.objects.filter(pk=ready.pk).update(points=3, version=2)
    for data in ({"all": seal}, {"mark": [old]}, {"all": "x"}, {"mark": ["x", "9" * 40, f"{ready.pk}-x"]}):
        page = client.post(releasing(instructor), data, follow=True).content.decode()
        assert "The list changed since you opened it" in page
    make_mark(instructor, make_post(make_member(section=ready.post.section)), state="ready")
    client.post(releasing(instructor), {"all": seal})
    assert release(assessments=[ready], by=instructor) == []
    assert not Assessment.objects.released().exists()


def test_released_marks_are_withdrawn_together_with_a_reason(
    instructor: Membership, author: Membership, post: Post, ready: Assessment
) -> None:
    other = make_mark(instructor, make_post(make_member(section=post.section), post.prompt), state="ready")
    release(assessments=[ready, other], by=instructor)
    mail.outbox.clear()
    address = releasing(instructor) + "?list=released"
    client = signed_in(instructor)
    marks = [key(mark) for mark in Assessment.objects.released()]
    refused = client.post(address, {"mark": marks, "why": ""})
    assert (refused.status_code, "Say why" in refused.content.decode()) == (422, True)
    assert Assessment.objects.released().count() == 2
    client.post(address, {"mark": marks, "why": "The wrong week."})
    assert set(Assessment.objects.values_list("state", flat=True)) == {MarkState.DRAFT}
    assert MarkChange.objects.filter(why="The wrong week.").count() == 2
    assert signed_in(author).get(feedback(post)).status_code == 404
    assert mail.outbox == []
    assert "No mark is released here yet" in page_of(instructor, address)


def test_the_page_takes_no_more_queries_for_more_marks(instructor: Membership, ready: Assessment) -> None:
    client, counts = signed_in(instructor), []
    for number in (1, 8):
        for _ in range(number):
            make_mark(instructor, make_post(make_member(section=ready.post.section), ready.post.prompt), state="ready")
        client.get(releasing(instructor))
        with CaptureQueriesContext(connection) as queries:
            client.get(releasing(instructor))
        counts.append(len(queries))
    assert counts[0] == counts[1]
