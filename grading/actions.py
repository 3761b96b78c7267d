"""What is done with marks: saved under their version, released and withdrawn, each with its line in the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.models import Membership
from grading.mail import send_releases
from grading.models import Assessment, MarkChange, MarkState
from grading.rendering import marked_html
from markup.markdown import safe_html
from posts.actions import NotAllowed
from posts.models import Post, Revision

__all__ = ["Conflict", "NotAllowed", "release", "save_assessment", "withdraw_release"]


class Conflict(Exception):  # noqa: N818  # no error: two graders wrote at once
    """Another grader saved the mark since it was read; `stored` is the mark as it stands."""

    def __init__(self, stored: Assessment) -> None:
        super().__init__("This mark was saved elsewhere since you opened it. Nothing was overwritten.")
        self.stored = stored


@dataclass(frozen=True)
class _Values:
    """What a grader fills in."""

    points: Decimal | None
    feedback: str
    state: str

    @classmethod
    def of(cls, mark: Assessment) -> "_Values":
        return cls(mark.points, mark.feedback, mark.state)


@transaction.atomic
def save_assessment(
    *,
    post: Post,
    revision: Revision,
    points: Decimal | None,
    feedback: str,
    state: str,
    version: int,
    by: Membership,
) -> Assessment:
    """Saves the mark of one revision over the version that the grader read; version 0 is none at all.

    Raises `Conflict` with the stored mark where someone else was quicker, and `NotAllowed` for points that the
    prompt does not give, for a mark that is ready without points, and for a release, which is another action.
    """
    _require_charge(post, by)
    new = _Values(points, feedback, state)
    stored = Assessment.objects.filter(revision=revision).select_related("grader").first()
    if stored is None:
        return _first(post, revision, new, by)
    before = _Values.of(stored)
    if before == new and (version == stored.version or stored.grader_id == by.author_id):
        return stored  # the same form sent twice, or nothing changed
    if stored.version != version:
        raise Conflict(stored)
    _require_valid(stored, new, released=stored.is_released)
    _overwrite(stored, version, by)
    _log(stored, before, by)
    return stored


def _first(post: Post, revision: Revision, new: _Values, by: Membership) -> Assessment:
    mark = Assessment(post=post, revision=revision, grader=by.author)
    _require_valid(mark, new, released=False)
    try:
        with transaction.atomic():
            mark.save(force_insert=True)
    except IntegrityError:  # another grader saved first, a moment ago
        raise Conflict(Assessment.objects.select_related("grader").get(revision=revision)) from None
    _log(mark, _Values(None, "", ""), by)
    return mark


def _overwrite(mark: Assessment, version: int, by: Membership) -> None:
    """Writes the mark where it still has the version, or raises `Conflict`."""
    mark.version, mark.grader, mark.saved_at = version + 1, by.author, timezone.now()
    names = ["points", "feedback", "feedback_html", "state", "version", "grader", "saved_at"]
    values = {name: getattr(mark, name) for name in names}
    if not Assessment.objects.filter(pk=mark.pk, version=version).update(**values):
        raise Conflict(Assessment.objects.select_related("grader").get(pk=mark.pk))


def _require_valid(mark: Assessment, new: _Values, *, released: bool) -> None:
    """Sets the values on the mark; raises `NotAllowed` where they cannot stand."""
    if released != (new.state == MarkState.RELEASED):
        raise NotAllowed(
            "A released mark stays released until an instructor withdraws it."
            if released
            else "Marks are released together, on the page for that."
        )
    mark.points, mark.feedback, mark.state = new.points, new.feedback, new.state
    mark.feedback_html = safe_html(new.feedback)
    try:
        mark.full_clean(exclude={"post", "revision", "grader"})
    except ValidationError as refusal:
        raise NotAllowed(" ".join(refusal.messages)) from None


def _log(mark: Assessment, before: _Values, by: Membership, why: str = "") -> None:
    MarkChange.objects.create(
        assessment=mark,
        by=by.author,
        points_before=before.points,
        points_after=mark.points,
        state_before=before.state,
        state_after=mark.state,
        feedback_before=before.feedback if before.feedback != mark.feedback else "",
        why=why,
    )


@transaction.atomic
def release(*, assessments: Iterable[Assessment], by: Membership, origin: str = "") -> list[Assessment]:
    """Shows ready marks to their students, freezes the essays that were marked, and tells the students after commit.

    Returns the marks that this call released; one that is not ready any more is left as it is. `origin` begins the
    addresses in the letters, for example https://blog.example.edu.
    """
    if not by.is_instructor:
        raise NotAllowed("Only an instructor releases marks.")
    keys = [mark.pk for mark in assessments]
    ready = Assessment.objects.select_for_update(of=("self",)).ready().filter(pk__in=keys, post__course=by.course_id)
    released = list(ready.select_related("post__course", "post__prompt", "post__author", "revision"))
    for mark in released:
        before = _Values.of(mark)
        mark.state, mark.released_at = MarkState.RELEASED, timezone.now()
        mark.marked_html = marked_html(mark.revision)
        mark.version += 1
        mark.save(update_fields=["state", "released_at", "marked_html", "version"])
        _log(mark, before, by)
    told = by.course.memberships.current().filter(author__in=[mark.post.author_id for mark in released])
    readers = set(told.values_list("author", flat=True))
    letters = [mark for mark in released if mark.post.author_id in readers]
    transaction.on_commit(lambda: send_releases(letters, origin=origin), robust=True)
    return released


@transaction.atomic
def withdraw_release(*, assessment: Assessment, by: Membership, why: str) -> Assessment:
    """Takes a released mark out of its student's sight; it is a draft again."""
    if not by.is_instructor or assessment.post.course_id != by.course_id:
        raise NotAllowed("Only an instructor withdraws a mark.")
    mark = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if not mark.is_released:
        raise NotAllowed("This mark is not released.")
    before = _Values.of(mark)
    mark.state, mark.released_at = MarkState.DRAFT, None
    mark.version += 1
    mark.save(update_fields=["state", "released_at", "version"])
    _log(mark, before, by, why)
    return mark


def _require_charge(post: Post, by: Membership) -> None:
    if post.course_id != by.course_id or not by.teaches(post.section_id):
        raise NotAllowed("Only the staff in charge of the section mark this post.")
