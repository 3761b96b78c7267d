"""Remarks on a passage or a note of the version that is marked, and the course's bank of remarks for the next time."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from courses.models import Course

MAX_QUOTE = 600
MAX_WORDS = 2_000
MOST_REMARKS = 100  # on one version
MOST_IN_BANK = 200


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Remarks, by state."""

    def standing(self) -> "RemarkQuerySet":
        """Keeps those that were not removed."""
        return self.filter(removed_at=None)


class Remark(models.Model):
    """What is said of one note or of some words of a marked version; part of its mark, and released with it."""

    assessment = models.ForeignKey("grading.Assessment", models.CASCADE, related_name="remarks")
    note = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The number of the note.")
    quote = models.CharField(max_length=MAX_QUOTE, blank=True, help_text="The words of the essay.")
    start = models.PositiveIntegerField(default=0, help_text="Where they begin in the essay's plain text.")
    text = models.TextField(max_length=MAX_WORDS)
    text_html = models.TextField(editable=False, default="")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=True) & ~Q(quote="") | Q(note__isnull=False, quote=""),
                name="remark_is_on_a_note_or_on_words",
                violation_error_message="A remark is on a note or on some words of the essay.",
            ),
        ]

    def __str__(self) -> str:
        return f"On {self.place}: {self.text}"

    @property
    def place(self) -> str:
        """What it is on, in words."""
        return f"note {self.note}" if self.note else f"“{self.quote}”"


class BankRemark(models.Model):
    """A remark kept for the next time, under the code of the check that it answers, or under none."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="bank_remarks")
    code = models.CharField("check", max_length=8, blank=True)
    text = models.TextField("remark", max_length=MAX_WORDS)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "code", "text"],
                name="bank_remark_unique_in_course_and_check",
                violation_error_message="The bank has this remark already.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
