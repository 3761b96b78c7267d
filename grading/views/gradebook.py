"""The gradebook as a page and as files, and marks taken in from one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.access import Seat, SeatedRequest, instructors, staff
from courses.models import Membership
from courses.spreadsheet import Unreadable, written
from grading.actions import Conflict, NotAllowed
from grading.book import lines, prompts_of
from grading.desk import students_of
from grading.excusing import end_excusal, excuse
from grading.models import Excusal, Export
from grading.participating import Outdated
from grading.spreadsheet.canvas_list import fill
from grading.spreadsheet.forms import ExcuseForm, MarksForm
from grading.spreadsheet.layouts import LAYOUTS, Row
from grading.spreadsheet.taking_in import MOST_CHANGES, Plan, plan_of, take_in
from grading.windows import A_PAGE, window_of


@require_safe
@staff
def gradebook(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows a row for each student and a cell for each prompt."""
    weeks = window_of(prompts_of(seat.course), request.GET.get("weeks"))
    page = Paginator(students_of(seat.member), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "weeks": weeks, "lines": lines(seat.member, list(page), list(weeks)), "layouts": LAYOUTS}
    return render(request, "grading/gradebook.html", context)


@require_safe
@instructors
def gradebook_csv(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Gives the whole gradebook as a file, in the layout that `?for=` names, and logs who took it."""
    layout = LAYOUTS.get(request.GET.get("for", "all"))
    if layout is None:
        raise Http404
    prompts = prompts_of(seat.course)
    rows = layout.rows(prompts, lines(seat.member, students_of(seat.member), prompts))
    return _file(seat, rows, is_taken=request.method == "GET")


def _file(seat: Seat, rows: list[Row], *, is_taken: bool) -> HttpResponse:
    """Gives rows as a file, and logs who took it."""
    file = written(rows)
    if is_taken:
        Export.objects.create(course=seat.course, by=seat.member.author)
    # The mark at the beginning tells spreadsheets that the names are in UTF-8.
    response = HttpResponse(file.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{seat.course.slug}-gradebook.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def gradebook_canvas(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Fills the list that Canvas exports: first who was found and who was not, then the file."""
    form = MarksForm(request.POST or None, request.FILES or None)
    form.fields["text"].help_text = "The rows of the file that Canvas exports, with their headings."
    form.fields["file"].help_text = "The gradebook as Canvas exports it. At most 2 MB."
    if not form.is_valid():
        return _form_page(request, form, "grading/gradebook_canvas.html")
    prompts = prompts_of(seat.course)
    try:
        filled = fill(str(form.cleaned_data["text"]), prompts, lines(seat.member, students_of(seat.member), prompts))
    except Unreadable as fault:
        form.add_error("text", str(fault))
        return _form_page(request, form, "grading/gradebook_canvas.html")
    if "download" in request.POST and filled.found:
        return _file(seat, filled.rows, is_taken=True)
    context = {"filled": filled, "text": form.cleaned_data["text"]}
    return render(request, "grading/gradebook_canvas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def gradebook_import(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Takes marks in from a file: first what would change, then the change."""
    form = MarksForm(request.POST or None, request.FILES or None)
    if not form.is_valid() or "again" in request.POST:
        return _form_page(request, form)
    text = str(form.cleaned_data["text"])
    try:
        plan = plan_of(text, seat.member)
        if request.POST.get("plan") == plan.digest and 0 < len(plan.changes) <= MOST_CHANGES:
            return _carried_out(request, seat, plan)
    except Unreadable as fault:
        form.add_error("text", str(fault))
        return _form_page(request, form)
    except (Conflict, NotAllowed, Outdated) as refusal:
        messages.error(request, f"Nothing was taken in. {refusal}")
        plan = plan_of(text, seat.member)
    else:
        if "plan" in request.POST:
            messages.warning(request, "Marks changed meanwhile. Look again at what would change; nothing was taken in.")
    context = {"text": text, "plan": plan, "most": MOST_CHANGES, "too_many": len(plan.changes) > MOST_CHANGES}
    return render(request, "grading/gradebook_check.html", context)


def _form_page(
    request: SeatedRequest, form: MarksForm, template: str = "grading/gradebook_import.html"
) -> HttpResponse:
    """Shows the form with all that was pasted or read from a file."""
    status = 422 if form.errors else 200
    if form.is_bound and "text" in form.cleaned_data:
        form.data = request.POST.copy()
        form.data["text"] = form.cleaned_data["text"]
    return render(request, template, {"form": form}, status=status)


def _carried_out(request: SeatedRequest, seat: Seat, plan: Plan) -> HttpResponse:
    number = take_in(plan, seat.member)
    cells = "1 cell was" if number == 1 else f"{number:,} cells were"
    messages.success(request, f"{cells} changed. The log of each mark says that it came from a file.")
    return redirect("gradebook", seat.course.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def excusal(request: SeatedRequest, seat: Seat, student: int, week: int) -> HttpResponse:
    """Excuses a student from a week, or takes that back."""
    excused = student_of(seat, student)
    prompt = get_object_or_404(seat.course.prompts.select_related("course"), week=week)
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if "end" in request.POST:
            end_excusal(seat=excused, prompt=prompt, by=seat.member)
        else:
            excuse(seat=excused, prompt=prompt, by=seat.member, why=form.cleaned_data["why"])
        return redirect("gradebook", seat.course.slug)
    past = list(Excusal.objects.filter(seat=excused, prompt=prompt).select_related("by", "ended_by"))
    context = {"student": excused, "prompt": prompt, "form": form, "past": past}
    context["is_excused"] = any(each.ended_at is None for each in past)
    return render(request, "grading/excusal.html", context, status=422 if form.errors else 200)


def student_of(seat: Seat, key: int) -> Membership:
    """Returns a student in the reader's charge."""
    seats = Membership.objects.filter(course=seat.course).current().students().select_related("author", "section")
    if not seat.is_instructor:
        seats = seats.filter(section=seat.member.section_id)
    return get_object_or_404(seats, pk=key)
