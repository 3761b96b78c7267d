"""A frozen state of a post."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from authors.models import Author
from posts.post import MAX_BODY, MAX_TITLE, Post


class Reason(models.TextChoices):
    """Why a revision was made."""

    SAVE = "save", "Saved"
    SUBMIT = "submit", "Submitted"
    IMPORT = "import", "Imported"
    RESTORE = "restore", "Restored"


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Revisions, by where they are read."""

    def in_view(self) -> "RevisionQuerySet":
        """Keeps those that pages show: handed in, up, or a post’s last; the others stand in histories alone."""
        later = Revision.objects.filter(post=OuterRef("post"), number__gt=OuterRef("number"))
        handed_in = Q(submission__isnull=False) | Q(pk=F("post__published_revision"))
        return self.filter(handed_in | ~Exists(later))


class Revision(models.Model):
    """The words as typed at one moment; only their printed form is ever refreshed."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=MAX_TITLE, blank=True)
    body = models.TextField(max_length=MAX_BODY, blank=True)
    reason = models.CharField(max_length=8, choices=Reason)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    sha256 = models.CharField(max_length=64, help_text="Of the body as typed, in UTF-8.")
    words = models.PositiveIntegerField(default=0)
    opening = models.CharField(max_length=400, blank=True, help_text="The first words, without markup.")
    body_html = models.TextField(blank=True)
    notes_html = models.TextField(blank=True)
    bibliography_html = models.TextField(blank=True)
    is_outdated = models.BooleanField(
        default=False, editable=False, help_text="Whether a source that it cites was corrected since it was printed."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "number"],
                name="revision_number_unique_in_post",
                violation_error_message="The post was saved elsewhere at the same moment. Save again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, revision {self.number}"
