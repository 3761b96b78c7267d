"""What a week asks for, as its instructor writes it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, instructors
from courses.models import Prompt
from grading.rubric_actions import copy_rubric
from pages.prompt_forms import PromptForm, next_week


@require_http_methods(["GET", "POST"])
@instructors
def prompt_new(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Writes a new week."""
    form = PromptForm(request.POST or None, instance=Prompt(course=seat.course), initial=next_week(seat.course))
    last = seat.course.prompts.first()
    answer = _write(request, form)
    if last and form.instance.pk:
        copy_rubric(origin=last, prompt=form.instance, by=seat.member)
    return answer


@require_http_methods(["GET", "POST"])
@instructors
def prompt_edit(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """Changes a week."""
    prompts = Prompt.objects.select_related("course")
    with transaction.atomic():
        if request.method == "POST":
            prompts = prompts.select_for_update(of=("self",))  # whoever saves it at this moment is waited for, and seen
        prompt = get_object_or_404(prompts, course=seat.course, week=week)
        return _write(request, PromptForm(request.POST or None, instance=prompt))


def _write(request: SeatedRequest, form: PromptForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.save_or_refuse():
        messages.success(request, f"Week {form.instance.week} is saved.")
        return redirect("week", request.seat.course.slug, form.instance.week)
    return render(request, "pages/prompt_form.html", {"form": form, "is_new": form.instance.pk is None})
