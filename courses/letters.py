"""The mail that takes an invitation to its address."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.core import mail
from django.template.loader import render_to_string

from courses.models import Invitation

log = logging.getLogger(__name__)


def invitation_letter(*, invitation: Invitation, link: str) -> mail.EmailMessage:
    """Returns the letter that tells the invited person what to do."""
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("courses/mail/invitation_subject.txt", context)
    body = render_to_string("courses/mail/invitation.txt", context)
    return mail.EmailMessage(" ".join(subject.split()), body, to=[invitation.email])


def send_letters(letters: Sequence[mail.EmailMessage]) -> None:
    """Sends each letter; one that fails is logged and does not keep the others back."""
    with mail.get_connection() as connection:
        for letter in letters:
            letter.connection = connection
            try:
                letter.send()
            except (SMTPException, OSError, ValueError):  # an address that cannot be encoded is a ValueError
                log.exception("An invitation could not be mailed.")
