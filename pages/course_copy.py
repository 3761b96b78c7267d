"""The page on which a course is copied for the next term."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, instructors
from courses.forms import CheckedForm, NewCourseForm
from courses.models import Course
from pages.copying import copy_course, proposed_day


class CopyForm(CheckedForm):
    """Asks what the new course is called and when it begins; all else is as in the old one."""

    starts = forms.DateField(
        label="The first week opens on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Every other date moves by as many days. On the same day of the week all of them keep theirs.",
    )

    class Meta:
        model = Course
        fields = ["title", "slug"]
        help_texts = NewCourseForm.Meta.help_texts

    def __init__(self, *args: object, has_weeks: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        if has_weeks:
            self.fields["starts"].required = True
        else:
            del self.fields["starts"]


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def course_copy(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Copies the course: its weeks, rubrics and sources, and nothing of its people."""
    day = proposed_day(seat.course)
    initial = {"title": seat.course.title, "starts": day}
    form = CopyForm(request.POST if request.method == "POST" else None, has_weeks=day is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        starts = words.get("starts") or seat.course.now().date()
        try:
            made = copy_course(
                origin=seat.course, title=words["title"], slug=words["slug"], starts=starts, by=request.user
            )
        except IntegrityError as error:  # the address was taken since the form was checked
            form.refuse(error)
        else:
            messages.success(request, "The copy is made. Look at its dates, then invite the class.")
            return redirect(made.course)
    counts = {"weeks": seat.course.prompts.count(), "sources": seat.course.sources.listed().count()}
    return render(request, "courses/course_copy.html", {"form": form, **counts}, status=422 if form.errors else 200)
