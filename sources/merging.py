"""One of two records of the same work is kept, the other leads to it. Only `posts` calls these, as with all writing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from authors.models import Author
from courses.models import Prompt
from sources.actions import Outdated, correct_source
from sources.models import Merge, Reading, Source, Status

FIELDS_OF_READING = ("prompt_id", "position", "pages", "first_page", "last_page")


class NotPossible(Exception):  # noqa: N818  # its words are shown to the user
    """What was asked for cannot be done; the message is a sentence that says why and what to do."""


@dataclass(frozen=True)
class Seen:
    """A source, and the version of its record that the merger has read."""

    source: Source
    version: int


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """Returns the fields in which two records differ, the kind first.

    >>> differing({"id": "a", "type": "book", "title": "On Bees"}, {"id": "b", "type": "book", "title": "Bees"})
    ['title']
    """
    names = dict.fromkeys(["type", *one, *other])
    return [name for name in names if name != "id" and one.get(name) != other.get(name)]


def combined(kept: Mapping[str, object], other: Mapping[str, object], taken: set[str]) -> dict[str, object]:
    """Returns the kept record with the fields that are taken from the other; what neither says is left out.

    >>> combined({"title": "Bees", "DOI": "10.1/1"}, {"title": "On Bees", "volume": "2"}, {"title", "volume"})
    {'title': 'On Bees', 'DOI': '10.1/1', 'volume': '2'}
    """
    names = dict.fromkeys([*kept, *other])
    chosen = {name: other.get(name) if name in taken else kept.get(name) for name in names}
    return {name: value for name, value in chosen.items() if value is not None}


@transaction.atomic
def merge_records(*, kept: Seen, other: Seen, taken: set[str], by: Author) -> Merge:
    """Corrects the kept record, lets the other's address and key lead to it, and moves the other's readings.

    Raises `Outdated` when one of them is no longer at the version that was read, and `NotPossible` when one of them
    has been merged already or is not the class's yet.
    """
    stays, goes = _locked(kept, other)
    before, after = stays.as_csl(), combined(stays.as_csl(), goes.as_csl(), taken)
    if after != before:
        correct_source(source=stays, csl=after, version=stays.version, by=by)
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    moved, dropped = _move_readings(goes, stays)
    return Merge.objects.create(
        kept=stays,
        other=goes,
        by=by,
        kept_before=before,
        kept_after=Source.objects.get(pk=stays.pk).as_csl(),
        other_before=goes.as_csl(),
        readings=moved,
        dropped=dropped,
    )


def _locked(kept: Seen, other: Seen) -> tuple[Source, Source]:
    """Returns both sources, held until the end of the transaction, as they stand."""
    stored = _held({kept.source.pk, other.source.pk})
    if any(source.merged_into_id for source in stored.values()):
        raise NotPossible("These two have been merged already.")
    for seen in (kept, other):
        stands = stored[seen.source.pk]
        if stands.version != seen.version:
            raise Outdated(stands)
    if len(stored) != 2 or any(source.status != Status.LISTED for source in stored.values()):
        raise NotPossible("Only two sources that the class sees can be merged.")
    return stored[kept.source.pk], stored[other.source.pk]


def _held(pks: Iterable[int]) -> dict[int, Source]:
    """Returns sources as they stand, held in one order until the end of the transaction."""
    rows = Source.objects.filter(pk__in=pks).order_by("pk").select_related("course")
    return {source.pk: source for source in rows.select_for_update(of=("self",), no_key=True)}


def _move_readings(goes: Source, stays: Source) -> tuple[list[int], list[dict[str, object]]]:
    """Assigns the kept source wherever the other was; returns which readings moved, and those it had already."""
    moved, dropped = [], []
    there = set(Reading.objects.filter(source=stays).values_list("prompt", "pages"))
    for reading in Reading.objects.filter(source=goes).select_for_update():
        if (reading.prompt_id, reading.pages) in there:
            dropped.append({name: getattr(reading, name) for name in FIELDS_OF_READING})
            reading.delete()
        else:
            moved.append(reading.pk)
    Reading.objects.filter(pk__in=moved).update(source=stays)
    return moved, dropped


@dataclass(frozen=True)
class Restored:
    """What an undone merge gave back; `record` is whether the kept record is again what it was before."""

    merge: Merge
    record: bool


@transaction.atomic
def restore_records(*, merge: Merge, by: Author) -> Restored:
    """Parts two merged sources again; the kept record goes back unless someone has corrected it since.

    Raises `NotPossible` when the merge has been undone already, or the kept source is itself merged by now.
    """
    stored = _held([merge.kept_id, merge.other_id])
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    kept, other = stored[merge.kept_id], stored[merge.other_id]
    if merge.undone_at:
        raise NotPossible("This merge has been undone already.")
    if kept.merged_into_id:
        raise NotPossible("The source that was kept has since been merged into another one. Undo that merge first.")
    as_merged = kept.as_csl() == merge.kept_after
    if as_merged and merge.kept_before != merge.kept_after:
        correct_source(source=kept, csl=merge.kept_before, version=kept.version, by=by)
    other.merged_into = None
    other.save(update_fields=["merged_into"])
    _return_readings(merge)
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    return Restored(merge, as_merged)


def _return_readings(merge: Merge) -> None:
    """Gives the other source its readings back, as far as they and their weeks still are."""
    taken = Reading.objects.filter(prompt=OuterRef("prompt"), pages=OuterRef("pages"), source=merge.other_id)
    moved = Reading.objects.filter(pk__in=merge.readings, source=merge.kept_id)
    moved.filter(~Exists(taken)).update(source=merge.other_id)
    prompts = set(Prompt.objects.filter(course=merge.kept.course_id).values_list("pk", flat=True))
    readings = (Reading(source_id=merge.other_id, **facts) for facts in merge.dropped if facts["prompt_id"] in prompts)
    Reading.objects.bulk_create(readings, ignore_conflicts=True)
