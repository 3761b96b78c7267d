"""The desk itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, staff
from grading.desk import desk_of


@require_safe
@staff
def desk(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows what waits, and who has handed in this week."""
    return render(request, "grading/desk.html", {"desk": desk_of(seat.member)})
