"""One student's row of the gradebook, opened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, staff
from grading.book import prompts_of
from grading.student_book import log_of, outside, weeks_of
from grading.views.gradebook import student_of


@require_safe
@staff
def gradebook_student(request: SeatedRequest, seat: Seat, student: int) -> HttpResponse:
    """Shows a student's posts, marks and replies, week by week."""
    found = student_of(seat, student)
    context = {
        "student": found,
        "work": weeks_of(seat.member, found, prompts_of(seat.course)),
        "outside": outside(seat.member, found),
        "log": log_of(seat.member, found),
    }
    return render(request, "grading/gradebook_student.html", context)
