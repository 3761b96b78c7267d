"""The queue of what is held, the reports, the log, and the decisions."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.actions import moderate_comment as move_comment
from comments.actions import settle_reports
from comments.models import Comment, Report, State
from comments.threads import address_of
from courses.access import Seat, SeatedRequest, staff
from courses.models import Membership
from grading.forms import DecisionForm
from grading.journal import entries, journal
from grading.queue import held, waiting
from posts.actions import NotAllowed, accept, hide, request_changes, show
from posts.models import Decision, Post

A_PAGE = 25


@require_safe
@staff
def moderation(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows what is held, what is reported, or what was decided."""
    shown = request.GET.get("list", "")
    if shown == "reported":
        return _reports(request, seat)
    if shown == "log":
        return _log(request, seat)
    page = Paginator(waiting(seat.member), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "grading/moderation.html", {"page": page, "items": held(seat.course, page.object_list)})


def _log(request: SeatedRequest, seat: Seat) -> HttpResponse:
    page = Paginator(journal(seat.member), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "grading/journal.html", {"page": page, "entries": entries(page.object_list)})


def _reports(request: SeatedRequest, seat: Seat) -> HttpResponse:
    reports = Report.objects.unsettled().in_charge_of(seat.member)
    reports = reports.select_related("by", "comment__author", "comment__post__published_revision")
    reports = reports.prefetch_related("comment__wordings")
    page = Paginator(reports, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "grading/reports.html", {"page": page, "reports": list(page)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def moderate_post(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """Shows the version that was handed in as it will read, and decides on it."""
    posts = Post.objects.in_charge_of(seat.member)
    posts = posts.select_related("course", "prompt", "author", "section", "submitted_revision")
    found = get_object_or_404(posts, slug=post)
    form = DecisionForm(request.POST if request.method == "POST" else None, post=found)
    if form.is_valid() and _decided(form, found, seat.member):
        messages.success(request, DONE[form.cleaned_data["decision"]])
        return redirect("moderation", seat.course.slug)
    context = {"form": form, "post": found, "revision": found.submitted_revision, "decisions": _decisions(found)}
    if seat.is_instructor:  # the note is private to the author and the instructors
        context["note"] = _note(found)
    return render(request, "grading/moderate_post.html", context)


DONE = {
    "accept": "Accepted: the post is up.",
    "changes": "Changes requested: the author is told what should change.",
    "hide": "Hidden: only its author and the staff see the post.",
    "show": "The post is shown again.",
}


def _decisions(post: Post) -> list[Decision]:
    decisions = post.decisions.select_related("by", "revision")
    return list(decisions.only("verdict", "reason", "at", "by__name", "by__email", "revision__number"))


def _note(post: Post) -> str:
    notes = post.submissions.filter(revision=post.submitted_revision_id).values_list("note", flat=True)
    return notes.first() or ""


def _decided(form: DecisionForm, post: Post, by: Membership) -> bool:
    """Carries the decision out, or tells in the form, which keeps its words, why it cannot be."""
    if form.cleaned_data["decision"] in {"accept", "changes"} and not by.is_instructor:
        raise Http404
    read = form.cleaned_data["revision"]
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: accept(post=post, by=by, revision=read),
        "changes": lambda: request_changes(post=post, reason=form.cleaned_data["reason"], by=by, revision=read),
        "hide": lambda: hide(post=post, by=by),
        "show": lambda: show(post=post, by=by),
    }
    try:
        acts[form.cleaned_data["decision"]]()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


STATES = {"approve": State.PUBLISHED, "show": State.PUBLISHED, "hide": State.HIDDEN}


@require_POST
@staff
def moderate_comment(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Approves, hides or shows a comment, or settles the reports about it."""
    comments = Comment.objects.in_charge_of(seat.member).select_related("post__course")
    comment = get_object_or_404(comments, pk=pk)
    decision = request.POST.get("decision", "")
    if decision == "settle":
        settle_reports(comment=comment, by=seat.member)
        messages.success(request, "Settled. The comment stays up.")
    elif decision in STATES:
        move_comment(comment=comment, state=STATES[decision], by=seat.member)
        messages.success(request, "The comment is hidden." if decision == "hide" else "The comment is up.")
    else:
        messages.error(request, "Choose what to do with the comment.")
    return redirect(_back(request, seat, comment))


def _back(request: SeatedRequest, seat: Seat, comment: Comment) -> str:
    """Returns the page from which the decision came: the discussion, the reports, the log or the queue."""
    came_from = request.POST.get("back", "")
    if came_from == "comment":
        return address_of(comment, seat.member)
    query = f"?list={came_from}" if came_from in {"reported", "log"} else ""
    return reverse("moderation", args=[seat.course.slug]) + query
