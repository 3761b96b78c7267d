"""The page on which marks are released."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, instructors
from grading.actions import release as release_marks
from grading.models import Assessment
from grading.releasing import lines_of
from grading.views.typed import key_in
from grading.worklist import NAME

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def release(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows the ready marks and who will be told, and releases some or all."""
    ready = Assessment.objects.in_charge_of(seat.member).ready()
    if request.method == "POST":
        chosen = ready if "all" in request.POST else ready.filter(pk__in=map(key_in, request.POST.getlist("mark")))
        released = release_marks(assessments=chosen, by=seat.member, origin=request.build_absolute_uri("/"))
        _tell(request, len(released))
        return redirect("release", seat.course.slug)
    marks = ready.select_related("post__author", "post__prompt", "post__section", "revision", "grader")
    marks = marks.defer("feedback_html", "revision__body", "revision__body_html")
    marks = marks.annotate(name=NAME).order_by("post__prompt__week", "name", "pk")
    page = Paginator(marks, A_PAGE).get_page(request.GET.get("page"))
    told = set(seat.course.memberships.current().values_list("author", flat=True))
    return render(request, "grading/release.html", {"page": page, "lines": lines_of(list(page), told)})


def _tell(request: SeatedRequest, count: int) -> None:
    if count:
        messages.success(request, f"Released: {count} mark{'' if count == 1 else 's'}. Each student is told by mail.")
    else:
        messages.error(request, "Nothing was released: choose at least one mark.")
