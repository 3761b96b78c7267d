"""What students are told by mail: that a mark is released, never which."""

import logging
from collections.abc import Mapping, Sequence

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from courses.models import Prompt
from grading.missing import Missing
from grading.models import Assessment, Participation

logger = logging.getLogger(__name__)


def send_releases(marks: Sequence[Assessment], *, origin: str) -> None:
    """Tells each student that a mark is there to be read; a letter that fails keeps no other from leaving."""
    connection = get_connection()
    _send({f"mark {mark.pk}": letter(mark, origin=origin, connection=connection) for mark in marks})


def send_reply_releases(rows: Sequence[Participation], *, origin: str) -> None:
    """Tells each student that points for replies are there to be read, never how many."""
    connection = get_connection()
    _send({f"replies {row.pk}": reply_letter(row, origin=origin, connection=connection) for row in rows})


def send_reminders(prompt: Prompt, missing: Sequence[Missing], *, origin: str) -> None:
    """Reminds each student that nothing is handed in yet."""
    connection = get_connection()
    letters = {f"reminder {each.seat.pk}": reminder_letter(each, prompt, origin=origin) for each in missing}
    for each in letters.values():
        each.connection = connection
    _send(letters)


def reminder_letter(missing: Missing, prompt: Prompt, *, origin: str) -> EmailMessage:
    """Returns the letter to one student; it names no other."""
    address = origin.rstrip("/") + reverse("write", args=[prompt.course.slug, prompt.week])
    facts = {"missing": missing, "prompt": prompt, "address": address}
    body = render_to_string("grading/reminder.txt", facts)
    subject = f"Week {prompt.week}, “{prompt.title}”: nothing is handed in yet"
    return EmailMessage(" ".join(subject.split()), body, to=[missing.seat.author.email])


def _send(letters: Mapping[str, EmailMessage]) -> None:
    """Sends letters, each under the name by which the log of the site knows it."""
    for name, each in letters.items():
        try:
            each.send()
        except (OSError, ValueError):  # the errors of SMTP, and an address that cannot be encoded
            logger.exception("The letter about %s did not leave.", name)


def reply_letter(row: Participation, *, origin: str, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Returns the letter about one student's released points for replies."""
    address = origin.rstrip("/") + row.prompt.get_absolute_url()
    body = render_to_string(
        "grading/replies_released.txt", {"prompt": row.prompt, "seat": row.seat, "address": address}
    )
    subject = f"Your points for replies in week {row.prompt.week} are released"
    return EmailMessage(subject, body, to=[row.seat.author.email], connection=connection)


def letter(mark: Assessment, *, origin: str, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Returns the letter about one released mark; `origin` is the site's scheme and host."""
    post = mark.post
    what = f"week {post.prompt.week}" if post.prompt else f"“{mark.revision.title}”"
    subject = f"Your mark for {what} is released"
    address = origin.rstrip("/") + reverse("feedback", args=[post.course.slug, post.slug])
    facts = {"post": post, "what": what, "address": address}
    body = render_to_string("grading/released.txt", facts)
    return EmailMessage(" ".join(subject.split()), body, to=[post.author.email], connection=connection)
