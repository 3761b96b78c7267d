"""The library in and out: which records of a file are new to it, taking them in, and which sources may go out."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from courses.access import Seat
from courses.models import Membership
from posts.footnote import Citation
from posts.library_filters import Wanted
from posts.library_queries import cited_sources, sources_of
from posts.revision import Revision
from sources.actions import add_source, hold_library, propose_source
from sources.exchange import Record, shaped
from sources.facts import Facts
from sources.likeness import same_work
from sources.matching import Entry, Library
from sources.models import Source, Status
from sources.record import SourceQuerySet

LONGEST_COMPARED = 300  # letters of a title; a longer one is known again only by a record that is wholly the same
MOST_NAMESAKES = 50  # works of one title and author in a file, such as volumes, with which another one is compared

Csl = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """What becomes of one record of a file, and why; `key` names the source that it is matched to."""

    number: int
    record: Record
    state: Literal["new", "matched", "refused"]
    why: str = ""
    key: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an import added, of lines as they stood at that moment."""

    added: list[Source]
    lines: list[Line]


def compare(*, records: Iterable[Record], by: Membership) -> list[Line]:
    """Returns for each record whether it is new to the library that the member sees and may cite, writing nothing."""
    shelf = _Shelf(Library.of(by.course, by.author))
    return [_line(shelf, number, record) for number, record in enumerate(records)]


def _line(shelf: "_Shelf", number: int, record: Record) -> Line:
    if record.csl is None:
        return Line(number, record, "refused", record.refusal)
    known = shelf.find(record.csl)
    if known:
        says = "The library has this record already." if known.is_same else "The library has this work already."
        return Line(number, record, "matched", says, known.key)
    before = shelf.given_before(record.csl)
    if before:
        return Line(number, record, "matched", f"Given twice: it is the work of line {before}.")
    shelf.note(record.csl, record.line)
    return Line(number, record, "new")


@transaction.atomic
def import_sources(*, records: Iterable[Record], chosen: Collection[int], by: Membership) -> Outcome:
    """Adds the new ones among the chosen records: listed at once by staff, a student's own until a post cites them.

    Whoever imports into the course at the same moment waits, so that no record is taken twice.
    """
    hold_library(course=by.course)
    lines = compare(records=records, by=by)
    new = [line.record.csl for line in lines if line.state == "new" and line.number in chosen]
    add = add_source if by.is_staff else propose_source
    added = [add(course=by.course, csl=csl, by=by.author) for csl in new if csl is not None]
    return Outcome(added, lines)


@dataclass(frozen=True)
class _Known:
    key: str
    is_same: bool


class _Shelf:
    """The library by what tells works apart at once, so that a long file is compared with few of its records."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_year: dict[str, list[Entry]] = {}
        self._same: dict[str, Entry] = {}
        self._given: dict[str, int] = {}
        self._namesakes: dict[tuple[str, ...], list[tuple[int, Facts]]] = {}
        for entry in [*library.entries, *library.merged]:
            self._same.setdefault(_identity(entry.csl), entry)
            if _is_compared(entry.csl):
                self._by_year.setdefault(_year(entry.facts), []).append(entry)

    def find(self, csl: Csl) -> _Known | None:
        """Returns the source that a record is, or that describes the same work."""
        same = self._same.get(_identity(csl))
        entry = same or self._alike(Facts(csl))
        stands = self._library.by_pk(entry.pk) if entry else None
        return _Known(stands.key, is_same=same is not None) if stands else None

    def _alike(self, facts: Facts) -> Entry | None:
        if not _is_compared(facts.csl):
            return None
        year = _year(facts)
        years = [year, ""] if year else list(self._by_year)
        entries = (entry for each in years for entry in self._by_year.get(each, ()))
        return next((entry for entry in entries if same_work(facts, entry.facts)), None)

    def given_before(self, csl: Csl) -> int:
        """Returns the line of an earlier record in the file that describes the same work, 0 where there is none."""
        same = self._given.get(_identity(csl), 0)
        facts = Facts(csl)
        namesakes = self._namesakes.get(_names(facts), [])
        return same or next((line for line, other in namesakes if same_work(facts, other)), 0)

    def note(self, csl: Csl, line: int) -> None:
        """Remembers a record of the file."""
        facts = Facts(csl)
        self._given[_identity(csl)] = line
        namesakes = self._namesakes.setdefault(_names(facts), [])
        if facts.title and len(namesakes) < MOST_NAMESAKES:
            namesakes.append((line, facts))


def _identity(csl: Csl) -> str:
    return json.dumps(shaped(csl)[0], sort_keys=True)


def _is_compared(csl: Csl) -> bool:
    return len(str(csl.get("title") or "")) <= LONGEST_COMPARED


def _year(facts: Facts) -> str:
    return facts.date[0] if facts.date else ""


def _names(facts: Facts) -> tuple[str, ...]:
    """Returns what two records of one file share at least where they are one work."""
    return (facts.title.whole, *facts.surnames[:1])


def exported(seat: Seat, wanted: QueryDict) -> SourceQuerySet:
    """Returns the sources that an address asks for: those of its keys, what posts cite, or the library narrowed.

    A proposal is a draft's reading: none but its writer's own goes out, not even to staff.
    """
    sources = sources_of(seat)
    filters = Wanted.of(wanted, seat)
    if "key" in wanted:
        sources = sources.filter(key__in=wanted.getlist("key"))
    elif "cited" in wanted:
        sources = cited_sources(seat, filters.week, filters.account)
    else:
        sources = filters.among(seat, sources)
    return _going_out(seat, sources)


def exported_of(seat: Seat, revision: Revision) -> SourceQuerySet:
    """Returns the sources that a revision cites."""
    cited = Citation.objects.filter(footnote__revision=revision, source=OuterRef("pk"))
    return _going_out(seat, Source.objects.filter(Exists(cited), course=seat.course))


def _going_out(seat: Seat, sources: SourceQuerySet) -> SourceQuerySet:
    own = seat.membership.author_id if seat.membership else None
    return sources.filter(Q(status=Status.LISTED) | Q(status=Status.PROPOSED, proposed_by=own)).with_people()
