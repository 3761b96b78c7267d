"""The list of what is to be marked, and the page on which one marks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from courses.access import Seat, SeatedRequest, staff
from grading.actions import Conflict, NotAllowed, save_assessment, withdraw_release
from grading.forms import MarkForm, WithdrawForm
from grading.models import Assessment, MarkChange, Rubric
from grading.report import report_of
from grading.saving import late_of, rubric_for
from grading.selection import Order, Selection, Standing
from grading.views.autosave import autosave
from grading.views.selecting import selection_in
from grading.views.typed import key_in
from grading.worklist import Row, Step, Walk, Work, revisions_to_mark, worklist
from posts.models import Post, Revision, Submission

A_PAGE = 50


@require_safe
@staff
def marking(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows the posts to be marked, those without a mark first."""
    selection = selection_in(request.GET)
    page = Paginator(worklist(seat.member, selection), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "works": [Work.of(Row._make(line)) for line in page],
        "weeks": list(seat.course.prompts.order_by("week").values_list("week", "title")),
        "states": Standing.choices,
        "orders": Order.choices,
        "sections": list(seat.course.sections.values_list("pk", "name")) if seat.is_instructor else [],
        "selection": selection,
    }
    return render(request, "grading/marking.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def mark(request: SeatedRequest, seat: Seat, week: int, post: str) -> HttpResponse:
    """Shows the version that was handed in beside the form for its mark, and saves the mark."""
    found = _find(seat, week, post)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, seat, found)
    revision = _revision(request, seat, found)
    stored = Assessment.objects.filter(revision=revision).select_related("grader", "rubric").first()
    rubric = rubric_for(found, stored)
    data = request.POST if request.method == "POST" else None
    form = MarkForm(data, post=found, revision=revision, mark=stored, rubric=rubric)
    if "autosave" in request.POST:
        return autosave(seat, revision, form)
    if form.is_valid():
        return _save(request, seat, revision, form, rubric)
    return _page(request, seat, revision, form)


def _find(seat: Seat, week: int, slug: str) -> Post:
    posts = Post.objects.in_charge_of(seat.member).select_related("course", "prompt", "author", "section")
    post = get_object_or_404(posts.defer("draft_title", "draft_body"), slug=slug)
    if week_of(post) != week:
        raise Http404
    return post


def _revision(request: SeatedRequest, seat: Seat, post: Post) -> Revision:
    """Returns the version to be marked; on saving, the one that the grader had before them."""
    if "revision" in request.POST:
        handed_in = post.revisions.filter(submission__isnull=False)
        revision = get_object_or_404(handed_in, pk=key_in(request.POST["revision"]))
    else:
        revision = revisions_to_mark(seat.member).get(post=post)
    revision.post = post
    return revision


def _save(
    request: SeatedRequest, seat: Seat, revision: Revision, form: MarkForm, rubric: Rubric | None
) -> HttpResponse:
    try:
        version = form.cleaned_data["version"]
        save_assessment(post=revision.post, revision=revision, sheet=form.sheet(), version=version, by=seat.member)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _page(request, seat, revision, form)
    except Conflict as conflict:
        # Sent once more, the grader's own words go over the version that stands beside them now.
        form = form.over(conflict.stored, rubric)
        return _page(request, seat, revision, form, conflict=conflict.stored)
    messages.success(request, f"Saved: {revision.title}.")
    selection = _selection(request, revision.post)
    step = Walk.at(revision.post, seat.member, selection).unmarked if "next" in request.POST else None
    week, slug = step or Step(week_of(revision.post), revision.post.slug)
    return redirect(reverse("mark", args=[seat.course.slug, week, slug]) + selection.query)


def _selection(request: SeatedRequest, post: Post) -> Selection:
    """Returns what the grader goes through; where the address says nothing of it, the week of the post."""
    return selection_in(request.GET, week=week_of(post))


def _withdraw(request: SeatedRequest, seat: Seat, post: Post) -> HttpResponse:
    """Takes a release back; for an assistant there is nothing to take back here."""
    released = Assessment.objects.in_charge_of(seat.member).released().filter(post=post)
    mark = get_object_or_404(released.select_related("post", "revision", "rubric"), pk=key_in(request.POST["withdraw"]))
    if not seat.is_instructor:
        raise Http404
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        revision = mark.revision
        revision.post = post
        kept = MarkForm(post=post, revision=revision, mark=mark, rubric=rubric_for(post, mark))
        return _page(request, seat, revision, kept, withdrawal=form)
    withdraw_release(assessment=mark, by=seat.member, why=form.cleaned_data["why"])
    messages.success(request, "Withdrawn: the student does not see the mark any more. It is a draft again.")
    return redirect(request.get_full_path())


def _page(
    request: SeatedRequest,
    seat: Seat,
    revision: Revision,
    form: MarkForm,
    *,
    conflict: Assessment | None = None,
    withdrawal: WithdrawForm | None = None,
) -> HttpResponse:
    """Shows the version and the form; with status 409 also what another grader has saved."""
    post = revision.post
    selection = _selection(request, post)
    marks = list(Assessment.objects.filter(post=post).select_related("grader", "revision"))
    context = {
        "post": post,
        "revision": revision,
        "form": form,
        "week": week_of(post),
        "selection": selection,
        "walk": Walk.at(post, seat.member, selection),
        "mark": next((mark for mark in marks if mark.revision_id == revision.pk), None),
        "earlier": [mark for mark in marks if mark.revision_id != revision.pk],
        "changes": list(MarkChange.objects.filter(assessment__revision=revision).select_related("by")),
        "note": note_to_instructor(revision) if seat.is_instructor else "",
        "late": late_of(post),
        "report": report_of(revision),
        "conflict": conflict,
        "withdrawal": withdrawal or WithdrawForm(),
    }
    return render(request, "grading/mark.html", context, status=409 if conflict else 200)


def note_to_instructor(revision: Revision) -> str:
    """Returns what the author wrote to the instructors beside this version."""
    return Submission.objects.filter(revision=revision).values_list("note", flat=True).first() or ""


def week_of(post: Post) -> int:
    """Returns the week in the address of a post's mark: 0 where it answers no prompt."""
    return post.prompt.week if post.prompt else 0
