"""The mail that takes an invitation to its address."""

from collections.abc import Sequence

from django.core import mail
from django.template.loader import render_to_string

from courses.models import Invitation
from courses.outgoing import send


def invitation_letter(*, invitation: Invitation, link: str) -> mail.EmailMessage:
    """Returns the letter that tells the invited person what to do."""
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("courses/mail/invitation_subject.txt", context)
    body = render_to_string("courses/mail/invitation.txt", context)
    return mail.EmailMessage(" ".join(subject.split()), body, to=[invitation.email])


def send_letters(letters: Sequence[mail.EmailMessage]) -> None:
    """Sends invitations; one that fails is logged and does not keep the others back."""
    send({f"invitation {number} of {len(letters)}": letter for number, letter in enumerate(letters, start=1)})
