"""The pages of the class's library: its sources, one source with the notes that cite it, the bibliography."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

import chicago
from courses.access import Seat, SeatedRequest, staff, visitors
from posts import merge_queries
from posts import source_queries as queries
from posts.library import check_source
from posts.library_filters import Wanted, account_of, choices_for, citers, number, weeks_cited
from posts.library_queries import cited_sources, library_rows, sources_of
from posts.strip import strip_of
from sources.history import differences, facts_of, printed_forms, printed_title
from sources.kinds import kind_label
from sources.models import Source

SOURCES_A_PAGE = 50
NOTES_A_PAGE = 50
ENTRIES_A_PAGE = 200
CHANGES_SHOWN = 20
PART = "X-Part"  # the header by which a script asks for the list alone


@require_safe
@visitors
def sources(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The library, in the bibliography's order, searched by words and narrowed; to a script the list alone."""
    wanted = Wanted.of(request.GET, seat)
    page = Paginator(wanted.among(seat, sources_of(seat)), SOURCES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": library_rows(seat, list(page)), "wanted": wanted}
    if request.headers.get(PART) == "list":
        answer = render(request, "sources/_list.html", context)
    else:
        waiting = queries.proposals_of(seat).open().count() if seat.is_staff else 0
        pairs = merge_queries.count_of_pairs(seat) if seat.is_instructor else 0
        more = {"choices": choices_for(seat), "proposals": waiting, "pairs": pairs}
        answer = render(request, "sources/library.html", {**context, **more})
    patch_vary_headers(answer, [PART])
    return answer


@require_safe
@visitors
def source(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """One source: its record, its printed forms, and every readable note that cites it, by page."""
    row = get_object_or_404(queries.source_rows(seat), key=key)
    tallies, assigned = queries.tallies_of(seat, row), queries.assigned_of(row)
    notes = range(sum(each.notes for each in tallies))  # counted already: only those of the page are fetched
    page = Paginator(notes, NOTES_A_PAGE).get_page(request.GET.get("page"))
    rows = queries.citing_rows(seat, row)[max(page.start_index() - 1, 0) : page.end_index()]
    context = {
        **_record(seat, row),
        "notes": [queries.citing_note(seat, each) for each in rows],
        "page": page,
        "strip": strip_of(tallies, assigned),
        "readings": assigned,
        "changes": _changes(seat, row),
    }
    return render(request, "sources/source.html", context)


def _record(seat: Seat, row: Source) -> dict[str, object]:
    """Returns what a source's page says of the record itself."""
    work, style, can_correct = row.as_work(), seat.course.style(), queries.may_correct(seat, row)
    return {
        "source": row,
        "heading": format_html("{}", printed_title(row, style)),
        "kind": kind_label(row.kind),
        "forms": [(name, format_html("{}", text)) for name, text in printed_forms(work, style)],
        "facts": facts_of(row.as_csl()),
        "problems": chicago.problems(work) if can_correct else [],
        "can_correct": can_correct,
        "can_propose": queries.may_propose(seat, row),
    }


def _changes(seat: Seat, row: Source) -> list[dict[str, object]]:
    """Returns the last corrections for members; a record at its first version has none, and is not asked."""
    if seat.membership is None or row.version == 1:
        return []
    changes = queries.changes_of(seat, row)[:CHANGES_SHOWN]
    return [{"change": change, "differences": differences(change.before, change.after)} for change in changes]


@require_safe
@visitors
def bibliography(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """All that the class cites, of one week or of the whole course, by one member or by all."""
    week, citer = number(request.GET.get("week", "")), number(request.GET.get("by", ""))
    account = account_of(seat, citer)
    entries, people = cited_sources(seat, week, account), citers(seat)
    context = {
        "page": Paginator(entries, ENTRIES_A_PAGE).get_page(request.GET.get("page")),
        "weeks": weeks_cited(seat),
        "citers": people,
        "week": week,
        "citer": citer if account else None,
        "citer_name": next((each.label for each in people if account and each.value == str(citer)), ""),
    }
    return render(request, "sources/bibliography.html", context)


@require_POST
@staff
def source_check(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """Notes that a member of staff has compared the record with the source itself."""
    row = get_object_or_404(queries.correctable_by(seat), key=key)
    if check_source(source=row, version=_version(request), by=request.user):
        messages.success(request, "Noted: you have checked this record against the source.")
    else:
        messages.warning(request, "Someone corrected this record while you were reading it. Look at it once more.")
    return redirect(row)


def _version(request: SeatedRequest) -> int:
    version = request.POST.get("read_version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else 0
