"""What an author may take away: their own words, and what they were told about them, as plain facts."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from authors.models import Author
from comments.models import Comment
from courses.models import Extension, Membership
from grading.models import Assessment, Participation, Remark
from posts.models import Citation, Decision, Footnote, Post, Revision, Submission
from sources.models import Source, Status

Facts = dict[str, object]
POSTS_AT_ONCE = 20


def account_of(author: Author) -> Facts:
    """Returns the account and its seats, those that have ended included."""
    seats = (
        Membership.objects.filter(author=author)
        .order_by("joined_at", "pk")
        .values(
            "role",
            "pseudonym",
            "joined_at",
            "ended_at",
            section_name=F("section__name"),
            address=F("course__slug"),
            title=F("course__title"),
        )
    )
    return {"name": author.get_full_name(), "email": author.email, "courses": list(seats)}


def posts_of(author: Author) -> Iterator[Post]:
    """Yields the author's posts with what was told about them: decisions, and marks once they are released."""
    submissions = Submission.objects.annotate(number=F("revision__number"), sha256=F("revision__sha256"))
    marks = Assessment.objects.released().annotate(number=F("revision__number")).defer("marked_html", "feedback_html")
    marks = marks.prefetch_related(Prefetch("remarks", Remark.objects.standing(), to_attr="standing"))
    posts = Post.objects.by(author.pk).select_related("course", "prompt").order_by("-created_at", "-pk")
    fetched = posts.prefetch_related(
        Prefetch("submissions", submissions),
        Prefetch("assessments", marks, to_attr="released"),
        Prefetch("decisions", Decision.objects.annotate(number=F("revision__number"))),
    )
    yield from fetched.iterator(chunk_size=POSTS_AT_ONCE)


def told_of(post: Post) -> Facts:
    """Returns the state of a post, its submissions with their receipts, and what staff decided."""
    extension = Extension.objects.due_for(post.prompt, post.author_id) if post.prompt else None
    return {
        "title": post.draft_title,
        "course": post.course.title,
        "week": post.prompt.week if post.prompt else None,
        "prompt": post.prompt.title if post.prompt else None,
        "due": post.prompt.due if post.prompt else None,
        "extension_until": extension,
        "time_zone": post.course.time_zone,
        "state": post.get_workflow_display(),
        "audience": post.get_audience_display(),
        "draft_saved_at": post.draft_saved_at,
        "published_at": post.published_at,
        "submissions": [_submission(each) for each in post.submissions.all()],
        "decisions": [_decision(each) for each in post.decisions.all()],
    }


def _submission(row: Submission) -> Facts:
    return {
        "receipt_number": row.receipt_number,
        "received_at": row.at,
        "revision": getattr(row, "number", None),
        "sha256": getattr(row, "sha256", None),
        "audience": row.get_audience_display(),
        "note_to_staff": row.note,
        "withdrawn_at": row.withdrawn_at,
    }


def _decision(row: Decision) -> Facts:
    return {
        "decision": row.get_verdict_display(),
        "revision": getattr(row, "number", None),
        "reason": row.reason,
        "at": row.at,
    }


def marks_of(post: Post) -> list[Facts]:
    """Returns the released marks of a post that `posts_of` has yielded."""
    marks: Iterable[Assessment] = getattr(post, "released", ())
    return [
        {
            "revision": getattr(mark, "number", None),
            "points": mark.points,
            "of": post.prompt.points if post.prompt else None,
            "feedback": mark.feedback,
            "remarks": [
                {"note": each.note, "words": each.quote, "remark": each.text} for each in getattr(mark, "standing", ())
            ],
            "released_at": mark.released_at,
        }
        for mark in marks
    ]


def notes_of(post: Post) -> list[Facts]:
    """Returns the notes of the versions that were handed in and of the last one, in order, with their citations."""
    revisions = Revision.objects.filter(post=post).in_view()
    notes = Footnote.objects.filter(revision__in=revisions).order_by("revision__number", "number")
    fetched = notes.annotate(of=F("revision__number")).prefetch_related("citations__source")
    return [
        {
            "revision": getattr(note, "of", None),
            "number": note.number,
            "typed": note.typed,
            "sentence": note.sentence,
            "citations": [_citation(each) for each in note.citations.all()],
        }
        for note in fetched
    ]


def _citation(row: Citation) -> Facts:
    return {
        "typed": row.typed,
        "source": row.source.key if row.source else None,
        "label": row.label,
        "locator": row.locator,
        "linked": row.get_link_display(),
    }


def sources_of(author: Author) -> Iterator[tuple[str, list[Source]]]:
    """Yields for each course its address and the sources that the author cites or proposed.

    A proposal of somebody else's is that writer's reading, and stays theirs.
    """
    cites = Citation.objects.filter(footnote__revision__post__author=author, source=OuterRef("pk"))
    own = Q(proposed_by=author) | Q(Exists(cites), status=Status.LISTED)
    rows = Source.objects.filter(own).select_related("course").with_people().order_by("course__slug", "key")
    for slug, sources in groupby(rows, key=lambda source: source.course.slug):
        yield slug, list(sources)


def comments_by(author: Author) -> Iterator[tuple[str, list[Facts]]]:
    """Yields for each course its address and the author's comments, the deleted ones left out."""
    rows = Comment.objects.by(author.pk).undeleted().select_related("post__course")
    for slug, comments in groupby(rows.order_by("post__course__slug", "created_at", "pk"), key=_course):
        yield slug, [_comment(each) for each in comments]


def _course(row: Comment) -> str:
    return row.post.course.slug


def _comment(row: Comment) -> Facts:
    return {
        "on": row.post.get_absolute_url(),
        "written_at": row.created_at,
        "edited_at": row.edited_at,
        "for": row.get_circle_display(),
        "state": row.get_state_display(),
        "comment": row.body,
    }


def reply_points_of(author: Author) -> Iterator[tuple[str, list[Facts]]]:
    """Yields for each course its address and the points for replies that were released to the author."""
    rows = Participation.objects.released().filter(seat__author=author).select_related("prompt__course")
    rows = rows.order_by("prompt__course__slug", "prompt__week")
    for slug, points in groupby(rows, key=lambda row: row.prompt.course.slug):
        yield slug, [_reply_points(each) for each in points]


def _reply_points(row: Participation) -> Facts:
    return {
        "week": row.prompt.week,
        "points": row.points,
        "of": row.prompt.reply_points,
        "released_at": row.released_at,
    }
