"""The pages of duplicates: likely pairs, two records merged into one, and the way back."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

import chicago
from courses.access import Seat, SeatedRequest, instructors
from posts import merge_queries as queries
from posts.library_queries import sources_of
from posts.merging import NotPossible, Outdated, merge_sources, reach, undo_merge
from sources.forms import RecordForm
from sources.history import differences
from sources.merge_forms import MergeForm
from sources.models import NotDuplicates, Source
from sources.typed import is_known, merged

PAIRS_A_PAGE = 25
APART_SHOWN = 25

SourceView = Callable[[HttpRequest, str, str], HttpResponse]


@require_http_methods(["GET", "POST"])
@instructors
def source_duplicates(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The pairs that may be one work, each to be merged or told apart."""
    if request.method == "POST":
        return _tell_apart(request, seat)
    if "other" in request.GET:
        return _compare(request, seat)
    page = Paginator(queries.pairs_of(seat), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    apart = queries.told_apart(seat)[:APART_SHOWN]
    context = {
        "page": page,
        "pairs": queries.pair_rows(seat, list(page)),
        "apart": queries.apart_rows(seat, list(apart)),
        "one": request.GET.get("one", "")[:80],
    }
    return render(request, "sources/duplicates.html", context)


def _compare(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Leads to the comparison of two sources that were named by their keys."""
    keys = [request.GET.get(name, "").strip().lstrip("@")[:80] for name in ("one", "other")]
    known = sources_of(seat).listed().filter(key__in=keys).values_list("key", flat=True)
    if len(known) == 2:
        return redirect("source_merge", seat.course.slug, *keys)
    messages.warning(request, "Give the keys of two sources that the class sees; a key stands on the source’s page.")
    return redirect("source_duplicates", seat.course.slug)


def _tell_apart(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Remembers that two sources are two works, or forgets it again."""
    one, other = (queries.mergeable(seat, request.POST.get(name, "")) for name in ("one", "other"))
    if one == other:
        raise Http404
    if "again" in request.POST:
        NotDuplicates.forget(one, other)
        messages.success(request, "The two are compared again.")
    else:
        NotDuplicates.remember(one, other, request.user)
        messages.success(request, f"Remembered: “{one}” and “{other}” are two works.")
    return redirect("source_duplicates", seat.course.slug)


@require_http_methods(["GET", "POST"])
@instructors
def source_merge(request: SeatedRequest, seat: Seat, key: str, other: str) -> HttpResponse:
    """Two records side by side: for each field that differs a choice, then what the notes will say."""
    if gone := queries.former(seat, key) or queries.former(seat, other):
        return _merged_already(request, gone)
    one, two = queries.mergeable(seat, key), queries.mergeable(seat, other)
    if one == two:
        raise Http404
    form = MergeForm(one, two, request.POST if request.method == "POST" else None)
    if form.is_bound and not form.is_valid():
        return _merge_page(request, form, 422)
    if request.POST.get("action") != "merge":
        return _merge_page(request, form)
    try:
        merge = merge_sources(kept=form.kept(), other=form.merged(), taken=form.taken(), by=request.user)
    except Outdated:
        messages.warning(request, "Someone corrected one of the two while you were choosing. Look them over once more.")
        return redirect("source_merge", seat.course.slug, key, other)
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
        return redirect(one)
    messages.success(request, f"Merged. @{merge.other.key} now leads here; you can undo it below.")
    return redirect("source", seat.course.slug, merge.kept.key)


def _merged_already(request: SeatedRequest, gone: Source) -> HttpResponse:
    messages.info(request, f"@{gone.key} has been merged into this source already.")
    return redirect("source", gone.course.slug, gone.stands().key)


def _merge_page(request: SeatedRequest, form: MergeForm, status: int = 200) -> HttpResponse:
    style = request.seat.course.style()
    is_readable = not form.is_bound or form.is_valid()
    context = {
        "form": form,
        "one": form.one,
        "other": form.other,
        "entries": [_full_note(source.as_work(), style) for source in (form.one, form.other)],
        "forms": _printed_forms(form.result(), style) if is_readable else [],
        "reach": reach(form.one, form.other),
        "is_preview": form.is_bound and is_readable,
    }
    return render(request, "sources/merge.html", context, status=status)


def _full_note(work: chicago.Work, style: chicago.Style) -> str:
    return format_html("{}", chicago.full_note(work, None, style))


def _printed_forms(csl: dict[str, object], style: chicago.Style) -> list[tuple[str, str]]:
    work = chicago.Work.from_csl(csl)
    forms = (
        ("Full note", chicago.full_note(work, None, style)),
        ("Short note", chicago.short_note(work, None, style)),
        ("Bibliography", chicago.entry(work, style)),
    )
    return [(name, format_html("{}", text)) for name, text in forms if text]


@require_POST
@instructors
def source_merge_undo(request: SeatedRequest, seat: Seat, key: str, pk: int) -> HttpResponse:
    """Parts two merged sources again."""
    source = get_object_or_404(Source, course=seat.course, key=key)
    merge = get_object_or_404(queries.merges_of(seat, source), pk=pk)
    try:
        restored = undo_merge(merge=merge, by=request.user)
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Undone: “{merge.other}” stands for itself again, with the notes that it had.")
        if not restored.record:
            messages.info(request, "This record was corrected after the merge, so it stays as it is now.")
    return redirect("source", seat.course.slug, merge.kept.key)


def follows_merges(view: SourceView) -> SourceView:
    """Leads on from the address of a source that was merged, for those who may read the one that stands for it.

    For a while only (302): a browser would remember a permanent redirect beyond the day when the merge is undone.
    """

    @wraps(view)
    def lead(request: HttpRequest, slug: str, key: str) -> HttpResponse:
        try:
            return view(request, slug, key)
        except Http404:
            seat = getattr(request, "seat", None)  # a door has set it, unless the door itself was shut
            if not isinstance(seat, Seat):
                raise
            if now := queries.renamed(seat, key):
                return _under_its_key(request, slug, now.key, view)
            if not (gone := queries.former(seat, key)):
                raise
            if not (stands := queries.stands_for(seat, gone)):
                raise
            return _lead_on(request, seat, gone, stands)

    return lead


def _under_its_key(request: HttpRequest, slug: str, key: str, view: SourceView) -> HttpResponse:
    """Goes to the address that a proposal got when the class came to see it; what was sent is taken at once."""
    if request.method == "POST" or request.resolver_match is None:
        return view(request, slug, key)
    return redirect(request.resolver_match.view_name, slug, key)


def _lead_on(request: HttpRequest, seat: Seat, gone: Source, stands: Source) -> HttpResponse:
    """Goes to the source that stands; words that were typed to correct the other one are shown in its form."""
    words = {name: request.POST[name] for name in request.POST if is_known(name)}
    if request.method != "POST" or not words or not seat.is_staff:
        return redirect("source", stands.course.slug, stands.key)
    messages.warning(request, f"@{gone.key} was merged into this source while you were typing. Nothing is saved yet.")
    base, now = gone.as_csl(), stands.as_csl()
    form = RecordForm(kind=stands.kind, words=merged(words, base, now), version=stands.version, present=stands.kind)
    context = {"form": form, "source": stands, "theirs": differences(base, now)}
    return render(request, "sources/record.html", context, status=409)
