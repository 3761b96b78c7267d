"""What the notes of a version are, in counts that lead to the notes behind them; never a score."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from posts.models import Citation, Footnote, Revision
from sources.models import Reading

PAGELESS = frozenset({"webpage", "post-weblog", "post", "motion_picture", "broadcast", "song", "graphic", "interview"})


@dataclass(frozen=True)
class Count:
    """A number, out of how many where that says something, and the numbers of the notes behind it."""

    label: str
    number: int
    of: int | None
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Cited:
    """A citation as the report needs it."""

    note: int
    source: int
    kind: str
    has_locator: bool
    quoted: int


def report_of(revision: Revision) -> list[Count]:
    """Returns the counts for one version, in five queries whatever its notes."""
    notes = list(Footnote.objects.filter(revision=revision).values_list("number", "unread"))
    cited = _cited(revision)
    sources = {each.source for each in cited}
    fresh = sources - _known(revision, sources)
    paged = [each for each in cited if each.kind not in PAGELESS]
    quoted = [each for each in cited if each.quoted]
    counts = [
        Count("Notes", len(notes), None, tuple(number for number, _ in notes)),
        Count("Sources", len(sources), None, _notes(cited)),
        *_assigned(revision, cited),
        Count("Citations with a page or place", sum(each.has_locator for each in paged), len(paged), _bare(paged)),
        Count("Sources new to the class", len(fresh), len(sources), _notes(e for e in cited if e.source in fresh)),
        Count("Words quoted", sum(each.quoted for each in quoted), revision.words, _notes(quoted)),
    ]
    unread = tuple(number for number, words in notes if words.strip())
    return [*counts, Count("Notes that could not be read", len(unread), len(notes), unread)]


def _cited(revision: Revision) -> list[Cited]:
    rows = Citation.objects.filter(footnote__revision=revision, source__isnull=False).values_list(
        "footnote__number", "source", "source__kind", "locator", "quoted", "position"
    )
    return [
        Cited(number, source, kind, bool(locator), len(quoted.split()) if position == 1 else 0)
        for number, source, kind, locator, quoted, position in rows.order_by("footnote__number", "position")
    ]


def _known(revision: Revision, sources: set[int]) -> set[int]:
    """Returns which of the sources another post that is up cites, or cited in a version handed in before."""
    elsewhere = Citation.objects.filter(source__in=sources, footnote__revision__submission__isnull=False)
    elsewhere = elsewhere.exclude(footnote__revision__post=revision.post_id)
    earlier = elsewhere.filter(footnote__revision__submission__at__lt=revision.at)
    return set(earlier.values_list("source", flat=True).distinct())


def _assigned(revision: Revision, cited: list[Cited]) -> list[Count]:
    """Returns how many of the week's readings are cited, and nothing where it assigns none."""
    readings = Reading.objects.filter(prompt__posts=revision.post_id).annotate(key=F("source"))
    assigned = set(readings.values_list("key", flat=True))
    if not assigned:
        return []
    found = [each for each in cited if each.source in assigned]
    return [Count("Assigned readings cited", len({each.source for each in found}), len(assigned), _notes(found))]


def _notes(cited: Iterable[Cited]) -> tuple[int, ...]:
    return tuple(sorted({each.note for each in cited}))


def _bare(paged: Iterable[Cited]) -> tuple[int, ...]:
    """Returns the notes that name no place: they are what one wants to see."""
    return _notes(each for each in paged if not each.has_locator)
