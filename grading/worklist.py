"""What there is to mark: of each post the version to be marked, and how far its mark has come."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from courses.models import Membership
from grading.models import Assessment, MarkState
from posts.models import Post, Revision, Workflow

RETURNED = Q(post__workflow=Workflow.CHANGES_REQUESTED)
BACK_WITH_AUTHOR = RETURNED & Q(post__published_revision=None)


class Standing(models.TextChoices):
    """How far the mark of a post has come, the returned ones included."""

    UNMARKED = "unmarked", "Not marked"
    DRAFT = "draft", "Draft"
    READY = "ready", "Ready"
    RELEASED = "released", "Released"
    RETURNED = "returned", "Back with its author"


TO_MARK = {Standing.UNMARKED, Standing.DRAFT}
STANDING = Case(
    When(BACK_WITH_AUTHOR & Q(assessments=None), then=Value(Standing.RETURNED)),
    When(assessments=None, then=Value(Standing.UNMARKED)),
    default=F("assessments__state"),
    output_field=models.CharField(),
)


class Row(NamedTuple):
    """One line of the list as it is read: columns of the version, its post and its mark."""

    post__slug: str
    post__prompt__week: int | None
    title: str
    post__author__name: str
    post__section__name: str | None
    at: datetime
    post__prompt__due: datetime | None
    standing: str
    assessments__points: Decimal | None
    is_again: bool


@dataclass(frozen=True)
class Work:
    """One line of the list: a post, the version to be marked, and the state of its mark."""

    slug: str
    week: int
    title: str
    author: str
    section: str
    handed_in: datetime
    is_late: bool
    standing: Standing
    points: Decimal | None
    is_again: bool

    @classmethod
    def of(cls, row: Row, zone: ZoneInfo) -> "Work":
        """Returns the line of what was read; lateness is told by the course's clock."""
        due = row.post__prompt__due
        return cls(
            slug=row.post__slug,
            week=row.post__prompt__week or 0,
            title=row.title,
            author=row.post__author__name,
            section=row.post__section__name or "",
            handed_in=row.at,
            is_late=is_late(row.at, due, zone),
            standing=Standing(row.standing),
            points=row.assessments__points,
            is_again=row.is_again,
        )


def is_late(at: datetime, due: datetime | None, zone: ZoneInfo) -> bool:
    """Returns whether a moment lies after a deadline on the course's clock."""
    return due is not None and at.astimezone(zone).replace(tzinfo=None) > due


def revisions_to_mark(reader: Membership) -> models.QuerySet[Revision]:
    """Returns for each post in the reader's charge the version to be marked.

    That is the last one handed in; while changes to it are asked for, the accepted one, if there is any.
    """
    submitted = Q(post__submitted_revision=F("pk")) & (~RETURNED | Q(post__published_revision=None))
    accepted = Q(post__published_revision=F("pk")) & RETURNED
    charge = Post.objects.in_charge_of(reader).values("pk")
    return Revision.objects.filter(submitted | accepted, post__in=charge)


def to_mark(reader: Membership) -> int:
    """Returns how many posts wait for the reader's mark, those with a draft of one included."""
    open_ones = Q(assessments=None) & ~BACK_WITH_AUTHOR | Q(assessments__state=MarkState.DRAFT)
    return revisions_to_mark(reader).filter(open_ones).count()


def worklist(
    reader: Membership, *, week: int | None = None, standing: str = ""
) -> models.QuerySet[Revision, tuple[object, ...]]:
    """Returns a `Row` for each post, what is to be done first, then the longest-waiting first.

    Week 0 keeps the posts that answer no prompt.
    """
    again = Assessment.objects.filter(post=OuterRef("post")).exclude(revision=OuterRef("pk"))
    ranks = [When(standing=word, then=Value(rank)) for rank, word in enumerate(Standing)]
    revisions = of_week(revisions_to_mark(reader), week).annotate(
        standing=STANDING, rank=Case(*ranks, output_field=models.IntegerField()), is_again=Exists(again)
    )
    if standing in Standing:
        revisions = revisions.filter(standing=standing)
    return revisions.order_by("rank", "at", "pk").values_list(*Row._fields)


def of_week(revisions: models.QuerySet[Revision], week: int | None) -> models.QuerySet[Revision]:
    """Keeps the versions of one week's posts; of all weeks where none is named."""
    if week is None:
        return revisions
    return revisions.filter(post__prompt__week=week) if week else revisions.filter(post__prompt=None)


@dataclass(frozen=True)
class Walk:
    """A post's place among those of its week, in the order in which they were handed in."""

    number: int
    total: int
    previous: str
    following: str
    unmarked: str

    @classmethod
    def at(cls, post: Post, reader: Membership) -> "Walk":
        """Returns the post's place; `unmarked` is the next, going round, that has no finished mark."""
        week = post.prompt.week if post.prompt else 0
        line = of_week(revisions_to_mark(reader), week).annotate(standing=STANDING).order_by("at", "pk")
        places = list(line.values_list("post__slug", "standing"))
        slugs = [slug for slug, _ in places]
        at = slugs.index(post.slug)
        undone = [slug for slug, state in places[at + 1 :] + places[:at] if state in TO_MARK]
        return cls(
            number=at + 1,
            total=len(slugs),
            previous=slugs[at - 1] if at else "",
            following=slugs[at + 1] if at + 1 < len(slugs) else "",
            unmarked=undone[0] if undone else "",
        )
