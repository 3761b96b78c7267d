"""What students are told by mail: that a mark is released, never which."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from courses.models import Prompt
from courses.outgoing import send
from grading.missing import Missing
from grading.models import Assessment, Participation


def send_releases(marks: Sequence[Assessment], *, origin: str) -> None:
    """Tells each student that a mark is there to be read; a letter that fails keeps no other from leaving."""
    send({f"mark {mark.pk}": letter(mark, origin=origin) for mark in marks})


def send_reply_releases(rows: Sequence[Participation], *, origin: str) -> None:
    """Tells each student that points for replies are there to be read, never how many."""
    send({f"replies {row.pk}": reply_letter(row, origin=origin) for row in rows})


def send_reminders(prompt: Prompt, missing: Sequence[Missing], *, origin: str) -> None:
    """Reminds each student that nothing is handed in yet."""
    send({f"reminder {each.seat.pk}": reminder_letter(each, prompt, origin=origin) for each in missing})


def reminder_letter(missing: Missing, prompt: Prompt, *, origin: str) -> EmailMessage:
    """Returns the letter to one student; it names no other."""
    address = origin.rstrip("/") + reverse("write", args=[prompt.course.slug, prompt.week])
    facts = {"missing": missing, "prompt": prompt, "address": address}
    body = render_to_string("grading/reminder.txt", facts)
    subject = f"Week {prompt.week}, “{prompt.title}”: nothing is handed in yet"
    return EmailMessage(" ".join(subject.split()), body, to=[missing.seat.author.email])


def reply_letter(row: Participation, *, origin: str) -> EmailMessage:
    """Returns the letter about one student's released points for replies."""
    address = origin.rstrip("/") + row.prompt.get_absolute_url()
    body = render_to_string(
        "grading/replies_released.txt", {"prompt": row.prompt, "seat": row.seat, "address": address}
    )
    subject = f"Your points for replies in week {row.prompt.week} are released"
    return EmailMessage(subject, body, to=[row.seat.author.email])


def letter(mark: Assessment, *, origin: str) -> EmailMessage:
    """Returns the letter about one released mark; `origin` is the site's scheme and host."""
    post = mark.post
    what = f"week {post.prompt.week}" if post.prompt else f"“{mark.revision.title}”"
    subject = f"Your mark for {what} is released"
    address = origin.rstrip("/") + reverse("feedback", args=[post.course.slug, post.slug])
    facts = {"post": post, "what": what, "address": address}
    body = render_to_string("grading/released.txt", facts)
    return EmailMessage(" ".join(subject.split()), body, to=[post.author.email])
