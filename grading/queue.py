"""What waits for a decision: posts and comments in one line, the longest-waiting first, and why each is held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Value

from comments.models import Circle, Comment
from courses.models import Course, Membership, Moderation
from posts.models import Decision, Post, Verdict

POST, COMMENT = "post", "comment"


@dataclass(frozen=True)
class Held:
    """A post or a comment that waits, and why."""

    kind: str
    pk: int
    slug: str
    title: str
    author: str
    since: datetime | None
    why: str
    words: str
    body_html: str = ""
    for_staff: bool = False


def waiting(reader: Membership) -> QuerySet[Post, tuple[str, int, datetime | None]]:
    """Returns the kind, the key and the time of all that waits for the reader, the longest-waiting first."""
    posts = Post.objects.in_charge_of(reader).awaiting_moderation().order_by()
    comments = Comment.objects.in_charge_of(reader).held().order_by()
    line = posts.annotate(kind=Value(POST), since=F("submitted_at")).values_list("kind", "pk", "since")
    more = comments.annotate(kind=Value(COMMENT), since=F("created_at")).values_list("kind", "pk", "since")
    return line.union(more, all=True).order_by("since", "pk")


def held(course: Course, line: Iterable[tuple[str, int, datetime | None]]) -> list[Held]:
    """Returns the items of a part of that line in its order, in three queries."""
    keys = [(kind, pk) for kind, pk, _ in line]
    posts = _posts(course, [pk for kind, pk in keys if kind == POST])
    comments = _comments(course, [pk for kind, pk in keys if kind == COMMENT])
    found = {(item.kind, item.pk): item for item in [*posts, *comments]}
    return [found[key] for key in keys if key in found]


def _posts(course: Course, keys: list[int]) -> list[Held]:
    returned = _returned(keys)
    posts = Post.objects.filter(pk__in=keys).select_related("author", "prompt", "submitted_revision")
    posts = posts.only(
        "slug",
        "submitted_at",
        "published_revision",
        "author__name",
        "author__email",
        "prompt__week",
        "prompt__moderation",
        "submitted_revision__title",
        "submitted_revision__opening",
    )
    return [
        Held(
            kind=POST,
            pk=post.pk,
            slug=post.slug,
            title=post.submitted_revision.title if post.submitted_revision else "",
            author=post.author.get_full_name(),
            since=post.submitted_at,
            why=why_post_waits(post, course, was_returned=post.pk in returned),
            words=post.submitted_revision.opening if post.submitted_revision else "",
        )
        for post in posts
    ]


def why_it_waits(course: Course, post: Post) -> str:
    """Returns the same of one post."""
    return why_post_waits(post, course, was_returned=bool(_returned([post.pk])))


def _returned(keys: Iterable[int]) -> set[int]:
    """Returns which of the posts were returned when something was last decided about what they say."""
    said = {Verdict.ACCEPTED, Verdict.CHANGES_REQUESTED, Verdict.UNDONE}
    last = (
        Decision.objects.filter(post__in=list(keys), verdict__in=said).order_by("post", "-at", "-pk").distinct("post")
    )
    return {post for post, verdict in last.values_list("post", "verdict") if verdict == Verdict.CHANGES_REQUESTED}


def why_post_waits(post: Post, course: Course, *, was_returned: bool) -> str:
    """Returns the reason in words."""
    if was_returned:
        return "Handed in again after changes were requested"
    if post.published_revision_id:
        return "A new version; the accepted one stays up until you decide"
    policy = post.prompt.moderation if post.prompt else ""
    if (policy or course.moderation) == Moderation.ALL:
        return f"Every post of week {post.prompt.week} is held" if post.prompt and policy else "Every post is held"
    return "The author’s first post here"


def _comments(course: Course, keys: list[int]) -> list[Held]:
    comments = Comment.objects.filter(pk__in=keys).values_list(
        "pk",
        "post__slug",
        "post__published_revision__title",
        "author__name",
        "created_at",
        "body_html",
        "circle",
        "post__prompt__moderation",
    )
    return [
        Held(
            kind=COMMENT,
            pk=pk,
            slug=slug,
            title=title or "",
            author=author,
            since=since,
            why="Every comment is held"
            if (policy or course.moderation) == Moderation.ALL
            else "The writer has no approved comment here yet",
            words="",
            body_html=body_html,
            for_staff=circle == Circle.STAFF,
        )
        for pk, slug, title, author, since, body_html, circle, policy in comments
    ]
