"""The roster as a file: taken in after a dry run, and given out; and the log of who changed it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.access import Seat, SeatedRequest, instructors
from courses.models import RosterEntry, RosterStep
from courses.roster.plan import Kind, Plan, plan_of
from courses.roster.taking_in import take_in
from courses.roster.writing import roster_file
from courses.roster_forms import RosterForm
from courses.spreadsheet import Unreadable

LINES_ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def roster_import(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Takes people in from a file: first what would change, then the change."""
    form = RosterForm(*_sent(request), course=seat.course)
    if not form.is_valid() or "again" in request.POST:
        return _form_page(request, form)
    try:
        if "plan" in request.POST:
            return _carry_out(request, seat, form)
        plan = plan_of(form.cleaned_data["text"], by=seat.member, options=form.options())
    except Unreadable as fault:
        form.add_error("text", str(fault))
        return _form_page(request, form)
    return _plan_page(request, form, plan)


def _sent(request: SeatedRequest) -> tuple[object, object]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _carry_out(request: SeatedRequest, seat: Seat, form: RosterForm) -> HttpResponse:
    """Does what was shown, or shows what would change now."""
    plan, done = take_in(
        form.cleaned_data["text"],
        by=seat.member,
        options=form.options(),
        shown=request.POST["plan"],
        site=request.build_absolute_uri("/").rstrip("/"),
    )
    if not done:
        messages.warning(request, "The roster changed meanwhile. Look again at what would change; nothing was done.")
        return _plan_page(request, form, plan)
    counts = ", ".join(f"{len(plan.of(kind)):,} {kind}" for kind in (Kind.ADDED, Kind.CHANGED, Kind.DROPPED))
    messages.success(request, f"The roster is taken in: {counts}. Whoever is invited has a letter on its way.")
    return redirect("people", seat.course.slug)


def _plan_page(request: SeatedRequest, form: RosterForm, plan: Plan) -> HttpResponse:
    return render(request, "courses/roster_check.html", {"form": form, "plan": plan})


def _form_page(request: SeatedRequest, form: RosterForm) -> HttpResponse:
    """Shows the form with all that was pasted or read from a file."""
    status = 422 if form.errors else 200
    if form.is_bound and form.cleaned_data.get("text"):
        form.data = request.POST.copy()
        form.data["text"] = form.cleaned_data["text"]
    return render(request, "courses/roster_import.html", {"form": form}, status=status)


@require_safe
@instructors
def roster_csv(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Gives the roster as a file, and logs who took it."""
    file = roster_file(seat.course)
    if request.method == "GET":
        RosterEntry.objects.create(course=seat.course, step=RosterStep.EXPORTED, by=seat.member.author)
    # The mark at the beginning tells spreadsheets that the names are in UTF-8.
    response = HttpResponse(file.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{seat.course.slug}-roster.csv"'
    return response


@require_safe
@instructors
def roster_log(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows who changed the roster, or took it away, the latest first."""
    rows = seat.course.roster_log.select_related("by")
    page = Paginator(rows, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/roster_log.html", {"page": page})
