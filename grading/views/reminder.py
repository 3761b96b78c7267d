"""The page on which students who have not handed in are reminded."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, staff
from courses.models import Prompt
from grading.mail import reminder_letter
from grading.missing import missing_from, told
from grading.reminding import newest_reminder, remind
from grading.views.typed import key_in

A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def reminder(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """Shows who has not handed in to a week, and the letter as it would leave; sends it to those who are ticked."""
    prompt = get_object_or_404(Prompt.objects.opened(seat.course).select_related("course"), week=week)
    if request.method == "POST":
        _remind(request, seat, prompt)
        return redirect("reminder", seat.course.slug, week)
    page = Paginator(missing_from(seat.member, prompt), A_PAGE).get_page(request.GET.get("page"))
    missing = told(prompt, page)
    open_still = [each for each in missing if each.deadline.is_open()]
    context = {
        "prompt": prompt,
        "page": page,
        "missing": missing,
        "letter": reminder_letter(open_still[0], prompt, origin=request.build_absolute_uri("/"))
        if open_still
        else None,
        "seen": newest_reminder(prompt),
    }
    return render(request, "grading/reminder.html", context)


def _remind(request: SeatedRequest, seat: Seat, prompt: Prompt) -> None:
    seats = None if "all" in request.POST else [key_in(key) for key in request.POST.getlist("seat")]
    if seats == []:
        messages.error(request, "Nobody was reminded: tick at least one student.")
        return
    seen, origin = key_in(request.POST.get("seen", "")), request.build_absolute_uri("/")
    reached = remind(prompt=prompt, seats=seats, seen=seen, by=seat.member, origin=origin)
    if not reached:
        why = "Each of them has handed in or was reminded since you opened this page."
        messages.error(request, f"Nobody was reminded. {why}")
        return
    count = len(reached)
    messages.success(request, f"Reminded: {count} student{'' if count == 1 else 's'}, by mail.")
