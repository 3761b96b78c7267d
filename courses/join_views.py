"""The link by which a section joins: made and revoked by instructors, used by students."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from authors.models import Author
from courses.access import Seat, SeatedRequest, instructors
from courses.join_forms import JoinLinkForm, LetterForm
from courses.joining import ClosedLinkError, EndedSeatError, ask_for_letter, join, make_link, revoke_link
from courses.models import JoinLink, Section

MOST_SHOWN = 120


@require_http_methods(["GET", "HEAD"])
@instructors
def join_links(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Lists the sections, each with the link that stands."""
    standing = {link.section_id: link for link in JoinLink.objects.standing().filter(section__course=seat.course)}
    rows = [(section, standing.get(section.pk)) for section in seat.course.sections.all()[:MOST_SHOWN]]
    return render(request, "courses/join_links.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@instructors
def join_link(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Makes a section's link, and shows it in the answer and never again."""
    section = get_object_or_404(seat.course.sections.select_related("course"), pk=pk)
    form = JoinLinkForm(request.POST if request.method == "POST" else None)
    address = ""
    if request.method == "POST" and form.is_valid():
        # No redirect: the link would have to be stored on the way.
        token = make_link(section=section, by=request.user, **form.cleaned_data)
        address = request.build_absolute_uri(reverse("join", args=[token]))
    link = section.join_links.standing().first()
    context = {"section": section, "form": form, "address": address, "link": link}
    return render(request, "courses/join_link.html", context, status=422 if form.errors else 200)


@require_POST
@instructors
def join_link_revoke(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Closes a section's link."""
    section: Section = get_object_or_404(seat.course.sections, pk=pk)
    link = section.join_links.standing().select_related("section").first()
    if link and revoke_link(link=link, by=request.user):
        messages.success(request, f"The link of section {section.name} opens nothing now.")
    else:
        messages.info(request, f"Section {section.name} has no link.")
    return redirect("join_links", seat.course.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join_page(request: HttpRequest, token: str) -> HttpResponse:
    """Says which course and section the link leads to, and no more; leads there or sends a letter."""
    link = JoinLink.objects.by_token(token).select_related("section__course", "made_by").first()
    if link is None or link.state != "open":
        return render(request, "courses/join_closed.html", status=410 if link else 404)
    form = LetterForm(request.POST if request.method == "POST" and not request.user.is_authenticated else None)
    context = {"link": link, "form": form}
    if request.method != "POST":
        return render(request, "courses/join.html", context)
    if not ratelimit.consume(request, action="join"):
        return render(request, "429.html", status=429)
    if request.user.is_authenticated:
        return _join(request, token, context)
    return _letter(request, token, context, form)


def _join(request: HttpRequest, token: str, context: dict[str, object]) -> HttpResponse:
    try:
        seat = join(token=token, by=cast("Author", request.user))
    except ClosedLinkError:
        return render(request, "courses/join_closed.html", status=410)
    except EndedSeatError:
        return render(request, "courses/join.html", {**context, "ended": True}, status=403)
    messages.success(request, f"Welcome to {seat.course}.")
    return redirect(seat.course)


def _letter(request: HttpRequest, token: str, context: dict[str, object], form: LetterForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, "courses/join.html", context, status=422)
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="join_letter", key=email):
        return render(request, "429.html", status=429)
    try:
        ask_for_letter(token=token, email=email, site=request.build_absolute_uri("/").rstrip("/"))
    except ClosedLinkError:
        return render(request, "courses/join_closed.html", status=410)
    return render(request, "courses/join.html", {**context, "sent_to": email})
