"""A person's seat in a course."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

from authors.models import Author
from courses.course import Course, Section


class Role(models.TextChoices):
    """What a person does in a course."""

    STUDENT = "student", "Student"
    ASSISTANT = "assistant", "Assistant"
    INSTRUCTOR = "instructor", "Instructor"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Seats, by state and by who may see them."""

    def current(self) -> "MembershipQuerySet":
        """Keeps the seats whose rights have not ended."""
        return self.filter(ended_at=None)

    def staff(self) -> "MembershipQuerySet":
        """Keeps instructors and assistants."""
        return self.exclude(role=Role.STUDENT)

    def instructors(self) -> "MembershipQuerySet":
        """Keeps instructors."""
        return self.filter(role=Role.INSTRUCTOR)

    def students(self) -> "MembershipQuerySet":
        """Keeps students."""
        return self.filter(role=Role.STUDENT)

    def visible_to(self, reader: "Membership") -> "MembershipQuerySet":
        """Keeps the people whom the reader meets: an instructor all, others their own section and the staff."""
        seats = self.filter(course=reader.course_id).current()
        if reader.role == Role.INSTRUCTOR:
            return seats
        return seats.filter(Q(section=reader.section_id) | Q(role=Role.INSTRUCTOR))

    def with_byline(self) -> "MembershipQuerySet":
        """Adds `byline`, the name that classmates see."""
        return self.annotate(byline=Coalesce(NullIf("pseudonym", models.Value("")), "author__name"))


class Membership(models.Model):
    """A person in a course: the role, the section, and the name that classmates see."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="memberships")
    author = models.ForeignKey(Author, models.PROTECT, related_name="memberships")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.STUDENT)
    pseudonym = models.CharField(
        max_length=60,
        blank=True,
        help_text="Stands under your posts instead of your name; staff still see who you are.",
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["author__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "author"],
                name="membership_unique_in_course",
                violation_error_message="This person is a member of the course already.",
            ),
            models.UniqueConstraint(
                "course",
                Lower("pseudonym"),
                condition=~Q(pseudonym=""),
                name="membership_pseudonym_unique_in_course",
                violation_error_message="Someone in the course uses this pseudonym already. Choose another.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.INSTRUCTOR) | Q(section__isnull=False),
                name="membership_has_section_unless_instructor",
                violation_error_message="A student or an assistant needs a section.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()}, {self.course})"

    def clean(self) -> None:
        """Refuses a section of another course."""
        if self.section and self.section.course_id != self.course_id:
            raise ValidationError({"section": "This section belongs to another course."})

    @property
    def is_staff(self) -> bool:
        """Whether the seat is an instructor's or an assistant's."""
        return self.role != Role.STUDENT

    @property
    def is_instructor(self) -> bool:
        """Whether the seat is an instructor's."""
        return self.role == Role.INSTRUCTOR

    @property
    def name(self) -> str:
        """The name that classmates see."""
        return self.pseudonym or self.author.get_full_name()

    def teaches(self, section_id: int | None) -> bool:
        """Returns whether the seat has charge of a section: an instructor of all, an assistant of their own."""
        return self.is_instructor or (self.role == Role.ASSISTANT and section_id == self.section_id)
