"""What classmates say about a post."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from authors.models import Author
from courses.models import Membership, Role
from posts.models import Post

MAX_COMMENT = 10_000
MAX_REASON = 1_000
MAX_STAFF_REASON = 4_000
EDITABLE_FOR = timedelta(minutes=15)
RESTORABLE_FOR = timedelta(days=30)
MAX_DEPTH = 5
MAX_ANSWERS = 100  # in a thread, which is shown whole


class State(models.TextChoices):
    """Whether the class sees a comment."""

    PUBLISHED = "published", "Published"
    HELD = "held", "Waiting for approval"
    HIDDEN = "hidden", "Hidden"
    RETURNED = "returned", "Changes requested"


class Circle(models.TextChoices):
    """For whom a comment is written."""

    CLASS = "class", "Everyone who may read the post"
    STAFF = "staff", "The author and staff"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments, by state and by who may read them."""

    def published(self) -> "CommentQuerySet":
        """Keeps the ones that are up, the deleted ones' traces included."""
        return self.filter(state=State.PUBLISHED)

    def held(self) -> "CommentQuerySet":
        """Keeps the ones that wait for approval, the longest-waiting first."""
        return self.filter(state=State.HELD, deleted_at=None).order_by("created_at", "pk")

    def undeleted(self) -> "CommentQuerySet":
        """Keeps the ones whose words still stand; count these."""
        return self.filter(deleted_at=None)

    def by(self, author_id: int) -> "CommentQuerySet":
        """Keeps one writer's comments."""
        return self.filter(author=author_id)

    def in_threads(self, roots: Iterable[int]) -> "CommentQuerySet":
        """Keeps the comments of some threads, each named by the key of its first comment."""
        return self.filter(Q(pk__in=roots) | Q(thread__in=roots))

    def with_byline(self, course_id: int) -> "CommentQuerySet":
        """Adds what the writer's seat in the course says: `pseudonym`, `byline`, `role` and `seat_section`."""
        seats = FilteredRelation("author__memberships", condition=Q(author__memberships__course=course_id))
        return self.annotate(
            writers_seat=seats,
            pseudonym=Coalesce("writers_seat__pseudonym", models.Value("")),
            byline=Coalesce(NullIf("writers_seat__pseudonym", models.Value("")), F("author__name")),
            role=F("writers_seat__role"),
            seat_section=F("writers_seat__section"),
            reason=_reason(),
        )

    def readable_by(self, reader: Membership | None) -> "CommentQuerySet":
        """Keeps the comments on posts that the reader may read, as far as each is meant for the reader.

        A held or hidden one is seen by its writer and the staff in charge; a thread for the author and staff by
        these and whoever began it, so that an answer reaches the one it answers.
        """
        comments = self.filter(post__in=Post.objects.readable_by(reader).values("pk"))
        open_to_all = Q(state=State.PUBLISHED, circle=Circle.CLASS)
        if reader is None:
            return comments.filter(open_to_all)
        if reader.role == Role.INSTRUCTOR:
            return comments
        mine = Q(author=reader.author_id)
        my_thread = Q(post__author=reader.author_id) | Q(thread__author=reader.author_id)
        to_me = Q(state=State.PUBLISHED, circle=Circle.STAFF) & my_thread
        visible = open_to_all | mine | to_me
        if reader.role == Role.ASSISTANT:
            visible |= Q(post__section=reader.section_id)
        return comments.filter(visible)

    def in_charge_of(self, reader: Membership) -> "CommentQuerySet":
        """Keeps the comments that a member of staff moderates; nothing for a student."""
        comments = self.filter(post__course=reader.course_id)
        if reader.role == Role.INSTRUCTOR:
            return comments
        if reader.role == Role.ASSISTANT:
            return comments.filter(post__section=reader.section_id)
        return comments.none()


def _reason() -> Case:
    """Returns why a comment is hidden or returned, as its writer and the staff read it; else no words."""
    steps = Moderation.objects.filter(comment=OuterRef("pk"), after=OuterRef("state")).exclude(reason="")
    down = When(state__in=[State.HIDDEN, State.RETURNED], then=Subquery(steps.values("reason")[:1]))
    return Case(down, default=models.Value(""), output_field=models.TextField())


class Comment(models.Model):
    """A comment on a post, or a reply to one."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    author = models.ForeignKey(Author, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    thread = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="Of the form that sent it: a form sent twice posts once."
    )
    depth = models.PositiveSmallIntegerField(default=0)
    body = models.TextField("comment", max_length=MAX_COMMENT)
    body_html = models.TextField(editable=False, default="")
    circle = models.CharField("who reads it", max_length=8, choices=Circle, default=Circle.CLASS)
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True, thread__isnull=True, depth=0)
                | Q(parent__isnull=False, thread__isnull=False, depth__gte=1, depth__lte=MAX_DEPTH),
                name="comment_reply_belongs_to_a_thread",
                violation_error_message="A reply belongs to the thread of the comment that it answers.",
            ),
            models.UniqueConstraint(
                fields=["author", "key"],
                name="comment_key_unique_for_author",
                violation_error_message="This comment has been posted already.",
            ),
        ]
        indexes = [models.Index(fields=["post", "thread", "created_at"])]

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.post}"

    @property
    def is_deleted(self) -> bool:
        """Whether only the trace is left."""
        return self.deleted_at is not None

    @property
    def is_published(self) -> bool:
        """Whether those for whom it is meant read it now."""
        return self.state == State.PUBLISHED and not self.is_deleted

    @property
    def is_returned(self) -> bool:
        """Whether staff ask its writer to change it."""
        return self.state == State.RETURNED and not self.is_deleted

    def editable_until(self) -> datetime:
        """Returns the moment after which the words stand."""
        return self.created_at + EDITABLE_FOR

    def is_answered(self) -> bool:
        """Returns whether someone has answered it; an answer that its writer cannot see yet does not count."""
        return self.replies.published().exists()

    def is_restorable(self) -> bool:
        """Returns whether its writer can still take the deletion back."""
        return self.deleted_at is not None and timezone.now() < self.deleted_at + RESTORABLE_FOR


class Wording(models.Model):
    """The words of a comment before its writer changed them; appended, never changed, and shown to staff alone."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="wordings")
    body = models.TextField(max_length=MAX_COMMENT)
    until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return f"{self.comment} until {self.until:%H:%M:%S}"


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, by state and by who deals with them."""

    def unsettled(self) -> "ReportQuerySet":
        """Keeps the ones that staff have not dealt with, on comments whose words still stand."""
        return self.filter(settled_at=None, comment__deleted_at=None)

    def in_charge_of(self, reader: Membership) -> "ReportQuerySet":
        """Keeps the reports that a member of staff deals with; nothing for a student."""
        return self.filter(comment__in=Comment.objects.in_charge_of(reader).values("pk"))


class Report(models.Model):
    """A reader's word to the staff that a comment should be looked at."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=MAX_REASON)
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by"],
                condition=Q(settled_at__isnull=True),
                name="report_once_by_each_reader_until_settled",
                violation_error_message="You have reported this comment already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Report on {self.comment}"


class Moderation(models.Model):
    """One step of moderation of a comment; appended, never changed."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="moderations")
    before = models.CharField(max_length=10, choices=State)
    after = models.CharField(max_length=10, choices=State)
    reason = models.TextField(blank=True, max_length=MAX_STAFF_REASON)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(after=State.RETURNED) | ~Q(reason="") | Q(undoes__isnull=False),
                name="moderation_for_changes_has_a_reason",
                violation_error_message="Say what should change; its writer reads it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comment}: {self.before} to {self.after}"
