"""Points for a student's replies in one week, and the log of every change of them."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from courses.models import Membership, Prompt, Role
from grading.states import MarkState


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Points for replies, by state and by who may see them."""

    def released(self) -> "ParticipationQuerySet":
        """Keeps the ones that their students see."""
        return self.filter(state=MarkState.RELEASED)

    def ready(self) -> "ParticipationQuerySet":
        """Keeps the ones that can be released."""
        return self.filter(state=MarkState.READY)

    def in_charge_of(self, reader: Membership) -> "ParticipationQuerySet":
        """Keeps those of the students in the charge of a member of staff; nothing for a student."""
        return self.readable_by(reader) if reader.is_staff else self.none()

    def readable_by(self, reader: Membership) -> "ParticipationQuerySet":
        """Keeps a student's own released points; for staff those of the students in their charge."""
        points = self.filter(prompt__course=reader.course_id)
        if reader.role == Role.INSTRUCTOR:
            return points
        if reader.role == Role.ASSISTANT:
            return points.filter(seat__section=reader.section_id)
        return points.released().filter(seat=reader.pk)


class Participation(models.Model):
    """Points for all replies of one student to one prompt."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="participations")
    seat = models.ForeignKey(Membership, models.CASCADE, related_name="participations")
    state = models.CharField(max_length=8, choices=MarkState, default=MarkState.DRAFT)
    points = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    version = models.PositiveIntegerField(default=1)
    grader = models.ForeignKey(Author, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["prompt", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "seat"],
                name="participation_unique_for_prompt_and_seat",
                violation_error_message="This student’s replies have points already.",
            ),
            models.CheckConstraint(
                condition=Q(state=MarkState.DRAFT) | Q(points__isnull=False),
                name="participation_needs_points_to_be_ready",
                violation_error_message="Give points before they are ready.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MarkState.RELEASED) | Q(released_at__isnull=False),
                name="participation_released_at_a_time",
                violation_error_message="Released points have a time of release.",
            ),
        ]

    def __str__(self) -> str:
        return f"Points for replies in week {self.prompt.week} of {self.seat.author}"

    def clean(self) -> None:
        """Refuses more points than the prompt gives for replies."""
        ceiling = self.prompt.reply_points
        if self.points is not None and self.points > ceiling:
            given = f"{ceiling.normalize():f}"
            raise ValidationError({"points": f"Give at most {given} points: that is what the week gives for replies."})

    @property
    def is_released(self) -> bool:
        """Whether the student sees them."""
        return self.state == MarkState.RELEASED


class ParticipationChange(models.Model):
    """One change of such points: who, when, from what, to what and why; appended, never changed."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="changes")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    points_before = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    points_after = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    state_before = models.CharField(max_length=8, blank=True, choices=MarkState)
    state_after = models.CharField(max_length=8, choices=MarkState)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.participation}: {self.points_before} to {self.points_after}"
