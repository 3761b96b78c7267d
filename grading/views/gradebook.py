"""The gradebook as a page and as a file."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, instructors, staff
from grading.book import as_csv, lines, prompts_of
from grading.desk import students_of
from grading.models import Export

A_PAGE = 50


@require_safe
@staff
def gradebook(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows a row for each student and a cell for each prompt."""
    prompts = prompts_of(seat.course)
    page = Paginator(students_of(seat.member), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "prompts": prompts, "lines": lines(seat.member, list(page), prompts)}
    return render(request, "grading/gradebook.html", context)


@require_safe
@instructors
def gradebook_csv(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Gives the whole gradebook as a file, and logs who took it."""
    file = as_csv(seat.member, students_of(seat.member), prompts_of(seat.course))
    if request.method == "GET":
        Export.objects.create(course=seat.course, by=seat.member.author)
    # The mark at the beginning tells spreadsheets that the names are in UTF-8.
    response = HttpResponse(file.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{seat.course.slug}-gradebook.csv"'
    return response
