"""Sections, and who sits where: roles change, seats end and return, and staff look as a student would."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.access import Seat, SeatedRequest, SignedInRequest, instructors, signed_in
from courses.actions import LastInstructorError
from courses.models import Membership, Section
from courses.roster.plan import MOST_SECTIONS
from courses.roster_forms import SeatPlaceForm, SectionForm
from courses.seats import (
    NotEmptyError,
    change_seat,
    delete_section,
    make_section,
    rename_section,
    return_membership,
)
from courses.viewing import begin_view, end_view

PEOPLE_ON_A_PAGE = 50
NAMED_TWICE = "The course has a section of this name already."


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def seat_edit(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Gives a member another role or section."""
    people = seat.course.memberships.current().select_related("author", "section")
    someone = get_object_or_404(people, pk=pk)
    form = SeatPlaceForm(request.POST if request.method == "POST" else None, seat=someone)
    if request.method == "POST" and form.is_valid() and _moved(request, someone, form):
        return redirect("people" if someone.pk == seat.member.pk else "person", seat.course.slug, *_own(seat, someone))
    context = {"form": form, "someone": someone}
    return render(request, "courses/seat_edit.html", context, status=422 if form.errors else 200)


def _own(seat: Seat, someone: Membership) -> list[int]:
    return [] if someone.pk == seat.member.pk else [someone.pk]


def _moved(request: SeatedRequest, someone: Membership, form: SeatPlaceForm) -> bool:
    try:
        changed = change_seat(seat=someone, by=request.user, **form.cleaned_data)
    except LastInstructorError:
        form.add_error("role", "A course needs an instructor. Make someone else an instructor first.")
        return False
    name = someone.author.get_full_name()
    messages.success(request, f"The seat of {name} is changed." if changed else f"The seat of {name} stays as it was.")
    return True


@require_safe
@instructors
def people_past(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Lists those whose membership has ended, the latest first."""
    rows = seat.course.memberships.exclude(ended_at=None).select_related("author", "section", "ended_by")
    page = Paginator(rows.order_by("-ended_at", "pk"), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/people_past.html", {"page": page})


@require_POST
@instructors
def membership_return(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Gives someone back the seat that had ended."""
    someone = get_object_or_404(seat.course.memberships.select_related("author"), pk=pk)
    if return_membership(seat=someone, by=request.user):
        messages.success(request, f"{someone.author.get_full_name()} is a member of {seat.course} again.")
    else:
        messages.info(request, f"{someone.author.get_full_name()} is a member already.")
    return redirect("person", seat.course.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def sections(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Lists the sections with their numbers of people, and makes new ones."""
    form = SectionForm(request.POST if request.method == "POST" else None, instance=Section(course=seat.course))
    if request.method == "POST" and form.is_valid() and _made(request, seat, form):
        return redirect("sections", seat.course.slug)
    current = Count("memberships", filter=Q(memberships__ended_at=None))
    rows = seat.course.sections.annotate(people=current).order_by("name")[: 2 * MOST_SECTIONS]
    context = {"form": form, "rows": rows}
    return render(request, "courses/sections.html", context, status=422 if form.errors else 200)


def _made(request: SeatedRequest, seat: Seat, form: SectionForm) -> bool:
    name = form.cleaned_data["name"]
    if seat.course.sections.count() >= MOST_SECTIONS:
        form.add_error("name", f"A course has at most {MOST_SECTIONS} sections.")
        return False
    try:
        make_section(course=seat.course, name=name, by=request.user)
    except IntegrityError:
        form.add_error("name", NAMED_TWICE)
        return False
    messages.success(request, f"Section {name} is made.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@instructors
def section_edit(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Gives a section another name."""
    section = get_object_or_404(seat.course.sections, pk=pk)
    before = section.name
    form = SectionForm(request.POST if request.method == "POST" else None, instance=section)
    if request.method == "POST" and form.is_valid():
        try:
            section.name, name = before, form.cleaned_data["name"]
            rename_section(section=section, name=name, by=request.user)
        except IntegrityError:
            form.add_error("name", NAMED_TWICE)
        else:
            messages.success(request, f"Section {before} is called {name} now.")
            return redirect("sections", seat.course.slug)
    context = {"form": form, "before": before}
    return render(request, "courses/section_edit.html", context, status=422 if form.errors else 200)


@require_POST
@instructors
def section_delete(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Deletes a section that nobody needs."""
    section = get_object_or_404(seat.course.sections, pk=pk)
    try:
        delete_section(section=section, by=request.user)
    except NotEmptyError as reason:
        messages.error(request, f"Section {section.name} was not deleted. {reason}")
    else:
        messages.success(request, f"Section {section.name} is deleted.")
    return redirect("sections", seat.course.slug)


@require_POST
@instructors
def view_as(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Lets an instructor see the course as a student of a section would."""
    key = request.POST.get("section", "")
    section = get_object_or_404(seat.course.sections.select_related("course"), pk=key if key.isdecimal() else 0)
    begin_view(request, section)
    return redirect(seat.course)


@require_POST
@signed_in
def view_as_end(request: SignedInRequest) -> HttpResponse:
    """Ends that view."""
    slug = end_view(request)
    return redirect(reverse("people", args=[slug]) if slug else "home")
