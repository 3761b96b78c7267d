"""The form of a record: a source is added, corrected, or a correction of it proposed; and what it will print."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

import chicago
from courses.access import Seat, SeatedRequest, members
from posts import source_queries as queries
from posts.library import Outdated, add_source, correct_source
from posts.library_queries import sources_of
from posts.pasting import pasted_csl
from posts.proposing import Waiting, propose_correction
from sources.forms import ReasonForm, RecordForm, posted_form, previewed_csl, record_form
from sources.history import differences, printed_forms, state_at
from sources.kinds import kind_choices
from sources.matching import Library
from sources.models import Source
from sources.typed import merged


@require_http_methods(["GET", "POST"])
@members
def source_new(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """A source added by hand: first its kind, then the fields of that kind."""
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        if kind not in dict(kind_choices()):
            return render(request, "sources/kinds.html", {"kinds": kind_choices()})
        return _record_page(request, RecordForm(kind=kind, words={}), None)
    if "pasted" in request.POST:
        return _pasted(request, seat, request.POST["pasted"].replace("\x00", ""))
    form = posted_form(request.POST, bound=_is_sent(request))
    if not form.is_valid():
        return _record_page(request, form, None, status=422 if form.is_bound else 200)
    csl = form.csl({})
    twin = Library.of(seat.course, request.user).same_work(csl)
    if twin and not form.cleaned_data["save_anyway"]:
        return _record_page(request, form, None, status=422, twin=twin)
    row = add_source(csl=csl, by=seat.member)
    messages.success(request, f"Added. Cite it in a note as @{row.key}, or in the words of a citation.")
    return redirect(row)


def _pasted(request: SeatedRequest, seat: Seat, text: str) -> HttpResponse:
    """Shows what was read of a pasted record or citation, in the form, to be looked over and saved."""
    csl, why = pasted_csl(text)
    if csl is None:
        context = {"kinds": kind_choices(), "pasted": text, "why": why}
        return render(request, "sources/kinds.html", context, status=422)
    twin = Library.of(seat.course, request.user).same_work(csl)
    return _record_page(request, record_form(csl, 0), None, printed=_forms_of(request, csl), twin=twin)


@require_http_methods(["GET", "POST"])
@members
def source_edit(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """The record to be corrected: by staff, or by the student whose own it is as long as nobody else cites it."""
    row = get_object_or_404(queries.correctable_by(seat), key=key)
    if request.method != "POST":
        return _record_page(request, record_form(row.as_csl(), row.version), row)
    form = posted_form(request.POST, present=row.kind, bound=_is_sent(request))
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


@require_http_methods(["GET", "POST"])
@members
def source_propose(request: SeatedRequest, seat: Seat, key: str) -> HttpResponse:
    """The record as it should be, for staff to accept: by any member where others cite it."""
    row = get_object_or_404(queries.source_rows(seat).listed(), key=key)
    if request.method != "POST":
        return _record_page(request, record_form(row.as_csl(), row.version), row, why=ReasonForm())
    form = posted_form(request.POST, present=row.kind, bound=_is_sent(request))
    why = ReasonForm(request.POST)
    if not (form.is_valid() and why.is_valid()):
        return _record_page(request, form, row, status=422 if form.is_bound else 200, why=why)
    return _proposed(request, row, form, str(why.cleaned_data["reason"]))


def _proposed(request: SeatedRequest, row: Source, form: RecordForm, reason: str) -> HttpResponse:
    version = form.cleaned_data["read_version"]
    base = state_at(row, version)
    csl = form.csl(base)
    if not differences(base, csl):
        messages.info(request, "Nothing was changed, so nothing is proposed.")
        return redirect(row)
    try:
        propose_correction(source=row, csl=csl, version=version, reason=reason, by=request.user)
    except Waiting as waiting:
        messages.warning(request, str(waiting))
        return redirect(row)
    messages.success(request, "Proposed. The record changes when your instructor accepts it.")
    return redirect(row)


@require_POST
@members
def source_preview(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """What the words of the form will print, and what is missing; nothing is kept."""
    row = sources_of(seat).filter(key=request.POST.get("of", "")).with_people().first()
    return render(request, "sources/_forms.html", _printed(request, row))


def _is_sent(request: SeatedRequest) -> bool:
    """Whether the form is to be saved, and not only drawn again for another kind or for what it prints."""
    return not {"show_kind", "preview"} & request.POST.keys()


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
    request: SeatedRequest,
    form: RecordForm,
    row: Source | None,
    *,
    status: int = 200,
    printed: Mapping[str, object] | None = None,
    **more: object,
) -> HttpResponse:
    """Shows the form beside what it prints: `printed`, where that is known, else the words that were sent."""
    if printed is None:
        printed = _printed(request, row) if request.method == "POST" or row else {}
    return render(request, "sources/record.html", {"form": form, "source": row, **printed, **more}, status=status)


def _printed(request: SeatedRequest, row: Source | None) -> dict[str, object]:
    """Returns the printed forms of the words that were sent; where none were, of the record."""
    before = row.as_csl() if row else {}
    return _forms_of(request, previewed_csl(request.POST, before) if request.method == "POST" else before)


def _forms_of(request: SeatedRequest, csl: Mapping[str, object]) -> dict[str, object]:
    """Returns what a record prints, and what it misses."""
    work = chicago.Work.from_csl(dict(csl))
    forms = printed_forms(work, request.seat.course.style())
    return {
        "forms": [(name, format_html("{}", text)) for name, text in forms],
        "missing": [problem.sentence for problem in chicago.problems(work)],
    }
