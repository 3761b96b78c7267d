"""A submission: appended once its receipt is shown, never changed."""

import uuid
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string

from authors.models import Author
from courses.models import Audience, Section
from posts.post import Post
from posts.revision import Revision

RECEIPT_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
RECEIPT_LENGTH: Final = 20
RECEIPT_GROUP: Final = 5


def new_receipt() -> str:
    """Returns a receipt number that nobody can guess."""
    return get_random_string(RECEIPT_LENGTH, RECEIPT_LETTERS)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions, by state."""

    def standing(self) -> "SubmissionQuerySet":
        """Keeps those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class Submission(models.Model):
    """One handing-in of a revision; `key` makes a repeated request the same submission."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="submissions")
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="submission")
    author = models.ForeignKey(Author, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4)
    receipt = models.CharField("receipt number", max_length=RECEIPT_LENGTH, default=new_receipt, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.SECTION)
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    public_consent_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField("note to the instructor", blank=True, max_length=2_000)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "key"],
                name="submission_key_unique_for_author",
                violation_error_message="This was submitted already.",
            ),
            models.UniqueConstraint(
                fields=["receipt"],
                name="submission_receipt_number_unique",
                violation_error_message="Another submission has this receipt number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, submitted {self.at:%Y-%m-%d %H:%M}"

    @property
    def receipt_number(self) -> str:
        """The receipt number in groups, as it is read and typed."""
        starts = range(0, len(self.receipt), RECEIPT_GROUP)
        return "-".join(self.receipt[start : start + RECEIPT_GROUP] for start in starts)
