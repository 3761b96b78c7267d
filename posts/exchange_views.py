"""Sources in and out: an import that shows first what it would do, and downloads in three formats."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

import chicago
from courses.access import Seat, SeatedRequest, members, visitors
from posts.exchange import Line, compare, exported, exported_of, import_sources
from posts.exchange_forms import ImportForm
from posts.reading import find_reading
from sources.exchange import read, write_bibtex, write_csljson, write_ris
from sources.kinds import kind_label
from sources.record import SourceQuerySet


@dataclass(frozen=True)
class Format:
    """A format of downloads: how it is written, and what it is called on the web."""

    write: Callable[[Iterable[Mapping[str, object]]], str]
    content_type: str


FORMATS: Final[Mapping[str, Format]] = {
    "bib": Format(write_bibtex, "application/x-bibtex"),
    "ris": Format(write_ris, "application/x-research-info-systems"),
    "json": Format(write_csljson, "application/vnd.citationstyles.csl+json"),
}


@require_http_methods(["GET", "POST"])
@members
def source_import(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Records from elsewhere: pasted or in a file, then line by line what would become of each, then taken in."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_valid() or "again" in request.POST:
        return _form_page(request, form)
    text = str(form.cleaned_data["text"])
    records = read(text)
    if all(record.csl is None for record in records) and len(records) == 1:
        form.add_error("text", records[0].refusal)
        return _form_page(request, form)
    if "take" not in request.POST:
        if "import" in request.POST:
            messages.warning(request, "Nothing was ticked, so nothing was added.")
        return _dry_run(request, seat, text, compare(records=records, by=seat.member))
    chosen = {int(number) for number in request.POST.getlist("take") if number.isdecimal() and len(number) < 5}
    outcome = import_sources(records=records, chosen=chosen, by=seat.member)
    messages.success(request, _told(seat, len(outcome.added)))
    return redirect("sources", seat.course.slug)


def _form_page(request: SeatedRequest, form: ImportForm) -> HttpResponse:
    """Shows the form with all that was pasted or read from a file."""
    if form.is_bound and "text" in form.cleaned_data:
        form.data = request.POST.copy()
        form.data["text"] = form.cleaned_data["text"]
    return render(request, "sources/import.html", {"form": form}, status=422 if form.errors else 200)


def _told(seat: Seat, added: int) -> str:
    if not added:
        return "Nothing is new: the library has all of them already."
    sources = "1 source was" if added == 1 else f"{added:,} sources were"
    seen = "" if seat.is_staff else " Only you and staff see what you added until you submit a post that cites it."
    return f"{sources} added.{seen}"


def _dry_run(request: SeatedRequest, seat: Seat, text: str, lines: list[Line]) -> HttpResponse:
    style = seat.course.style()
    states = [line.state for line in lines]
    context = {
        "text": text,
        "rows": [_row(line, style) for line in lines],
        "counts": {state: states.count(state) for state in ("new", "matched", "refused")},
    }
    return render(request, "sources/import_check.html", context)


def _row(line: Line, style: chicago.Style) -> dict[str, object]:
    """Returns a record as the page shows it: new ones as their note will print them."""
    csl = line.record.csl
    printed = chicago.full_note(chicago.Work.from_csl(dict(csl)), None, style) if csl and line.state == "new" else ""
    kind = kind_label(str(csl["type"])) if csl else ""
    return {"line": line, "record": line.record, "html": format_html("{}", printed), "kind": kind}


@require_safe
@visitors
def source_export(request: SeatedRequest, seat: Seat, form: str) -> HttpResponse:
    """The library, or what is asked for of it, as a file for other programs."""
    return _download(exported(seat, request.GET), form, f"sources-{seat.course.slug}")


@require_safe
@visitors
def post_export(request: SeatedRequest, seat: Seat, post: str, form: str) -> HttpResponse:
    """The sources of a post, in the version that the reader may read, as a file for other programs."""
    reading = find_reading(seat, post)
    return _download(exported_of(seat, reading.revision), form, f"sources-{post}")


def _download(sources: SourceQuerySet, form: str, name: str) -> HttpResponse:
    """Writes sources in a format; raises `Http404` for one that is not known."""
    written = FORMATS.get(form)
    if written is None:
        raise Http404
    headers = {
        "Content-Type": f"{written.content_type}; charset=utf-8",
        "Content-Disposition": content_disposition_header(True, f"{name}.{form}") or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(written.write(source.as_csl() for source in sources), headers=headers)
