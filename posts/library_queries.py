"""What the pages of the library read: which sources a reader sees, and which notes cite them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, prefetch_related_objects
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.html import escape, format_html

import chicago
from chicago.bibliography import folded
from courses.access import Seat
from courses.models import Membership
from posts.footnote import Citation, CitationQuerySet
from sources.kinds import kind_label
from sources.models import Change, Contributor, Reading, Source
from sources.record import SourceQuerySet, Status
from sources.slips import roman_value

MAX_WORDS: Final = 12

_ROMAN: Final = re.compile(r"^(?:pp?\.\s*)?([ivxlcdm]+)\b", re.IGNORECASE)


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


def cited_sources(seat: Seat, week: int | None = None) -> SourceQuerySet:
    """Returns the listed sources that have an entry and are cited where the reader may read, of one week or of all."""
    citations = citations_of(seat).filter(source=OuterRef("pk"))
    if week is not None:
        citations = citations.filter(footnote__revision__post__prompt__week=week)
    return sources_of(seat).listed().filter(Exists(citations)).exclude(entry_html="")


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
    return [
        LibraryRow(
            source,
            notes.get(source.pk) or source.entry_html,
            kind_label(source.kind),
            counts.get(source.pk, 0),
            is_mine=source.proposed_by_id == _author(seat),
        )
        for source in sources
    ]


def kinds_among(sources: SourceQuerySet) -> list[tuple[str, str, int]]:
    """Returns the kinds that there are among the sources: CSL’s name, the label, how many."""
    counted = sources.order_by().values("kind").annotate(count=Count("pk")).values_list("kind", "count")
    return sorted(((kind, kind_label(kind), count) for kind, count in counted), key=lambda row: row[1])


def weeks_cited(seat: Seat) -> list[int]:
    """Returns the weeks whose readable posts cite something."""
    weeks = citations_of(seat).filter(source__isnull=False, footnote__revision__post__prompt__isnull=False)
    return sorted(set(weeks.order_by().values_list("footnote__revision__post__prompt__week", flat=True).distinct()))


def byline(seat: Seat, author: str) -> Combinable:
    """Returns the name that classmates see of a person, `author` being the path to the account."""
    member = Membership.objects.filter(course=seat.course, author=OuterRef(author))
    pseudonym = NullIf(Subquery(member.values("pseudonym")[:1]), Value(""))
    return Coalesce(pseudonym, F(f"{author}__name"))


def source_rows(seat: Seat) -> SourceQuerySet:
    """Returns the sources with all that a source's page asks of the row itself."""
    rows = sources_of(seat).annotate(
        proposer=byline(seat, "proposed_by"),
        checker=byline(seat, "checked_by"),
        cited_by_others=_cited_by_others(seat),
    )
    return rows.select_related("course").with_people()


def _cited_by_others(seat: Seat) -> Exists:
    """Asks whether anyone else cites a source, in whichever revision: a correction would print their notes anew."""
    others = Citation.objects.filter(source=OuterRef("pk"))
    return Exists(others.exclude(footnote__revision__post__author=_author(seat)))


def _author(seat: Seat) -> int | None:
    return seat.membership.author_id if seat.membership else None


def correctable_by(seat: Seat) -> SourceQuerySet:
    """Keeps what the member may correct: staff what they see, a student an own proposal that nobody else cites."""
    rows = source_rows(seat)
    return rows if seat.is_staff else rows.filter(~_cited_by_others(seat), proposed_by=_author(seat))


def may_correct(seat: Seat, source: Source) -> bool:
    """Returns whether the reader may correct a source of `source_rows`, by the rule of `correctable_by`."""
    is_own = seat.membership is not None and source.proposed_by_id == seat.membership.author_id
    return seat.is_staff or (is_own and not getattr(source, "cited_by_others", True))


@dataclass(frozen=True)
class CitingNote:
    """A note that cites a source: where in the source, the sentence that it supports, whose, and its address."""

    place: str
    sentence: str
    number: int
    title: str
    author: str
    href: str
    order: tuple[int, int, int, str]


def citing_notes(seat: Seat, source: Source) -> list[CitingNote]:
    """Returns the notes that cite the source and that the reader may read, by page.

    They are put in order here and not by the database, which cannot read roman numerals.
    """
    columns = citations_of(seat).filter(source=source).annotate(author=byline(seat, "footnote__revision__post__author"))
    rows = columns.values_list(
        "label", "locator", "first_page", "last_page", "footnote__sentence", "footnote__number",
        "footnote__revision__title", "footnote__revision__post__slug", "footnote__revision__post", "author",
    )  # fmt: skip
    notes = []
    for label, locator, first, last, sentence, number, title, slug, post, author in rows:
        place = chicago.Locator(label or "page", locator).words if locator else ""
        href = f"{reverse('post', args=[seat.course.slug, slug])}#fnref-{post}-{number}"
        order = place_order(label, locator, (first, last))
        notes.append(CitingNote(place, sentence, number, title, author, href, order))
    return sorted(notes, key=lambda note: (note.order, note.author, note.href))


def place_order(label: str, locator: str, pages: tuple[int | None, int | None]) -> tuple[int, int, int, str]:
    """Returns what sorts places in a source: roman pages, arabic pages, other places, no place.

    >>> places = {"12": (12, 14), "xi": (None, None), "3": (3, 3), "iv": (None, None)}
    >>> sorted(places, key=lambda page: place_order("page", page, places[page]))
    ['iv', 'xi', '3', '12']
    """
    first, last = pages
    if first is not None:
        return 1, first, last or first, locator
    roman = _ROMAN.match(locator) if label in {"", "page"} else None
    if roman:
        return 0, roman_value(roman[1]), 0, locator
    number = re.search(r"\d{1,9}", locator)
    return (2 if locator else 3), int(number[0]) if number else 0, 0, f"{label} {locator}"


def readings_of(seat: Seat, source: Source) -> QuerySet[Reading]:
    """Returns where the source is assigned: in the weeks that have opened, for staff in all."""
    readings = Reading.objects.filter(source=source).select_related("prompt").order_by("prompt__week", "position")
    if seat.membership is None:
        return readings.none()
    return readings if seat.is_staff else readings.filter(prompt__opens__lte=seat.course.now())


def changes_of(seat: Seat, source: Source) -> QuerySet[Change]:
    """Returns the corrections of a source, the last first, each with the name of who made it."""
    return Change.objects.filter(source=source).annotate(byline=byline(seat, "by"))
