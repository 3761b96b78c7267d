"""The page on which marks are released, and withdrawn together."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, instructors
from grading.actions import release as release_marks
from grading.actions import withdraw_all
from grading.forms import WithdrawForm
from grading.models import Assessment, AssessmentQuerySet, MarkState
from grading.releasing import for_page, lines_of, marks_in, seal_of, told_of
from grading.views.typed import key_in

A_PAGE = 50
CHANGED = "The list changed since you opened it, and nothing was done. Look at it again."


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def release(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows the ready marks with what changes and who is told, or the released ones; releases or withdraws."""
    is_out = request.GET.get("list") == "released"
    week = request.GET.get("week", "")
    chosen_week = int(week) if week.isascii() and week.isdigit() and len(week) < 4 else None
    marks = marks_in(MarkState.RELEASED if is_out else MarkState.READY, seat.member, chosen_week)
    withdrawal = WithdrawForm(request.POST if request.method == "POST" and is_out else None)
    if request.method == "POST" and not is_out:
        _release(request, seat, marks)
        return redirect(request.get_full_path())
    if withdrawal.is_valid():
        _withdraw(request, seat, marks, withdrawal.cleaned_data["why"])
        return redirect(request.get_full_path())
    page = Paginator(for_page(marks), A_PAGE).get_page(request.GET.get("page"))
    present = set(seat.course.memberships.current().values_list("author", flat=True))
    context = {
        "page": page,
        "lines": lines_of(list(page), present),
        "told": None if is_out else told_of(marks, present),
        "seal": "" if is_out else seal_of(marks.values_list("pk", "version")),
        "is_out": is_out,
        "week": chosen_week,
        "weeks": list(seat.course.prompts.order_by("week").values_list("week", "title")),
        "withdrawal": withdrawal,
    }
    return render(request, "grading/release.html", context, status=422 if withdrawal.errors else 200)


def _chosen(request: SeatedRequest, marks: AssessmentQuerySet) -> list[Assessment] | None:
    """Returns the marks that were chosen as they were seen, or none where one of them changed since."""
    if "all" in request.POST:
        found = list(marks)
        return found if seal_of((mark.pk, mark.version) for mark in found) == request.POST["all"] else None
    wanted = {tuple(map(key_in, key.split("-", 1))) for key in request.POST.getlist("mark")}
    found = [mark for mark in marks.filter(pk__in=[key[0] for key in wanted]) if (mark.pk, mark.version) in wanted]
    return found if len(found) == len(wanted) else None


def _release(request: SeatedRequest, seat: Seat, marks: AssessmentQuerySet) -> None:
    chosen = _chosen(request, marks)
    if chosen is None:
        messages.error(request, CHANGED)
    elif released := release_marks(assessments=chosen, by=seat.member, origin=request.build_absolute_uri("/")):
        count = len(released)
        messages.success(request, f"Released: {count} mark{'' if count == 1 else 's'}. Each student is told by mail.")
    else:
        messages.error(request, "Nothing was released: choose at least one mark.")


def _withdraw(request: SeatedRequest, seat: Seat, marks: AssessmentQuerySet, why: str) -> None:
    chosen = _chosen(request, marks)
    if chosen is None:
        messages.error(request, CHANGED)
    elif chosen:
        withdraw_all(assessments=chosen, by=seat.member, why=why)
        count = len(chosen)
        said = f"Withdrawn: {count} mark{'' if count == 1 else 's'}. The students do not see them any more, and no mail"
        messages.success(request, f"{said} says so; they are drafts again.")
    else:
        messages.error(request, "Nothing was withdrawn: choose at least one mark.")
