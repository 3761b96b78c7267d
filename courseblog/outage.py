"""When the database does not answer: the page says so, and gives back what was typed."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from courses.typed import typed_words


class OutageMiddleware:
    """Answers 503 with the typed words where the database is away; the site recovers by itself when it is back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answers for a view that could not reach the database."""
        if not isinstance(fault, OperationalError | InterfaceError):
            return None
        page = render_to_string("503.html", {"typed": typed_words(request)})
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})
