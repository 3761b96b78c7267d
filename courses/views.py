"""A course's settings, its people's seats, and the way in by invitation."""

from copy import copy
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from authors.models import Author
from courses.access import Seat, SeatedRequest, SignedInRequest, course_makers, instructors, members
from courses.actions import (
    AnotherAddressError,
    LastInstructorError,
    UnusableInvitationError,
    accept_invitation,
    create_course,
    end_membership,
    invite,
)
from courses.forms import InviteForm, NewCourseForm, SeatForm
from courses.models import Invitation, Membership
from courses.signup import remember_invitation

INVITATIONS_ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@course_makers
def course_new(request: SignedInRequest) -> HttpResponse:
    """Makes a course, whose creator is its instructor."""
    form = NewCourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            seat = create_course(course=form.save(commit=False), by=request.user)
        except IntegrityError as error:  # the address was taken since the form was checked
            form.refuse(error)
        else:
            messages.success(request, "The course is made, with a section A. Add a week, then invite the class.")
            return redirect(seat.course)
    return render(request, "courses/course_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
@members
def my_seat(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Sets or clears one's own pseudonym."""
    form = SeatForm(request.POST or None, instance=copy(seat.member))
    if request.method == "POST" and form.is_valid() and form.save_or_refuse():
        messages.success(request, f"Your classmates now know you as {form.instance.name}.")
        return redirect("my_seat", seat.course.slug)
    return render(request, "courses/my_seat.html", {"form": form})


@require_POST
@instructors
def membership_end(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Ends someone's membership; what they wrote stays."""
    seats = Membership.objects.visible_to(seat.member).select_related("author")
    membership = get_object_or_404(seats, pk=pk)
    try:
        end_membership(membership=membership, by=request.user)
    except LastInstructorError:
        messages.error(request, "A course needs an instructor. Invite another one first.")
        return redirect("person", seat.course.slug, pk)
    messages.success(request, f"{membership.author} is no longer a member of {seat.course}.")
    return redirect("home") if membership == seat.membership else redirect("people", seat.course.slug)


@require_http_methods(["GET", "POST"])
@instructors
def invitations(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Lists the invitations and makes new ones, whose links are shown in the answer and never again."""
    form = InviteForm(request.POST or None, course=seat.course)
    context: dict[str, object] = {"site": request.build_absolute_uri("/").rstrip("/")}
    if request.method == "POST" and form.is_valid():
        # No redirect: the links would have to be stored on the way.
        context["outcomes"] = invite(
            course=seat.course, by=request.user, site=str(context["site"]), **form.cleaned_data
        )
        form = InviteForm(course=seat.course)
    rows = seat.course.invitations.select_related("section", "invited_by")
    page = Paginator(rows, INVITATIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/invitations.html", {**context, "form": form, "page": page})


@require_POST
@instructors
def invitation_revoke(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Revokes an invitation that nobody has accepted yet."""
    found = get_object_or_404(seat.course.invitations, pk=pk)
    if seat.course.invitations.filter(pk=pk).revoke(by=request.user):
        messages.success(request, f"The invitation for {found.email} is revoked: its link opens nothing now.")
    else:
        messages.error(request, f"The invitation for {found.email} could no longer be revoked.")
    return redirect("invitations", seat.course.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Shows an invitation, and accepts it for the person whom it is for."""
    found = Invitation.objects.by_token(token).select_related("course", "section", "invited_by").first()
    if found is None or not found.is_usable:
        return _no_invitation(request, found)
    if not request.user.is_authenticated:
        remember_invitation(request, token)
        return _show_invitation(request, found)
    if request.method == "POST":
        return _accept(request, token, found)
    return _show_invitation(request, found)


def _show_invitation(request: HttpRequest, found: Invitation) -> HttpResponse:
    is_mine = request.user.is_authenticated and found.is_for(request.user)
    refused = request.method == "POST" and request.user.is_authenticated and not is_mine
    context = {"invitation": found, "is_mine": is_mine}
    return render(request, "courses/invitation.html", context, status=403 if refused else 200)


def _accept(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    try:
        seat = accept_invitation(token=token, by=cast("Author", request.user))
    except UnusableInvitationError:
        return _no_invitation(request, Invitation.objects.by_token(token).first())
    except AnotherAddressError:
        return _show_invitation(request, found)
    messages.success(request, f"Welcome to {seat.course}.")
    return redirect(seat.course)


def _no_invitation(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """Says what to do, or leads someone who has accepted the invitation already to the course."""
    if found and found.accepted_at and request.user.is_authenticated:
        seat = Membership.objects.current().filter(course=found.course_id, author=request.user.pk).first()
        if seat:
            return redirect(found.course)
    return render(request, "courses/no_invitation.html", status=410 if found else 404)
