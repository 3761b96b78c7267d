"""A student's essay on the blog, and who may read it."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from courses.deadline import Deadline
from courses.extension import deadline_for
from courses.models import Audience, Course, Membership, Prompt, Role, Section

MAX_BODY = 100_000
MAX_TITLE = 200


class Workflow(models.TextChoices):
    """How far a post has come."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"
    ACCEPTED = "accepted", "Published"


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, by state and by who may read them."""

    def published(self) -> "PostQuerySet":
        """Keeps the posts of which a version is up and not hidden."""
        return self.filter(published_revision__isnull=False, hidden_at=None)

    def by(self, author_id: int) -> "PostQuerySet":
        """Keeps one author's posts."""
        return self.filter(author=author_id)

    def public(self) -> "PostQuerySet":
        """Keeps the published posts that anyone may read, with their authors' consent."""
        return self.published().filter(
            ~Q(prompt__post_first=True),
            audience=Audience.PUBLIC,
            public_consent_at__isnull=False,
            course__is_public=True,
        )

    def readable_by(self, reader: Membership | None) -> "PostQuerySet":
        """Keeps what the reader may read as published: own, the section's, the course's, the public's.

        Staff read what is meant for staff alone too; a post-first prompt keeps its posts from those
        who have not submitted to it.
        """
        if reader is None:
            return self.public()
        posts = self.published().filter(course=reader.course_id)
        if reader.role == Role.INSTRUCTOR:
            return posts
        near = Q(section=reader.section_id)
        audience = Q(audience__in=[Audience.COURSE, Audience.PUBLIC]) | near & Q(audience=Audience.SECTION)
        if reader.role == Role.ASSISTANT:
            return posts.filter(audience | near)
        own = Post.objects.filter(prompt=OuterRef("prompt"), author=reader.author_id, submitted_revision__isnull=False)
        return posts.filter(Q(author=reader.author_id) | audience & (~Q(prompt__post_first=True) | Exists(own)))

    def in_charge_of(self, reader: Membership) -> "PostQuerySet":
        """Keeps the submitted posts that a member of staff moderates and marks; nothing for a student."""
        posts = self.filter(course=reader.course_id, submitted_revision__isnull=False)
        if reader.role == Role.INSTRUCTOR:
            return posts
        if reader.role == Role.ASSISTANT:
            return posts.filter(section=reader.section_id)
        return posts.none()

    def awaiting_moderation(self) -> "PostQuerySet":
        """Keeps the posts of which a submitted version waits for a decision, the longest-waiting first.

        What was hidden waits no longer, until a newer version is handed in.
        """
        undecided = Q(hidden_at=None) | Q(hidden_at__lt=F("submitted_at"))
        return self.filter(undecided, workflow=Workflow.SUBMITTED).order_by("submitted_at", "pk")

    def with_byline(self) -> "PostQuerySet":
        """Adds `byline`, the name that classmates see under the post, and `seat`, the author's membership."""
        seat = Membership.objects.filter(course=OuterRef("course"), author=OuterRef("author"))
        return self.annotate(
            byline=Coalesce(NullIf(Subquery(seat.values("pseudonym")[:1]), models.Value("")), F("author__name")),
            seat=Subquery(seat.values("pk")[:1]),
        )


class Post(models.Model):
    """An essay: one draft that is overwritten, and revisions that never are."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="posts")
    prompt = models.ForeignKey(Prompt, models.PROTECT, null=True, blank=True, related_name="posts")
    author = models.ForeignKey(Author, models.PROTECT, related_name="posts")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    slug = models.SlugField(max_length=80)
    workflow = models.CharField(max_length=20, choices=Workflow, default=Workflow.DRAFT)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.SECTION)
    public_consent_at = models.DateTimeField(null=True, blank=True)
    consent_withdrawn_at = models.DateTimeField(null=True, blank=True)

    draft_title = models.CharField("title", max_length=MAX_TITLE, blank=True)
    draft_body = models.TextField("essay", max_length=MAX_BODY, blank=True)
    draft_version = models.PositiveIntegerField(default=0)
    draft_saved_at = models.DateTimeField(default=timezone.now)

    submitted_revision = models.ForeignKey("posts.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_revision = models.ForeignKey("posts.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "prompt"],
                condition=Q(prompt__isnull=False),
                name="post_unique_for_author_and_prompt",
                violation_error_message="You have a post for this week already.",
            ),
            models.UniqueConstraint(
                fields=["course", "slug"],
                name="post_slug_unique_in_course",
                violation_error_message="The course has a post at this address already.",
            ),
            models.CheckConstraint(
                condition=Q(workflow=Workflow.DRAFT) | Q(submitted_revision__isnull=False),
                name="post_beyond_draft_has_submitted_revision",
                violation_error_message="Only a submitted post can be moderated.",
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.PUBLIC) | Q(public_consent_at__isnull=False),
                name="post_public_only_with_consent",
                violation_error_message="A post is public only with its author’s consent.",
            ),
            models.CheckConstraint(
                condition=Q(published_revision__isnull=True) | Q(published_at__isnull=False),
                name="post_published_at_a_time",
                violation_error_message="A published post has a time of publication.",
            ),
        ]
        indexes = [
            models.Index(fields=["course", "prompt", "workflow"]),
            models.Index(fields=["course", "-published_at"]),
        ]

    def __str__(self) -> str:
        return self.draft_title or "Untitled"

    def get_absolute_url(self) -> str:
        """Returns the address at which the post is read."""
        return reverse("post", args=[self.course.slug, self.slug])

    @property
    def is_waiting(self) -> bool:
        """Whether a submitted version waits for a decision."""
        return self.workflow == Workflow.SUBMITTED

    @property
    def is_in_line(self) -> bool:
        """Whether that version waits in the line of those to be decided: hiding a post takes it out."""
        hidden, submitted = self.hidden_at, self.submitted_at
        return self.is_waiting and not (hidden and submitted and hidden >= submitted)

    @property
    def is_returned(self) -> bool:
        """Whether staff have asked for changes."""
        return self.workflow == Workflow.CHANGES_REQUESTED

    @property
    def has_unsubmitted_changes(self) -> bool:
        """Whether the draft was written on since the post was handed in."""
        return self.submitted_at is not None and self.draft_saved_at > self.submitted_at

    def deadline(self) -> Deadline | None:
        """Returns the prompt's dates as they hold for the author, with the extension that was given, if any."""
        return deadline_for(self.prompt, self.author_id) if self.prompt else None

    def takes_submissions(self) -> bool:
        """Returns whether a version may be handed in now: within the author's dates, or because staff asked for it."""
        return self.takes_submissions_by(None if self.is_returned else self.deadline())

    def takes_submissions_by(self, deadline: Deadline | None) -> bool:
        """Returns the same for the author's dates, where they are known already."""
        return deadline is None or self.is_returned or deadline.is_open()

    @property
    def is_live(self) -> bool:
        """Whether a version is up and not hidden."""
        return self.published_revision_id is not None and self.hidden_at is None
