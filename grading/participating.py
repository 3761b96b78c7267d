"""What is done with points for replies: given, released and withdrawn, each with its line in the log."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.replies import Replies, replies_of
from courses.models import Membership, Prompt
from grading.mail import send_reply_releases
from grading.models import Excusal, MarkState, Participation, ParticipationChange
from posts.actions import NotAllowed

__all__ = [
    "NotAllowed",
    "Outdated",
    "give_suggested",
    "release_points",
    "save_points",
    "suggested",
    "withdraw_points",
]

CENT: Final = Decimal("0.01")
SUGGESTED: Final = "Given as suggested: replies in time of those asked for."
AT_ONCE: Final = "Someone gave points at the same moment. Nothing was changed; look at the points again."


class Outdated(Exception):  # noqa: N818  # no error: two graders wrote at once
    """Another grader saved the points since they were read; `stored` is how they stand, none where they are gone."""

    def __init__(self, stored: Participation | None) -> None:
        points = "none" if stored is None or stored.points is None else f"{stored.points.normalize():f}"
        super().__init__(f"Saved elsewhere since you opened the page: {points}. Nothing was overwritten.")
        self.stored = stored


def suggested(replies: Replies, prompt: Prompt) -> Decimal:
    """Returns the part of the points that the replies in time are of those asked for.

    >>> from datetime import UTC, datetime
    >>> suggested(Replies(required=3, due_at=datetime.now(UTC)), Prompt(replies=3, reply_points=Decimal(2)))
    Decimal('0.00')
    """
    share = Decimal(min(replies.given, replies.required)) / Decimal(replies.required)
    return (share * prompt.reply_points).quantize(CENT, ROUND_HALF_UP)


@transaction.atomic
def save_points(
    *,
    seat: Membership,
    prompt: Prompt,
    points: Decimal | None,
    state: str,
    version: int,
    by: Membership,
    why: str = "",
) -> Participation:
    """Saves a student's points for replies over the version that the grader read; version 0 is none at all.

    Points that are released stay so. Raises `Outdated` where someone else was quicker, and `NotAllowed` for points
    that the week does not give and for a release, which is another action.
    """
    _require_charge(seat, prompt, by)
    stored = Participation.objects.select_for_update().filter(prompt=prompt, seat=seat).first()
    row = stored or Participation(prompt=prompt, seat=seat, version=0)
    row.prompt, row.seat = prompt, seat
    before = (row.points, row.state if stored else "")
    after = MarkState.RELEASED if row.is_released else MarkState(state)
    if after == MarkState.RELEASED and not row.is_released:
        raise NotAllowed("Points are released together, on the page for that.")
    if stored and before == (points, after):
        return stored  # the same form sent twice, or nothing changed
    if row.version != version:
        raise Outdated(stored)
    _write(row, points, after, by)
    _log(row, before, by, why)
    return row


def _write(row: Participation, points: Decimal | None, state: MarkState, by: Membership) -> None:
    row.points, row.state, row.grader, row.saved_at = points, state, by.author, timezone.now()
    row.version += 1
    if points is None and state != MarkState.DRAFT:
        raise NotAllowed("Give points, or save a draft without any.")
    try:
        row.clean_fields(exclude={"prompt", "seat", "grader"})
        row.clean()
    except ValidationError as refusal:
        raise NotAllowed(" ".join(refusal.messages)) from None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # another grader gave the first points a moment ago
        raise Outdated(Participation.objects.filter(prompt=row.prompt, seat=row.seat).first()) from None


@transaction.atomic
def give_suggested(*, prompt: Prompt, students: Iterable[Membership], by: Membership) -> int:
    """Gives the suggested points, ready, to those students who have none yet and are not excused; returns how many."""
    excused = Excusal.objects.in_force().filter(prompt=prompt).values_list("seat", flat=True)
    have = {*Participation.objects.filter(prompt=prompt).values_list("seat", flat=True), *excused}
    without = [seat for seat in students if seat.pk not in have]
    for seat in without:
        _require_charge(seat, prompt, by)
    found = replies_of(without, [prompt], reader=by)
    rows = [
        Participation(
            prompt=prompt,
            seat=seat,
            points=suggested(found[seat.pk, prompt.pk], prompt),
            state=MarkState.READY,
            grader=by.author,
        )
        for seat in without
    ]
    try:
        with transaction.atomic():
            rows = Participation.objects.bulk_create(rows)
    except IntegrityError:
        raise NotAllowed(AT_ONCE) from None
    ParticipationChange.objects.bulk_create(_change(row, (None, ""), by, SUGGESTED) for row in rows)
    return len(rows)


@transaction.atomic
def release_points(*, rows: Iterable[Participation], by: Membership, origin: str = "") -> list[Participation]:
    """Shows ready points to their students and tells them by mail after commit; returns those that this call released.

    `origin` begins the addresses in the letters, for example https://blog.example.edu.
    """
    if not by.is_instructor:
        raise NotAllowed("Only an instructor releases points.")
    keys = [row.pk for row in rows]
    ready = Participation.objects.select_for_update(of=("self",)).ready()
    released = list(
        ready.filter(pk__in=keys, prompt__course=by.course_id)
        .select_related("prompt__course", "seat__author")
        .order_by("pk")  # whoever locks several rows does so in one order
    )
    for row in released:
        _move(row, MarkState.RELEASED)
    Participation.objects.bulk_update(released, ["state", "released_at", "version"])
    ParticipationChange.objects.bulk_create(_change(row, (row.points, MarkState.READY), by) for row in released)
    letters = [row for row in released if row.seat.ended_at is None]
    transaction.on_commit(lambda: send_reply_releases(letters, origin=origin), robust=True)
    return released


@transaction.atomic
def withdraw_points(*, participation: Participation, by: Membership, why: str) -> Participation:
    """Takes released points out of their student's sight; they are a draft again."""
    row = Participation.objects.select_for_update(of=("self",)).select_related("prompt").get(pk=participation.pk)
    if not by.is_instructor or row.prompt.course_id != by.course_id:
        raise NotAllowed("Only an instructor withdraws points.")
    if not row.is_released:
        raise NotAllowed("These points are not released.")
    _move(row, MarkState.DRAFT)
    row.save(update_fields=["state", "released_at", "version"])
    _log(row, (row.points, MarkState.RELEASED), by, why)
    return row


def _move(row: Participation, state: MarkState) -> None:
    row.state, row.version = state, row.version + 1
    row.released_at = timezone.now() if state == MarkState.RELEASED else None


def _log(row: Participation, before: tuple[Decimal | None, str], by: Membership, why: str = "") -> None:
    _change(row, before, by, why).save()


def _change(
    row: Participation, before: tuple[Decimal | None, str], by: Membership, why: str = ""
) -> ParticipationChange:
    points, state = before
    return ParticipationChange(
        participation=row,
        by=by.author,
        points_before=points,
        points_after=row.points,
        state_before=state,
        state_after=row.state,
        why=why,
    )


def _require_charge(seat: Membership, prompt: Prompt, by: Membership) -> None:
    """Raises `NotAllowed` for a seat or a prompt that is not in the reader's charge, or that asks for no replies."""
    if not (seat.course_id == prompt.course_id == by.course_id) or not by.teaches(seat.section_id):
        raise NotAllowed("Only the staff in charge of the section give points for replies.")
    if seat.is_staff:
        raise NotAllowed("Only students are given points for replies.")
    if not prompt.replies:
        raise NotAllowed(f"Week {prompt.week} asks for no replies.")
