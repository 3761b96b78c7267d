"""The database and the browser that the tests run on."""

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import hypothesis
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test.utils import override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

# The suite says the same of the same code each time; `make test ARGS=--hypothesis-profile=searching` looks further.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("searching", deadline=None)
hypothesis.settings.load_profile("steady")

expect.set_options(timeout=15_000)  # a busy machine is slow, and slow is no fault of the page

QUIET_BROWSER = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # root and most containers have none, and the only pages that are opened are our own
    # Nothing but the site under test has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests() -> Iterator[None]:
    """Passwords are hashed fast, and static files are found where they are written, without collecting them."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: DjangoDbBlocker) -> None:
    """Gives every process of tests a database of its own, so that runs at the same time do not meet."""
    name = f"test_{settings.DATABASES['default']['NAME']}"
    with django_db_blocker.unblock():
        if "DATABASE_URL" not in os.environ:  # only the embedded server is surely used by this machine alone
            _drop_left_behind(name)
        connection.close()
    connection.settings_dict["TEST"]["NAME"] = f"{name}_{os.getpid()}"


def _drop_left_behind(name: str) -> None:
    """Drops the databases of runs that were killed before they could do it themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{re.escape(name)}_[0-9]+$"])
        for (database,) in cursor.fetchall():
            if not _lives(int(database.rpartition("_")[2])):
                with suppress(OperationalError):  # another run was quicker
                    cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(database)}")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `make test` found; that there is none is a failure of the test, never a reason to skip."""
    path = os.environ.get("COURSEBLOG_CHROMIUM")
    if not path:
        pytest.fail("COURSEBLOG_CHROMIUM does not name a browser: run `make test`, which finds or installs one.")
    # Playwright keeps an event loop in this thread, which Django would take for a reason to refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET_BROWSER)
        yield chromium
        chromium.close()


@pytest.fixture
def live_server(live_server: LiveServer, transactional_db: None) -> Iterator[LiveServer]:
    """The site under test, which has answered every request before the database is emptied for the next test.

    A browser that is closed does not wait for the answer to what it asked last, and the request that goes on then
    holds some tables and wants others, as the emptying does: one of the two would be refused.
    """
    yield live_server
    _wait_for_last_answers(time.monotonic() + 30)


def _wait_for_last_answers(deadline: float) -> None:
    for thread in threading.enumerate():
        if thread.name.endswith("(process_request_thread)"):  # as socketserver names a connection's thread
            thread.join(max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive(), "The site still answers a request, or the test left a browser open."


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """A browser with nothing in it yet, whose addresses begin at the site under test."""
    fresh = browser.new_context(base_url=live_server.url, locale="en-US", viewport={"width": 1280, "height": 900})
    fresh.set_default_timeout(20_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test where a script breaks or the page asks for what its policy forbids."""
    faults: list[str] = []

    def note_refusal(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    def note_breakage(error: Error) -> None:
        faults.append(f"{error.name}: {error.message}")

    fresh = context.new_page()
    fresh.on("console", note_refusal)
    fresh.on("pageerror", note_breakage)
    yield fresh
    assert faults == []
