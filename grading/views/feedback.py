"""The page on which an author reads a mark."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, members
from grading.models import Assessment
from grading.remarking import remarked, remarks_on
from posts.models import Post


@require_safe
@members
def feedback(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """Shows the author, and the staff in charge, a released mark with the version marked, and earlier rounds."""
    posts = Post.objects.filter(course=seat.course).select_related("course", "prompt")
    found = get_object_or_404(posts.defer("draft_title", "draft_body"), slug=post)
    readable = Assessment.objects.readable_by(seat.member).released().filter(post=found)
    rounds = list(readable.select_related("revision").defer("revision__body", "revision__body_html"))
    asked = request.GET.get("round", "")
    shown = [mark for mark in rounds if not asked or str(mark.revision.number) == asked]
    if not shown:
        raise Http404
    chosen = shown[0].chosen.select_related("criterion", "level")
    context = {
        "post": found,
        "mark": shown[0],
        "rounds": rounds,
        "chosen": list(chosen),
        "remarked": remarked(shown[0].marked_html, "", remarks_on(shown[0])),
    }
    return render(request, "grading/feedback.html", context)
