"""The desk's page of the library."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, staff
from posts import source_desk

QUOTATIONS_A_PAGE = 10
READINGS_A_PAGE = 25


@require_safe
@staff
def source_desk_page(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows what waits in the library, quotations that disagree, and which assigned pages nobody cites."""
    quoted = Paginator(source_desk.quotations(seat), QUOTATIONS_A_PAGE).get_page(request.GET.get("quoted"))
    page = Paginator(source_desk.assigned_readings(seat), READINGS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": source_desk.library_counts(seat.member),
        "quoted": quoted,
        "quotations": source_desk.quotation_rows(seat, list(quoted)),
        "page": page,
        "readings": source_desk.assigned_rows(seat, list(page)),
    }
    return render(request, "grading/sources.html", context)
