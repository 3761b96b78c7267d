"""The pages on which a post's revisions are looked back upon."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, members
from posts.library import brought_up_to_date
from posts.models import Post, Revision
from posts.own import own_post


@require_safe
@members
def history(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The revisions of one's own post, the newest first."""
    own = own_post(seat, post)
    revisions = own.revisions.defer("body", "body_html", "notes_html", "bibliography_html")
    return render(request, "posts/history.html", {"post": own, "revisions": list(revisions[:200])})


@require_safe
@members
def revision(request: SeatedRequest, seat: Seat, post: str, number: int) -> HttpResponse:
    """One revision as it reads: for its author any, for staff in charge the submitted ones."""
    revisions = Revision.objects.select_related("post", "submission").filter(post__slug=post, number=number)
    own = revisions.filter(post__course=seat.course, post__author=seat.member.author_id)
    handed_in = revisions.filter(post__in=Post.objects.in_charge_of(seat.member), submission__isnull=False)
    shown = get_object_or_404((own | handed_in).distinct())
    context = {"post": shown.post, "revision": brought_up_to_date(shown, seat.course)}
    return render(request, "posts/revision.html", context)
