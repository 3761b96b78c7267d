"""The course's bank of remarks, keyed to the checks: kept for the next time, offered where a check was left open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from courses.models import Course, Membership
from grading.models import BankRemark
from grading.remark import MOST_IN_BANK
from posts.actions import NotAllowed
from posts.checks.table import RULES
from posts.models import OpenCheck, Revision


@dataclass(frozen=True)
class Offer:
    """What the bank has for a check: its code, its name, and remarks; its own explanation where none is kept."""

    code: str
    title: str
    texts: list[str]


@dataclass(frozen=True)
class Found:
    """A check that was open when the version was handed in, with the remarks that answer it."""

    note: int | None
    says: str
    offer: Offer


def bank_of(course: Course) -> list[Offer]:
    """Returns the whole bank: the course's own remarks, those of each check, and what each check says of itself."""
    kept = defaultdict(list)
    for code, text in BankRemark.objects.filter(course=course).values_list("code", "text"):
        kept[code].append(text)
    own = [Offer("", "The course’s own", kept[""])] if "" in kept else []
    checks = [Offer(rule.code, rule.title, kept.get(rule.code) or [rule.explanation]) for rule in RULES.values()]
    return [*own, *checks]


def found_in(revision: Revision, bank: Iterable[Offer]) -> list[Found]:
    """Returns the checks that were open when the version was handed in, each beside its part of the bank."""
    offers = {offer.code: offer for offer in bank}
    rows = (
        OpenCheck.objects.filter(submission__revision=revision).order_by("position").values_list("note", "says", "code")
    )
    return [Found(note, says, offers[code]) for note, says, code in rows if code in offers]


@transaction.atomic
def keep_in_bank(*, text: str, code: str = "", by: Membership) -> BankRemark:
    """Keeps a remark for the next time; one that is there already stays one."""
    if not by.is_staff:
        raise NotAllowed("Only staff keep remarks.")
    if code and code not in RULES:
        raise NotAllowed("There is no such check.")
    if BankRemark.objects.filter(course=by.course_id).count() >= MOST_IN_BANK:
        raise NotAllowed(f"The bank holds {MOST_IN_BANK} remarks at most. Take one out first.")
    kept, _ = BankRemark.objects.get_or_create(
        course=by.course, code=code, text=text.strip(), defaults={"by": by.author}
    )
    return kept


@transaction.atomic
def take_out(*, remark: BankRemark, by: Membership) -> None:
    """Takes a remark out of the bank; where it stands on an essay it stays."""
    if not by.is_staff or remark.course_id != by.course_id:
        raise NotAllowed("Only staff of the course change its bank.")
    remark.delete()
