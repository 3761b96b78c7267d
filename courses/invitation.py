"""An invitation to a course, known by a secret that only its link holds."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from authors.models import Author
from courses.course import Course, Section
from courses.join_link import JoinLink
from courses.membership import Role
from courses.secret import digest, new_token

LIFETIME = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by state."""

    def usable(self) -> "InvitationQuerySet":
        """Keeps the ones that can still be accepted."""
        return self.waiting().filter(expires_at__gt=timezone.now(), course__archived_at=None)

    def waiting(self) -> "InvitationQuerySet":
        """Keeps the ones that were neither accepted nor revoked, expired or not."""
        return self.filter(accepted_at=None, revoked_at=None)

    def by_token(self, token: str) -> "InvitationQuerySet":
        """Keeps the one whose link holds the token."""
        return self.filter(token_hash=digest(token))

    def revoke(self, *, by: Author) -> int:
        """Revokes the ones that can still be accepted, and returns how many there were."""
        return self.usable().update(revoked_at=timezone.now(), revoked_by=by)


class Invitation(models.Model):
    """A seat kept for the holder of an e-mail address, for seven days."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=120, blank=True, help_text="As the roster has it; the person may change it.")
    role = models.CharField(max_length=10, choices=Role, default=Role.STUDENT)
    join_link = models.ForeignKey(JoinLink, models.SET_NULL, null=True, blank=True, related_name="letters")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role=Role.INSTRUCTOR) | Q(section__isnull=False),
                name="invitation_has_section_unless_instructor",
                violation_error_message="A student or an assistant needs a section.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked_not_both",
                violation_error_message="An invitation that was accepted cannot be revoked.",
            ),
            models.UniqueConstraint(
                "course",
                Lower("email"),
                condition=Q(accepted_at__isnull=True) & Q(revoked_at__isnull=True),
                name="invitation_waits_once_for_an_address",
                violation_error_message="This address is invited already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.course}"

    def seal(self) -> str:
        """Sets a new secret and its expiry, and returns the secret, which is stored nowhere."""
        token = new_token()
        self.token_hash = digest(token)
        self.expires_at = timezone.now() + LIFETIME
        return token

    def is_for(self, author: Author) -> bool:
        """Returns whether the person's address is the invited one."""
        return self.email.lower() == author.email.lower()

    @property
    def is_usable(self) -> bool:
        """Whether it can still be accepted: not into a course of the archive."""
        is_open = not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()
        return is_open and self.course.archived_at is None

    @property
    def state(self) -> str:
        """What became of it: accepted, revoked, expired or open."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at and self.revoked_at < self.expires_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"
