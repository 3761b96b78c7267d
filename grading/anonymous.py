"""Marking without names: a number of its own for each post of a week that is marked so, and what it stands for."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.db import models

from courses.models import Membership
from posts.models import Post

LOWEST: Final = 10_000_000
DIGITS: Final = 8


class PostNumber(models.Model):
    """The random number by which graders know a post whose author they are not to know."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=LOWEST),
                name="post_number_has_eight_digits",
                violation_error_message="A number has eight digits.",
            ),
        ]

    def __str__(self) -> str:
        return f"Essay {self.number}"


def numbers_of(posts: Collection[int]) -> dict[int, int]:
    """Returns the number of each post, named by its key; those that have none are given one."""
    found = _known(posts) if posts else {}
    while missing := set(posts) - found.keys():
        rows = [PostNumber(post_id=post, number=LOWEST + secrets.randbelow(9 * LOWEST)) for post in missing]
        PostNumber.objects.bulk_create(rows, ignore_conflicts=True)  # another request, or another post's number
        found = _known(posts)
    return found


def _known(posts: Collection[int]) -> dict[int, int]:
    return dict(PostNumber.objects.filter(post__in=posts).values_list("post", "number"))


@dataclass(frozen=True)
class Face:
    """How a grader knows a post: the word in the addresses of its mark, and what it is called."""

    word: str
    name: str
    is_anonymous: bool = False


def face_of(post: Post, title: str) -> Face:
    """Returns the number of a post that is marked without names; else its slug and its title."""
    if post.prompt is None or not post.prompt.anonymous_marking:
        return Face(post.slug, title)
    number = numbers_of([post.pk])[post.pk]
    return Face(str(number), f"Essay {number}", is_anonymous=True)


def find_post(reader: Membership, week: int, word: str) -> Post | None:
    """Returns the post in the reader's charge that an address of marking names: by number, where names are hidden."""
    found = _found(reader, week, word)
    if found:
        found.course = reader.course
        if found.prompt:
            found.prompt.course = reader.course  # whose clock its dates are on
    return found


def _found(reader: Membership, week: int, word: str) -> Post | None:
    posts = Post.objects.in_charge_of(reader).select_related("prompt", "author", "section")
    posts = posts.defer("draft_title", "draft_body")
    if not week:
        return posts.filter(prompt=None, slug=word).first()
    posts = posts.filter(prompt__week=week)
    if _is_number(word):
        numbered = PostNumber.objects.filter(number=int(word)).values("post")
        hidden = posts.filter(prompt__anonymous_marking=True, pk__in=numbered).first()
        if hidden:
            return hidden
    return posts.filter(prompt__anonymous_marking=False, slug=word).first()


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) == DIGITS
