"""The author's consent to the public, given and taken back."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Audience, Membership
from posts.actions import Choices, Words, accept, start_post, submit
from posts.consent import withdraw_consent
from posts.models import Post
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.posts.essays import MARCH
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

OPEN = Choices(Audience.PUBLIC, consents_to_public=True)


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(moderation="off", is_public=True))


@pytest.fixture
def post(seat: Membership) -> Post:
    """A post that anyone may read."""
    post = start_post(seat=seat, prompt=make_prompt(seat.course, audience=Audience.PUBLIC))
    return hand_in(post, seat, OPEN)


def hand_in(post: Post, seat: Membership, choices: Choices) -> Post:
    post.refresh_from_db()
    words = Words("The March", f"{MARCH} {uuid.uuid4()}", post.draft_version)
    submit(post=post, words=words, choices=choices, key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    return post


def test_an_author_takes_a_post_back_from_the_public_and_the_course_goes_on_reading(
    client: Client, post: Post, seat: Membership
) -> None:
    assert client.get(post.get_absolute_url()).status_code == 200
    assert "Anyone can read this post" in page_of(seat, post.get_absolute_url())
    signed_in(seat).post(reverse("post_unpublish", args=[post.course.slug, post.slug]))
    assert client.get(post.get_absolute_url()).status_code == 404
    assert "Take it back" not in page_of(seat, post.get_absolute_url())
    assert signed_in(make_member(seat.course)).get(post.get_absolute_url()).status_code == 200


def test_a_version_that_waits_does_not_bring_the_public_back(post: Post, seat: Membership) -> None:
    type(seat.course).objects.update(moderation="all")
    post = hand_in(Post.objects.get(pk=post.pk), seat, OPEN)
    assert post.is_waiting
    withdraw_consent(post=post, by=seat)
    accept(post=post, by=make_instructor(seat.course))
    post.refresh_from_db()
    assert (post.audience, post.public_consent_at) == (Audience.COURSE, None)


def test_consent_can_be_given_anew(post: Post, seat: Membership) -> None:
    withdraw_consent(post=post, by=seat)
    assert hand_in(post, seat, OPEN).audience == Audience.PUBLIC


def test_a_post_that_is_not_public_is_left_as_it_is(post: Post, seat: Membership) -> None:
    withdraw_consent(post=post, by=seat)
    page = signed_in(seat).post(reverse("post_unpublish", args=[post.course.slug, post.slug]), follow=True)
    assert "This post is not public" in page.content.decode()
