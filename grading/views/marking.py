"""The list of what is to be marked."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, staff
from grading.selection import Order, Standing
from grading.views.selecting import selection_in
from grading.worklist import worklist, works_of

A_PAGE = 50


@require_safe
@staff
def marking(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows the posts to be marked, filtered and sorted as the address says."""
    selection = selection_in(request.GET)
    page = Paginator(worklist(seat.member, selection), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "works": works_of(seat.member, list(page)),
        "weeks": list(seat.course.prompts.order_by("week").values_list("week", "title")),
        "states": Standing.choices,
        "orders": Order.choices,
        "sections": list(seat.course.sections.values_list("pk", "name")) if seat.is_instructor else [],
        "selection": selection,
    }
    return render(request, "grading/marking.html", context)
