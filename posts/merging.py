"""Merging, as posts know it: the records are merged, the citations moved, the notes printed, in one transaction."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from authors.models import Author
from posts.footnote import Citation
from posts.library import reprint
from posts.revision import Revision
from sources.actions import Outdated, hold_library
from sources.merging import NotPossible, Restored, Seen, combined, differing, merge_records, restore_records
from sources.models import Merge, Source

__all__ = [
    "NotPossible",
    "Outdated",
    "Reach",
    "Restored",
    "Seen",
    "combined",
    "differing",
    "merge_sources",
    "reach",
    "undo_merge",
]


@dataclass(frozen=True)
class Reach:
    """How far a merge reaches: the notes that cite either source, each once whatever its revisions, and their posts."""

    notes: int
    posts: int


def reach(*sources: Source) -> Reach:
    """Returns how many notes in how many posts would be printed anew."""
    counted = Citation.objects.filter(source__in=sources).aggregate(
        notes=Count("footnote__identity", distinct=True), posts=Count("footnote__revision__post", distinct=True)
    )
    return Reach(counted["notes"], counted["posts"])


@transaction.atomic
def merge_sources(*, kept: Seen, other: Seen, taken: set[str], by: Author) -> Merge:
    """Merges the other source into the kept one, moves its citations there and prints every note that cites either.

    No citation's `link` changes: how it came to its source stays known, and so does, in the merge, which were moved.
    Raises `Outdated` and `NotPossible` as `merge_records` does.
    """
    hold_library(course=kept.source.course)
    merge = merge_records(kept=kept, other=other, taken=taken, by=by)
    citations = Citation.objects.filter(source=merge.other_id)
    merge.citations = sorted(citations.values_list("pk", flat=True))
    merge.save(update_fields=["citations"])
    citations.update(source=merge.kept_id)
    reprint(_citing(merge), kept.source.course)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: Author) -> Restored:
    """Parts the two again, moves back exactly the citations that were moved, and prints the notes.

    Raises `NotPossible` as `restore_records` does.
    """
    course = merge.kept.course
    hold_library(course=course)
    restored = restore_records(merge=merge, by=by)
    merge = restored.merge
    Citation.objects.filter(pk__in=merge.citations, source=merge.kept_id).update(source=merge.other_id)
    reprint(_citing(merge), course)
    return restored


def _citing(merge: Merge) -> QuerySet[Revision]:
    return Revision.objects.filter(footnotes__citations__source__in=[merge.kept_id, merge.other_id]).distinct()
