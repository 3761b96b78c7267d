"""Who may enter which page of a course, in one place: each view names its door.

A door turns the course's slug into a `Seat`. An anonymous visitor who may not enter is sent to sign in, whether the
course exists or not; a stranger who is signed in gets 404. Inside, each list asks `readable_by`.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from courses.models import Course, Membership
from courses.typed import typed_words
from courses.viewing import READS, present_view, student_seen, without_trace

P = ParamSpec("P")

# What may still be sent in an archived course: it changes nothing there, or ends the archive or a consent.
OPEN_IN_ARCHIVE: Final = frozenset(
    {"course_archive", "course_copy", "post_unpublish", "preview", "source_preview", "view_as"}
)


@dataclass(frozen=True)
class Seat:
    """A reader's place in a course; a visitor of an open course has no membership."""

    course: Course
    membership: Membership | None
    is_a_view: bool = False  # an instructor looks at the course as a student would

    @property
    def member(self) -> Membership:
        """The membership, behind a door that lets members alone in."""
        if self.membership is None:
            raise Http404
        return self.membership

    @property
    def is_staff(self) -> bool:
        """Whether the reader is an instructor or an assistant of the course."""
        return self.membership is not None and self.membership.is_staff

    @property
    def is_instructor(self) -> bool:
        """Whether the reader is an instructor of the course."""
        return self.membership is not None and self.membership.is_instructor


class SignedInRequest(HttpRequest):
    """A request behind a door that asks for a sign-in."""

    user: Author


class SeatedRequest(HttpRequest):
    """A request that has passed a door of a course."""

    user: Author
    seat: Seat


View = Callable[Concatenate[SeatedRequest, Seat, P], HttpResponse]
Door = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


def find_seat(request: HttpRequest, slug: str) -> Seat | None:
    """Returns the reader's seat in the course, a visitor's in one that is open, or none."""
    if request.user.is_authenticated:
        seats = Membership.objects.current().select_related("course", "section", "author")
        membership = seats.filter(course__slug=slug, author=request.user.pk).first()
        if membership:
            student = student_seen(request, membership)
            return Seat(membership.course, student or membership, is_a_view=student is not None)
    course = Course.objects.public().filter(slug=slug).first()
    return Seat(course, None) if course else None


def _door(admits: Callable[[Seat], bool]) -> Callable[[View[P]], Door[P]]:
    def decorate(view: View[P]) -> Door[P]:
        @wraps(view)
        def enter(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            seat = find_seat(request, slug)
            if seat is None or not admits(seat):
                if request.user.is_authenticated:
                    raise Http404
                return _sign_in_first(request)
            seated = cast("SeatedRequest", request)
            seated.seat = seat
            with timezone.override(seat.course.zone), _manner(request, seat):
                return _refusal(request, seat) or view(seated, seat, *args, **kwargs)

        return cast("Door[P]", enter)

    return decorate


def _manner(request: HttpRequest, seat: Seat) -> AbstractContextManager[None]:
    return without_trace(request, seat.member) if seat.is_a_view else nullcontext()


def _refusal(request: HttpRequest, seat: Seat) -> HttpResponse | None:
    """Returns the page that says why nothing is changed in an archived course, with what was typed; none elsewhere."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    if seat.course.archived_at is None or request.method in READS or here in OPEN_IN_ARCHIVE:
        return None
    return render(request, "courses/archived.html", {"typed": typed_words(request)}, status=403)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Sends a visitor to sign in; what was typed before the session ended is given back first."""
    typed = typed_words(request)
    if not typed:
        return redirect_to_login(request.get_full_path())
    return render(request, "courses/signed_out.html", {"typed": typed}, status=403)


def visitors(view: View[P]) -> Door[P]:
    """Lets members in, and anyone where the course is open; what they see is the lists' matter."""
    return _door(lambda seat: True)(view)


def members(view: View[P]) -> Door[P]:
    """Lets members of the course in."""
    return _door(lambda seat: seat.membership is not None)(view)


def staff(view: View[P]) -> Door[P]:
    """Lets instructors and assistants in; an assistant's lists end at their section."""
    return _door(lambda seat: seat.is_staff)(view)


def instructors(view: View[P]) -> Door[P]:
    """Lets the course's instructors in."""
    return _door(lambda seat: seat.is_instructor)(view)


def signed_in(view: Callable[[SignedInRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lets in whoever has signed in, where the address is about nothing but their own session."""

    @wraps(view)
    def enter(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("home"))
        return view(cast("SignedInRequest", request))

    return enter


def course_makers(view: Callable[[SignedInRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lets in those who may make a course: site administrators, and whoever teaches one already."""

    @wraps(view)
    def enter(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        seats = Membership.objects.current().instructors().filter(author=request.user.pk)
        if not (request.user.is_staff or seats.exists()):
            raise Http404
        return view(cast("SignedInRequest", request))

    return enter


def place(request: HttpRequest) -> dict[str, object]:
    """Gives templates the reader's seat, `seat`, and the course, `course`, on the pages of a course.

    On every page, `looking` says what an instructor looks at as a student, if anything.
    """
    seat, looking = getattr(request, "seat", None), present_view(request)
    return {"seat": seat, "course": seat.course, "looking": looking} if seat else {"looking": looking}
