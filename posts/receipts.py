"""What a receipt says, and whether a text is the one that it was given for."""

import hashlib
from typing import Final

from posts.submission import RECEIPT_LENGTH, Submission

MOST_SHOWN: Final = 20  # receipts of one post on a page


def plain(text: str) -> str:
    """Returns a text with plain line ends, and none at its head or its foot: those are lost on the way."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def fingerprint(text: str) -> str:
    """Returns the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def typed_number(words: str) -> str:
    """Returns a receipt number as it is stored, from one as somebody typed it."""
    return "".join(letter for letter in words.upper() if letter.isalnum())


def submission_for(*, number: str, text: str) -> Submission | None:
    """Returns the submission that has this receipt number and this text, or none.

    A number that is unknown and a text that is another give the same answer. The stored text is reckoned again: one
    that no longer has its fingerprint is not vouched for.
    """
    receipt = typed_number(number)
    if len(receipt) != RECEIPT_LENGTH:
        return None
    rows = Submission.objects.select_related("revision", "post__course", "post__prompt", "post__author")
    found = rows.filter(receipt=receipt).first()
    if found is None or fingerprint(found.revision.body) != found.revision.sha256:
        return None
    return found if plain(found.revision.body) == plain(text) else None


def first_of(submission: Submission) -> Submission:
    """Returns the first standing submission of the same post up to this one, by which lateness is told."""
    earlier = submission.post.submissions.standing().filter(at__lte=submission.at)
    return earlier.order_by("at", "pk").first() or submission


def days_late(submission: Submission) -> int:
    """Returns how many days late the post of a submission was first handed in."""
    deadline = submission.post.deadline()
    return deadline.days_late(first_of(submission).at) if deadline else 0
