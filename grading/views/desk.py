"""The desk itself."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, staff
from grading.desk import desk_of, weeks_of


@require_safe
@staff
def desk(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows what waits, and who has handed in to the week that opened last, or to another."""
    week = request.GET.get("week", "")
    chosen = int(week) if week.isascii() and week.isdigit() and len(week) < 4 else None
    context = {"desk": desk_of(seat.member, chosen), "weeks": weeks_of(seat.course)}
    return render(request, "grading/desk.html", context)
