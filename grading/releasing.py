"""What a release would change, mark by mark: for whom, and who is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from grading.anonymous import numbers_of
from grading.models import Assessment

NOBODY: Final = "no: has left the course"


@dataclass(frozen=True)
class Line:
    """A mark that is ready, by what its grader may know of it; `told` says whether and where a letter goes."""

    mark: Assessment
    who: str
    title: str
    word: str
    week: int
    told: str


def lines_of(marks: Sequence[Assessment], present: Collection[int]) -> list[Line]:
    """Returns a line for each mark; `present` are the authors who are in the course and so are told by mail."""
    hidden = [mark.post_id for mark in marks if mark.post.prompt and mark.post.prompt.anonymous_marking]
    numbers = numbers_of(hidden)
    return [_line(mark, numbers.get(mark.post_id), is_told=mark.post.author_id in present) for mark in marks]


def _line(mark: Assessment, number: int | None, *, is_told: bool) -> Line:
    post = mark.post
    week = post.prompt.week if post.prompt else 0
    if number:
        return Line(mark, f"Essay {number}", "", str(number), week, "its author" if is_told else NOBODY)
    author = post.author
    return Line(mark, author.get_full_name(), mark.revision.title, post.slug, week, author.email if is_told else NOBODY)
