"""What was said under a post, and what its author said under the others of the week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from comments.models import Comment, State
from courses.models import Membership
from posts.models import Post

MOST: Final = 40  # of each; the post's own page has them all


@dataclass(frozen=True)
class Said:
    """A comment: who said it, under which post, when, what; `is_waiting` where it is not up."""

    pk: int
    by: str
    under: str
    at: datetime
    body_html: str
    is_waiting: bool


@dataclass(frozen=True)
class Discussion:
    """Comments that a post received, its author's answers among them, and those that its author gave to classmates."""

    received: list[Said]
    given: list[Said]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.received) + len(self.given)


def discussion_of(post: Post, reader: Membership) -> Discussion:
    """Returns what the reader may read of it, the first said first, in two queries."""
    readable = Comment.objects.readable_by(reader).undeleted()
    given = readable.filter(author=post.author_id, post__prompt=post.prompt_id).exclude(post=post)
    return Discussion(
        received=list(_said(readable.filter(post=post))), given=list(_said(given)) if post.prompt_id else []
    )


def _said(comments: "QuerySet[Comment]") -> Iterable[Said]:
    rows = comments.order_by("created_at", "pk").values_list(
        "pk", "author__name", "post__published_revision__title", "created_at", "body_html", "state"
    )
    for pk, by, title, at, body_html, state in rows[:MOST]:
        yield Said(pk, by, title or "", at, body_html, state != State.PUBLISHED)
