"""The queue of what is held, the reports, the log, and the decisions."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments.actions import moderate_comment as move_comment
from comments.actions import settle_reports, undo_step
from comments.models import Comment, Report, State
from comments.threads import address_of
from courses.access import Seat, SeatedRequest, staff
from courses.models import Membership
from grading.bank import keep_in_bank
from grading.beside import handed_in_before
from grading.forms import MAX_REASON, CommentDecisionForm, DecisionForm, ReasonForm, phrases_of
from grading.journal import entries, journal, last_of, undoable_decisions
from grading.queue import POST, held, waiting, why_it_waits
from grading.remark import MAX_WORDS
from grading.views.typed import key_in
from posts.actions import NotAllowed, accept, hide, request_changes, show, undo
from posts.comparing import compare
from posts.models import Decision, OpenCheck, Post, Verdict

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
    return _queue(request, seat)


def _queue(request: SeatedRequest, seat: Seat, *, reason: str = "", status: int = 200) -> HttpResponse:
    """Shows what is held; after a refusal the words that were typed stand above it."""
    page = Paginator(waiting(seat.member), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "reason": reason[:MAX_REASON],
        "items": held(seat.course, page.object_list),
        "form": ReasonForm(course=seat.course),
        "phrases": list(phrases_of(seat.course)),
        "last": last_of(seat.member),
    }
    return render(request, "grading/moderation.html", context, status=status)


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
    """Shows the version that was handed in as it will read, and decides on it; then the next one that waits."""
    posts = Post.objects.in_charge_of(seat.member)
    posts = posts.select_related("course", "prompt", "author", "section", "submitted_revision")
    found = get_object_or_404(posts, slug=post)
    form = DecisionForm(request.POST if request.method == "POST" else None, post=found)
    if form.is_valid() and _decided(request, form, found, seat.member):
        return redirect(_next(request, seat, found))
    decisions = _decisions(found)
    context = {
        "form": form,
        "post": found,
        "revision": found.submitted_revision,
        "decisions": decisions,
        "undoable": _may_undo(seat.member, decisions),
        "why": why_it_waits(seat.course, found) if found.is_in_line else "",
        "checks": OpenCheck.objects.filter(submission__revision=found.submitted_revision_id),
        "last": last_of(seat.member),
        "left": waiting(seat.member).count(),
        **_changes(found, asked="changes" in request.GET),
    }
    if seat.is_instructor:  # the note is private to the author and the instructors
        context["note"] = _note(found)
    return render(request, "grading/moderate_post.html", context)


def _changes(post: Post, *, asked: bool) -> dict[str, object]:
    """Returns the version to compare with, the one that is up or was handed in before, and what changed where asked."""
    revision = post.submitted_revision
    if revision is None:
        return {}
    is_newer = post.published_revision_id not in {None, revision.pk}
    before = post.published_revision if is_newer else handed_in_before(revision)
    return {"before": before, "comparison": compare(before, revision) if before and asked else None}


DONE = {
    "accept": "Accepted: the post is up.",
    "changes": "Changes requested: the author is told what should change.",
    "hide": "Hidden: only its author and the staff see the post.",
    "show": "The post is shown again.",
    "undo": "Taken back: the post is where it was.",
}
ACCEPTED_UNSEEN = "Accepted, but still hidden. “Show again” puts it up."


def _next(request: SeatedRequest, seat: Seat, post: Post) -> str:
    """Returns what has waited longest, a post on its page and a comment in the queue; the log where it was asked for.

    What is hidden, shown or taken back stays in sight.
    """
    if request.POST.get("back") == "log":
        return reverse("moderation", args=[seat.course.slug]) + "?list=log"
    if request.POST.get("decision") not in {"accept", "changes"}:
        return reverse("moderate_post", args=[seat.course.slug, post.slug])
    kind, pk, _ = waiting(seat.member).first() or ("", 0, None)
    if kind != POST:
        return reverse("moderation", args=[seat.course.slug])
    return reverse("moderate_post", args=[seat.course.slug, Post.objects.values_list("slug", flat=True).get(pk=pk)])


def _decisions(post: Post) -> list[Decision]:
    decisions = post.decisions.select_related("by", "revision")
    return list(decisions.only("verdict", "reason", "at", "by__name", "by__email", "revision__number"))


def _may_undo(by: Membership, decisions: Sequence[Decision]) -> int | None:
    """Returns the last decision where the reader may take it back; what is up or not is the instructors' to say."""
    if not decisions or not (by.is_instructor or decisions[0].verdict == Verdict.HIDDEN):
        return None
    return next(iter(undoable_decisions([decisions[0].pk])), None)


def _note(post: Post) -> str:
    notes = post.submissions.filter(revision=post.submitted_revision_id).values_list("note", flat=True)
    return notes.first() or ""


def _decided(request: SeatedRequest, form: DecisionForm, post: Post, by: Membership) -> bool:
    """Carries the decision out, or tells in the form, which keeps its words, why it cannot be."""
    chosen = form.cleaned_data["decision"]
    taken_back = _undone(request, post, by) if chosen == "undo" else None
    if chosen in {"accept", "changes"} and not by.is_instructor:
        raise Http404
    read, why = form.cleaned_data["revision"], form.why()
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: accept(post=post, by=by, revision=read),
        "changes": lambda: request_changes(post=post, reason=why, by=by, revision=read),
        "hide": lambda: hide(post=post, by=by, reason=why),
        "show": lambda: show(post=post, by=by),
        "undo": lambda: undo(decision=taken_back, by=by) if taken_back else None,
    }
    try:
        acts[chosen]()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    is_unseen = chosen == "accept" and post.hidden_at
    messages.success(request, ACCEPTED_UNSEEN if is_unseen else DONE[chosen])
    _keep_phrase(request, form, by)
    return True


def _undone(request: SeatedRequest, post: Post, by: Membership) -> Decision:
    """Returns the decision that is to be taken back; an assistant takes back what an assistant may decide."""
    decision = get_object_or_404(post.decisions.select_related("post"), pk=key_in(request.POST.get("step")))
    if not by.is_instructor and decision.verdict != Verdict.HIDDEN:
        raise Http404
    return decision


def _keep_phrase(request: SeatedRequest, form: ReasonForm, by: Membership) -> None:
    """Keeps the typed reason in the bank where that was asked for."""
    if not (form.cleaned_data["keep"] and form.cleaned_data["reason"]):
        return
    try:
        keep_in_bank(text=form.cleaned_data["reason"][:MAX_WORDS], by=by)
    except NotAllowed as refusal:
        messages.warning(request, f"The phrase was not kept. {refusal}")


STATES = {"approve": State.PUBLISHED, "show": State.PUBLISHED, "hide": State.HIDDEN, "changes": State.RETURNED}
SAID = {
    "approve": "The comment is up.",
    "show": "The comment is up.",
    "hide": "The comment is hidden.",
    "changes": "Changes requested: the comment’s writer is told what should change.",
    "undo": "Taken back: the comment is where it was.",
    "settle": "Settled. The comment stays up.",
}


@require_POST
@staff
def moderate_comment(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Approves, returns, hides or shows a comment, takes that back, or settles the reports about it."""
    comments = Comment.objects.in_charge_of(seat.member).select_related("post__course")
    comment = get_object_or_404(comments, pk=pk)
    form = CommentDecisionForm(request.POST, course=seat.course)
    if form.is_valid() and _move(request, form, comment, seat.member):
        return redirect(_back(request, seat, comment))
    for sentences in form.errors.values():
        messages.error(request, " ".join(map(str, sentences)))
    return _queue(request, seat, reason=request.POST.get("reason", ""), status=422)


def _move(request: SeatedRequest, form: CommentDecisionForm, comment: Comment, by: Membership) -> bool:
    """Carries the decision out and says what was done, or tells in the form why it cannot be."""
    chosen = form.cleaned_data["decision"]
    try:
        if chosen == "settle":
            settle_reports(comment=comment, by=by)
        elif chosen == "undo":
            step = get_object_or_404(comment.moderations, pk=key_in(request.POST.get("step")))
            undo_step(step=step, by=by)
        else:
            stands = form.cleaned_data["stands"]
            seen = State(stands) if stands else None
            move_comment(comment=comment, state=STATES[chosen], by=by, reason=form.why(), seen=seen)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, SAID[chosen])
    _keep_phrase(request, form, by)
    return True


def _back(request: SeatedRequest, seat: Seat, comment: Comment) -> str:
    """Returns the page from which the decision came: the discussion, the reports, the log or the queue."""
    came_from = request.POST.get("back", "")
    if came_from == "comment":
        return address_of(comment, seat.member)
    query = f"?list={came_from}" if came_from in {"reported", "log"} else ""
    return reverse("moderation", args=[seat.course.slug]) + query
