"""A form that is too large to be read: the page says so, instead of a bare refusal."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

READ_AT_MOST: Final = 50 * 1024 * 1024  # a browser shows the answer only when it could send all that it has
PIECE: Final = 64 * 1024


class TooLargeMiddleware:
    """Answers 413 to a form of words past the limit, which Django would refuse before any page could answer.

    The words are not given back, for they are never taken in: the editor keeps its own copy in the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request."""
        if not _is_too_large(request):
            return self.get_response(request)
        for _ in range(READ_AT_MOST // PIECE):
            if not request.read(PIECE):
                break
        return HttpResponse(render_to_string("413.html"), status=413)


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_form = request.content_type == "application/x-www-form-urlencoded"
    return is_form and length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
