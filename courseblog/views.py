"""Pages of the house itself: is it alive, and what it says when a form has grown stale."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.typed import typed_words


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers 200 when the site and its database are well, 503 when the database is not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse({"database": "well"})


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Gives back every word of a form whose token was stale, to be copied or sent again."""
    return render(request, "403_csrf.html", {"typed": typed_words(request)}, status=403)
