"""The library's writing side: a source is corrected, and in the same transaction all that cites it is printed again."""

from collections.abc import Collection, Mapping
from typing import Literal

from django.db import transaction
from django.db.models import Prefetch, QuerySet

import chicago
from authors.models import Author
from courses.models import Course, Membership
from posts.footnote import Citation, Footnote
from posts.printing import Part, Printable, PrintedNotes, print_notes
from posts.rendering import shelf_of
from posts.revision import Revision
from sources import actions
from sources.actions import Outdated, check_source
from sources.models import Change, Source

__all__ = [
    "Outdated",
    "add_source",
    "brought_up_to_date",
    "check_source",
    "correct_source",
    "printed_notes",
    "reprint",
    "reprint_course",
]

BATCH = 100
PRINTED = ["notes_html", "bibliography_html", "is_outdated"]


@transaction.atomic
def add_source(*, csl: Mapping[str, object], by: Membership) -> Source:
    """Adds a source by hand: listed at once by staff, a student's own until a post that cites it is submitted."""
    add = actions.add_source if by.is_staff else actions.propose_source
    return add(course=by.course, csl=csl, by=by.author)


@transaction.atomic
def correct_source(*, source: Source, csl: Mapping[str, object], version: int, by: Author) -> Change:
    """Corrects a source and prints the notes of every revision that cites it again; no typed word changes.

    Raises `Outdated` when someone else corrected it first.
    """
    actions.hold_library(course=source.course)
    change = actions.correct_source(source=source, csl=csl, version=version, by=by)
    reprint(Revision.objects.filter(footnotes__citations__source=source).distinct(), source.course)
    return change


@transaction.atomic
def reprint_course(*, course: Course) -> int:
    """Prints all notes of a course again, after a change of edition or of ibid.; returns the number of revisions."""
    actions.refresh_entries(course=course)
    return reprint(Revision.objects.filter(post__course=course, footnotes__isnull=False).distinct(), course)


@transaction.atomic
def reprint(revisions: QuerySet[Revision], course: Course) -> int:
    """Refreshes the printed notes and bibliography of revisions, from their rows; returns how many there were.

    Those that stand in a history only, a draft’s earlier saves, are printed when somebody opens them: there may be
    many times more of them than of all others.
    """
    pks = set(revisions.order_by().values_list("pk", flat=True))
    in_view = set(Revision.objects.filter(pk__in=pks).in_view().order_by().values_list("pk", flat=True))
    Revision.objects.filter(pk__in=pks - in_view).update(is_outdated=True)
    _print_again(in_view, course)
    return len(pks)


@transaction.atomic
def brought_up_to_date(revision: Revision, course: Course) -> Revision:
    """Returns the revision as its sources stand, printed again where one was corrected since."""
    if revision.is_outdated:
        actions.share_library(course=course)
        _print_again([revision.pk], course)
        revision.refresh_from_db(fields=PRINTED)
    return revision


def _print_again(revisions: Collection[int], course: Course) -> None:
    """Prints revisions, which are locked first, in one order: of two corrections at once, the later prints both."""
    works: dict[int, chicago.Work] = {}
    pks = sorted(revisions)
    for start in range(0, len(pks), BATCH):
        locked = Revision.objects.filter(pk__in=pks[start : start + BATCH]).order_by("pk").select_for_update()
        batch = list(locked.defer("body", "body_html").prefetch_related(_notes()))
        for revision in batch:
            printed = _print(revision, course, works)
            revision.notes_html = printed.notes_html()
            revision.bibliography_html = printed.bibliography_html()
            revision.is_outdated = False
        Revision.objects.bulk_update(batch, PRINTED)


def printed_notes(revision: Revision, course: Course) -> list[str]:
    """Returns the HTML of a revision’s notes one by one, in order, safe to be shown."""
    found = Revision.objects.filter(pk=revision.pk).prefetch_related(_notes()).get()
    return _print(found, course, {}).safe_notes()


def _print(revision: Revision, course: Course, works: dict[int, chicago.Work]) -> PrintedNotes:
    notes = [_printable(footnote, works) for footnote in revision.footnotes.all()]
    return print_notes(notes, course.style(), shelf_of(course), str(revision.post_id))


def _notes() -> "Prefetch[Literal['footnotes'], QuerySet[Footnote, Footnote]]":
    citations = Citation.objects.select_related("source").prefetch_related("source__contributors")
    return Prefetch("footnotes", Footnote.objects.prefetch_related(Prefetch("citations", citations)))


def _printable(footnote: Footnote, works: dict[int, chicago.Work]) -> Printable:
    citations = [_part(citation, works) for citation in footnote.citations.all()]
    return Printable(footnote.typed, footnote.unread, citations)


def _part(citation: Citation, works: dict[int, chicago.Work]) -> Part:
    source = citation.source
    if source is None:
        return Part(citation.typed)
    if source.pk not in works:
        works[source.pk] = source.as_work()
    locator = chicago.Locator(citation.label or "page", citation.locator) if citation.locator else None
    return Part(citation.typed, works[source.pk], source.pk, locator, citation.prefix, citation.suffix, source.key)
