"""Who replied to whom, week by week, and the points for it."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courses.access import Seat, SeatedRequest, instructors, staff
from courses.models import Membership, Prompt
from grading.book import prompts_of
from grading.desk import students_of
from grading.forms import WithdrawForm
from grading.models import Participation
from grading.participating import NotAllowed, give_suggested, release_points, withdraw_points
from grading.points_sheet import KEEP, MAX_WHY, STATES, PointsLine, save_page
from grading.replies_book import reply_cells
from grading.views.typed import key_in
from grading.windows import A_PAGE, window_of


@require_safe
@staff
def participation(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows how many replies each student gave in each week that asks for some."""
    weeks = window_of([prompt for prompt in prompts_of(seat.course) if prompt.replies], request.GET.get("weeks"))
    page = Paginator(students_of(seat.member), A_PAGE).get_page(request.GET.get("page"))
    cells = reply_cells(seat.member, list(page), list(weeks))
    lines = [(student, [cells[student.pk, prompt.pk] for prompt in weeks]) for student in page]
    return render(request, "grading/participation.html", {"page": page, "weeks": weeks, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def participation_week(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """Shows the replies of one week, each a link in its context, and takes points for them."""
    prompt = _prompt(seat, week)
    students = students_of(seat.member)
    page = Paginator(students, A_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST" and "suggested" in request.POST:
        return _give_suggested(request, seat, prompt, students)
    lines = _lines(seat, prompt, page)
    if request.method == "POST" and _saved(request, seat, prompt, lines):
        return redirect(f"{request.path}?page={page.number}")
    refused = any(line.refusal for line in lines)
    ready = Participation.objects.in_charge_of(seat.member).ready().filter(prompt=prompt).count()
    context = {"prompt": prompt, "page": page, "lines": lines, "ready": ready, "why": request.POST.get("why", "")}
    return render(request, "grading/participation_week.html", context, status=422 if refused else 200)


def _prompt(seat: Seat, week: int) -> Prompt:
    """Returns a week of the course that asks for replies."""
    prompts = seat.course.prompts.filter(replies__gt=0).defer("text", "text_html").select_related("course")
    return get_object_or_404(prompts, week=week)


def _lines(seat: Seat, prompt: Prompt, page: "Page[Membership]") -> list[PointsLine]:
    cells = reply_cells(seat.member, list(page), [prompt])
    return [PointsLine.stored(student, cells[student.pk, prompt.pk]) for student in page]


def _saved(request: SeatedRequest, seat: Seat, prompt: Prompt, lines: list[PointsLine]) -> bool:
    """Saves what was typed and tells; false where a line is at fault, and then nothing was saved."""
    state = request.POST.get("state", KEEP)
    if state not in STATES:
        raise Http404
    for line in lines:
        line.take(request.POST)
    why = request.POST.get("why", "").strip()[:MAX_WHY]
    changed = save_page(lines, prompt=prompt, state=state, by=seat.member, why=why)
    if changed is None:
        messages.error(request, "Nothing was saved. The lines below say what to change.")
        return False
    messages.success(request, f"Saved: {changed} changed." if changed else "Nothing had changed.")
    return True


def _give_suggested(request: SeatedRequest, seat: Seat, prompt: Prompt, students: list[Membership]) -> HttpResponse:
    try:
        number = give_suggested(prompt=prompt, students=students, by=seat.member)
        messages.success(request, f"{number} student{'' if number == 1 else 's'} got the suggested points, ready.")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def participation_release(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """Shows the ready points of a week and who will be told, and releases some or all."""
    prompt = _prompt(seat, week)
    ready = Participation.objects.in_charge_of(seat.member).ready().filter(prompt=prompt)
    if request.method == "POST":
        chosen = ready if "all" in request.POST else ready.filter(pk__in=map(key_in, request.POST.getlist("points")))
        released = release_points(rows=chosen, by=seat.member, origin=request.build_absolute_uri("/"))
        if released:
            messages.success(request, f"Released: the points of {len(released)}. Each student is told by mail.")
        else:
            messages.error(request, "Nothing was released: choose at least one student.")
        return redirect("participation_week", seat.course.slug, week)
    rows = ready.select_related("seat__author", "seat__section", "grader").order_by("seat__author__name", "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "grading/participation_release.html", {"prompt": prompt, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def participation_withdraw(request: SeatedRequest, seat: Seat, week: int, student: int) -> HttpResponse:
    """Takes released points out of a student's sight, with a reason for the log."""
    rows = Participation.objects.in_charge_of(seat.member).released().select_related("prompt", "seat__author")
    row = get_object_or_404(rows, prompt__week=week, seat=student)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_points(participation=row, by=seat.member, why=form.cleaned_data["why"])
        messages.success(request, f"Withdrawn: {row.seat.author} does not see the points any more.")
        return redirect("gradebook_student", seat.course.slug, student)
    context = {"row": row, "form": form}
    return render(request, "grading/participation_withdraw.html", context, status=422 if form.errors else 200)
