"""What staff decided about a post; appended, never changed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from posts.post import Post
from posts.revision import Revision


class Verdict(models.TextChoices):
    """What was done with the submitted version."""

    ACCEPTED = "accepted", "Accepted"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    HIDDEN = "hidden", "Hidden"
    SHOWN = "shown", "Shown again"


class Decision(models.Model):
    """One step of moderation: who did what with which revision, when and why."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="decisions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = models.TextField(blank=True, max_length=4_000)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.CHANGES_REQUESTED) | ~Q(reason=""),
                name="decision_for_changes_has_a_reason",
                violation_error_message="Say what should change; the author reads it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.post}"
