"""What the pages of the library read: which sources a reader sees, and which notes cite them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, prefetch_related_objects
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils.html import escape, format_html

import chicago
from chicago.bibliography import folded
from courses.access import Seat
from courses.models import Membership
from posts.footnote import Citation, CitationQuerySet
from sources.kinds import kind_label
from sources.models import Contributor, Source, Status
from sources.record import SourceQuerySet

MAX_WORDS: Final = 12


def sources_of(seat: Seat) -> SourceQuerySet:
    """Returns the sources that the reader sees; a visitor those that public posts cite."""
    if seat.membership:
        return Source.objects.readable_by(seat.membership)
    cited = citations_of(seat).filter(source=OuterRef("pk"))
    return Source.objects.filter(Exists(cited), course=seat.course, status=Status.LISTED)


def citations_of(seat: Seat) -> CitationQuerySet:
    """Returns the citations in the course's published posts that the reader may read."""
    in_course = Citation.objects.filter(footnote__revision__post__course=seat.course)
    return in_course.readable_by(seat.membership)


def cited_sources(seat: Seat, week: int | None = None, citer: int | None = None) -> SourceQuerySet:
    """Returns the listed sources that have an entry and are cited where the reader may read.

    `week` keeps what the posts of a week cite, `citer` what those of one account do.
    """
    cited = sources_of(seat).listed().filter(Exists(citations_in(seat, week, citer)))
    return cited.exclude(entry_html="")


def citations_in(seat: Seat, week: int | None, citer: int | None) -> CitationQuerySet:
    """Returns the readable citations of an outer query's source, in a week's posts, in those of one account, or all."""
    citations = citations_of(seat).filter(source=OuterRef("pk"))
    if week is not None:
        citations = citations.filter(footnote__revision__post__prompt__week=week)
    if citer is not None:
        citations = citations.filter(footnote__revision__post__author=citer)
    return citations


def searched(sources: SourceQuerySet, query: str) -> SourceQuerySet:
    """Keeps the sources in whose title, people or printed entry each word occurs; accents may be left out."""
    for word in query.replace("'", "’").split()[:MAX_WORDS]:
        people = Contributor.objects.filter(
            Q(family__icontains=word) | Q(given__icontains=word) | Q(literal__icontains=word), source=OuterRef("pk")
        )
        found = Q(title__icontains=word) | Q(entry_html__icontains=escape(word)) | Q(key__iexact=word.lstrip("@"))
        plain = folded(word).strip()
        if plain:
            found |= Q(sort_key__contains=plain)
        sources = sources.filter(found | Exists(people))
    return sources


def note_counts(seat: Seat, sources: Iterable[Source]) -> dict[int, int]:
    """Returns how many notes cite each source where the reader may read; a source that none cites is not in it."""
    citations = citations_of(seat).filter(source__in=[source.pk for source in sources])
    counted = citations.order_by().values("source").annotate(notes=Count("footnote", distinct=True))
    return dict(counted.values_list("source", "notes"))


@dataclass(frozen=True)
class LibraryRow:
    """A source as the library lists it: how it is printed, its kind, and how many readable notes cite it."""

    source: Source
    html: str
    kind: str
    notes: int
    is_mine: bool


def library_rows(seat: Seat, sources: list[Source]) -> list[LibraryRow]:
    """Returns a page of the library; what the manual keeps out of a bibliography shows its full note instead."""
    counts = note_counts(seat, sources)
    bare = [source for source in sources if not source.entry_html]
    prefetch_related_objects(bare, "contributors")
    style = seat.course.style()
    notes = {source.pk: format_html("{}", chicago.full_note(source.as_work(), None, style)) for source in bare}
    reader = seat.membership.author_id if seat.membership else None
    return [
        LibraryRow(
            source,
            notes.get(source.pk) or source.entry_html,
            kind_label(source.kind),
            counts.get(source.pk, 0),
            is_mine=source.proposed_by_id == reader,
        )
        for source in sources
    ]


def byline(seat: Seat, author: str) -> Combinable:
    """Returns the name that classmates see of a person, `author` being the path to the account."""
    member = Membership.objects.filter(course=seat.course, author=OuterRef(author))
    pseudonym = NullIf(Subquery(member.values("pseudonym")[:1]), Value(""))
    return Coalesce(pseudonym, F(f"{author}__name"))
