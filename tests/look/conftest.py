"""What the browser tests of the look share: an essay with notes on the site, and a signed-in browser."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext
from pytest_django.live_server_helper import LiveServer

from courses.models import Membership
from posts import actions
from posts.models import Post, Reason
from tests.factories import make_course, make_member, make_prompt

PARAGRAPH = (
    "In the spring the market women had begun to say aloud what a loaf should cost, and by summer the price had "
    "become a kind of law that nobody had passed.((Olwen Hufton, “Women in Revolution 1789–1796,” Past & Present, "
    "no. 53 (1971): 94.)) It was not the shortage that they answered but the suspicion of it.((Georges Rudé, "
    "The Crowd in the French Revolution (Oxford: Clarendon Press, 1959), 73–76.)) A city that lives on bread reads "
    "every closed shutter as a message, and it is seldom wrong about who has written it."
)
TWICE = f"{PARAGRAPH}\n\n{PARAGRAPH}"
ESSAY = f"{TWICE}\n\n> A loaf is not a metaphor.\n\n{TWICE}"

SignIn = Callable[[Membership], None]


@pytest.fixture
def seat(transactional_db: None) -> Membership:
    """A student in a course with a week that is open."""
    prompt = make_prompt(make_course(title="Revolutions and Their Aftermaths", is_public=False))
    return make_member(prompt.course, name="Ana Reyes")


@pytest.fixture
def essay(seat: Membership) -> Post:
    """A published essay with eight notes to two sources."""
    prompt = seat.course.prompts.get()
    post = actions.start_post(seat=seat, prompt=prompt)
    words = actions.Words("What a Loaf Should Cost", ESSAY, post.draft_version)
    revision = actions.save_revision(post=post, words=words, reason=Reason.SUBMIT, by=seat.author)
    Post.objects.filter(pk=post.pk).update(
        submitted_revision=revision, published_revision=revision, published_at=revision.at, workflow="accepted"
    )
    post.refresh_from_db()
    return post


@pytest.fixture
def sign_in(context: BrowserContext, live_server: LiveServer) -> SignIn:
    """Signs a browser in without the sign-in page, which other tests are about."""

    def give_cookie(seat: Membership) -> None:
        client = Client()
        client.force_login(seat.author)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return give_cookie


@pytest.fixture
def address(essay: Post) -> str:
    """The essay's address."""
    return reverse("post", args=[essay.course.slug, essay.slug])
