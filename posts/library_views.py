"""The pages of the class's library: its sources, one source with the notes that cite it, the bibliography."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import chicago
from courses.access import Seat, SeatedRequest, members, staff, visitors
from posts import library_queries as queries
from posts.library import Outdated, add_source, check_source, correct_source
from sources.forms import RecordForm, posted_form, record_form
from sources.history import differences, facts_of, printed_title, state_at
from sources.kinds import kind_choices, kind_label
from sources.matching import Library
from sources.models import Source
from sources.typed import merged

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
        "problems": chicago.problems(row.as_work()) if can_correct else [],
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


@require_http_methods(["GET", "POST"])
@members
def source_edit(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """The record to be corrected: by staff, or by the student whose own it is as long as nobody else cites it."""
    row = get_object_or_404(queries.correctable_by(seat), key=key)
    if request.method != "POST":
        return _record_page(request, record_form(row.as_csl(), row.version), row)
    form = posted_form(request.POST, present=row.kind, bound="show_kind" not in request.POST)
    if not form.is_valid():
        return _record_page(request, form, row, status=422 if form.is_bound else 200)
    csl = form.csl(row.as_csl())
    if csl == row.as_csl() and form.cleaned_data["read_version"] == row.version:
        messages.info(request, "Nothing was changed.")
        return redirect(row)
    try:
        correct_source(source=row, csl=csl, version=form.cleaned_data["read_version"], by=request.user)
    except Outdated as late:
        return _late(request, form, late.source)
    messages.success(request, "Saved. Every note that cites this source now says so.")
    return redirect("source_edit", seat.course.slug, key) if csl["type"] != row.kind else redirect(row)


def _late(request: SeatedRequest, form: RecordForm, stands: Source) -> HttpResponse:
    """Shows what someone else corrected first, above the form with every word that was typed."""
    now, base = stands.as_csl(), state_at(stands, form.cleaned_data["read_version"])
    kind = str(form.cleaned_data["kind"])
    fresh = RecordForm(
        kind=str(now["type"]) if kind == base.get("type") else kind,
        words=merged(form.words(), base, now),
        version=stands.version,
        present=stands.kind,
    )
    return _record_page(request, fresh, stands, status=409, theirs=differences(base, now))


def _record_page(
    request: SeatedRequest, form: RecordForm, row: Source | None, *, status: int = 200, **more: object
) -> HttpResponse:
    return render(request, "sources/record.html", {"form": form, "source": row, **more}, status=status)


@require_http_methods(["GET", "POST"])
@members
def source_new(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """A source added by hand: first its kind, then the fields of that kind."""
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        if kind not in dict(kind_choices()):
            return render(request, "sources/kinds.html", {"kinds": kind_choices()})
        return _record_page(request, RecordForm(kind=kind, words={}), None)
    form = posted_form(request.POST, bound="show_kind" not in request.POST)
    if not form.is_valid():
        return _record_page(request, form, None, status=422 if form.is_bound else 200)
    csl = form.csl({})
    twin = Library.of(seat.course, request.user).same_work(csl)
    if twin and not form.cleaned_data["save_anyway"]:
        return _record_page(request, form, None, status=422, twin=twin)
    row = add_source(csl=csl, by=seat.member)
    messages.success(request, f"Added. Cite it in a note as @{row.key}, or in the words of a citation.")
    return redirect(row)


@require_POST
@staff
def source_check(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """Notes that a member of staff has compared the record with the source itself."""
    row = get_object_or_404(queries.sources_of(seat).select_related("course"), key=key)
    if check_source(source=row, version=_version(request), by=request.user):
        messages.success(request, "Noted: you have checked this record against the source.")
    else:
        messages.warning(request, "Someone corrected this record while you were reading it. Look at it once more.")
    return redirect(row)


def _version(request: SeatedRequest) -> int:
    version = request.POST.get("read_version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else 0
