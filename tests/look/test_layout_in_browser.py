"""How pages fall into place: cards, wide tables, what one has jumped to, and the terms beside the button."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from courses.models import Membership, Prompt
from posts.models import Post
from tests.factories import make_instructor
from tests.look.conftest import SignIn

TOPS = "(cards) => cards.map((card) => Math.round(card.getBoundingClientRect().top))"
GROUND = "(table) => getComputedStyle(table).backgroundImage"


@pytest.mark.browser
def test_the_desks_cards_never_break_three_and_one(page: Page, seat: Membership, sign_in: SignIn) -> None:
    sign_in(make_instructor(seat.course, name="Miriam Castellanos"))
    page.goto(reverse("desk", args=[seat.course.slug]))
    for width, rows in ((320, 4), (700, 2), (900, 2), (1000, 2), (1280, 1)):
        page.set_viewport_size({"width": width, "height": 800})
        assert len(set(page.locator(".cards").first.locator("> .card").evaluate_all(TOPS))) == rows, width


@pytest.mark.browser
def test_a_wide_table_shows_that_it_goes_on_and_is_whole_on_paper(
    page: Page, seat: Membership, sign_in: SignIn
) -> None:
    sign_in(make_instructor(seat.course, name="Miriam Castellanos"))
    page.goto(reverse("gradebook", args=[seat.course.slug]))
    table = page.locator(".scroll").first
    assert "linear-gradient" in table.evaluate(GROUND)
    page.emulate_media(media="print")
    assert table.evaluate(GROUND) == "none"
    assert table.evaluate("(each) => getComputedStyle(each).overflowX") == "visible"


@pytest.mark.browser
def test_a_note_that_one_has_jumped_to_keeps_a_distance_from_the_edge(
    page: Page, seat: Membership, sign_in: SignIn, address: str, essay: Post
) -> None:
    sign_in(seat)
    page.set_viewport_size({"width": 800, "height": 300})
    page.goto(f"{address}#fn-{essay.pk}-2")
    top = page.locator(f"#fn-{essay.pk}-2").evaluate("(each) => each.getBoundingClientRect().top")
    assert top >= 70


def test_what_is_still_missing_is_said_before_the_essay_is_handed_in(
    client: Client, seat: Membership, essay: Post
) -> None:
    Prompt.objects.update(minimum_words=5_000, minimum_sources=2)
    client.force_login(seat.author)
    page = client.get(reverse("post_submit", args=[essay.course.slug, essay.slug])).content.decode()
    before = page[page.index("Before you hand it in") : page.index("As it will read")]
    assert "of at least 5000 words: not enough yet" in before
    assert '<li data-met="yes">' in before
