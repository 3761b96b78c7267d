"""Marks: one filled sheet for one frozen revision, and the log of every change."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from courses.models import Course, Membership, Prompt, Role
from grading.anonymous import PostNumber
from grading.participation import Participation, ParticipationChange
from grading.remark import BankRemark, Remark
from grading.reminder import Reminder
from grading.rubric import MAX_REMARK, Criterion, Level, Rubric
from grading.states import MarkState
from posts.models import Post, Revision

__all__ = [
    "MAX_FEEDBACK",
    "MAX_POINTS",
    "MAX_REMARK",
    "Assessment",
    "AssessmentQuerySet",
    "BankRemark",
    "Chosen",
    "Criterion",
    "Excusal",
    "Export",
    "Level",
    "MarkChange",
    "MarkState",
    "Participation",
    "ParticipationChange",
    "PostNumber",
    "Remark",
    "Reminder",
    "Rubric",
    "points_of",
]

MAX_FEEDBACK = 10_000
MAX_POINTS = Decimal(1000)  # of a post that answers no prompt


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments, by state and by who may see them."""

    def released(self) -> "AssessmentQuerySet":
        """Keeps the ones that their students see."""
        return self.filter(state=MarkState.RELEASED)

    def ready(self) -> "AssessmentQuerySet":
        """Keeps the ones that can be released."""
        return self.filter(state=MarkState.READY)

    def in_charge_of(self, reader: Membership) -> "AssessmentQuerySet":
        """Keeps the marks of the posts that a member of staff marks; nothing for a student."""
        return self.readable_by(reader) if reader.is_staff else self.none()

    def readable_by(self, reader: Membership) -> "AssessmentQuerySet":
        """Keeps a student's own released marks; for staff those of the posts in their charge."""
        marks = self.filter(post__course=reader.course_id)
        if reader.role == Role.INSTRUCTOR:
            return marks
        if reader.role == Role.ASSISTANT:
            return marks.filter(post__section=reader.section_id)
        return marks.released().filter(post__author=reader.author_id)


class Assessment(models.Model):
    """Points and feedback for one revision of a post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="assessments")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=8, choices=MarkState, default=MarkState.DRAFT)
    points = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    raw_points = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, help_text="Before the deduction for lateness."
    )
    rubric = models.ForeignKey(Rubric, models.PROTECT, null=True, blank=True, related_name="+")
    days_late = models.PositiveSmallIntegerField(default=0)
    arithmetic = models.CharField(max_length=200, blank=True, help_text="How lateness was reckoned, in words.")
    override_why = models.CharField(max_length=500, blank=True, help_text="Why the points are not what was reckoned.")
    feedback = models.TextField(
        blank=True, max_length=MAX_FEEDBACK, help_text="Markdown. The author reads it on release."
    )
    feedback_html = models.TextField(editable=False, default="")
    marked_html = models.TextField(editable=False, default="", help_text="The printed essay that was marked.")
    version = models.PositiveIntegerField(default=1)
    grader = models.ForeignKey(Author, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-revision_id"]  # by number, a subquery over revisions would meet the outer table
        constraints = [
            models.UniqueConstraint(
                fields=["revision"],
                name="assessment_unique_for_revision",
                violation_error_message="This version has been marked already.",
            ),
            models.CheckConstraint(
                condition=Q(state=MarkState.DRAFT) | Q(points__isnull=False),
                name="assessment_needs_points_to_be_ready",
                violation_error_message="Give points before the mark is ready.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MarkState.RELEASED) | Q(released_at__isnull=False),
                name="assessment_released_at_a_time",
                violation_error_message="A released mark has a time of release.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mark for {self.post}"

    def clean(self) -> None:
        """Refuses more points than the prompt gives, and a revision of another post."""
        ceiling = points_of(self.post)
        if self.points is not None and self.points > ceiling:
            raise ValidationError({"points": f"Give at most {ceiling:f} points: that is what the prompt gives."})
        if self.revision.post_id != self.post_id:
            raise ValidationError("This revision belongs to another post.")

    @property
    def is_released(self) -> bool:
        """Whether the student sees it."""
        return self.state == MarkState.RELEASED


def points_of(post: Post) -> Decimal:
    """Returns the most points that a post can get."""
    return Decimal(f"{post.prompt.points.normalize():f}") if post.prompt else MAX_POINTS


class Chosen(models.Model):
    """The level of one criterion that a mark gives, and what is said of it."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="chosen")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+")
    remark = models.TextField(max_length=MAX_REMARK, blank=True)

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"],
                name="chosen_level_unique_for_criterion",
                violation_error_message="A criterion has one level.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class MarkChange(models.Model):
    """One change of a mark: who, when, from what, to what and why; appended, never changed."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="changes")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    points_before = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    points_after = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    state_before = models.CharField(max_length=8, blank=True, choices=MarkState)
    state_after = models.CharField(max_length=8, choices=MarkState)
    feedback_before = models.TextField(blank=True, help_text="Only where the words of the feedback changed.")
    levels_before = models.TextField(blank=True, help_text="Only where a level or its remark changed.")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.points_before} to {self.points_after}"


class Export(models.Model):
    """One download of a course's marks; appended, never changed."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="gradebook_exports")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Marks of {self.course}, downloaded by {self.by}"


class ExcusalQuerySet(models.QuerySet["Excusal"]):
    """Excusals, by whether they hold."""

    def in_force(self) -> "ExcusalQuerySet":
        """Keeps those that were not taken back."""
        return self.filter(ended_at=None)


class Excusal(models.Model):
    """A student need not answer a prompt: who said so and why, and who took it back."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="excusals")
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="excusals")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    why = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExcusalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "seat"],
                condition=Q(ended_at=None),
                name="excusal_unique_while_in_force",
                violation_error_message="This student is excused from this week already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat.author} is excused from week {self.prompt.week}"
