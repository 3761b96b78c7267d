"""Makes comments as rows."""

from comments.models import Circle, Comment, State
from courses.models import Membership
from markup.markdown import safe_html
from posts.models import Post


def make_comment(
    seat: Membership, post: Post, body: str = "Which page is that?", *, parent: Comment | None = None, **facts: object
) -> Comment:
    """A comment that the class reads, below `parent` where one is given."""
    place = (
        {"parent": parent, "thread": parent.thread or parent, "depth": parent.depth + 1, "circle": parent.circle}
        if parent
        else {}
    )
    return Comment.objects.create(
        **{
            "post": post,
            "author": seat.author,
            "body": body,
            "body_html": safe_html(body),
            "state": State.PUBLISHED,
            "circle": Circle.CLASS,
            **place,
            **facts,
        }
    )
