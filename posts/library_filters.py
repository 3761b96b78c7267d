"""What a reader of the library may narrow it to, and how many sources each choice leaves."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Q
from django.http import QueryDict

from courses.access import Seat
from courses.models import Membership
from posts.library_queries import citations_in, citations_of, searched, sources_of
from sources.kinds import kind_label
from sources.record import Source, SourceQuerySet

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Choice:
    """One value of a filter: what is sent, its words, how many sources it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Choices:
    """The values of every filter, of those that leave something."""

    kinds: list[Choice]
    weeks: list[Choice]
    citers: list[Choice]
    unchecked: int
    incomplete: int


@dataclass(frozen=True)
class Wanted:
    """What is asked of the library. A member is meant by their seat: names may be covered by a pseudonym."""

    query: str = ""
    kind: str = ""
    week: int | None = None
    citer: int | None = None
    account: int | None = None
    unchecked: bool = False
    incomplete: bool = False

    @classmethod
    def of(cls, data: QueryDict, seat: Seat) -> "Wanted":
        """Returns what an address asks for; what it cannot mean, or may not ask, is passed over."""
        citer = number(data.get("by", ""))
        account = account_of(seat, citer)
        return cls(
            query=data.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
            kind=data.get("kind", "").replace("\x00", ""),
            week=number(data.get("week", "")),
            citer=citer if account else None,
            account=account,
            unchecked="unchecked" in data and seat.membership is not None,
            incomplete="incomplete" in data and seat.membership is not None,
        )

    def __bool__(self) -> bool:
        return self != Wanted()

    def among(self, seat: Seat, sources: SourceQuerySet) -> SourceQuerySet:
        """Keeps the sources that are asked for."""
        found = searched(sources, self.query)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.week is not None or self.account is not None:
            found = found.filter(Exists(citations_in(seat, self.week, self.account)))
        if self.unchecked:
            found = found.filter(found.is_unchecked())
        if self.incomplete:
            found = found.filter(is_complete=False)
        return found


def number(words: str) -> int | None:
    """Returns the number that an address names.

    >>> number("3"), number("x"), number("9" * 30)
    (3, None, None)
    """
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else None


def account_of(seat: Seat, citer: int | None) -> int | None:
    """Returns the account behind a seat in the course, of the people whom the reader meets."""
    if citer is None or seat.membership is None:
        return None
    people = Membership.objects.visible_to(seat.membership).filter(pk=citer)
    return people.values_list("author", flat=True).first()


def choices_for(seat: Seat) -> Choices:
    """Returns what the library may be narrowed to, with counts of what the reader sees."""
    unchecked, incomplete = Count("pk", Source.objects.is_unchecked()), Count("pk", Q(is_complete=False))
    counted = sources_of(seat).order_by().values("kind").annotate(count=Count("pk"), new=unchecked, partial=incomplete)
    rows = list(counted.values_list("kind", "count", "new", "partial"))
    kinds = [Choice(kind, kind_label(kind), count) for kind, count, _, _ in rows]
    return Choices(
        sorted(kinds, key=lambda kind: kind.label),
        weeks_cited(seat),
        citers(seat),
        sum(new for _, _, new, _ in rows) if seat.membership else 0,
        sum(partial for _, _, _, partial in rows) if seat.membership else 0,
    )


def weeks_cited(seat: Seat) -> list[Choice]:
    """Returns the weeks whose readable posts cite something."""
    cited = citations_of(seat).filter(source__isnull=False, footnote__revision__post__prompt__isnull=False).order_by()
    counted = cited.values("footnote__revision__post__prompt__week").annotate(count=Count("source", distinct=True))
    rows = sorted(counted.values_list("footnote__revision__post__prompt__week", "count"))
    return [Choice(str(week), f"Week {week}", count) for week, count in rows]


def citers(seat: Seat) -> list[Choice]:
    """Returns the people whom the reader meets and whose readable posts cite something, by the names that they show."""
    if seat.membership is None:
        return []
    cited = citations_of(seat).filter(source__isnull=False).order_by().values("footnote__revision__post__author")
    counted = cited.annotate(count=Count("source", distinct=True))
    counts = dict(counted.values_list("footnote__revision__post__author", "count"))
    people = Membership.objects.visible_to(seat.membership).filter(author__in=counts).select_related("author")
    found = [Choice(str(person.pk), person.name, counts[person.author_id]) for person in people]
    return sorted(found, key=lambda choice: (choice.label.casefold(), choice.value))
