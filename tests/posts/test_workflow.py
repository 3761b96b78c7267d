"""The way of a post from draft to reader, and who is told."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Audience, Membership
from posts.actions import (
    Choices,
    NotAllowed,
    Words,
    accept,
    hide,
    request_changes,
    show,
    start_post,
    submit,
    withdraw,
)
from posts.models import Post, Submission, Workflow
from sources.models import Source, Status
from tests.factories import make_course, make_instructor, make_member, make_prompt, make_section
from tests.posts.essays import MARCH

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(moderation="first"))


@pytest.fixture
def instructor(seat: Membership) -> Membership:
    return make_instructor(seat.course)


@pytest.fixture
def post(seat: Membership) -> Post:
    return start_post(seat=seat, prompt=make_prompt(seat.course))


def hand_in(post: Post, seat: Membership, body: str = MARCH, choices: Choices | None = None) -> Submission:
    post.refresh_from_db()
    words = Words("The March", body, post.draft_version)
    made = submit(post=post, words=words, choices=choices or Choices(), key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    return made


def test_a_first_post_waits_and_its_sources_are_listed(post: Post, seat: Membership) -> None:
    hand_in(post, seat)
    assert (post.workflow, post.published_revision) == (Workflow.SUBMITTED, None)
    assert Source.objects.get().status == Status.LISTED


def test_an_accepted_post_is_read_by_the_section(post: Post, seat: Membership, instructor: Membership) -> None:
    hand_in(post, seat)
    accept(post=post, by=instructor)
    mate = make_member(seat.course, section=seat.section)
    assert list(Post.objects.readable_by(mate)) == [post]


def test_a_second_post_is_published_at_once_where_only_firsts_are_held(
    post: Post, seat: Membership, instructor: Membership
) -> None:
    hand_in(post, seat)
    accept(post=post, by=instructor)
    second = start_post(seat=seat, prompt=make_prompt(seat.course))
    hand_in(second, seat)
    assert second.is_live


def test_the_prompt_s_moderation_goes_before_the_course_s(seat: Membership) -> None:
    post = start_post(seat=seat, prompt=make_prompt(seat.course, moderation="off"))
    hand_in(post, seat)
    assert post.is_live


def test_the_same_key_gives_the_same_submission(post: Post, seat: Membership) -> None:
    key, words = uuid.uuid4(), Words("The March", MARCH, 0)
    first = submit(post=post, words=words, choices=Choices(), key=key, by=seat)
    assert submit(post=post, words=words, choices=Choices(), key=key, by=seat) == first
    assert Submission.objects.count() == 1


def test_the_author_reads_the_reason_and_submits_again(
    post: Post,
    seat: Membership,
    instructor: Membership,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    hand_in(post, seat)
    with django_capture_on_commit_callbacks(execute=True):
        request_changes(post=post, reason="Give the page in note 2.", by=instructor)
    post.refresh_from_db()
    assert post.is_returned
    assert "Give the page in note 2." in mail.outbox[0].body
    assert mail.outbox[0].to == [seat.author.email]
    hand_in(post, seat, MARCH + "More.")
    assert post.is_waiting


def test_changes_need_a_reason(post: Post, seat: Membership, instructor: Membership) -> None:
    hand_in(post, seat)
    with pytest.raises(NotAllowed, match="Say what should change"):
        request_changes(post=post, reason="  ", by=instructor)


def test_an_accepted_version_stays_up_while_a_newer_one_waits(seat: Membership, instructor: Membership) -> None:
    post = start_post(seat=seat, prompt=make_prompt(seat.course, moderation="all"))
    hand_in(post, seat)
    accept(post=post, by=instructor)
    hand_in(post, seat, MARCH + "Newer words.")
    assert post.is_live
    assert post.is_waiting
    assert post.published_revision != post.submitted_revision
    withdraw(post=post, by=seat)
    post.refresh_from_db()
    assert post.workflow == Workflow.ACCEPTED


def test_a_submission_is_withdrawn_before_the_deadline_only(post: Post, seat: Membership) -> None:
    hand_in(post, seat)
    withdraw(post=post, by=seat)
    post.refresh_from_db()
    assert (post.workflow, post.submitted_revision) == (Workflow.DRAFT, None)
    hand_in(post, seat)
    post.prompt.due = post.course.now() - timedelta(minutes=1)
    post.prompt.save()
    with pytest.raises(NotAllowed, match="deadline has passed"):
        withdraw(post=post, by=seat)


def test_after_the_cut_off_only_what_staff_asked_for_is_taken(
    post: Post, seat: Membership, instructor: Membership
) -> None:
    hand_in(post, seat)
    post.prompt.due = post.prompt.cutoff = post.course.now() - timedelta(minutes=1)
    post.prompt.save()
    with pytest.raises(NotAllowed, match="past its cut-off"):
        hand_in(post, seat, MARCH + "Late.")
    request_changes(post=post, reason="Give the pages.", by=instructor)
    hand_in(post, seat, MARCH + "Asked for.")
    assert post.is_waiting


@pytest.mark.parametrize(("title", "body"), [("", "Words."), ("Title", " \n")])
def test_an_essay_without_title_or_words_is_not_taken(post: Post, seat: Membership, title: str, body: str) -> None:
    with pytest.raises(NotAllowed):
        submit(post=post, words=Words(title, body, 0), choices=Choices(), key=uuid.uuid4(), by=seat)


def test_a_hidden_post_is_read_by_nobody_until_it_is_shown_again(
    post: Post, seat: Membership, instructor: Membership
) -> None:
    hand_in(post, seat)
    accept(post=post, by=instructor)
    hide(post=post, by=instructor)
    assert not Post.objects.readable_by(seat).exists()
    show(post=post, by=instructor)
    assert Post.objects.readable_by(seat).exists()


def test_no_audience_is_wider_than_the_prompt_s(post: Post, seat: Membership) -> None:
    hand_in(post, seat, choices=Choices(Audience.PUBLIC, consents_to_public=True))
    assert post.audience == Audience.SECTION


def test_public_needs_consent_and_an_open_course(seat: Membership) -> None:
    seat.course.moderation = "off"
    seat.course.save()
    post = start_post(seat=seat, prompt=make_prompt(seat.course, audience="public"))
    hand_in(post, seat, choices=Choices(Audience.PUBLIC, consents_to_public=True))
    assert post.audience == Audience.COURSE
    seat.course.is_public = True
    seat.course.save()
    hand_in(post, seat, choices=Choices(Audience.PUBLIC))
    assert post.audience == Audience.COURSE
    hand_in(post, seat, choices=Choices(Audience.PUBLIC, consents_to_public=True))
    assert post.audience == Audience.PUBLIC
    assert post.public_consent_at


def test_a_proposal_gives_way_to_the_class_s_record_on_submission(post: Post, seat: Membership) -> None:
    mate = make_member(seat.course, section=seat.section)
    other = start_post(seat=mate, prompt=post.prompt)
    hand_in(other, mate)
    hand_in(post, seat)
    listed = Source.objects.filter(status=Status.LISTED)
    assert listed.count() == 1


def test_the_address_follows_the_title_until_publication_and_never_after(
    post: Post, seat: Membership, instructor: Membership
) -> None:
    hand_in(post, seat)
    assert post.slug == "the-march"
    accept(post=post, by=instructor)
    post.refresh_from_db()
    words = Words("Another title", MARCH, post.draft_version)
    submit(post=post, words=words, choices=Choices(), key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    assert post.slug == "the-march"


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("staff", "staff"), ("section", "staff mate"), ("course", "staff mate stranger")],
)
def test_each_audience_reads_what_is_meant_for_it(
    seat: Membership, instructor: Membership, audience: str, readers: str
) -> None:
    post = start_post(seat=seat, prompt=make_prompt(seat.course, moderation="off", audience=audience))
    hand_in(post, seat, choices=Choices(Audience(audience)))
    people = {
        "staff": instructor,
        "mate": make_member(seat.course, section=seat.section),
        "stranger": make_member(seat.course, section=make_section(seat.course, "Other")),
    }
    who = [name for name, reader in people.items() if Post.objects.readable_by(reader).filter(pk=post.pk).exists()]
    assert " ".join(who) == readers


def test_post_first_opens_the_others_after_one_s_own_is_submitted(seat: Membership) -> None:
    prompt = make_prompt(seat.course, moderation="off", post_first=True)
    hand_in(start_post(seat=seat, prompt=prompt), seat)
    mate = make_member(seat.course, section=seat.section)
    assert not Post.objects.readable_by(mate).exists()
    hand_in(start_post(seat=mate, prompt=prompt), mate, "Mine.")
    assert Post.objects.readable_by(mate).count() == 2
