"""What the checks still said of an essay when it was handed in."""

from django.db import models

from posts.submission import Submission


class Weight(models.TextChoices):
    """How weighty a finding was in its week."""

    BLOCK = "block", "Must be mended"
    WARN = "warn", "Look at this"
    INFO = "info", "To know"


class OpenCheck(models.Model):
    """A finding that was open at a submission: kept for the report on its citations, never changed."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="open_checks")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    severity = models.CharField(max_length=8, choices=Weight)
    note = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The number of the note concerned.")
    says = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "position"],
                name="open_check_position_unique_in_submission",
                violation_error_message="Two open checks stand at the same place.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.says}"
