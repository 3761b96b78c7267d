"""A correction that is proposed of a source that others cite, and what staff decided."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from sources.record import Source

MAX_WHY = 500


class ProposalState(models.TextChoices):
    """What became of a proposed correction."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Proposed corrections, by state."""

    def open(self) -> "ProposalQuerySet":
        """Keeps those that wait for a decision, of sources that stand."""
        return self.filter(state=ProposalState.OPEN, source__merged_into__isnull=True)


class Proposal(models.Model):
    """A correction of a source that someone else has to accept: the record as it was read, and as it should be."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="proposals")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    base_version = models.PositiveIntegerField(help_text="The version of the record that the proposer has read.")
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=MAX_WHY, blank=True, help_text="Why the record should say so.")
    state = models.CharField(max_length=8, choices=ProposalState, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=MAX_WHY, blank=True, help_text="What staff said to the proposer.")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "by"],
                condition=Q(state="open"),
                name="proposal_open_once_for_source_and_proposer",
                violation_error_message="You have proposed a correction of this source already; it waits for staff.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="proposal_decided_by_someone",
                violation_error_message="Who decided on a proposal, and when, are known together.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""),
                name="proposal_declined_with_a_word",
                violation_error_message="Say why the correction is declined; the proposer reads it.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} on {self.source}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == ProposalState.OPEN
