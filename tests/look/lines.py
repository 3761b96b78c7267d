"""The line between a browser and the server, as it is on a train."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route

Handle = Callable[[Route], None]


class Line:
    """
    Has a request to an address answered in the server's place.

    It is mended, never taken away: a browser that is told to ask no more forgets what it has just asked for, and with
    it the scripts of a page that is still loading.
    """

    def __init__(self, browser: Page | BrowserContext, pattern: str, handle: Handle) -> None:
        self._handle: Handle | None = handle
        browser.route(pattern, self._answer)

    def _answer(self, route: Route) -> None:
        if self._handle:
            self._handle(route)
        else:
            route.continue_()

    def turn(self, handle: Handle) -> None:
        """Answers in another way from now on."""
        self._handle = handle

    def mend(self) -> None:
        """Lets everything through from now on."""
        self._handle = None


def is_post(route: Route) -> bool:
    """Whether a request brings words."""
    return route.request.method == "POST"


def refuse_posts(route: Route) -> None:
    """Pages come, words do not go."""
    if is_post(route):
        route.abort()
    else:
        route.continue_()


def refuse_autosaves(route: Route) -> None:
    """Cuts the autosave's line; the buttons still reach the server."""
    if "autosave" in (route.request.post_data or ""):
        route.abort()
    else:
        route.continue_()
