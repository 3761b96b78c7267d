"""People at their own browsers."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from authors.models import Author
from tests.factories import PASSWORD

SignIn = Callable[[Author], Page]


@pytest.fixture
def sign_in(browser: Browser, live_server: LiveServer) -> Iterator[SignIn]:
    """Opens a browser of their own for each person and signs in by the form."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_browser(person: Author) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="en-US", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(error.message))
        page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        page.goto("/accounts/login/")
        page.get_by_label("E-mail").fill(person.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", level=1).wait_for()
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert faults == []


def serious_faults(page: Page) -> list[str]:
    """Returns what axe finds serious or critical on the page, in words."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:120]})"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
