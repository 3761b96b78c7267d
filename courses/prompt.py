"""What a week asks for."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from courses.clock import LocalDateTimeField, OptionalLocalDateTimeField
from courses.course import Course, Moderation
from courses.deadline import Deadline, moment_of


class Audience(models.TextChoices):
    """Who may read a published post, from few to all."""

    STAFF = "staff", "Author and staff"
    SECTION = "section", "Section"
    COURSE = "course", "Course"
    PUBLIC = "public", "Public"

    def within(self, ceiling: "Audience") -> bool:
        """Returns whether this audience is no wider than the other."""
        return WIDTHS.index(self) <= WIDTHS.index(ceiling)


WIDTHS = list(Audience)


class PromptQuerySet(models.QuerySet["Prompt"]):
    """Prompts, by time."""

    def opened(self, course: Course) -> "PromptQuerySet":
        """Keeps the prompts whose opening has passed on the course's clock."""
        return self.filter(course=course, opens__lte=course.now())


class Prompt(models.Model):
    """One week's task, with its dates on the course's clock and its terms."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="prompts")
    week = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(60)])
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=20_000, help_text="Markdown.")
    text_html = models.TextField(editable=False, default="")
    opens = LocalDateTimeField()
    due = LocalDateTimeField()
    cutoff = LocalDateTimeField("cut-off", help_text="After this nothing can be submitted.")
    minimum_words = models.PositiveIntegerField(default=300, validators=[MaxValueValidator(20_000)])
    minimum_sources = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(100)])
    most_quoted = models.PositiveSmallIntegerField(
        "quoted at most",
        default=30,
        validators=[MaxValueValidator(100)],
        help_text="Of a hundred words. An essay that quotes more is told so.",
    )
    severities = models.JSONField(
        default=dict, blank=True, editable=False, help_text="How weighty a check is, by its code; others are as usual."
    )
    points = models.DecimalField(
        max_digits=6, decimal_places=2, default=10, validators=[MinValueValidator(0), MaxValueValidator(1000)]
    )
    late_percent = models.DecimalField(
        "late deduction",
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Percent of the points that are taken off for each day begun after the deadline; 0 for none.",
    )
    late_floor = models.DecimalField(
        "late floor",
        max_digits=5,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Percent of the points that lateness alone cannot take below.",
    )
    audience = models.CharField(
        "widest audience",
        max_length=8,
        choices=Audience,
        default=Audience.SECTION,
        help_text="Authors may choose a narrower one. Public needs the author’s consent.",
    )
    moderation = models.CharField(
        max_length=8, choices=[("", "As the course"), *Moderation.choices], blank=True, default=""
    )
    post_first = models.BooleanField(
        default=False, help_text="Classmates’ posts can be read only after one’s own is submitted."
    )

    anonymous_marking = models.BooleanField(
        "marked without names",
        default=False,
        help_text="Graders see numbers; names stand beside released marks alone. On the blog the names stay.",
    )

    replies = models.PositiveSmallIntegerField(
        "replies to classmates",
        default=0,
        validators=[MaxValueValidator(20)],
        help_text="How many comments on classmates’ posts of this week are asked for; 0 for none.",
    )
    replies_due = OptionalLocalDateTimeField(
        "replies due", null=True, blank=True, help_text="Empty: the week’s cut-off holds for them too."
    )
    reply_points = models.DecimalField(
        "points for replies",
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
        help_text="For all of a student’s replies together, beside the points for the post; 0 for none.",
    )

    objects = PromptQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "week"],
                name="prompt_week_unique_in_course",
                violation_error_message="The course has a prompt for this week already.",
            ),
            models.CheckConstraint(
                condition=Q(opens__lt=F("due")) & Q(due__lte=F("cutoff")),
                name="prompt_opens_before_due_before_cutoff",
                violation_error_message="A prompt opens before it is due, and is due no later than its cut-off.",
            ),
            models.CheckConstraint(
                condition=Q(replies_due__isnull=True) | Q(opens__lt=F("replies_due")),
                name="prompt_opens_before_replies_are_due",
                violation_error_message="Replies are due after the week has opened. Take a later time for them.",
            ),
        ]

    def __str__(self) -> str:
        return f"Week {self.week}: {self.title}"

    def get_absolute_url(self) -> str:
        """Returns the address of the week."""
        return reverse("week", args=[self.course.slug, self.week])

    def opens_at(self) -> datetime:
        """Returns the opening with its zone."""
        return self.opens.replace(tzinfo=self.course.zone)

    def deadline(self, extended: datetime | None = None) -> Deadline:
        """Returns the dates as they hold for the class, or for someone who has until `extended`."""
        due = max(self.due, extended or self.due)
        return Deadline(self.opens, due, max(self.cutoff, due), self.course.zone, is_extended=due > self.due)

    def due_at(self) -> datetime:
        """Returns the class's deadline with its zone."""
        return self.deadline().due_at()

    def cutoff_at(self) -> datetime:
        """Returns the class's cut-off with its zone."""
        return self.deadline().cutoff_at()

    def replies_due_at(self, extended: datetime | None = None) -> datetime:
        """Returns until when replies count as on time.

        Someone who has until `extended` for the post has at least as long for the replies: where one posts first,
        the classmates' posts open only then.
        """
        due = self.replies_due or self.cutoff
        return moment_of(max(due, extended or due), self.course.zone)

    def is_open(self) -> bool:
        """Returns whether the class may submit now."""
        return self.deadline().is_open()

    def days_late(self, at: datetime) -> int:
        """Returns how many days have begun between the class's deadline and the moment, on the course's calendar."""
        return self.deadline().days_late(at)

    def held_by(self) -> Moderation:
        """Returns the moderation in force: the prompt's own or the course's."""
        return Moderation(self.moderation or self.course.moderation)
