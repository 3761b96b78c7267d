"""An invitation to a course, known by a secret that only its link holds."""

import hashlib
import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone

from authors.models import Author
from courses.course import Course, Section
from courses.membership import Role

LIFETIME = timedelta(days=7)


def digest(token: str) -> str:
    """Returns what is stored of a token: its SHA-256, in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by state."""

    def usable(self) -> "InvitationQuerySet":
        """Keeps the ones that can still be accepted."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def by_token(self, token: str) -> "InvitationQuerySet":
        """Keeps the one whose link holds the token."""
        return self.filter(token_hash=digest(token))


class Invitation(models.Model):
    """A seat kept for the holder of an e-mail address, for seven days."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=10, choices=Role, default=Role.STUDENT)
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role=Role.INSTRUCTOR) | models.Q(section__isnull=False),
                name="invitation_has_section_unless_instructor",
                violation_error_message="A student or an assistant needs a section.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.course}"

    def seal(self) -> str:
        """Sets a new secret and its expiry, and returns the secret, which is stored nowhere."""
        token = secrets.token_urlsafe(32)
        self.token_hash = digest(token)
        self.expires_at = timezone.now() + LIFETIME
        return token

    @property
    def is_usable(self) -> bool:
        """Whether it can still be accepted."""
        return not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()
