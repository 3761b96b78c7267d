"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authors.models import Author
from courses.models import Course, Membership, Role


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My courses; for a visitor the courses that are open, and the sign-in."""
    if not isinstance(request.user, Author):
        return render(request, "pages/welcome.html", {"courses": list(Course.objects.public()[:50])})
    seats = Membership.objects.current().filter(author=request.user).select_related("course", "section")
    may_create = request.user.is_staff or seats.filter(role=Role.INSTRUCTOR).exists()
    return render(
        request, "pages/home.html", {"seats": list(seats.order_by("-joined_at")[:50]), "may_create": may_create}
    )
