"""The page on which the rubric of a week is written."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, instructors
from courses.models import Prompt
from grading.models import Assessment, Rubric
from grading.rubric_actions import save_rubric, written
from grading.rubric_forms import CriterionForm, criteria_in, rubric_form
from grading.views.typed import key_in
from posts.actions import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def rubric(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """Shows the rubric of a week, empty or filled from another week's, and saves it."""
    prompt = get_object_or_404(Prompt.objects.select_related("course"), course=seat.course, week=week)
    current = Rubric.objects.in_force(prompt)
    if request.method != "POST":
        return _page(request, prompt, current, rubric_form(None, written(_shown(request, prompt) or current)))
    rows = rubric_form(request.POST, [])
    if not rows.is_valid():
        return _page(request, prompt, current, rows)
    try:
        save_rubric(prompt=prompt, criteria=criteria_in(rows), by=seat.member)
    except NotAllowed as refusal:
        return _page(request, prompt, current, rows, str(refusal))
    messages.success(request, f"The rubric of week {prompt.week} is saved.")
    return redirect("rubric", seat.course.slug, prompt.week)


def _shown(request: SeatedRequest, prompt: Prompt) -> Rubric | None:
    """Returns the rubric of the week that is to be copied, if one was chosen."""
    week = key_in(request.GET.get("from"))
    origin = Prompt.objects.filter(course=prompt.course, week=week).first()
    return Rubric.objects.in_force(origin) if origin else None


def _page(
    request: SeatedRequest,
    prompt: Prompt,
    current: Rubric | None,
    rows: "forms.BaseFormSet[CriterionForm]",
    refusal: str = "",
) -> HttpResponse:
    others = Prompt.objects.filter(course=prompt.course, pk__in=Rubric.objects.values("prompt")).exclude(pk=prompt.pk)
    context = {
        "prompt": prompt,
        "rubric": current,
        "is_used": current is not None and Assessment.objects.filter(rubric=current).exists(),
        "rows": rows,
        "refusal": refusal,
        "others": list(others.order_by("week").values_list("week", "title")[:60]),
    }
    return render(request, "grading/rubric.html", context)
