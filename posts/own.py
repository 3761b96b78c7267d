"""The reader's own post, for the pages on which it is written."""

from django.shortcuts import get_object_or_404

from courses.access import Seat
from posts.models import Post


def own_post(seat: Seat, slug: str) -> Post:
    """Returns the reader's own post, or 404."""
    posts = Post.objects.filter(course=seat.course).by(seat.member.author_id)
    return get_object_or_404(posts.select_related("course", "prompt", "author"), slug=slug)
