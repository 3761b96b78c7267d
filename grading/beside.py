"""What stands beside a version while it is marked: what was said, counted, marked and changed before."""

from dataclasses import dataclass

from django.db.models import Prefetch

from courses.models import Membership
from grading.discussion import Discussion, discussion_of
from grading.models import Assessment, Excusal, MarkChange, Remark
from grading.report import Count, report_of
from posts.comparing import Comparison, compare
from posts.models import Revision, Submission


@dataclass(frozen=True)
class Beside:
    """The sheets beside a version; `earlier` are marks of other versions, `changes` the log of this one's mark.

    Where names are hidden, neither the author's note nor the discussion stands there: both name people. `last` is the
    version that was handed in before this one, and `comparison` what changed since, where one asks.
    """

    note: str
    is_excused: bool
    report: list[Count]
    discussion: Discussion | None
    earlier: list[Assessment]
    changes: list[MarkChange]
    last: Revision | None
    comparison: Comparison | None


def beside(revision: Revision, reader: Membership, *, with_comparison: bool) -> Beside:
    """Returns what a grader reads beside a version."""
    marks = Assessment.objects.filter(post=revision.post_id).exclude(revision=revision)
    said = Prefetch("remarks", Remark.objects.standing(), to_attr="standing")
    last = handed_in_before(revision)
    prompt = revision.post.prompt
    has_names = prompt is None or not prompt.anonymous_marking
    return Beside(
        note=note_to_instructor(revision) if has_names and reader.is_instructor else "",
        is_excused=has_names and _is_excused(revision),
        report=report_of(revision),
        discussion=discussion_of(revision.post, reader) if has_names else None,
        earlier=list(
            marks.select_related("grader", "revision").defer("marked_html", "revision__body").prefetch_related(said)
        ),
        changes=list(MarkChange.objects.filter(assessment__revision=revision).select_related("by")),
        last=last,
        comparison=compare(last, revision) if last and with_comparison else None,
    )


def _is_excused(revision: Revision) -> bool:
    post = revision.post
    return Excusal.objects.in_force().filter(prompt=post.prompt_id, seat__author=post.author_id).exists()


def handed_in_before(revision: Revision) -> Revision | None:
    """Returns the version of the post that was handed in before this one."""
    handed_in = Revision.objects.filter(post=revision.post_id, submission__isnull=False)
    earlier = handed_in.filter(number__lt=revision.number).defer("body_html", "notes_html", "bibliography_html")
    return earlier.order_by("-number").first()


def note_to_instructor(revision: Revision) -> str:
    """Returns what the author wrote to the instructors beside this version."""
    return Submission.objects.filter(revision=revision).values_list("note", flat=True).first() or ""
