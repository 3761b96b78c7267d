"""The proposed corrections: a list, one beside the record as it stands, the decision; and undoing a correction."""

from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import chicago
from courses.access import Seat, SeatedRequest, members, staff
from posts import source_queries as queries
from posts.library_filters import number
from posts.proposing import (
    Decided,
    Outdated,
    Overtaken,
    accept_proposal,
    decline_proposal,
    undo_correction,
)
from sources.forms import AnswerForm
from sources.history import Difference, changed_fields, differences, label_of, patched, printed_forms
from sources.models import Change, Proposal, ProposalState

PROPOSALS_A_PAGE = 25


class Listed(NamedTuple):
    """A proposal in the list: the row, and what it changes, field by field."""

    proposal: Proposal
    differences: list[Difference]


@require_safe
@members
def proposals(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The corrections that wait, for staff; for others their own, decided ones too."""
    found = queries.proposals_of(seat)
    key, everything = request.GET.get("source", ""), "all" in request.GET or not seat.is_staff
    if key:
        found = found.filter(source__key=key)
    if not everything:
        found = found.filter(state=ProposalState.OPEN)
    page = Paginator(found, PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    rows = [Listed(each, differences(each.before, each.after)) for each in page]
    return render(request, "sources/proposals.html", {"page": page, "rows": rows, "everything": everything, "key": key})


@require_http_methods(["GET", "POST"])
@members
def proposal(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """One proposed correction beside the record as it stands; staff accept it or decline it with a word."""
    row = get_object_or_404(queries.proposals_of(seat), pk=pk)
    if request.method != "POST":
        return _proposal_page(request, row, AnswerForm())
    if not seat.is_staff:
        raise Http404
    return _decide(request, row)


def _decide(request: SeatedRequest, row: Proposal) -> HttpResponse:
    form = AnswerForm(request.POST)
    if "accept" not in request.POST and not form.is_valid():
        return _proposal_page(request, row, form, status=422)
    try:
        if "accept" in request.POST:
            version = number(request.POST.get("read_version", "")) or 0
            accept_proposal(proposal=row, version=version, by=request.user)
            messages.success(request, "Accepted. Every note that cites this source now says so.")
        else:
            decline_proposal(proposal=row, answer=str(form.cleaned_data["answer"]), by=request.user)
            messages.success(request, "Declined. The proposer reads why.")
    except Outdated:
        fresh = get_object_or_404(queries.proposals_of(request.seat), pk=row.pk)
        return _proposal_page(request, fresh, AnswerForm(), status=409, is_late=True)
    except Decided as decided:
        messages.warning(request, str(decided))
    return redirect(row.source)


def _proposal_page(
    request: SeatedRequest, row: Proposal, form: AnswerForm, *, status: int = 200, is_late: bool = False
) -> HttpResponse:
    now = row.source.as_csl()
    after = patched(now, row.before, row.after)
    proposed = changed_fields(row.before, row.after)
    clashes = sorted(label_of(name) for name in proposed & changed_fields(row.before, now) & changed_fields(now, after))
    forms = printed_forms(chicago.Work.from_csl(after), request.seat.course.style())
    context = {
        "proposal": row,
        "form": form,
        "differences": differences(row.before, row.after),
        "since": differences(row.before, now) if row.is_open and row.source.version != row.base_version else [],
        "clashes": clashes if row.is_open else [],
        "forms": [(name, format_html("{}", text)) for name, text in forms],
        "is_late": is_late,
    }
    return render(request, "sources/proposal.html", context, status=status)


@require_POST
@staff
def source_undo(request: SeatedRequest, seat: Seat, key: str, pk: int) -> HttpResponse:
    """Takes a correction back where nothing later touched the same fields."""
    row = get_object_or_404(queries.correctable_by(seat), key=key)
    change = get_object_or_404(Change.objects.select_related("source__course"), source=row, pk=pk)
    try:
        undo_correction(change=change, by=request.user)
        messages.success(request, "Undone. The notes that cite this source are printed as before.")
    except (Overtaken, Outdated) as refusal:
        messages.warning(request, str(refusal))
    return redirect(row)
