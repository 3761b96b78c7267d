"""Giving a student more time, and taking that back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from courses.extension import Extension
from courses.models import Membership, Prompt


@transaction.atomic
def extend(*, prompt: Prompt, seat: Membership, due: datetime, why: str = "", by: Membership) -> Extension:
    """Gives a student until `due`, on the course's clock, in place of an extension that stands; the same one stays.

    Raises `ValidationError` for a deadline that is no later than the prompt's, and outside the reader's charge.
    """
    seat = Membership.objects.select_for_update(of=("self",)).get(pk=seat.pk)  # so that two at once make one
    _require_charge(seat, by)
    extension = Extension(prompt=prompt, seat=seat, due=due, why=why.strip(), by=by.author)
    standing = Extension.objects.in_force().filter(prompt=prompt, seat=seat).first()
    if standing and (standing.due, standing.why) == (extension.due, extension.why):
        return standing
    extension.clean_fields(exclude={"prompt", "seat", "by"})
    extension.clean()
    if standing:
        _end(standing, by)
    extension.save()
    return extension


@transaction.atomic
def end_extension(*, extension: Extension, by: Membership) -> bool:
    """Takes an extension back; returns whether it still stood."""
    _require_charge(extension.seat, by)
    return _end(extension, by)


def _end(extension: Extension, by: Membership) -> bool:
    standing = Extension.objects.in_force().filter(pk=extension.pk)
    return bool(standing.update(ended_at=timezone.now(), ended_by=by.author))


def _require_charge(seat: Membership, by: Membership) -> None:
    if seat.course_id != by.course_id or not by.teaches(seat.section_id):
        raise ValidationError("This student is not in your section. Ask an instructor of the course.")
