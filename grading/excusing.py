"""Excusing a student from a week, and taking that back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from courses.models import Membership, Prompt
from grading.models import Excusal
from posts.actions import NotAllowed


@transaction.atomic
def excuse(*, seat: Membership, prompt: Prompt, by: Membership, why: str = "") -> Excusal:
    """Excuses a student from a week; one who is excused already stays so, for the first reason."""
    _require_charge(seat, prompt, by)
    excusal = Excusal(seat=seat, prompt=prompt, by=by.author, why=why.strip())
    standing = Excusal.objects.in_force().filter(seat=seat, prompt=prompt).first()
    if standing:
        return standing
    try:
        excusal.full_clean(exclude={"seat", "prompt", "by"})
    except ValidationError as refusal:
        raise NotAllowed(" ".join(refusal.messages)) from None
    excusal.save()
    return excusal


@transaction.atomic
def end_excusal(*, seat: Membership, prompt: Prompt, by: Membership) -> None:
    """Takes an excusal back; who excused, and who took it back, stays on record."""
    _require_charge(seat, prompt, by)
    Excusal.objects.in_force().filter(seat=seat, prompt=prompt).update(ended_at=timezone.now(), ended_by=by.author)


def _require_charge(seat: Membership, prompt: Prompt, by: Membership) -> None:
    """Raises `NotAllowed` for a seat or a prompt that is not in the reader's charge."""
    if not (seat.course_id == prompt.course_id == by.course_id) or not by.teaches(seat.section_id):
        raise NotAllowed("Only the staff in charge of the section excuse a student.")
    if seat.is_staff:
        raise NotAllowed("Only students are excused.")
