"""The demo's marks: some released, some ready, one still a draft."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from grading.actions import Sheet, release, save_assessment
from grading.models import Assessment
from grading.remarking import add_remark
from pages.demo import past
from pages.demo.people import Cast
from pages.demo.script import Mark
from posts.models import Post


def mark(marks: Iterable[Mark], posts: Mapping[str, Post], cast: Cast) -> list[Assessment]:
    """Saves every mark and releases those that the script does."""
    return [_fill_in(each, posts[each["post"]], cast) for each in marks]


def _fill_in(each: Mark, post: Post, cast: Cast) -> Assessment:
    if post.submitted_revision is None:
        raise ValueError(f"“{post}” has a mark and was never submitted.")
    assessment = save_assessment(
        post=post,
        revision=post.submitted_revision,
        sheet=Sheet(points=Decimal(str(each["points"])), feedback=each["feedback"], state=each["state"]),
        version=0,
        by=cast.seats[each["by"]],
    )
    for said in each.get("remarks", []):
        add_remark(
            mark=assessment, note=said["note"], quote=said["quote"], text=said["text"], by=cast.seats[each["by"]]
        )
    if each["released"]:
        release(assessments=[assessment], by=cast.instructor)
    released = cast.days.moment(each["released"]) if each["released"] else None
    past.marked(assessment, cast.days.moment(each["saved"]), released)
    return assessment
