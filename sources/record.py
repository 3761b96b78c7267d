"""A source: what a note cites, typed once and shared by a course.

Its fields are those of CSL-JSON, under CSL's names, in one JSON column: the kinds of the manual differ in some
fifty fields, and a new kind must need no migration. People are rows of their own; what lists and matching
need is kept beside the fields in plain columns, which `sources.actions` fills.
"""

from collections.abc import Mapping

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

import chicago
from authors.models import Author
from courses.models import Course, Membership


class Status(models.TextChoices):
    """Whether the class sees a source."""

    PROPOSED = "proposed", "Proposed"
    LISTED = "listed", "Listed"


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources, by who may see them and what they are."""

    def readable_by(self, reader: Membership | None) -> "SourceQuerySet":
        """Keeps the listed ones of the reader's course, the reader's own proposals and, for staff, all proposals.

        A visitor reads none by this rule: which sources public posts cite is known to those who know posts. One that
        was merged into another is read as that other.
        """
        if reader is None:
            return self.none()
        sources = self.standing().filter(course=reader.course_id)
        if reader.is_staff:
            return sources
        return sources.filter(Q(status=Status.LISTED) | Q(proposed_by=reader.author_id))

    def listed(self) -> "SourceQuerySet":
        """Keeps the ones that the class sees."""
        return self.standing().filter(status=Status.LISTED)

    def standing(self) -> "SourceQuerySet":
        """Keeps the ones that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    @staticmethod
    def is_unchecked() -> Q:
        """Returns what is true of a listed source that nobody has compared with the source itself; drafts’ can wait."""
        return Q(checked_at__isnull=True, status=Status.LISTED)

    def with_people(self) -> "SourceQuerySet":
        """Fetches the contributors with the sources, in one more query."""
        return self.prefetch_related("contributors")


class Source(models.Model):
    """One work in a course's library."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sources")
    key = models.SlugField(max_length=80, help_text="The word after @ in a note, and in the source’s address.")
    # A student's proposal has a key that tells nobody what others draft; its notes may say it for ever.
    draft_key = models.SlugField(max_length=80, blank=True, editable=False, default="")
    kind = models.CharField(max_length=40, help_text="The type in CSL-JSON, for example chapter.")
    fields = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # A merged source keeps its row: its key and address lead to the other, and the merge can be undone.
    merged_into = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, editable=False, related_name="+")

    title = models.CharField(max_length=1_000, editable=False, default="")
    year = models.CharField(max_length=40, editable=False, default="")
    sort_key = models.CharField(max_length=600, editable=False, default="", db_index=True)
    entry_html = models.TextField(editable=False, default="")
    is_complete = models.BooleanField(default=True, editable=False, help_text="Whether its kind misses no field.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "key"],
                name="source_key_unique_in_course",
                violation_error_message="The course has a source with this key already.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="source_not_merged_into_itself",
                violation_error_message="A source cannot be merged into itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    def get_absolute_url(self) -> str:
        """Returns the address of the source's page."""
        return reverse("source", args=[self.course.slug, self.key])

    def stands(self) -> "Source":
        """Returns the source that stands for this one: itself, or the last of those that it was merged into."""
        source = self
        while source.merged_into is not None:
            source = source.merged_into
        return source

    def as_csl(self) -> dict[str, object]:
        """Returns the record as one CSL-JSON item: the fields, and the people under their roles."""
        people: dict[str, list[dict[str, str]]] = {}
        for contributor in self.contributors.all():
            people.setdefault(contributor.role, []).append(contributor.as_csl())
        return {**self.fields, **people, "type": self.kind, "id": self.key}

    def as_work(self) -> chicago.Work:
        """Returns the record as the engine's value."""
        return chicago.Work.from_csl(self.as_csl())


NAME_PARTS = {
    "given": "given",
    "family": "family",
    "literal": "literal",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
}

LONGEST = {"given": 120, "family": 120, "literal": 300}


class Contributor(models.Model):
    """Someone who made a source, in one role."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="contributors")
    role = models.CharField(max_length=40, help_text="CSL’s name of the role, for example editor.")
    position = models.PositiveSmallIntegerField()
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    dropping_particle = models.CharField(max_length=40, blank=True)
    non_dropping_particle = models.CharField(max_length=40, blank=True)
    suffix = models.CharField(max_length=40, blank=True)
    literal = models.CharField("organisation or whole name", max_length=300, blank=True)

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "role", "position"],
                name="contributor_position_unique_in_role",
                violation_error_message="Two contributors stand at the same place.",
            ),
            models.CheckConstraint(
                condition=~Q(family="", literal="", given=""),
                name="contributor_has_a_name",
                violation_error_message="A contributor needs a name.",
            ),
        ]

    def __str__(self) -> str:
        return self.literal or " ".join(
            part
            for part in (
                self.given,
                self.dropping_particle,
                self.non_dropping_particle,
                self.family,
                self.suffix,
            )
            if part
        )

    @classmethod
    def from_csl(cls, *, source: Source, role: str, position: int, name: Mapping[str, object]) -> "Contributor":
        """Returns the contributor, not yet saved, that a CSL-JSON name describes."""
        parts = {column: str(name.get(part) or "").strip() for part, column in NAME_PARTS.items()}
        return cls(
            source=source,
            role=role,
            position=position,
            **{column: value[: LONGEST.get(column, 40)] for column, value in parts.items()},
        )

    def as_csl(self) -> dict[str, str]:
        """Returns the name in CSL-JSON."""
        return {part: getattr(self, column) for part, column in NAME_PARTS.items() if getattr(self, column)}


class Change(models.Model):
    """One correction of a source: who, when, and the record before and after."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="changes")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    before = models.JSONField()
    after = models.JSONField()
    proposed_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} corrected by {self.by}"
