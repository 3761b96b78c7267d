"""Who changed the roster, or took it away, and when: lines that are appended and never changed."""

from django.db import models
from django.utils import timezone

from authors.models import Author
from courses.course import Course


class RosterStep(models.TextChoices):
    """What was done."""

    INVITED = "invited", "Invited"
    INVITATION = "invitation", "Invitation changed"
    WITHDRAWN = "withdrawn", "Invitation revoked"
    CHANGED = "changed", "Seat changed"
    ENDED = "ended", "Membership ended"
    RETURNED = "returned", "Membership returned"
    JOINED = "joined", "Joined by the link"
    LINK = "link", "Join link"
    SECTION = "section", "Section"
    EXPORTED = "exported", "Roster downloaded"


class RosterEntry(models.Model):
    """One line of the log: what was done with whom, in words; it outlives what it is about."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="roster_log")
    step = models.CharField(max_length=12, choices=RosterStep)
    whom = models.CharField(max_length=254, blank=True)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.whom} {self.words}".strip()
