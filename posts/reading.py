"""Which version of a post a reader may read."""

from dataclasses import dataclass

from django.http import Http404

from courses.access import Seat
from courses.models import Membership
from posts.models import Post, PostQuerySet, Revision


@dataclass(frozen=True)
class Reading:
    """A post in the version that the reader may read, and whether that version is up."""

    post: Post
    revision: Revision
    is_up: bool


def find_reading(seat: Seat, slug: str) -> Reading:
    """Returns what the reader may read at the address: the version that is up; else their own; else, for staff, the one
    that was submitted.

    Raises `Http404`.
    """
    posts = Post.objects.filter(course=seat.course, slug=slug).with_byline().select_related("prompt", "section")
    up = posts.readable_by(seat.membership).select_related("published_revision").first()
    if up and up.published_revision:
        return Reading(up, up.published_revision, is_up=True)
    if seat.membership is None:
        raise Http404
    return _not_up(posts.select_related("submitted_revision"), seat.membership)


def _not_up(posts: PostQuerySet, reader: Membership) -> Reading:
    own = posts.by(reader.author_id).first()
    last = own.revisions.first() if own else None
    if own and last:
        return Reading(own, last, is_up=False)
    submitted = posts.in_charge_of(reader).first()
    if submitted and submitted.submitted_revision:
        return Reading(submitted, submitted.submitted_revision, is_up=False)
    raise Http404
