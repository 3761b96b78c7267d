"""The pages on which a post's revisions are looked back upon."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from courses.access import Seat, SeatedRequest, members
from posts.actions import NotAllowed
from posts.comparing import compare
from posts.history_forms import CompareForm
from posts.library import brought_up_to_date
from posts.models import Post, Revision
from posts.own import own_post
from posts.restoring import restore

REVISIONS_ON_A_PAGE = 50
PRINTED = ("body_html", "notes_html", "bibliography_html")


@require_safe
@members
def history(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The revisions of one's own post, the newest first."""
    own = own_post(seat, post)
    revisions = own.revisions.defer("body", *PRINTED)
    page = Paginator(revisions, REVISIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    last = own.revisions.first()
    form = CompareForm(initial={"before": last.number - 1, "after": last.number}) if last and last.number > 1 else None
    is_ahead = last is not None and (last.title, last.body) != (own.draft_title, own.draft_body)
    context = {"post": own, "page": page, "last": last, "form": form, "is_ahead": is_ahead}
    return render(request, "posts/history.html", context)


def _revisions(seat: Seat, post: str) -> QuerySet[Revision]:
    """Returns the revisions that the reader may read: the author any, staff in charge the submitted ones."""
    revisions = Revision.objects.select_related("post", "submission").filter(post__slug=post)
    own = revisions.filter(post__course=seat.course, post__author=seat.member.author_id)
    handed_in = revisions.filter(post__in=Post.objects.in_charge_of(seat.member), submission__isnull=False)
    return (own | handed_in).distinct()


@require_safe
@members
def revision(request: SeatedRequest, seat: Seat, post: str, number: int) -> HttpResponse:
    """One revision as it reads: for its author any, for staff in charge the submitted ones."""
    shown = get_object_or_404(_revisions(seat, post), number=number)
    context = {
        "post": shown.post,
        "revision": brought_up_to_date(shown, seat.course),
        "is_own": shown.post.author_id == seat.member.author_id,
    }
    return render(request, "posts/revision.html", context)


@require_safe
@members
def compared(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """What changed from one revision to another, in the words and in the notes."""
    found = _revisions(seat, post).defer(*PRINTED)
    first = found.first()
    if first is None:
        raise Http404
    form = CompareForm(request.GET)
    context: dict[str, object] = {"post": first.post, "form": form}
    if form.is_valid():
        revisions = {each.number: each for each in found.filter(number__in=form.numbers())}
        form.refuse_unknown(revisions)
        if not form.errors:
            before, after = (revisions[number] for number in form.numbers())
            context |= {"before": before, "after": after, "comparison": compare(before, after)}
    return render(request, "posts/compare.html", context, status=422 if form.errors else 200)


@require_POST
@members
def restored(request: SeatedRequest, seat: Seat, post: str, number: int) -> HttpResponse:
    """Makes an earlier revision of one's own post the newest again."""
    own = own_post(seat, post)
    try:
        made = restore(revision=get_object_or_404(own.revisions, number=number), by=seat.member.author)
        messages.success(request, f"Revision {number} is your draft again, kept as revision {made.number}.")
    except NotAllowed as refusal:
        messages.error(request, f"Nothing was restored: your draft could not be kept. {refusal}")
    return redirect("history", seat.course.slug, own.slug)
