"""The demo's comments, held and approved as the course moderates them."""

import uuid
from collections.abc import Mapping, Sequence

from comments.actions import moderate_comment, post_comment
from comments.models import Circle, Comment, State
from pages.demo import past
from pages.demo.people import Cast
from pages.demo.script import Remark
from posts.models import Post


def discuss(remarks: Sequence[Remark], posts: Mapping[str, Post], cast: Cast) -> list[Comment]:
    """Posts the comments in order, each below the one that it answers."""
    comments: list[Comment] = []
    for remark in remarks:
        answered = remark["reply_to"]
        parent = None if answered is None else comments[answered]
        comments.append(_say(remark, posts[remark["post"]], parent, cast))
    return comments


def _say(remark: Remark, post: Post, parent: Comment | None, cast: Cast) -> Comment:
    comment = post_comment(
        post=post,
        body=remark["text"],
        circle=Circle.CLASS,
        by=cast.seats[remark["author"]],
        parent=parent,
        key=uuid.uuid4(),
    )
    if comment.state != remark["state"]:
        moderate_comment(comment=comment, state=State(remark["state"]), by=cast.instructor)
    past.said(comment, cast.days.moment(remark["at"]))
    return comment
