"""What is done with remarks: put on a note or a passage, taken off, and shown where they belong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from courses.models import Membership
from grading.models import Assessment, Remark
from grading.passages import Piece, Placed, Printed, plain
from grading.remark import MAX_QUOTE, MAX_WORDS, MOST_REMARKS
from grading.saving import Values, log, require_charge
from markup.markdown import safe_html
from posts.actions import NotAllowed
from posts.models import Footnote, Revision

LONGEST_LOGGED: Final = 400


@transaction.atomic
def add_remark(
    *, mark: Assessment, text: str, by: Membership, note: int | None = None, quote: str = "", before: str = ""
) -> Remark:
    """Puts a remark on a note, or on words of the essay, of which `before` tells the ones that stand there twice.

    Raises `NotAllowed` for a note or words that the version has not, and for more remarks than a page can show.
    """
    require_charge(mark.post, by)
    Assessment.objects.select_for_update(of=("self",)).get(pk=mark.pk)
    if mark.remarks.standing().count() >= MOST_REMARKS:
        raise NotAllowed(f"A version takes {MOST_REMARKS} remarks at most. Remove one first.")
    if not text.strip() or len(text) > MAX_WORDS:
        raise NotAllowed(f"A remark has between one and {MAX_WORDS:,} characters.")
    start = 0 if note else _start(mark.revision, quote, before)
    if note and not Footnote.objects.filter(revision=mark.revision_id, number=note).exists():
        raise NotAllowed(f"This version has no note {note}.")
    words = "" if note else plain(quote)
    twin = mark.remarks.standing().filter(note=note, quote=words, start=start, text=text, by=by.author).first()
    if twin:
        return twin  # the same form sent twice
    remark = Remark.objects.create(
        assessment=mark, note=note, quote=words, start=start, text=text, text_html=safe_html(text), by=by.author
    )
    _log(mark, by, f"Remark on {remark.place}.")
    return remark


def _start(revision: Revision, quote: str, before: str) -> int:
    if not quote.strip():
        raise NotAllowed("Say which note or which words of the essay the remark is on.")
    if len(plain(quote)) > MAX_QUOTE:
        raise NotAllowed(f"Take a shorter passage: {MAX_QUOTE} characters at most.")
    start = Printed(revision.body_html).find(quote, before=before)
    if start is None:
        raise NotAllowed("These words do not stand in the essay one after another. Copy them from it as they are.")
    return start


@transaction.atomic
def remove_remark(*, remark: Remark, by: Membership) -> None:
    """Takes a remark off; the row stays, and the log of the mark says who did it."""
    mark = remark.assessment
    require_charge(mark.post, by)
    standing = Remark.objects.standing().filter(pk=remark.pk)
    if standing.update(removed_at=timezone.now(), removed_by=by.author):
        _log(mark, by, f"Remark on {remark.place} removed: {remark.text}")


def _log(mark: Assessment, by: Membership, why: str) -> None:
    values = Values.of(mark)
    log(mark, values, values, by, why if len(why) <= LONGEST_LOGGED else f"{why[:LONGEST_LOGGED]}…")


@dataclass(frozen=True)
class Shown:
    """A remark as a page shows it, with its number in the order of reading."""

    number: int
    pk: int
    note: int | None
    quote: str
    start: int
    text_html: str
    by: str


@dataclass(frozen=True)
class Remarked:
    """A version in pieces with its remarks between them; `left` are those whose words are not found in it any more."""

    body: list[Piece]
    notes: list[Piece]
    left: Sequence[Placed]
    links: Sequence[Shown]

    @property
    def count(self) -> int:
        """How many remarks there are."""
        return len(self.links)


def remarked(body_html: str, notes_html: str, remarks: Iterable[Remark]) -> Remarked:
    """Returns the printed version with the remarks on it; where both are one piece of HTML, `notes_html` is ""."""
    in_order = sorted(remarks, key=lambda each: (each.note or 0, each.start, each.pk))
    shown = [
        Shown(number, each.pk, each.note, each.quote, each.start, each.text_html, each.by.get_full_name())
        for number, each in enumerate(in_order, start=1)
    ]
    body, beyond = Printed(body_html).pieces(shown)
    notes, left = Printed(notes_html).pieces(beyond) if notes_html else ([], beyond)
    return Remarked(body, notes, left, shown)


def remarks_on(mark: Assessment | None) -> list[Remark]:
    """Returns the remarks that stand on a mark, in one query."""
    return list(mark.remarks.standing().select_related("by")) if mark else []
