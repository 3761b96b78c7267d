"""A submission: appended once its receipt is shown, never changed."""

import uuid

from django.db import models
from django.utils import timezone

from authors.models import Author
from courses.models import Audience, Section
from posts.post import Post
from posts.revision import Revision


class Submission(models.Model):
    """One handing-in of a revision; `key` makes a repeated request the same submission."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="submissions")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="submission")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now, editable=False)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.SECTION)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    public_consent_at = models.DateTimeField(null=True, blank=True)
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
