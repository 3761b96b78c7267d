"""The page on which one marks."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, staff
from grading.actions import Conflict, NotAllowed, save_assessment, withdraw_release
from grading.anonymous import face_of, find_post
from grading.beside import beside
from grading.forms import MarkForm, WithdrawForm
from grading.models import Assessment, Rubric
from grading.saving import late_by, rubric_for
from grading.selection import Selection
from grading.views.autosave import autosave
from grading.views.remarks import Remarking, with_remarks
from grading.views.selecting import selection_in
from grading.views.typed import key_in
from grading.worked import worked_sum
from grading.worklist import Step, Walk, revisions_to_mark
from posts.models import Post, Revision


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def mark(request: SeatedRequest, seat: Seat, week: int, post: str) -> HttpResponse:
    """Shows the version that was handed in beside the form for its mark, and saves the mark."""
    found = find_post(seat.member, week, post)
    if found is None:
        return _lead_to_the_list(request, seat, week, post)
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, seat, found)
    revision = _revision(request, seat, found)
    marks = Assessment.objects.filter(revision=revision).select_related("grader", "rubric")
    stored = marks.defer("marked_html").first()
    rubric = rubric_for(found, stored)
    data = request.POST if request.method == "POST" else None
    form = MarkForm(data, post=found, revision=revision, mark=stored, rubric=rubric)
    if "autosave" in request.POST:
        return autosave(seat, revision, form)
    remarking = Remarking.on(request, seat, revision)
    if form.is_valid() and remarking.form.is_valid():
        return _save(request, seat, revision, form, remarking, rubric)
    return _page(request, seat, revision, form, remarking)


def _lead_to_the_list(request: SeatedRequest, seat: Seat, week: int, slug: str) -> HttpResponse:
    """Leads from the slug of a post that is marked without names to the list of its week; else there is no such."""
    named = Post.objects.in_charge_of(seat.member).filter(prompt__week=week, prompt__anonymous_marking=True, slug=slug)
    if request.method == "POST" or not named.exists():
        raise Http404
    messages.info(request, f"Week {week} is marked without names: the list has the essays by their numbers.")
    return redirect(reverse("marking", args=[seat.course.slug]) + Selection(week=week).query)


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
    request: SeatedRequest, seat: Seat, revision: Revision, form: MarkForm, remarking: Remarking, rubric: Rubric | None
) -> HttpResponse:
    """Saves the mark and what is said of single places, or neither."""
    try:
        with transaction.atomic():
            version, sheet = form.cleaned_data["version"], form.sheet()
            mark = save_assessment(post=revision.post, revision=revision, sheet=sheet, version=version, by=seat.member)
            remark = remarking.carry_out(request, seat, mark)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _page(request, seat, revision, form, remarking)
    except Conflict as conflict:
        # Sent once more, the grader's own words go over the version that stands beside them now.
        form = form.over(conflict.stored, rubric)
        return _page(request, seat, revision, form, remarking, conflict=conflict.stored)
    face, selection = face_of(revision.post, revision.title), _selection(request, revision.post)
    messages.success(request, f"Saved: {face.name}.")
    onward = Walk.at(revision.post, seat.member, selection).unmarked if "next" in request.POST else None
    step = onward or Step(week_of(revision.post), face.word)
    place = f"#remark-{remark.pk}" if remark and not onward else ""
    return redirect(reverse("mark", args=[seat.course.slug, step.week, step.word]) + selection.query + place)


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
        remarking = Remarking.on(request, seat, revision)
        return _page(request, seat, revision, kept, remarking, withdrawal=form)
    withdraw_release(assessment=mark, by=seat.member, why=form.cleaned_data["why"])
    messages.success(request, "Withdrawn: the student does not see the mark any more. It is a draft again.")
    return redirect(request.get_full_path())


def _page(
    request: SeatedRequest,
    seat: Seat,
    revision: Revision,
    form: MarkForm,
    remarking: Remarking,
    *,
    conflict: Assessment | None = None,
    withdrawal: WithdrawForm | None = None,
) -> HttpResponse:
    """Shows the version and the form; with status 409 also what another grader has saved."""
    post = revision.post
    selection = _selection(request, post)
    deadline = post.deadline()
    context = {
        "post": post,
        "face": face_of(post, revision.title),
        "revision": revision,
        "form": form,
        "week": week_of(post),
        "selection": selection,
        "walk": Walk.at(post, seat.member, selection),
        "mark": form.mark,
        "remarked": with_remarks(revision, form.mark),
        "remarking": remarking,
        "late": late_by(post, deadline),
        "deadline": deadline,
        "sum": worked_sum(form.mark),
        "beside": beside(revision, seat.member, with_comparison="changes" in request.GET),
        "conflict": conflict,
        "conflict_sum": worked_sum(conflict),
        "conflict_levels": list(conflict.chosen.select_related("criterion", "level")) if conflict else [],
        "withdrawal": withdrawal or WithdrawForm(),
    }
    return render(request, "grading/mark.html", context, status=409 if conflict else 200)


def week_of(post: Post) -> int:
    """Returns the week in the address of a post's mark: 0 where it answers no prompt."""
    return post.prompt.week if post.prompt else 0
