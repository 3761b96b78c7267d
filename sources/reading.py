"""What a week assigns to be read."""

from django.db import models
from django.db.models import F, Q

from courses.models import Prompt
from sources.record import Source


class Reading(models.Model):
    """A source, or some pages of it, that a prompt assigns."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="readings")
    source = models.ForeignKey(Source, models.PROTECT, related_name="readings")
    position = models.PositiveSmallIntegerField(default=0)
    pages = models.CharField(max_length=60, blank=True, help_text="As typed, for example 110-22.")
    first_page = models.PositiveIntegerField(null=True, blank=True, editable=False)
    last_page = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "source", "pages"],
                name="reading_assigned_once",
                violation_error_message="These pages are assigned already.",
            ),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True) | Q(first_page__lte=F("last_page")),
                name="reading_first_page_before_last",
                violation_error_message="The first page comes before the last.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.pages}" if self.pages else str(self.source)
