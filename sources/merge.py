"""Two sources that were taken for one work, and two that were found to be two."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from authors.models import Author
from sources.record import Source


class Merge(models.Model):
    """A source merged into another: who, when, both records before, and all that is needed to undo it."""

    kept = models.ForeignKey(Source, models.CASCADE, related_name="+")
    other = models.ForeignKey(Source, models.CASCADE, related_name="+")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    kept_before = models.JSONField()
    kept_after = models.JSONField()
    other_before = models.JSONField()
    citations = models.JSONField(default=list, help_text="The keys of the citations that were moved.")
    readings = models.JSONField(default=list, help_text="The keys of the readings that were moved.")
    dropped = models.JSONField(default=list, help_text="The readings that the kept source had already, as they were.")
    undone_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["other"],
                condition=Q(undone_at__isnull=True),
                name="source_merged_once_at_a_time",
                violation_error_message="This source has been merged into another already.",
            ),
            models.CheckConstraint(
                condition=~Q(kept=F("other")),
                name="merge_of_two_sources",
                violation_error_message="A source cannot be merged into itself.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_someone",
                violation_error_message="Who undid the merge, and when, are known together.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other} merged into {self.kept}"


class NotDuplicates(models.Model):
    """Two sources that look alike and that a member of staff has found to be two works; the older comes first."""

    one = models.ForeignKey(Source, models.CASCADE, related_name="+")
    other = models.ForeignKey(Source, models.CASCADE, related_name="+")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "not duplicates"
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="not_duplicates_once_for_a_pair",
                violation_error_message="These two are known for two works already.",
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="not_duplicates_older_first",
                violation_error_message="The older of the two sources comes first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"

    @classmethod
    def remember(cls, one: Source, other: Source, by: Author) -> None:
        """Notes that two sources are two works; saying so again changes nothing."""
        first, second = sorted((one.pk, other.pk))
        cls.objects.get_or_create(one_id=first, other_id=second, defaults={"by": by})

    @classmethod
    def forget(cls, one: Source, other: Source) -> None:
        """Lets two sources be compared again."""
        cls.objects.filter(one__in=[one, other], other__in=[one, other]).delete()
