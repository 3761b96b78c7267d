"""A submission: appended once its receipt is shown, never changed."""

import uuid

from django.db import models
from django.utils import timezone

from authors.models import Author
from posts.post import Post
from posts.revision import Revision


class Submission(models.Model):
    """One handing-in of a revision; `key` makes a repeated request the same submission."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="submissions")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="submission")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now, editable=False)
    note = models.TextField("note to the instructor", blank=True, max_length=2_000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key"],
                name="submission_key_unique_for_author",
                violation_error_message="This was submitted already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, submitted {self.at:%Y-%m-%d %H:%M}"
