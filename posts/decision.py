"""What staff decided about a post; appended, never changed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from posts.post import Post, Workflow
from posts.revision import Revision


class Verdict(models.TextChoices):
    """What was done with the submitted version."""

    ACCEPTED = "accepted", "Accepted"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    HIDDEN = "hidden", "Hidden"
    SHOWN = "shown", "Shown again"
    UNDONE = "undone", "Taken back"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions, by whom they concern."""

    def for_author(self, post: Post) -> "list[Decision]":
        """Returns what the author of a post is told of where it stands: why it is hidden, and what should change."""
        verdicts = [Verdict.HIDDEN] * bool(post.hidden_at) + [Verdict.CHANGES_REQUESTED] * post.is_returned
        found = self.filter(post=post, verdict__in=verdicts).order_by("verdict", "-at", "-pk").distinct("verdict")
        return sorted(found, key=lambda decision: verdicts.index(Verdict(decision.verdict))) if verdicts else []


class Decision(models.Model):
    """One step of moderation: who did what with which revision, when and why."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="decisions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = models.TextField(blank=True, max_length=4_000)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    workflow_before = models.CharField(max_length=20, choices=Workflow, blank=True, editable=False)
    published_before = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

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

    @property
    def can_be_undone(self) -> bool:
        """Whether it says where the post stood before; that nothing came after it is the caller's to see."""
        if self.verdict == Verdict.HIDDEN:
            return self.post.hidden_at is not None
        return self.verdict in {Verdict.ACCEPTED, Verdict.CHANGES_REQUESTED} and self.workflow_before != ""
