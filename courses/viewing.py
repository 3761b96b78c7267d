"""A course as a student of a section would see it: through the eyes of nobody real, who can change nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from authors.models import Author
from courses.models import Course, Membership, Role, Section
from courses.typed import typed_words

LASTS: Final = timedelta(minutes=30)
NOBODY: Final = 2**63 - 1  # the key of a row that no table holds
SESSION_KEY: Final = "view_as_student"
READS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
STAY_OPEN: Final = frozenset({"view_as_end", "account_logout", "account_login"})


def begin_view(request: HttpRequest, section: Section) -> None:
    """Lets the reader see the section’s course as one of its students would, for half an hour."""
    request.session[SESSION_KEY] = {
        "course": section.course.slug,
        "title": section.course.title,
        "section": section.pk,
        "name": section.name,
        "until": (timezone.now() + LASTS).timestamp(),
    }


def end_view(request: HttpRequest) -> str:
    """Ends the view, and returns the slug of the course that was seen, or ""."""
    seen = request.session.pop(SESSION_KEY, None)
    return str(seen["course"]) if seen else ""


def present_view(request: HttpRequest) -> dict[str, object] | None:
    """Returns what is seen as whom, while that lasts."""
    seen = request.session.get(SESSION_KEY) if hasattr(request, "session") else None
    return seen if seen and seen["until"] > timezone.now().timestamp() else None


def student_seen(request: HttpRequest, own: Membership) -> Membership | None:
    """Returns the seat of a student whom nobody is, where the reader, an instructor, looks at the course as one."""
    seen = present_view(request)
    if seen is None or seen["course"] != own.course.slug:
        return None
    section = Section.objects.filter(pk=str(seen["section"]), course=own.course_id).first()
    if section is None or not own.is_instructor:
        end_view(request)
        return None
    return _nobody(own.course, section)


def _nobody(course: Course, section: Section) -> Membership:
    author = Author(pk=NOBODY, name="A student", email="a.student@view.invalid")
    return Membership(pk=NOBODY, course=course, section=section, author=author, role=Role.STUDENT)


@contextmanager
def without_trace(request: HttpRequest, student: Membership) -> Iterator[None]:
    """Answers as to the student, and takes back whatever the answer has stored."""
    reader, request.user = request.user, student.author
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        request.user = reader


class LookingOnlyMiddleware:
    """Refuses whatever would change something while the reader looks as a student, and gives the words back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """Returns the refusal, or none where the view may answer."""
        here = request.resolver_match.url_name if request.resolver_match else ""
        if request.method in READS or here in STAY_OPEN or present_view(request) is None:
            return None
        return render(request, "courses/looking_only.html", {"typed": typed_words(request)}, status=403)
