"""Corrections that someone else decides on: proposed, accepted, declined; and a correction taken back."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from authors.models import Author
from posts.library import Outdated, correct_source
from sources.actions import hold_library
from sources.history import changed_fields, label_of, patched, state_at
from sources.models import Change, Proposal, ProposalState, Source

__all__ = [
    "Decided",
    "Outdated",
    "Overtaken",
    "Waiting",
    "accept_proposal",
    "decline_proposal",
    "propose_correction",
    "touched_since",
    "undo_correction",
]


class Waiting(Exception):  # noqa: N818  # told to the user in these words
    """The proposer has one open proposal of this source already."""

    def __init__(self) -> None:
        super().__init__("You have proposed a correction of this source already. It waits for your instructor.")


class Decided(Exception):  # noqa: N818  # told to the user in these words
    """Someone else decided on the proposal first."""

    def __init__(self) -> None:
        super().__init__("Someone has decided on this proposal already.")


class Overtaken(Exception):  # noqa: N818  # told to the user in these words
    """A correction cannot be taken back as it is: later ones changed the same fields."""

    def __init__(self, labels: list[str]) -> None:
        fields = ", ".join(labels)
        super().__init__(f"Not undone: a later correction changed the same fields ({fields}). Correct them by hand.")


@transaction.atomic
def propose_correction(*, source: Source, csl: Mapping[str, object], version: int, reason: str, by: Author) -> Proposal:
    """Keeps a correction for staff to decide on; the source stays as it is.

    Raises `Waiting` where the proposer's last one of this source is undecided.
    """
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                source=source,
                by=by,
                base_version=version,
                before=dict(state_at(source, version)),
                after=dict(csl),
                reason=reason,
            )
    except IntegrityError as fault:
        raise Waiting from fault


@transaction.atomic
def accept_proposal(*, proposal: Proposal, version: int, by: Author) -> Change | None:
    """Corrects the source by a proposal and names the proposer in the history; only the proposed fields change.

    `version` is that of the record beside which the proposal was read. Returns no change where the record says so
    already. Raises `Outdated` where the record was corrected since, and `Decided`.
    """
    stored = _undecided(proposal)
    source = stored.source
    csl, now = patched(source.as_csl(), stored.before, stored.after), source.as_csl()
    if source.version != version:
        raise Outdated(source)
    change = None
    if csl != now:
        change = correct_source(source=source, csl=csl, version=version, by=by)
        change.proposed_by = stored.by
        change.save(update_fields=["proposed_by"])
    _decide(stored, ProposalState.ACCEPTED, by)
    return change


@transaction.atomic
def decline_proposal(*, proposal: Proposal, answer: str, by: Author) -> None:
    """Leaves the source as it is, and tells the proposer why. Raises `Decided`."""
    stored = _undecided(proposal)
    stored.answer = answer
    _decide(stored, ProposalState.DECLINED, by)


def _undecided(proposal: Proposal) -> Proposal:
    """Returns the proposal, held until the end of the transaction."""
    hold_library(course=proposal.source.course)
    stored = Proposal.objects.select_for_update(of=("self",)).select_related("source__course", "by").get(pk=proposal.pk)
    if not stored.is_open:
        raise Decided
    return stored


def _decide(proposal: Proposal, state: ProposalState, by: Author) -> None:
    proposal.state = state
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at", "answer"])


def touched_since(now: Mapping[str, object], change: Change) -> list[str]:
    """Returns the names of the fields of a correction that do not say any more what it made them say."""
    fields = changed_fields(change.before, change.after)
    return sorted(label_of(name) for name in fields if now.get(name) != change.after.get(name))


@transaction.atomic
def undo_correction(*, change: Change, by: Author) -> Change:
    """Puts what a correction changed back as it was, as a correction of its own; what else was corrected stays.

    Raises `Overtaken` where a later one changed the same fields.
    """
    hold_library(course=change.source.course)
    source = Source.objects.select_related("course").get(pk=change.source_id)
    now = source.as_csl()
    touched = touched_since(now, change)
    if touched:
        raise Overtaken(touched)
    csl = patched(now, change.after, change.before)
    undoing = correct_source(source=source, csl=csl, version=source.version, by=by)
    undoing.undoes = change
    undoing.save(update_fields=["undoes"])
    return undoing
