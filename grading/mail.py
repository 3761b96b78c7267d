"""What students are told by mail: that a mark is released, never which."""

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from grading.models import Assessment

logger = logging.getLogger(__name__)


def send_releases(marks: Sequence[Assessment], *, origin: str) -> None:
    """Tells each student that a mark is there to be read; a letter that fails keeps no other from leaving."""
    connection = get_connection()
    for mark in marks:
        try:
            letter(mark, origin=origin, connection=connection).send()
        except (OSError, ValueError):  # the errors of SMTP, and an address that cannot be encoded
            logger.exception("The letter about mark %s did not leave.", mark.pk)


def letter(mark: Assessment, *, origin: str, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """Returns the letter about one released mark; `origin` is the site's scheme and host."""
    post = mark.post
    what = f"week {post.prompt.week}" if post.prompt else f"“{mark.revision.title}”"
    subject = f"Your mark for {what} is released"
    address = origin.rstrip("/") + reverse("feedback", args=[post.course.slug, post.slug])
    facts = {"post": post, "what": what, "address": address}
    body = render_to_string("grading/released.txt", facts)
    return EmailMessage(" ".join(subject.split()), body, to=[post.author.email], connection=connection)
