"""What the page of one source reads: the record, who may correct it, the notes that cite it, what assigns it."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse

import chicago
from courses.access import Seat
from courses.models import Membership
from posts.footnote import Citation
from posts.library_queries import byline, citations_of, sources_of
from posts.strip import Assigned, Tally
from sources.models import Change, Merge, Proposal, Reading, Source, Status
from sources.proposal import ProposalQuerySet
from sources.record import SourceQuerySet


def source_rows(seat: Seat) -> SourceQuerySet:
    """Returns the sources with all that a source's page asks of the row itself."""
    rows = sources_of(seat).annotate(
        proposer=byline(seat, "proposed_by"),
        checker=byline(seat, "checked_by"),
        cited_by_others=_cited_by_others(seat),
        has_merges=Exists(Merge.objects.filter(Q(kept=OuterRef("pk")) | Q(other=OuterRef("pk")))),
    )
    if seat.membership:
        rows = rows.annotate(assigned=_assigned(seat.membership), open_proposals=_open_proposals(seat))
    return rows.select_related("course").with_people()


def author_of(seat: Seat) -> int | None:
    """Returns the reader's account; a visitor has none."""
    return seat.membership.author_id if seat.membership else None


def _cited_by_others(seat: Seat) -> Exists:
    """Asks whether anyone else cites a source where the reader may read: of drafts nothing must be felt."""
    others = citations_of(seat).filter(source=OuterRef("pk"))
    return Exists(others.exclude(footnote__revision__post__author=author_of(seat)))


def _assigned(reader: Membership) -> ArraySubquery:
    """Asks for the weeks that assign a source, in the same query: those that have opened, for staff all."""
    readings = Reading.objects.filter(source=OuterRef("pk")).order_by("prompt__week", "position")
    if not reader.is_staff:
        readings = readings.filter(prompt__opens__lte=reader.course.now())
    columns = {"week": "prompt__week", "title": "prompt__title", "pages": "pages"}
    return ArraySubquery(readings.values(row=JSONObject(**columns, first="first_page", last="last_page")))


def _open_proposals(seat: Seat) -> Coalesce:
    """Asks how many corrections of a source wait: for staff all, for others their own."""
    waiting = Proposal.objects.open().filter(source=OuterRef("pk")).order_by()
    if not seat.is_staff:
        waiting = waiting.filter(by=author_of(seat))
    return Coalesce(Subquery(waiting.values("source").annotate(number=Count("pk")).values("number")), Value(0))


def assigned_of(source: Source) -> list[Assigned]:
    """Returns where a source of `source_rows` is assigned, by week."""
    return [Assigned(**row) for row in getattr(source, "assigned", [])]


def correctable_by(seat: Seat) -> SourceQuerySet:
    """Keeps what the member may correct: staff what the class sees, an instructor proposals too; a student an own one.

    A student’s may be cited by nobody else.
    """
    rows = source_rows(seat)
    if seat.is_staff:
        return rows if seat.is_instructor else rows.listed()
    return rows.filter(~_cited_by_others(seat), proposed_by=author_of(seat))


def may_correct(seat: Seat, source: Source) -> bool:
    """Returns whether the reader may correct a source of `source_rows`, by the rule of `correctable_by`."""
    is_own = seat.membership is not None and source.proposed_by_id == seat.membership.author_id
    if seat.is_staff:
        return seat.is_instructor or source.status == Status.LISTED
    return is_own and not getattr(source, "cited_by_others", True)


def may_propose(seat: Seat, source: Source) -> bool:
    """Returns whether the reader may propose a correction of it: any member who may not make it at once."""
    return seat.membership is not None and source.status == Status.LISTED and not may_correct(seat, source)


@dataclass(frozen=True)
class CitingNote:
    """A note that cites a source: where in the source, the sentence that it supports, whose, and its address."""

    place: str
    sentence: str
    number: int
    title: str
    author: str
    href: str


CitingRow = tuple[str, str, str, int, str, str, int, str]


def citing_rows(seat: Seat, source: Source) -> "QuerySet[Citation, CitingRow]":
    """Returns the notes that cite the source and that the reader may read, by page: rows for `citing_note`."""
    columns = citations_of(seat).filter(source=source).annotate(author=byline(seat, "footnote__revision__post__author"))
    in_order = columns.order_by("place_sort", "footnote__revision__post", "footnote__number", "position")
    return in_order.values_list(
        "label", "locator", "footnote__sentence", "footnote__number",
        "footnote__revision__title", "footnote__revision__post__slug", "footnote__revision__post", "author",
    )  # fmt: skip


def citing_note(seat: Seat, row: CitingRow) -> CitingNote:
    """Returns what a source's page says of one citing note."""
    label, locator, sentence, number, title, slug, post, author = row
    place = chicago.Locator(label or "page", locator).words if locator else ""
    href = f"{reverse('post', args=[seat.course.slug, slug])}#fnref-{post}-{number}"
    return CitingNote(place, sentence, number, title, author, href)


def tallies_of(seat: Seat, source: Source) -> list[Tally]:
    """Returns how many readable notes cite each place of a source."""
    places = citations_of(seat).filter(source=source).order_by().values("place_sort", "first_page", "last_page")
    counted = places.annotate(notes=Count("pk")).order_by("place_sort")
    return [Tally(*row) for row in counted.values_list("place_sort", "first_page", "last_page", "notes")]


def changes_of(seat: Seat, source: Source) -> QuerySet[Change]:
    """Returns the corrections of a source, the last first, each with the names of who made and who proposed it."""
    names = {"byline": byline(seat, "by"), "proposer": byline(seat, "proposed_by")}
    return Change.objects.filter(source=source).annotate(**names, was_undone=_undone())


def _undone() -> Exists:
    return Exists(Change.objects.filter(undoes=OuterRef("pk")))


def proposals_of(seat: Seat) -> ProposalQuerySet:
    """Returns the proposed corrections that the reader sees, the last first: staff all of the course, others their own.

    Each has the names of who made it and who decided.
    """
    seen = Proposal.objects.filter(source__course=seat.course, source__merged_into__isnull=True)
    if not seat.is_staff:
        seen = seen.filter(Q(by=author_of(seat)) & Q(source__status=Status.LISTED))
    names = {"byline": byline(seat, "by"), "decider": byline(seat, "decided_by")}
    return seen.annotate(**names).select_related("source__course")
