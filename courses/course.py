"""A course and its sections."""

import zoneinfo
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

import chicago
from authors.models import Author
from courses.clock import local_now


def known_zone(name: str) -> None:
    """Refuses what is not a time zone of the IANA list."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Take one like Europe/Paris or America/New_York.")


class Moderation(models.TextChoices):
    """Which submissions and comments wait for a member of staff."""

    OFF = "off", "Publish at once"
    FIRST = "first", "Hold each author’s first"
    ALL = "all", "Hold everything"


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses, by who may see them."""

    def attended_by(self, author: Author) -> "CourseQuerySet":
        """Keeps the courses in which the author has a seat now."""
        return self.filter(memberships__author=author, memberships__ended_at=None)

    def public(self) -> "CourseQuerySet":
        """Keeps the courses that anyone may visit."""
        return self.filter(is_public=True)


class Course(models.Model):
    """One class for one term: its members share a library of sources."""

    slug = models.SlugField(
        "address", unique=True, max_length=60, help_text="The word in the address: /c/revolutions-2026/."
    )
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True, max_length=4_000)
    time_zone = models.CharField(
        max_length=60,
        default="America/New_York",
        validators=[known_zone],
        help_text="All dates of the course are times on this clock.",
    )
    edition = models.PositiveSmallIntegerField(
        "edition of the Chicago Manual",
        choices=[(18, "18th edition (2024)"), (17, "17th edition (2017)")],
        default=18,
    )
    ibid = models.BooleanField(
        "print ibid.",
        default=False,
        help_text="Instead of a short note, where a note repeats the one before.",
    )
    moderation = models.CharField(max_length=8, choices=Moderation, default=Moderation.FIRST)
    is_public = models.BooleanField(
        "open to visitors",
        default=False,
        help_text="Visitors see what each week asks, and those posts whose authors have agreed to it.",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edition__in=[17, 18]),
                name="course_edition_is_17_or_18",
                violation_error_message="Choose the 17th or the 18th edition.",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug="new"),
                name="course_slug_is_not_new",
                violation_error_message="The address /c/new/ makes courses. Choose another word.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Returns the address of this week's page."""
        return reverse("week_now", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The course's clock."""
        return zoneinfo.ZoneInfo(self.time_zone)

    def style(self) -> chicago.Style:
        """Returns how the course prints notes."""
        return chicago.Style(edition=self.edition, ibid=self.ibid)

    def now(self) -> datetime:
        """Returns what the course's clock shows, without a zone."""
        return local_now(self.zone)


class Section(models.Model):
    """A group of a course that meets together and reads one another."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "name"],
                name="section_name_unique_in_course",
                violation_error_message="The course has a section of this name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
