"""Reminding students who have not handed in."""

from collections.abc import Collection
from functools import partial

from django.db import transaction

from courses.models import Membership, Prompt
from grading.mail import send_reminders
from grading.missing import Missing, missing_from, told
from grading.models import Reminder


@transaction.atomic
def remind(*, prompt: Prompt, seats: Collection[int] | None, seen: int, by: Membership, origin: str) -> list[Missing]:
    """Writes to the students among `seats`, or to all where it is None; returns those who are written to.

    Nobody is written to who has handed in meanwhile, can no longer hand in, or was reminded after the reminder `seen`,
    which was the newest when the list was shown: by someone else, or by a second press of the button.
    """
    Prompt.objects.select_for_update().get(pk=prompt.pk)
    rows = missing_from(by, prompt)
    if seats is not None:
        rows = rows.filter(pk__in=seats)
    chosen = [each for each in told(prompt, rows) if each.last_reminder <= seen and each.deadline.is_open()]
    Reminder.objects.bulk_create(Reminder(prompt=prompt, seat=each.seat, by=by.author) for each in chosen)
    transaction.on_commit(partial(send_reminders, prompt, chosen, origin=origin), robust=True)
    return chosen


def newest_reminder(prompt: Prompt) -> int:
    """Returns the key of the week's newest reminder, 0 where there is none."""
    return Reminder.objects.filter(prompt=prompt).order_by("-pk").values_list("pk", flat=True).first() or 0
