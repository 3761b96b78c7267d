"""Letters on their way out: a few while the page is made, many after it has answered."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from threading import Thread
from typing import Final

from django.core import mail

AT_ONCE: Final = 20  # letters that a reader may wait for

logger = logging.getLogger(__name__)


def send(letters: Mapping[str, mail.EmailMessage]) -> None:
    """Sends letters, each under the name by which the log of the site knows it; one that fails keeps no other back.

    They are written before, so that nothing more is read from the database. What is still on its way when a process is
    asked to stop is sent before it does; a process that is killed loses it, and the pages that the letters speak of
    say the same.
    """
    if len(letters) > AT_ONCE:
        Thread(target=_send, args=[dict(letters)], name="letters").start()
    elif letters:
        _send(letters)


def _send(letters: Mapping[str, mail.EmailMessage]) -> None:
    connection = mail.get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        logger.exception("The mail server does not answer; each letter tries again.")
    for name, letter in letters.items():
        letter.connection = connection
        try:
            letter.send()
        except (SMTPException, OSError, ValueError):  # an address that cannot be encoded is a ValueError
            logger.exception("The letter about %s did not leave.", name)
            connection.close()  # the next letter asks for a new one
    connection.close()
