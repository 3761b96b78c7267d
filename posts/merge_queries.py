"""What the pages of merging read: pairs that may be one work, and what was merged into what."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString

from courses.access import Seat
from posts.library_queries import byline, library_rows, sources_of
from sources.duplicates import Pair, likely_pairs
from sources.matching import entry_of
from sources.models import Merge, NotDuplicates, Source


def pairs_of(seat: Seat) -> list[Pair]:
    """Returns the pairs of the class's sources that may be one work and were not found to be two."""
    listed = Source.objects.filter(course=seat.course).listed().with_people()
    apart = NotDuplicates.objects.filter(one__course=seat.course).values_list("one", "other")
    return likely_pairs([entry_of(source) for source in listed], apart)


def count_of_pairs(seat: Seat) -> int:
    """Returns how many pairs there are; they are looked for again when a source or what was told apart has changed."""
    listed = Source.objects.filter(course=seat.course).listed().order_by()
    apart = NotDuplicates.objects.filter(one__course=seat.course).order_by()
    state = (
        *listed.aggregate(count=Count("pk"), last=Max("pk"), changes=Sum("version")).values(),
        *apart.aggregate(count=Count("pk"), last=Max("pk")).values(),
    )
    known = f"pairs-{seat.course.pk}-" + "-".join(str(number or 0) for number in state)
    return int(cache.get_or_set(known, lambda: len(pairs_of(seat))) or 0)


@dataclass(frozen=True)
class Side:
    """One source of a pair, as the library prints it."""

    key: str
    name: str
    html: SafeString | str
    notes: int


@dataclass(frozen=True)
class PairRow:
    """Two sources side by side, and what speaks for one work and what against it."""

    sides: tuple[Side, Side]
    reasons: tuple[str, ...]
    is_sure: bool


def pair_rows(seat: Seat, pairs: list[Pair]) -> list[PairRow]:
    """Returns a page of pairs, each source with how it is printed and how many readable notes cite it."""
    sides = _sides(seat, [entry.pk for pair in pairs for entry in (pair.one, pair.other) if entry.pk])
    rows = []
    for pair in pairs:
        one, other = sides.get(pair.one.pk or 0), sides.get(pair.other.pk or 0)
        if one and other:
            rows.append(PairRow((one, other), pair.reasons, pair.is_sure))
    return rows


def apart_rows(seat: Seat, pairs: list[NotDuplicates]) -> list[tuple[NotDuplicates, Side, Side]]:
    """Returns pairs that were found to be two works, as `pair_rows` does."""
    sides = _sides(seat, [pk for pair in pairs for pk in (pair.one_id, pair.other_id)])
    return [
        (pair, sides[pair.one_id], sides[pair.other_id])
        for pair in pairs
        if pair.one_id in sides and pair.other_id in sides
    ]


def _sides(seat: Seat, pks: list[int]) -> dict[int, Side]:
    sources = list(Source.objects.filter(pk__in=pks).listed())
    return {
        row.source.pk: Side(row.source.key, str(row.source), row.html, row.notes) for row in library_rows(seat, sources)
    }


def told_apart(seat: Seat) -> QuerySet[NotDuplicates]:
    """Returns the pairs that were found to be two works, the last first, with the name of who said so."""
    pairs = NotDuplicates.objects.filter(one__course=seat.course)
    return pairs.filter(one__merged_into=None, other__merged_into=None).annotate(byline=byline(seat, "by"))


def mergeable(seat: Seat, key: str) -> Source:
    """Returns a listed source of the course with its people, or raises 404."""
    sources = sources_of(seat).listed().with_people().select_related("course")
    return get_object_or_404(sources, key=key)


def former(seat: Seat, key: str) -> Source | None:
    """Returns the source of the course that had this key until it was merged into another."""
    return Source.objects.filter(course=seat.course, key=key, merged_into__isnull=False).with_people().first()


def renamed(seat: Seat, key: str) -> Source | None:
    """Returns the source that had this key in its writer's draft, if the reader sees it."""
    return sources_of(seat).filter(draft_key=key).exclude(draft_key="").first()


def stands_for(seat: Seat, merged: Source) -> Source | None:
    """Returns the source that stands for a merged one, if the reader sees it."""
    return sources_of(seat).filter(pk=merged.stands().pk).select_related("course").with_people().first()


def merges_of(seat: Seat, source: Source) -> QuerySet[Merge]:
    """Returns the merges that a source took part in, the last first, with the names of who made and undid them."""
    merges = Merge.objects.filter(Q(kept=source) | Q(other=source)).select_related("kept", "other")
    return merges.annotate(byline=byline(seat, "by"), undoer=byline(seat, "undone_by"))
