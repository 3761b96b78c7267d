"""Makes posts and their revisions as rows, without the actions that lead there."""

import hashlib
from itertools import count

from django.utils import timezone

from courses.models import Audience, Membership, Prompt
from markup.markdown import safe_html
from posts.models import Post, Reason, Revision, Submission, Workflow

_numbers = count(1)


def make_revision(
    post: Post, body: str = "Bread came first.", *, reason: Reason = Reason.SUBMIT, **facts: object
) -> Revision:
    """The next revision of the post, printed."""
    number = post.revisions.count() + 1
    return Revision.objects.create(
        **{
            "post": post,
            "number": number,
            "title": post.draft_title,
            "body": body,
            "reason": reason,
            "by": post.author,
            "sha256": hashlib.sha256(body.encode()).hexdigest(),
            "words": len(body.split()),
            "opening": body[:400],
            "body_html": safe_html(body),
            **facts,
        }
    )


def make_post(
    seat: Membership,
    prompt: Prompt | None = None,
    *,
    body: str = "Bread came first.",
    state: str = "published",
    **facts: object,
) -> Post:
    """A post of the seat's author: "draft", "submitted", "returned" or "published", read by the section."""
    number = next(_numbers)
    post = Post.objects.create(
        **{
            "course": seat.course,
            "prompt": prompt,
            "author": seat.author,
            "section": seat.section,
            "slug": f"essay-{number}",
            "draft_title": f"Essay {number}",
            "draft_body": body,
            "audience": Audience.SECTION,
            **facts,
        }
    )
    if state != "draft":
        hand_in(post, body)
    if state == "published":
        publish(post)
    if state == "returned":
        Post.objects.filter(pk=post.pk).update(workflow=Workflow.CHANGES_REQUESTED)
    post.refresh_from_db()
    return post


def hand_in(post: Post, body: str, *, note: str = "") -> Revision:
    """Submits a new revision of the post, which then waits."""
    revision = make_revision(post, body)
    Submission.objects.create(
        post=post, revision=revision, author=post.author, note=note, audience=post.audience, section=post.section
    )
    post.submitted_revision = revision
    post.submitted_at = timezone.now()
    post.workflow = Workflow.SUBMITTED
    post.save()
    return revision


def publish(post: Post) -> None:
    """Puts the submitted revision up."""
    post.published_revision = post.submitted_revision
    post.published_at = timezone.now()
    post.workflow = Workflow.ACCEPTED
    post.save()


def submitted(post: Post) -> Revision:
    """The version of the post that was handed in last."""
    assert post.submitted_revision
    return post.submitted_revision
