"""What classmates say about a post."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.models import Author
from courses.models import Membership, Role
from posts.models import Post

MAX_COMMENT = 10_000
EDITABLE_FOR = timedelta(minutes=15)
MAX_DEPTH = 5


class State(models.TextChoices):
    """Whether the class sees a comment."""

    PUBLISHED = "published", "Published"
    HELD = "held", "Waiting for approval"
    HIDDEN = "hidden", "Hidden"


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

    def readable_by(self, reader: Membership | None) -> "CommentQuerySet":
        """Keeps the comments on posts that the reader may read, as far as each is meant for the reader.

        A held or hidden one is seen by its writer and the staff in charge; one for the author and staff by
        these and its writer.
        """
        comments = self.filter(post__in=Post.objects.readable_by(reader).values("pk"))
        open_to_all = Q(state=State.PUBLISHED, circle=Circle.CLASS)
        if reader is None:
            return comments.filter(open_to_all)
        if reader.role == Role.INSTRUCTOR:
            return comments
        mine = Q(author=reader.author_id)
        to_me = Q(state=State.PUBLISHED, circle=Circle.STAFF, post__author=reader.author_id)
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


class Comment(models.Model):
    """A comment on a post, or a reply to one."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments")
    author = models.ForeignKey(Author, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    thread = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
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
        ]
        indexes = [models.Index(fields=["post", "thread", "created_at"])]

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.post}"

    @property
    def is_deleted(self) -> bool:
        """Whether only the trace is left."""
        return self.deleted_at is not None

    def editable_until(self) -> datetime:
        """Returns the moment after which the words stand."""
        return self.created_at + EDITABLE_FOR


class Report(models.Model):
    """A reader's word to the staff that a comment should be looked at."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1_000)
    at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = models.ForeignKey(Author, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

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
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.comment}: {self.before} to {self.after}"
