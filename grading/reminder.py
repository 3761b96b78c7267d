"""A reminder that a student has not handed in yet: who sent it, and when."""

from django.db import models
from django.utils import timezone

from authors.models import Author
from courses.models import Membership, Prompt


class Reminder(models.Model):
    """One letter to one student about one week."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="reminders")
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="reminders")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["prompt", "seat", "-id"], name="reminder_of_prompt_and_seat")]

    def __str__(self) -> str:
        return f"Reminder of {self.prompt} to {self.seat.author}"
