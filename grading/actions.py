"""What is done with marks: saved under their version, released and withdrawn, each with its line in the log."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from courses.models import Membership
from grading.mail import send_releases
from grading.models import Assessment, MarkState
from grading.rendering import marked_html
from grading.saving import Conflict, Sheet, Values, log, save_assessment
from posts.actions import NotAllowed

__all__ = ["Conflict", "NotAllowed", "Sheet", "release", "save_assessment", "withdraw_all", "withdraw_release"]


@transaction.atomic
def release(*, assessments: Iterable[Assessment], by: Membership, origin: str = "") -> list[Assessment]:
    """Shows ready marks to their students, freezes the essays that were marked, and tells the students after commit.

    Returns the marks that this call released; one that changed since it was read, or is not ready any more, is left
    as it is. `origin` begins the addresses in the letters, for example https://blog.example.edu.
    """
    if not by.is_instructor:
        raise NotAllowed("Only an instructor releases marks.")
    read = {mark.pk: mark.version for mark in assessments}
    ready = Assessment.objects.select_for_update(of=("self",)).ready().filter(pk__in=read, post__course=by.course_id)
    rows = ready.select_related("post__course", "post__prompt", "post__author", "revision")
    released = [mark for mark in rows if mark.version == read[mark.pk]]
    for mark in released:
        before = Values.of(mark)
        mark.state, mark.released_at = MarkState.RELEASED, timezone.now()
        mark.marked_html = marked_html(mark.revision)
        mark.version += 1
        mark.save(update_fields=["state", "released_at", "marked_html", "version"])
        log(mark, before, replace(before, state=mark.state), by)
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
    before = Values.of(mark)
    mark.state, mark.released_at = MarkState.DRAFT, None
    mark.version += 1
    mark.save(update_fields=["state", "released_at", "version"])
    log(mark, before, replace(before, state=mark.state), by, why)
    return mark


@transaction.atomic
def withdraw_all(*, assessments: Iterable[Assessment], by: Membership, why: str) -> None:
    """Takes several released marks out of their students' sight, or none."""
    for mark in assessments:
        withdraw_release(assessment=mark, by=by, why=why)
