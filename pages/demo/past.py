"""The one place where the demo's past is made.

The site's actions know no time but now, and rightly. The demo has been going on for three weeks, so each thing is done
by its action first and then moved here, by plain updates, to the moment at which the script says that it happened. A
week's task, too, is open until its essays are in, and gets its true dates here.
"""

from datetime import datetime, time, timedelta

from django.db.models import Model, QuerySet

from authors.models import Author
from comments.models import Comment
from courses.invitation import LIFETIME
from courses.models import Course, Membership, Prompt
from grading.models import Assessment, MarkState
from pages.demo.days import CLOSING, OPENING, Days
from pages.demo.script import Dates
from posts.models import Citation, Link, Post
from sources.models import Source

STILL_OPEN = timedelta(days=1)


def _at(moment: datetime, rows: QuerySet[Model], *columns: str) -> None:
    rows.update(**dict.fromkeys(columns, moment))


def founded(course: Course, by: Membership, at: datetime) -> None:
    """Moves the making of the course and its maker's arrival."""
    _at(at, Course.objects.filter(pk=course.pk), "created_at")
    _at(at, Author.objects.filter(pk=by.author_id), "date_joined")
    _at(at, Membership.objects.filter(pk=by.pk), "joined_at")


def joined(seat: Membership, at: datetime) -> None:
    """Moves someone's invitation to the day before they accepted it, and their arrival to the moment."""
    invited = at - timedelta(days=1)
    invitations = seat.course.invitations.filter(email=seat.author.email)
    _at(invited, invitations, "created_at")
    _at(invited + LIFETIME, invitations, "expires_at")
    _at(at, invitations, "accepted_at")
    _at(at, Author.objects.filter(pk=seat.author_id), "date_joined")
    _at(at, Membership.objects.filter(pk=seat.pk), "joined_at")


def still_open(course: Course, dates: Dates, days: Days) -> dict[str, datetime]:
    """Returns the dates of a task that has opened and takes essays until tomorrow."""
    until = course.now() + STILL_OPEN
    return {"opens": days.local(dates["opens_days"], OPENING), "due": until, "cutoff": until}


def closed(prompt: Prompt, dates: Dates, days: Days) -> None:
    """Gives the task its true dates."""
    due, cutoff = days.local(dates["due_days"], CLOSING), days.local(dates["cutoff_days"], CLOSING)
    Prompt.objects.filter(pk=prompt.pk).update(due=due, cutoff=cutoff)


def assigned(source: Source, at: datetime) -> None:
    """Moves the listing of a source that is read in class."""
    _at(at, Source.objects.filter(pk=source.pk), "created_at")


def written(post: Post, at: datetime) -> None:
    """Moves the writing of an essay, and the sources that it was the first to cite; begun the evening before."""
    this = Post.objects.filter(pk=post.pk)
    _at(datetime.combine(at.date() - timedelta(days=1), time(19, 30), at.tzinfo), this, "created_at")
    _at(at, this, "draft_saved_at")
    _at(at, post.revisions.all(), "at")
    new = Citation.objects.filter(footnote__revision__post=post, link=Link.NEW)
    _at(at, Source.objects.filter(pk__in=new.values("source")), "created_at")


def submitted(post: Post, at: datetime, decided: datetime) -> None:
    """Moves a submission and what followed; the two moments are one where the post went up by itself."""
    written(post, at)
    _at(at, post.submissions.all(), "at")
    _at(at, Post.objects.filter(pk=post.pk), "submitted_at")
    _at(decided, Post.objects.filter(pk=post.pk, published_at__isnull=False), "published_at")
    _at(decided, post.decisions.all(), "at")


def said(comment: Comment, at: datetime) -> None:
    """Moves a comment, and its approval where it was held, to within the hour."""
    _at(at, Comment.objects.filter(pk=comment.pk), "created_at")
    _at(at + timedelta(minutes=40), comment.moderations.all(), "at")


def marked(mark: Assessment, saved: datetime, released: datetime | None) -> None:
    """Moves a mark and its log."""
    this = Assessment.objects.filter(pk=mark.pk)
    _at(saved, this, "created_at", "saved_at")
    _at(saved, mark.changes.all(), "at")
    _at(saved, mark.remarks.all(), "at")
    if released:
        _at(released, this, "released_at")
        _at(released, mark.changes.filter(state_after=MarkState.RELEASED), "at")
