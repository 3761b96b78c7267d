"""The page on which a post is read: the essay, its notes and bibliography, and what the class says to it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.threads import threads_of
from courses.access import Seat, SeatedRequest, visitors
from courses.models import Membership
from grading.models import Assessment
from posts.models import Decision, Post, Workflow
from posts.reading import find_reading


@dataclass(frozen=True)
class OwnState:
    """What the author alone is shown above the essay: where it stands, and what to do next."""

    says: str
    decisions: list[Decision]
    can_revise: bool
    can_withdraw: bool
    has_marks: bool


@require_safe
@visitors
def post(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """An essay, for all who may read it."""
    reading = find_reading(seat, post)
    reading.post.course = seat.course
    if reading.post.prompt:
        reading.post.prompt.course = seat.course
    is_own = seat.membership is not None and reading.post.author_id == seat.membership.author_id
    context = {
        "reading": reading,
        "post": reading.post,
        "revision": reading.revision,
        "own": _own_state(reading.post, seat.membership) if is_own and seat.membership else None,
        "can_moderate": seat.membership is not None and seat.membership.teaches(reading.post.section_id),
    }
    if reading.is_up:
        context["threads"] = threads_of(post=reading.post, reader=seat.membership, page=request.GET.get("page"))
    return render(request, "pages/post.html", context)


SAYS = {
    Workflow.DRAFT: "This is a draft. Only you can see it.",
    Workflow.SUBMITTED: "Submitted. It waits for your instructor; until it is accepted only you and the staff see it.",
    Workflow.CHANGES_REQUESTED: "Your instructor asks for changes.",
    Workflow.ACCEPTED: "",
}


def _own_state(post: Post, author: Membership) -> OwnState:
    """Returns the author's view of the post, in three queries at the most."""
    says = SAYS[Workflow(post.workflow)]
    if post.hidden_at:
        says = "Your instructor has hidden this post; only you and the staff see it."
    elif post.is_live and post.is_waiting:
        says = "A newer version waits for your instructor. The accepted one stays up until then."
    deadline = post.deadline()
    return OwnState(
        says=says,
        decisions=Decision.objects.for_author(post),
        can_revise=post.takes_submissions_by(deadline),
        can_withdraw=post.is_waiting and not (deadline and deadline.is_past()),
        has_marks=Assessment.objects.readable_by(author).released().filter(post=post).exists(),
    )
