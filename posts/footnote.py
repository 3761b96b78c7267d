"""The footnotes of a revision and the citations read from them: rows derived from the words as typed."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.models import Membership
from posts.post import Post
from posts.revision import Revision
from sources.models import Source


class NoteKind(models.TextChoices):
    """What the reader of notes took a footnote to be."""

    FULL = "full", "Full citation"
    SHORT = "short", "Short citation"
    IBID = "ibid", "Ibid."
    MULTI = "multi", "Several citations"
    ANNOTATED = "annotated", "Prose with citations"
    DISCURSIVE = "discursive", "Prose"


class Footnote(models.Model):
    """A note of a revision: its number, its words as typed, and the sentence that carries its mark."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="footnotes")
    number = models.PositiveSmallIntegerField()
    identity = models.UUIDField(
        default=uuid.uuid4, help_text="Lives on from revision to revision while the note stays the same note."
    )
    typed = models.TextField(max_length=2_000)
    sentence = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=NoteKind, default=NoteKind.DISCURSIVE)
    unread = models.TextField(blank=True, help_text="Words that could not be accounted for.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "number"],
                name="footnote_number_unique_in_revision",
                violation_error_message="Two notes have the same number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.typed}"


class Link(models.TextChoices):
    """How a citation came to its source."""

    NONE = "none", "Not linked"
    MATCHED = "matched", "Matched to the library"
    NEW = "new", "New in the library"
    SHORT = "short", "Short form"
    IBID = "ibid", "Ibid."
    KEY = "key", "By key"
    HAND = "hand", "Chosen by hand"


class CitationQuerySet(models.QuerySet["Citation"]):
    """Citations, by source and by who may read them."""

    def citing(self, source: Source) -> "CitationQuerySet":
        """Keeps the citations of one source in published revisions."""
        return self.filter(source=source, footnote__revision__post__published_revision=F("footnote__revision"))

    def readable_by(self, reader: Membership | None) -> "CitationQuerySet":
        """Keeps the citations in posts that the reader may read."""
        readable = Post.objects.readable_by(reader).values("published_revision")
        return self.filter(footnote__revision__in=readable)


class Citation(models.Model):
    """One citation inside a footnote: which source, where in it, and the words around it."""

    footnote = models.ForeignKey(Footnote, models.CASCADE, related_name="citations")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="citations")
    link = models.CharField(max_length=8, choices=Link, default=Link.NONE)
    label = models.CharField(max_length=20, blank=True)
    locator = models.CharField(max_length=400, blank=True)
    first_page = models.PositiveIntegerField(null=True, blank=True)
    last_page = models.PositiveIntegerField(null=True, blank=True)
    place_sort = models.CharField(max_length=60, blank=True, editable=False, help_text="Sorts the places in a source.")
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    typed = models.TextField(blank=True)
    quoted = models.TextField(blank=True, help_text="The words that the sentence quotes.")

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["footnote", "position"],
                name="citation_position_unique_in_footnote",
                violation_error_message="Two citations stand at the same place.",
            ),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True, last_page__isnull=True) | Q(first_page__lte=F("last_page")),
                name="citation_first_page_before_last",
                violation_error_message="The first page comes before the last.",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True, link=Link.NONE) | Q(source__isnull=False) & ~Q(link=Link.NONE),
                name="citation_linked_if_it_has_a_source",
                violation_error_message="A citation with a source says how it was linked.",
            ),
        ]
        indexes = [models.Index(fields=["source", "place_sort"])]

    def __str__(self) -> str:
        return self.typed
