"""Words, submissions and choices outlive double clicks, ended sessions, races and hostile text."""

import uuid
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from courses.models import Audience, Membership
from posts.actions import Choices, NotAllowed, Words, accept, request_changes, start_post, submit, withdraw
from posts.models import Post, Submission, Workflow
from posts.notes import read_essay
from tests.factories import make_course, make_instructor, make_member, make_prompt, make_section
from tests.posts.essays import MARCH

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(moderation="all"))


@pytest.fixture
def instructor(seat: Membership) -> Membership:
    return make_instructor(seat.course)


@pytest.fixture
def post(seat: Membership) -> Post:
    return start_post(seat=seat, prompt=make_prompt(seat.course, audience="course"))


def hand_in(post: Post, seat: Membership, body: str = MARCH, audience: Audience = Audience.COURSE) -> Submission:
    post.refresh_from_db()
    words = Words("The March", body, post.draft_version)
    made = submit(post=post, words=words, choices=Choices(audience), key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    return made


def test_withdrawing_a_second_version_keeps_the_first_submission(post: Post, seat: Membership) -> None:
    first = hand_in(post, seat)
    hand_in(post, seat, MARCH + "More.")
    withdraw(post=post, by=seat)
    post.refresh_from_db()
    assert (post.workflow, post.submitted_revision) == (Workflow.SUBMITTED, first.revision)


def test_withdrawing_an_answer_to_a_request_keeps_the_request(
    post: Post, seat: Membership, instructor: Membership
) -> None:
    hand_in(post, seat)
    request_changes(post=post, reason="Give the pages.", by=instructor)
    hand_in(post, seat, MARCH + "More.")
    withdraw(post=post, by=seat)
    post.refresh_from_db()
    assert post.is_returned


def test_a_version_that_nobody_read_is_not_published(post: Post, seat: Membership, instructor: Membership) -> None:
    read = hand_in(post, seat).revision
    hand_in(post, seat, MARCH + "Unread.")
    with pytest.raises(NotAllowed, match="newer version"):
        accept(post=post, by=instructor, revision=read.pk)
    with pytest.raises(NotAllowed, match="newer version"):
        request_changes(post=post, reason="Pages.", by=instructor, revision=read.pk)


def test_the_audience_widens_with_the_version_that_is_accepted_and_not_before(
    post: Post, seat: Membership, instructor: Membership
) -> None:
    far = make_member(seat.course, section=make_section(seat.course, "Far"))
    hand_in(post, seat, audience=Audience.SECTION)
    accept(post=post, by=instructor)
    hand_in(post, seat, MARCH + "More.", audience=Audience.COURSE)
    assert not Post.objects.readable_by(far).exists()
    accept(post=post, by=instructor)
    assert Post.objects.readable_by(far).exists()


def test_the_audience_chosen_before_is_ticked_again(post: Post, seat: Membership, client: Client) -> None:
    hand_in(post, seat, audience=Audience.STAFF)
    client.force_login(seat.author)
    form = client.get(reverse("post_submit", args=[seat.course.slug, post.slug])).context["form"]
    assert form["audience"].value() == "staff"


def test_a_key_used_for_another_post_submits_this_one_too(post: Post, seat: Membership) -> None:
    key = hand_in(post, seat).key
    other = start_post(seat=seat, prompt=make_prompt(seat.course))
    words = Words("Other", "Other words.", 0)
    made = submit(post=other, words=words, choices=Choices(), key=key, by=seat)
    assert made.post == other
    assert submit(post=other, words=words, choices=Choices(), key=key, by=seat) == made


def test_a_taken_address_finds_another(seat: Membership) -> None:
    posts = [start_post(seat=make_member(seat.course), prompt=make_prompt(seat.course)) for _ in range(3)]
    for post in posts:
        hand_in(post, Membership.objects.get(course=seat.course, author=post.author))
    assert [post.slug for post in posts] == ["the-march", "the-march-2", "the-march-3"]


def test_an_empty_note_is_not_submitted(post: Post, seat: Membership) -> None:
    with pytest.raises(NotAllowed, match="Note 2 is empty"):
        hand_in(post, seat, "A.((Hufton, 3.)) B.(())")


def test_after_a_conflict_the_submit_page_takes_what_it_shows(post: Post, seat: Membership, client: Client) -> None:
    Post.objects.filter(pk=post.pk).update(draft_title="T", draft_body="Newest words.", draft_version=5)
    client.force_login(seat.author)
    path = reverse("post_submit", args=[seat.course.slug, post.slug])
    data = {"audience": "section", "version": 4, "key": uuid.uuid4()}
    refused = client.post(path, data)
    assert refused.status_code == 409
    form = refused.context["form"]
    assert client.post(path, {**data, "version": form["version"].value()}).status_code == 302


def test_line_ends_of_browsers_do_not_count_twice(seat: Membership, post: Post, client: Client) -> None:
    client.force_login(seat.author)
    path = reverse("write", args=[seat.course.slug, post.prompt.week])
    data = {"title": "T", "body": "a\r\n" * 49_000, "version": 0, "action": "save"}
    assert client.post(path, data).status_code == 302


@pytest.mark.parametrize("name", ["write", "comment_new"])
def test_an_ended_session_gives_the_words_back(
    seat: Membership, post: Post, instructor: Membership, client: Client, name: str
) -> None:
    hand_in(post, seat)
    accept(post=post, by=instructor)
    post.refresh_from_db()
    last = post.prompt.week if name == "write" else post.slug
    answer = client.post(reverse(name, args=[seat.course.slug, last]), {"body": "Words of a whole evening."})
    assert answer.status_code == 403
    assert "Words of a whole evening." in answer.content.decode()


def test_a_database_that_is_away_gives_503_and_the_words_back(seat: Membership, post: Post, client: Client) -> None:
    client.force_login(seat.author)
    path = reverse("write", args=[seat.course.slug, post.prompt.week])
    with patch("posts.editor_views.actions.save_revision", side_effect=OperationalError("the connection was closed")):
        answer = client.post(path, {"title": "T", "body": "Typed words.", "version": 0, "action": "save"})
    assert answer.status_code == 503
    assert "Typed words." in answer.content.decode()


def test_a_post_behind_post_first_is_not_public(seat: Membership) -> None:
    seat.course.is_public = True
    seat.course.moderation = "off"
    seat.course.save()
    post = start_post(seat=seat, prompt=make_prompt(seat.course, audience="public", post_first=True))
    words = Words("T", "Words.", 0)
    choices = Choices(Audience.PUBLIC, consents_to_public=True)
    submit(post=post, words=words, choices=choices, key=uuid.uuid4(), by=seat)
    assert not Post.objects.readable_by(None).exists()


def test_a_definition_typed_twice_is_told() -> None:
    essay = read_essay("A.[^x] B.\n\n[^x]: First source.\n\n[^x]: Second source.")
    assert any("defined twice" in fault for fault in essay.faults)


def test_references_are_bounded_like_other_marks() -> None:
    essay = read_essay("[^a]" * 5_000 + "\n\n[^a]: Hufton, 3.")
    assert len(essay.notes) <= 301


def test_an_endless_sentence_is_kept_in_part() -> None:
    essay = read_essay("word " * 5_000 + "".join(f"((Hufton, {n}.)) and " for n in range(200)))
    assert max(len(note.sentence) for note in essay.notes) <= 1_001


def test_lateness_is_told_by_the_moment_and_counted_by_the_calendar() -> None:
    course = make_course(time_zone="America/New_York")
    prompt = make_prompt(course)
    due = prompt.due_at()
    assert prompt.days_late(due) == 0
    assert prompt.days_late(due + timedelta(minutes=1)) == 1
    assert prompt.days_late(due + timedelta(days=1)) == 1
    assert prompt.days_late(due + timedelta(days=1, minutes=1)) == 2
