"""A link by which a whole section joins, known by a secret that only the link holds."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from courses.course import Section
from courses.secret import digest, new_token

if TYPE_CHECKING:
    from courses.invitation import InvitationQuerySet

MOST_DAYS, MOST_USES = 120, 500


class JoinLinkQuerySet(models.QuerySet["JoinLink"]):
    """Join links, by state."""

    def standing(self) -> "JoinLinkQuerySet":
        """Keeps the ones that were neither revoked nor replaced, expired or not."""
        return self.filter(revoked_at=None)

    def by_token(self, token: str) -> "JoinLinkQuerySet":
        """Keeps the one whose address holds the token."""
        return self.filter(token_hash=digest(token))


class JoinLink(models.Model):
    """A way into a section as a student, for a number of days and of people."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="join_links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    most_uses = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_USES)])
    joined = models.PositiveSmallIntegerField("joined without a letter", default=0)
    made_by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    if TYPE_CHECKING:
        letters: "InvitationQuerySet"

    objects = JoinLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section"],
                condition=Q(revoked_at__isnull=True),
                name="join_link_stands_once_for_a_section",
                violation_error_message="Someone made a link for this section at the same moment. Look at it again.",
            ),
        ]

    def __str__(self) -> str:
        return f"Join link of section {self.section}"

    def seal(self, *, days: int) -> str:
        """Sets a new secret and its expiry, and returns the secret, which is stored nowhere."""
        token = new_token()
        self.token_hash = digest(token)
        self.expires_at = timezone.now() + timedelta(days=days)
        return token

    @property
    def used(self) -> int:
        """How many of its places are taken: by those who joined, and by letters that still open one."""
        kept = Q(accepted_at__isnull=False) | Q(revoked_at=None, expires_at__gt=timezone.now())
        return self.joined + self.letters.filter(kept).count()

    @property
    def state(self) -> str:
        """Whether it is open, and if not, why."""
        if self.revoked_at or self.section.course.archived_at:
            return "revoked"
        if self.expires_at <= timezone.now():
            return "expired"
        return "open" if self.used < self.most_uses else "full"
