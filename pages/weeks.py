"""This week: what is asked, what is to be read, how far one has come, and what the others have written."""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comments.models import Comment
from comments.replies import Replies, replies_of
from courses.access import Seat, SeatedRequest, visitors
from courses.deadline import Deadline
from courses.extension import deadline_for
from courses.models import Membership, Prompt
from grading.models import Assessment, Participation
from posts.models import Post, PostQuerySet, Workflow
from sources.models import Reading

POSTS_A_PAGE = 25
LOOSE_POSTS = 10
MOST_WEEKS = 60


@require_safe
@visitors
def week_now(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The course's front page: the latest week that has opened, and what was posted outside the weeks."""
    weeks = _weeks(seat)
    opened = [prompt for prompt in weeks if prompt.opens <= seat.course.now()]
    loose = (
        _posts(Post.objects.filter(course=seat.course, prompt=None), seat.membership)[:LOOSE_POSTS] if opened else []
    )
    return _week(request, seat, weeks, opened[0] if opened else None, list(loose))


@require_safe
@visitors
def week(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """One week; one that has not opened is the instructors' alone."""
    weeks = _weeks(seat)
    prompt = next((prompt for prompt in weeks if prompt.week == week), None)
    if prompt is None:
        raise Http404
    return _week(request, seat, weeks, prompt, [])


@require_safe
@visitors
def posts(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """All posts of the course that the reader may read, the newest first."""
    found = _posts(Post.objects.filter(course=seat.course), seat.membership).order_by("-published_at", "-pk")
    page = Paginator(found, POSTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/posts.html", {"page": page})


def _weeks(seat: Seat) -> list[Prompt]:
    """Returns the prompts, the latest first: for instructors all, for others those that have opened."""
    prompts = Prompt.objects.filter(course=seat.course) if seat.is_instructor else Prompt.objects.opened(seat.course)
    weeks = list(prompts[:MOST_WEEKS])
    for prompt in weeks:
        prompt.course = seat.course
    return weeks


def _week(
    request: SeatedRequest, seat: Seat, weeks: list[Prompt], prompt: Prompt | None, loose: list[Post]
) -> HttpResponse:
    reader = seat.membership
    own, has_mark = _own_post(prompt, reader) if prompt and reader else (None, False)
    deadline = _deadline(prompt, reader) if prompt else None
    found = _posts(Post.objects.filter(course=seat.course, prompt=prompt), reader)
    context = {
        "prompt": prompt,
        "readings": list(Reading.objects.filter(prompt=prompt).select_related("source")) if prompt and reader else [],
        "own": own,
        "deadline": deadline,
        "state": state_of(own, deadline, has_mark=has_mark)
        if deadline and reader and (own or not reader.is_staff)
        else None,
        "page": Paginator(found, POSTS_A_PAGE).get_page(request.GET.get("page")),
        "replies": _own_replies(prompt, reader) if prompt and reader else None,
        "reply_points": _own_points(prompt, reader) if prompt and reader else None,
        "must_post_first": bool(reader and prompt and must_post_first(prompt, reader, own)),
        "weeks": weeks,
        "loose": loose,
    }
    return render(request, "pages/week.html", context)


def _deadline(prompt: Prompt, reader: Membership | None) -> Deadline:
    """Returns the week's dates as they hold for the reader."""
    return deadline_for(prompt, reader.author_id) if reader else prompt.deadline()


def must_post_first(prompt: Prompt, reader: Membership, own: Post | None) -> bool:
    """Returns whether the classmates' posts are closed to the reader until the own is submitted."""
    return prompt.post_first and not reader.is_staff and not _has_submitted(own)


def _own_post(prompt: Prompt, reader: Membership) -> tuple[Post | None, bool]:
    """Returns the reader's post, and whether a mark of it is released."""
    released = Assessment.objects.filter(post=OuterRef("pk")).released()
    posts = Post.objects.filter(prompt=prompt).by(reader.author_id).annotate(has_mark=Exists(released))
    own = posts.defer("draft_body").first()
    return own, bool(own and getattr(own, "has_mark", False))


def _own_replies(prompt: Prompt, reader: Membership) -> Replies | None:
    """Returns the student's replies to classmates, where the week asks for any."""
    return None if reader.is_staff else replies_of([reader], [prompt], reader=reader).get((reader.pk, prompt.pk))


def _own_points(prompt: Prompt, reader: Membership) -> Participation | None:
    """Returns the student's released points for replies."""
    if reader.is_staff or not prompt.replies:
        return None
    return Participation.objects.readable_by(reader).filter(prompt=prompt).first()


def _has_submitted(own: Post | None) -> bool:
    return own is not None and own.submitted_revision_id is not None


def _posts(posts: PostQuerySet, reader: Membership | None) -> PostQuerySet:
    """Returns the posts that the reader may read with what a list shows, those with the fewest comments first.

    `comment_count` counts the comments that the reader may read.
    """
    visible = Comment.objects.readable_by(reader).filter(post=OuterRef("pk"), deleted_at=None).order_by()
    count = visible.values("post").annotate(number=Count("pk")).values("number")
    return (
        posts.readable_by(reader)
        .with_byline()
        .annotate(comment_count=Coalesce(Subquery(count, output_field=IntegerField()), 0))
        .select_related("published_revision")
        .only(
            "slug",
            "published_at",
            "audience",
            "author_id",
            "course_id",
            "prompt_id",
            "published_revision__title",
            "published_revision__opening",
            "published_revision__words",
        )
        .order_by("comment_count", "-published_at", "pk")
    )


@dataclass(frozen=True)
class State:
    """How far the reader has come with the week: a word for the eye, a sentence, and the way on."""

    code: str
    says: str
    action: str = ""


STATES = {
    Workflow.DRAFT: State("draft", "Draft saved", "Go on writing"),
    Workflow.SUBMITTED: State("submitted", "Submitted; waiting for your instructor", "Revise"),
    Workflow.CHANGES_REQUESTED: State("changes_requested", "Changes requested", "Read why, and revise"),
    Workflow.ACCEPTED: State("accepted", "Published", "Revise"),
}


def state_of(own: Post | None, deadline: Deadline, *, has_mark: bool) -> State:
    """Returns the state of the reader's own post, whose dates are the reader's own, too."""
    if own is None:
        closed = State("closed", "Closed; you handed nothing in")
        return State("none", "Not started", "Write your post") if deadline.is_open() else closed
    state = State("released", "Mark released", "Revise") if has_mark else STATES[Workflow(own.workflow)]
    return state if own.takes_submissions_by(deadline) else replace(state, action="")
