"""More time for one student and one prompt."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from authors.models import Author
from courses.clock import LocalDateTimeField
from courses.deadline import Deadline
from courses.membership import Membership, Role
from courses.prompt import Prompt

MAX_WHY = 300


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Extensions, by state and by who may see them."""

    def in_force(self) -> "ExtensionQuerySet":
        """Keeps those that were neither taken back nor replaced."""
        return self.filter(ended_at=None)

    def in_charge_of(self, reader: Membership) -> "ExtensionQuerySet":
        """Keeps those that a member of staff may give: an instructor all, an assistant their section's."""
        found = self.filter(prompt__course=reader.course_id)
        if reader.role == Role.INSTRUCTOR:
            return found
        return found.filter(seat__section=reader.section_id) if reader.is_staff else found.none()

    def in_force_first(self) -> "ExtensionQuerySet":
        """Sorts them by name, those in force before those that have ended, of which the last ended comes first."""
        return self.order_by(F("ended_at").desc(nulls_first=True), "seat__author__name", "pk")

    def due_for(self, prompt: Prompt, author_id: int) -> datetime | None:
        """Returns until when the author has more time for the prompt, on the course's clock."""
        found = self.in_force().filter(prompt=prompt, seat__author=author_id)
        return found.values_list("due", flat=True).first()


class Extension(models.Model):
    """A later deadline; a new one replaces it, and it stays on record who gave it and who took it back."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="extensions")
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="extensions", verbose_name="student")
    due = LocalDateTimeField("new deadline")
    why = models.CharField("reason", max_length=MAX_WHY, blank=True, help_text="For staff alone.")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "seat"],
                condition=Q(ended_at=None),
                name="extension_one_in_force_for_prompt_and_seat",
                violation_error_message="Someone gave this student an extension at the same moment. Look at it again.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="extension_ended_by_someone",
                violation_error_message="It is on record who takes an extension back.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat.author}, {self.prompt}: {self.due:%Y-%m-%d %H:%M}"

    def clean(self) -> None:
        """Refuses a deadline that is no later, and a seat that is not a student's of the same course."""
        if self.seat.course_id != self.prompt.course_id or self.seat.is_staff:
            raise ValidationError({"seat": "Only a student of this course can be given more time."})
        if self.due <= self.prompt.due:
            raise ValidationError({"due": f"Take a time after the week’s deadline, {self.prompt.due:%Y-%m-%d %H:%M}."})

    def due_at(self) -> datetime:
        """Returns the deadline with its zone."""
        return self.prompt.deadline(self.due).due_at()


def deadline_for(prompt: Prompt, author_id: int) -> Deadline:
    """Returns the prompt's dates as they hold for one author, in one query."""
    return prompt.deadline(Extension.objects.due_for(prompt, author_id))
