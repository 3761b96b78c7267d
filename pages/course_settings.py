"""The settings of a course; a change of how notes are printed prints them again."""

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from courses.access import Seat, SeatedRequest, instructors
from courses.forms import CourseSettingsForm
from courses.models import Course
from posts.library import reprint_course


@require_http_methods(["GET", "POST"])
@instructors
def course_edit(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Changes how the course works, and adds and renames its sections."""
    # A copy, so that a refused title does not stand at the top of the page.
    form = CourseSettingsForm(request.POST or None, instance=copy(seat.course))
    if request.method == "POST" and form.is_valid() and _save(form, seat.course):
        messages.success(request, "The settings are saved.")
        return redirect("course_edit", seat.course.slug)
    return render(request, "courses/course_edit.html", {"form": form})


@transaction.atomic
def _save(form: CourseSettingsForm, before: Course) -> bool:
    """Saves the settings and, where the manual's edition or ibid. changed, prints every note of the course again."""
    if not form.save_or_refuse():
        return False
    if form.instance.style() != before.style():
        reprint_course(course=form.instance)
    return True


@require_POST
@instructors
def course_archive(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Puts the course into the archive, where it is only read, or takes it out again."""
    into = request.POST.get("to") == "archive"
    archived_at = (seat.course.archived_at or timezone.now()) if into else None
    Course.objects.filter(pk=seat.course.pk).update(archived_at=archived_at)
    said = (
        "The course is archived: all of it can be read, nothing in it changes." if into else "The course is open again."
    )
    messages.success(request, said)
    return redirect("course_edit", seat.course.slug)
