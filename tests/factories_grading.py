"""Makes marks as rows."""

from decimal import Decimal

from django.utils import timezone

from courses.models import Membership
from grading.models import Assessment, MarkState
from markup.markdown import safe_html
from posts.models import Post, Revision


def make_mark(
    grader: Membership,
    post: Post,
    *,
    points: str = "7.50",
    state: str = MarkState.DRAFT,
    feedback: str = "Name the page.",
    revision: Revision | None = None,
) -> Assessment:
    """A mark for the version that was handed in last, unless a revision is named."""
    marked = revision or post.submitted_revision
    assert marked
    released = state == MarkState.RELEASED
    return Assessment.objects.create(
        post=post,
        revision=marked,
        points=Decimal(points),
        raw_points=Decimal(points),
        state=state,
        feedback=feedback,
        feedback_html=safe_html(feedback),
        grader=grader.author,
        released_at=timezone.now() if released else None,
        marked_html=marked.body_html if released else "",
    )
