"""The points of a page of students as they were typed: saved together or not at all, nothing typed lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from django.db import transaction

from courses.models import Membership, Prompt
from grading.models import MarkState, Participation
from grading.participating import NotAllowed, Outdated, save_points
from grading.replies_book import ReplyCell

KEEP: Final = "keep"
STATES: Final = {KEEP, MarkState.DRAFT, MarkState.READY}
LONGEST: Final = 12
MAX_WHY: Final = 500
NO_NUMBER: Final = "This is no number of points. Type one such as 1.5, or leave the field empty."


@dataclass
class PointsLine:
    """A student, the replies, and the points as they stand or as they were typed; `refusal` says why they stay out.

    `was` is what the grader's page held before anything was typed, and `version` the one that it was read under.
    """

    seat: Membership
    cell: ReplyCell
    was: str
    typed: str
    version: int
    is_sent: bool = False
    refusal: str = ""

    @classmethod
    def stored(cls, seat: Membership, cell: ReplyCell) -> "PointsLine":
        """Returns the line as it stands."""
        points = short(cell.points)
        return cls(seat, cell, points, points, cell.version)

    def take(self, sent: Mapping[str, str]) -> None:
        """Reads what the form says of this student; one who came into the list meanwhile is not in it."""
        self.is_sent = f"points-{self.seat.pk}" in sent
        self.typed = sent.get(f"points-{self.seat.pk}", self.typed).strip()[:LONGEST]
        self.was = sent.get(f"was-{self.seat.pk}", self.was)[:LONGEST]
        number = sent.get(f"version-{self.seat.pk}", "")
        self.version = int(number) if number.isascii() and number.isdigit() and len(number) < LONGEST else 0

    def points(self) -> Decimal | None:
        """Returns what was typed as a number; raises `NotAllowed` where it is none."""
        if not self.typed:
            return None
        try:
            points = Decimal(self.typed.replace(",", "."))
        except InvalidOperation:
            raise NotAllowed(NO_NUMBER) from None
        if not points.is_finite():
            raise NotAllowed(NO_NUMBER)
        return points


def short(points: Decimal | None) -> str:
    """Returns points as one types them.

    >>> short(Decimal("1.50")), short(Decimal("20.00")), short(None)
    ('1.5', '20', '')
    """
    return "" if points is None else f"{points.normalize():f}"


def save_page(lines: Sequence[PointsLine], *, prompt: Prompt, state: str, by: Membership, why: str) -> int | None:
    """Saves what was typed, and returns how many students' points changed.

    Where one line cannot be saved none is: the lines then say why, and the answer is none.
    """
    with transaction.atomic():
        stored = Participation.objects.filter(prompt=prompt, seat__in=[line.seat for line in lines])
        list(stored.select_for_update().order_by("pk"))  # locked in one order, as by a release at the same moment
        changed = sum([_save(line, prompt=prompt, state=state, by=by, why=why) for line in lines])
        if not any(line.refusal for line in lines):
            return changed
        transaction.set_rollback(True)
    return None


def _save(line: PointsLine, *, prompt: Prompt, state: str, by: Membership, why: str) -> bool:
    """Saves one line where something was typed in it or its state is to change; returns whether it changed."""
    cell = line.cell
    if not line.is_sent or (line.typed == line.was and (state == KEEP or not line.typed)):
        return False
    wanted = (cell.mark or MarkState.DRAFT) if state == KEEP else state
    try:
        points = line.points()
        if points is None:
            wanted = MarkState.DRAFT  # whoever has no points is in no other state
        saved = save_points(
            seat=line.seat, prompt=prompt, points=points, state=wanted, version=line.version, by=by, why=why
        )
    except Outdated as outdated:
        line.refusal = str(outdated)
        line.version = outdated.stored.version if outdated.stored else 0  # whoever sends it again has read this
        return False
    except NotAllowed as refusal:
        line.refusal = str(refusal)
        return False
    return saved.version != cell.version
