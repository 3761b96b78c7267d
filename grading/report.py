"""What the notes of a version are, in counts that lead to the notes behind them; never a score."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from posts.models import Citation, Footnote, OpenCheck, Revision
from sources.models import Reading

PAGELESS = frozenset({"webpage", "post-weblog", "post", "motion_picture", "broadcast", "song", "graphic", "interview"})


@dataclass(frozen=True)
class Count:
    """A number, out of how many where that says something, and the numbers of the notes behind it.

    `without` are the notes of the rest, `names` what belongs to no note, and `before` the number in the post that its
    author handed in before this one, if there is any.
    """

    label: str
    number: int
    of: int | None = None
    notes: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    before: int | None = None

    @property
    def change(self) -> str:
        """What changed since the post before, with its sign.

        >>> Count("Notes", 4, before=6).change, Count("Notes", 4, before=4).change, Count("Notes", 4).change
        ('−2', '±0', '')
        """
        if self.before is None:
            return ""
        step = self.number - self.before
        return f"{'+' if step > 0 else '−' if step else '±'}{abs(step)}"


class Cited(NamedTuple):
    """A citation as the report needs it."""

    revision: int
    note: int
    source: int
    kind: str
    locator: str
    quoted: str
    position: int

    @property
    def words(self) -> int:
        """How many words are quoted; they stand with the first citation of the note."""
        return len(self.quoted.split()) if self.position == 1 else 0


class Rows:
    """What is read of some versions, in four queries for all of them, each under the version's key."""

    def __init__(self, revisions: Collection[Revision]) -> None:
        keys = [revision.pk for revision in revisions]
        self.notes: dict[int, list[tuple[int, str]]] = defaultdict(list)
        notes = Footnote.objects.filter(revision__in=keys).order_by("number")
        for revision, number, unread in notes.values_list("revision", "number", "unread"):
            self.notes[revision].append((number, unread))
        self.cited: dict[int, list[Cited]] = defaultdict(list)
        citations = Citation.objects.filter(footnote__revision__in=keys, source__isnull=False).values_list(
            *("footnote__revision", "footnote__number", "source", "source__kind", "locator", "quoted", "position")
        )
        for cited in map(Cited._make, citations.order_by("footnote__number", "position")):
            self.cited[cited.revision].append(cited)
        self.checks: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
        checks = OpenCheck.objects.filter(submission__revision__in=keys).order_by("position")
        for revision, note, says in checks.values_list("submission__revision", "note", "says"):
            self.checks[revision].append((note, says))
        self.readings: dict[int, dict[int, str]] = defaultdict(dict)
        weeks = {revision.post.prompt_id for revision in revisions}
        for reading in Reading.objects.filter(prompt__in=weeks).select_related("source").order_by("position"):
            self.readings[reading.prompt_id][reading.source_id] = str(reading.source)


def report_of(revision: Revision) -> list[Count]:
    """Returns the counts for one version, each beside that of the post before, in eight queries at the most."""
    last = _last_before(revision)
    rows = Rows([revision, last] if last else [revision])
    counts = _counts(revision, rows)
    if last is None:
        return counts
    before = {count.label: count.number for count in _counts(last, rows)}
    return [replace(count, before=before.get(count.label)) for count in counts]


def _last_before(revision: Revision) -> Revision | None:
    """Returns the version that counts of the post that the author handed in last before this one's post."""
    handed_in = Revision.objects.filter(submission__isnull=False, submission__withdrawn_at=None)
    others = handed_in.filter(post__course=revision.post.course_id, post__author=revision.post.author_id)
    first = handed_in.filter(post=revision.post_id).order_by("at").values_list("at", flat=True).first()
    earlier = others.exclude(post=revision.post_id).filter(at__lt=first or revision.at)
    return (
        earlier.select_related("post")
        .only("at", "words", "post__course", "post__prompt")
        .order_by("-at", "-pk")
        .first()
    )


def _counts(revision: Revision, rows: Rows) -> list[Count]:
    notes, cited = rows.notes[revision.pk], rows.cited[revision.pk]
    sources = {each.source for each in cited}
    fresh = sources - _known(revision, sources)
    paged = [each for each in cited if each.kind not in PAGELESS]
    placed = [each for each in paged if each.locator]
    quoted = [each for each in cited if each.words]
    unread = tuple(number for number, words in notes if words.strip())
    return [
        Count("Notes", len(notes), None, tuple(number for number, _ in notes)),
        Count("Sources", len(sources), None, _notes(cited)),
        *_assigned(rows.readings[revision.post.prompt_id or 0], cited),
        Count(
            "Citations with a page or place",
            len(placed),
            len(paged),
            _notes(placed),
            without=_notes(each for each in paged if not each.locator),
        ),
        Count("Sources new to the class", len(fresh), len(sources), _notes(e for e in cited if e.source in fresh)),
        Count("Words quoted", sum(each.words for each in quoted), revision.words, _notes(quoted)),
        Count("Notes that could not be read", len(unread), len(notes), unread),
        _open_checks(rows.checks[revision.pk]),
    ]


def _known(revision: Revision, sources: set[int]) -> set[int]:
    """Returns which of the sources another post that is up cites, or cited in a version handed in before."""
    elsewhere = Citation.objects.filter(source__in=sources, footnote__revision__submission__isnull=False)
    elsewhere = elsewhere.exclude(footnote__revision__post=revision.post_id)
    earlier = elsewhere.filter(footnote__revision__submission__at__lt=revision.at)
    return set(earlier.values_list("source", flat=True).distinct())


def _assigned(assigned: Mapping[int, str], cited: list[Cited]) -> list[Count]:
    """Returns how many of the week's readings are cited and which are not; nothing where it assigns none."""
    if not assigned:
        return []
    found = [each for each in cited if each.source in assigned]
    used = {each.source for each in found}
    names = tuple(name for source, name in assigned.items() if source not in used)
    return [Count("Assigned readings cited", len(used), len(assigned), _notes(found), names=names)]


def _open_checks(checks: list[tuple[int | None, str]]) -> Count:
    """Returns what the checks still said when the version was handed in; what concerns no note is told in words."""
    notes = tuple(sorted({note for note, _ in checks if note}))
    names = tuple(says for note, says in checks if not note)
    return Count("Checks open when handed in", len(checks), None, notes, names=names)


def _notes(cited: Iterable[Cited]) -> tuple[int, ...]:
    return tuple(sorted({each.note for each in cited}))
