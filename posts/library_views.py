"""The pages of the class's library: its sources, one source with the notes that cite it, the bibliography."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

import chicago
from chicago import problems
from courses.access import Seat, SeatedRequest, visitors
from courses.models import Prompt
from posts import library_queries as queries
from sources.history import differences, facts_of, printed_title
from sources.kinds import kind_label
from sources.models import Source

SOURCES_A_PAGE = 50
NOTES_A_PAGE = 50
ENTRIES_A_PAGE = 200
CHANGES_SHOWN = 20


@require_safe
@visitors
def sources(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The library, in the bibliography's order, searched by words and by kind."""
    query, kind = request.GET.get("q", "").strip()[:200], request.GET.get("kind", "")
    everything = queries.sources_of(seat)
    kinds = queries.kinds_among(everything)
    found = queries.searched(everything, query)
    found = found.filter(kind=kind) if kind else found
    page = Paginator(found, SOURCES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.library_rows(seat, list(page)),
        "kinds": kinds,
        "query": query,
        "kind": kind,
        "is_searched": bool(query or kind),
    }
    return render(request, "sources/library.html", context)


@require_safe
@visitors
def source(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """One source: its record, its printed forms, and every readable note that cites it, by page."""
    row = get_object_or_404(queries.source_rows(seat), key=key)
    notes = queries.citing_notes(seat, row)
    can_correct = queries.may_correct(seat, row)
    context = {
        "source": row,
        "heading": format_html("{}", printed_title(row, seat.course.style())),
        "kind": kind_label(row.kind),
        "forms": _printed_forms(row, seat.course.style()),
        "facts": facts_of(row.as_csl()),
        "problems": problems(row.as_work()) if can_correct else [],
        "can_correct": can_correct,
        "notes": notes,
        "page": Paginator(notes, NOTES_A_PAGE).get_page(request.GET.get("page")),
        "readings": queries.readings_of(seat, row),
        "changes": _changes(seat, row),
    }
    return render(request, "sources/source.html", context)


def _printed_forms(row: Source, style: chicago.Style) -> list[tuple[str, str]]:
    work = row.as_work()
    forms = (
        ("Full note", chicago.full_note(work, None, style)),
        ("Short note", chicago.short_note(work, None, style)),
        ("Bibliography", chicago.entry(work, style)),
    )
    return [(name, format_html("{}", text)) for name, text in forms if text]


def _changes(seat: Seat, row: Source) -> list[dict[str, object]]:
    """Returns the last corrections for members; a record at its first version has none, and is not asked."""
    if seat.membership is None or row.version == 1:
        return []
    changes = queries.changes_of(seat, row)[:CHANGES_SHOWN]
    return [{"change": change, "differences": differences(change.before, change.after)} for change in changes]


@require_safe
@visitors
def bibliography(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """All that the class cites, of one week or of the whole course."""
    week = request.GET.get("week", "")
    number = int(week) if week.isdecimal() and len(week) < 4 else None
    entries = queries.cited_sources(seat, number)
    context = {
        "page": Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page")),
        "weeks": queries.weeks_cited(seat),
        "week": number,
    }
    return render(request, "sources/bibliography.html", context)
