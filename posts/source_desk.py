"""What staff look after in the library: how much waits there, quotations that disagree, readings that nobody cites."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Lower

from chicago.ranges import shorten
from courses.access import Seat
from courses.models import Membership
from posts.footnote import Citation, CitationQuerySet
from posts.library_queries import byline, citations_of
from posts.source_queries import CitingNote, citing_note
from sources.models import Proposal, Reading, Source

NOTES_SHOWN = 200  # of one page of quotations
THREE_WORDS = r"\S\s+\S+\s+\S"  # shorter quotations occur on many pages of a book

Span = tuple[int, int]


@dataclass(frozen=True)
class LibraryCounts:
    """How many corrections wait for a decision, and how many records for a second look."""

    proposals: int
    unchecked: int
    incomplete: int


def library_counts(reader: Membership) -> LibraryCounts:
    """Returns what waits in the library of a member of staff, in two queries; each number is that of its list."""
    proposals = Proposal.objects.open().filter(source__course=reader.course_id).count()
    sources = Source.objects.readable_by(reader).order_by()
    counts = sources.aggregate(
        unchecked=Count("pk", Source.objects.is_unchecked()), incomplete=Count("pk", Q(is_complete=False))
    )
    return LibraryCounts(proposals, **counts)


@dataclass
class Quotation:
    """Words of one source that notes place differently, and those notes, by page."""

    source: str
    key: str
    words: str
    notes: list[CitingNote] = field(default_factory=list)


QuotedRow = tuple[int, str, str, str]


def quotations(seat: Seat) -> "QuerySet[Citation, QuotedRow]":
    """Returns the words that readable notes quote from different places of one source: rows for `quotation_rows`."""
    grouped = _quoting(seat).annotate(words=Lower("quoted")).order_by().values("source", "words")
    counted = grouped.annotate(places=Count("place_sort", distinct=True)).filter(places__gt=1)
    rows = counted.order_by("source__sort_key", "source", "words")
    return rows.values_list("source", "words", "source__title", "source__key")


def quotation_rows(seat: Seat, rows: Iterable[QuotedRow]) -> list[Quotation]:
    """Returns a page of quotations, each with the notes that quote it, in one query."""
    found = {(pk, words): Quotation(title or key, key, words) for pk, words, title, key in rows}
    author = byline(seat, "footnote__revision__post__author")
    quoting = _quoting(seat).annotate(words=Lower("quoted"), author=author).filter(source__in={pk for pk, _ in found})
    meant = quoting.filter(words__in={words for _, words in found}).order_by("place_sort", "pk")
    columns = meant.values_list(
        "label", "locator", "footnote__sentence", "footnote__number", "footnote__revision__title",
        "footnote__revision__post__slug", "footnote__revision__post", "author", "source", "words",
    )  # fmt: skip
    for *row, pk, words in columns[:NOTES_SHOWN]:
        if quotation := found.get((pk, words)):
            label, locator, sentence, number, title, slug, post, author = row
            quotation.notes.append(citing_note(seat, (label, locator, sentence, number, title, slug, post, author)))
    return [quotation for quotation in found.values() if len(quotation.notes) > 1]


def _quoting(seat: Seat) -> CitationQuerySet:
    return citations_of(seat).filter(source__isnull=False, quoted__regex=THREE_WORDS).exclude(locator="")


@dataclass(frozen=True)
class AssignedReading:
    """A reading that a week assigns, and which of its pages no readable note cites; none where each is cited."""

    week: int
    source: str
    key: str
    pages: str
    uncited: str


def assigned_readings(seat: Seat) -> QuerySet[Reading]:
    """Returns the readings of the weeks that have opened, by week."""
    readings = Reading.objects.filter(prompt__course=seat.course, prompt__opens__lte=seat.course.now())
    return readings.select_related("source", "prompt").order_by("prompt__week", "position", "pk")


def assigned_rows(seat: Seat, readings: Iterable[Reading]) -> list[AssignedReading]:
    """Returns a page of readings with the pages that nobody cites, in one query for all of them."""
    assigned = list(readings)
    cited: dict[int, list[Span | None]] = defaultdict(list)
    places = citations_of(seat).filter(source__in={each.source_id for each in assigned}).order_by()
    for pk, first, last in places.values_list(F("source"), "first_page", "last_page").distinct():
        cited[pk].append((first, last or first) if first is not None else None)
    return [
        AssignedReading(
            each.prompt.week, str(each.source), each.source.key, each.pages, _uncited(each, cited[each.source_id])
        )
        for each in assigned
    ]


def _uncited(reading: Reading, cited: list[Span | None]) -> str:
    if reading.first_page is None or not cited:
        return "" if cited else "all of it"
    whole = reading.first_page, reading.last_page or reading.first_page
    left = list(gaps(whole, [span for span in cited if span]))
    if left == [whole]:
        return "all of it"
    return ", ".join(str(first) if first == last else shorten(f"{first}-{last}") for first, last in left)


def gaps(whole: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """Yields the parts of a stretch of pages that none of the spans covers.

    >>> list(gaps((110, 122), [(112, 114), (100, 110), (114, 115)]))
    [(111, 111), (116, 122)]
    """
    first, last = whole
    for start, end in sorted(spans):
        if start > last:
            break
        if start > first:
            yield first, start - 1
        first = max(first, end + 1)
    if first <= last:
        yield first, last
