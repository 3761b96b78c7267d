"""The picker of sources: found, placed and put into the text by keys alone; a source added without leaving the page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.models import Membership
from posts.models import Post
from sources.models import Reading, Source
from tests.factories_sources import make_source
from tests.look.conftest import SignIn

pytestmark = pytest.mark.browser

BODY = "textarea[name=body]"
FIELD = "#pick"


@pytest.fixture
def hufton(seat: Membership) -> Source:
    """A book in the library that the week assigns."""
    book = make_source(
        seat.course,
        author=[{"family": "Hufton", "given": "Olwen"}],
        title="The Poor of Eighteenth-Century France",
        publisher="Clarendon Press",
        issued={"date-parts": [[1974]]},
    )
    Reading.objects.create(prompt=seat.course.prompts.get(), source=book, pages="94-98", first_page=94, last_page=98)
    return book


@pytest.fixture
def write(page: Page, seat: Membership, hufton: Source, sign_in: SignIn) -> str:
    """Opens the editor of a week with one reading, in a library with one more book."""
    make_source(seat.course, author=[{"family": "Rudé", "given": "Georges"}], title="The Crowd in History")
    sign_in(seat)
    address = reverse("write", args=[seat.course.slug, seat.course.prompts.get().week])
    page.goto(address)
    return address


@pytest.mark.usefixtures("write")
def test_a_note_is_made_with_keys_alone_and_undone_with_one(page: Page) -> None:
    page.locator(BODY).press_sequentially("Bread came first.")
    page.keyboard.press("ArrowLeft")  # before the full stop: the note goes behind it
    page.keyboard.press("Control+Alt+f")
    page.keyboard.type("@")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator("#picks [role=group]").first).to_contain_text("This week’s readings")
    expect(page.locator("#picks [role=group]").first).to_contain_text("Assigned: 94–98")
    page.keyboard.press("Enter")
    expect(page.get_by_label("From")).to_be_focused()
    page.keyboard.type("94")
    page.keyboard.press("Tab")
    page.keyboard.type("95")
    page.keyboard.press("Enter")
    note = "Olwen Hufton, *The Poor of Eighteenth-Century France* (Clarendon Press, 1974), 94–95."
    expect(page.locator(BODY)).to_have_value(f"Bread came first.(({note}))")
    expect(page.locator(BODY)).to_be_focused()
    page.keyboard.type(" Then land.")
    expect(page.locator(BODY)).to_have_value(f"Bread came first.(({note})) Then land.")
    expect(page.locator("#notes a").first).to_have_text(
        "Olwen Hufton, The Poor of Eighteenth-Century France (Clarendon Press, 1974), 94–95."
    )
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(page.locator(BODY)).to_have_value("Bread came first.((@))")


@pytest.mark.usefixtures("write")
def test_no_key_comes_between_the_focus_and_the_note(page: Page) -> None:
    page.locator(BODY).press_sequentially("Bread came first.")
    page.keyboard.press("Control+Alt+f")
    page.keyboard.type("@")
    expect(page.locator("#picks a").first).to_be_visible()
    page.locator(BODY).evaluate(
        """(area) => area.addEventListener("focus", () => queueMicrotask(() => (area.dataset.met = area.value)))"""
    )
    page.keyboard.press("Enter")
    expect(page.get_by_label("From")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(BODY)).to_have_attribute("data-met", re.compile("Hufton"))


@pytest.mark.usefixtures("write")
def test_the_library_is_searched_and_the_pointer_takes_a_source(page: Page) -> None:
    page.locator(BODY).fill("Crowds think.")
    page.get_by_role("button", name="Source").click()
    page.locator(FIELD).fill("rude crowd")
    options = page.locator("#picks [role=option]")
    expect(options.first).to_contain_text("The Crowd in History")
    expect(options).to_have_count(2)  # the other one adds a source
    expect(page.locator(FIELD)).to_have_attribute("aria-activedescendant", "pick-0")
    options.first.click()
    page.get_by_text("By its key:").click()
    page.get_by_label("From").fill("7")
    page.get_by_role("button", name="Insert the note").click()
    expect(page.locator(BODY)).to_have_value("Crowds think.((@rude-crowd-history, 7.))")


@pytest.mark.usefixtures("write")
def test_escape_leaves_the_text_as_it_was(page: Page) -> None:
    page.locator(BODY).press_sequentially("Bread.((See @")
    expect(page.locator("#picks [role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BODY)).to_be_focused()
    page.keyboard.type("x")
    expect(page.locator(BODY)).to_have_value("Bread.((See @x")


@pytest.mark.usefixtures("write")
def test_an_at_sign_outside_a_note_or_inside_a_word_is_a_sign(page: Page) -> None:
    page.locator(BODY).press_sequentially("ana@ @ ((ana@")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_source_used_in_the_draft_is_offered_in_its_short_form(page: Page, write: str) -> None:
    page.locator(BODY).fill("One.((Albert Soboul, The Sans-Culottes (Princeton University Press, 1980), 3.)) Two.")
    expect(page.locator(".editor-status span")).to_contain_text("Saved ")
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Source").click()
    expect(page.locator("#picks")).to_contain_text("Used in this post")
    page.locator("#picks [role=option]").filter(has_text="Soboul").click()
    page.get_by_label("From").fill("9")
    page.keyboard.press("Enter")
    expect(page.locator(BODY)).to_have_value(
        "One.((Albert Soboul, The Sans-Culottes (Princeton University Press, 1980), 3.))"
        " Two.((Soboul, *Sans-Culottes*, 9.))"
    )


@pytest.mark.usefixtures("write")
def test_a_pasted_citation_becomes_a_source_without_leaving_the_page(page: Page, seat: Membership) -> None:
    page.locator(BODY).fill("Bread.")
    page.get_by_role("button", name="Source").click()
    page.locator("[data-new]").click()
    page.get_by_label("A citation, or a record").fill(
        "Lynn Hunt, Politics, Culture, and Class (University of California Press, 1984), 12."
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("#new-forms")).to_contain_text("Hunt, Lynn. Politics, Culture, and Class.")
    page.get_by_role("button", name="Add the source").click()
    page.get_by_label("From").fill("12")
    page.keyboard.press("Enter")
    expect(page.locator(BODY)).to_have_value(
        "Bread.((Lynn Hunt, *Politics, Culture, and Class* (University of California Press, 1984), 12.))"
    )
    assert Source.objects.get(title="Politics, Culture, and Class").proposed_by == seat.author


@pytest.mark.usefixtures("write")
def test_a_likely_double_is_told_before_it_is_saved_and_can_be_taken_instead(page: Page, hufton: Source) -> None:
    page.locator(BODY).fill("Bread.")
    page.get_by_role("button", name="Source").click()
    page.locator("[data-new]").click()
    page.get_by_label("A citation, or a record").fill(
        "TY  - BOOK\nAU  - Hufton, Olwen\nTI  - The Poor of Eighteenth-Century France\n"
        "PB  - Clarendon Press\nPY  - 1974"
    )
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("dialog [role=alert]")).to_contain_text("seems to have this source already")
    page.locator("dialog [role=alert] a").click()
    page.get_by_text("By its key:").click()
    page.keyboard.press("Enter")
    expect(page.locator(BODY)).to_have_value(f"Bread.((@{hufton.key}.))")
    assert Source.objects.count() == 2


@pytest.mark.usefixtures("write")
def test_what_cannot_be_read_is_given_back_with_a_sentence(page: Page) -> None:
    page.get_by_role("button", name="Source").click()
    page.locator("[data-new]").click()
    page.get_by_label("A citation, or a record").fill("that book we talked about")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("dialog .errorlist")).to_contain_text("could not be read")
    expect(page.get_by_label("A citation, or a record")).to_have_value("that book we talked about")
    page.get_by_label("Or the kind of source").select_option("webpage")
    page.get_by_role("button", name="Type it in").click()
    expect(page.get_by_label("URL")).to_be_visible()


def test_a_picked_source_is_cited_by_the_saved_post(page: Page, write: str, seat: Membership, hufton: Source) -> None:
    page.locator("input[name=title]").fill("Bread")
    page.locator(BODY).fill("Bread.")
    page.get_by_role("button", name="Source").click()
    page.locator("#picks [role=option]").first.click()
    page.get_by_label("From").fill("94")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("Saved at")
    revision = Post.objects.get(author=seat.author).revisions.get()
    assert [each.source for each in revision.footnotes.get().citations.all()] == [hufton]
