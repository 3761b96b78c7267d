"""The picker of sources: what a writer may cite, in groups, and the words in which a note cites it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.html import format_html

import chicago
from chicago.bibliography import folded
from chicago.parser import parse
from courses.access import Seat
from courses.models import Prompt
from markup.sanitising import sanitise
from posts.emphasis import with_italics
from posts.library_queries import searched, sources_of
from posts.linking import Linked, last_notes, link_notes
from posts.notes import MAX_NOTE, TypedNote, read_essay
from posts.post import Post
from posts.viewing import name_of
from sources.kinds import kind_label
from sources.matching import Entry, Library
from sources.models import Reading, Status
from sources.record import Source, SourceQuerySet

MOST_PICKS: Final = 30
MOST_READINGS: Final = 15
LABELS: Final = (
    "page", "chapter", "section", "paragraph", "line", "verse",
    "folio", "figure", "note", "volume", "column", "timestamp",
)  # fmt: skip
_TIMED: Final = frozenset({"motion_picture", "broadcast", "song", "performance", "speech", "interview"})


@dataclass(frozen=True)
class Pick:
    """A source to choose: how it prints, what is worth knowing of it, and the query that asks for its words."""

    html: str
    says: str
    asks: str


@dataclass(frozen=True)
class Group:
    """Sources under a heading."""

    label: str
    picks: list[Pick]


@dataclass(frozen=True)
class Wording:
    """One way to type a note: its name, what it is called, and the words."""

    name: str
    label: str
    words: str


@dataclass(frozen=True)
class Desk:
    """What a writer works at: the seat, the week, the post with its draft."""

    seat: Seat
    prompt: Prompt | None
    post: Post | None

    def library(self) -> Library:
        """Returns what the writer may cite."""
        return Library.of(self.seat.course, self.seat.member.author)

    def citable(self) -> SourceQuerySet:
        """Returns the same as rows: what the writer sees, but nobody else's proposals."""
        mine = Q(status=Status.LISTED) | Q(proposed_by=self.seat.member.author_id)
        return sources_of(self.seat).filter(mine)

    def used(self, library: Library) -> list[Linked]:
        """Returns the draft's citations that have a source, each source once, in order."""
        if self.post is None:
            return []
        linked = link_notes(read_essay(self.post.draft_body).notes, library, last_notes(self.post))
        found: dict[int, Linked] = {}
        for citation in (each for note in linked for each in note.citations):
            if citation.entry:
                found.setdefault(id(citation.entry), citation)
        return list(found.values())


def groups_for(desk: Desk, query: str) -> list[Group]:
    """Returns the sources in which each word of the query occurs, those that are likeliest first."""
    readings = _readings(desk, query)
    seen = {reading.source_id for reading in readings}
    cited = desk.used(desk.library()) if desk.post else []
    used = [each for each in cited if each.entry and _has_words(each.entry, query)]
    used = [each for each in used if each.entry and each.entry.pk not in seen][:MOST_READINGS]
    seen |= {each.entry.pk for each in used if each.entry and each.entry.pk}
    rest = MOST_PICKS - len(readings) - len(used)
    found = list(searched(desk.citable().exclude(pk__in=seen), query).with_people()[: max(rest, 1)])
    groups = [
        Group("This week’s readings", [_of_row(each.source, desk, each.pages) for each in readings]),
        Group("Used in this post", [_of_citation(each, desk) for each in used]),
        Group("The course’s library", [_of_row(source, desk, "") for source in found]),
    ]
    return [group for group in groups if group.picks]


def _readings(desk: Desk, query: str) -> list[Reading]:
    """Returns what the week assigns, each source once."""
    if desk.prompt is None:
        return []
    found = Reading.objects.filter(prompt=desk.prompt, source__in=searched(desk.citable(), query))
    rows: dict[int, Reading] = {}
    for row in found.select_related("source").prefetch_related("source__contributors")[: MOST_READINGS * 2]:
        rows.setdefault(row.source_id, row)
    return list(rows.values())[:MOST_READINGS]


def _has_words(entry: Entry, query: str) -> bool:
    text = folded(f"{name_of(entry)} {entry.key}")
    return all(folded(word).strip() in text for word in query.split())


def _of_row(source: Source, desk: Desk, pages: str) -> Pick:
    html = source.entry_html or _printed(source.as_work(), desk)
    says = f"Assigned: {chicago.Locator('page', pages).words}" if pages else kind_label(source.kind)
    return Pick(html, says, urlencode({"key": source.key, **_place_of(desk)}))


def _of_citation(citation: Linked, desk: Desk) -> Pick:
    entry = citation.entry or Entry({})
    words = {"key": entry.key} if entry.key else {"typed": citation.typed[:MAX_NOTE]}
    return Pick(
        _printed(entry.work, desk), kind_label(str(entry.csl.get("type", ""))), urlencode(words | _place_of(desk))
    )


def _place_of(desk: Desk) -> dict[str, str]:
    week = {"week": str(desk.prompt.week)} if desk.prompt else {}
    return week | ({"post": desk.post.slug} if desk.post else {})


def _printed(work: chicago.Work, desk: Desk) -> str:
    style = desk.seat.course.style()
    return sanitise(format_html("{}", chicago.entry(work, style) or chicago.full_note(work, None, style)))


def find_entry(library: Library, key: str, typed: str) -> Entry | None:
    """Returns the source of a key; without one, the source that a citation in full describes."""
    if key:
        return library.by_key(key)
    citations = parse(typed[:MAX_NOTE]).citations
    if not citations or citations[0].kind != "full":
        return None
    return library.same_work(citations[0].csl) or library.add(with_italics(citations[0].csl, typed[:MAX_NOTE]))


def usual_label(entry: Entry) -> str:
    """Returns what places of a source are counted in."""
    return "timestamp" if entry.csl.get("type") in _TIMED else "page"


def wordings(desk: Desk, library: Library, entry: Entry, locator: chicago.Locator | None) -> list[Wording]:
    """Returns the ways in which a note may cite the place, the one that fits first.

    Words that would not be read back as this source are not offered.
    """
    style = desk.seat.course.style()
    full = chicago.full_note(entry.work, locator, style).markdown()
    short = chicago.short_note(entry.work, locator, style).markdown()
    key = f"@{entry.key}, {locator.words}." if locator else f"@{entry.key}."
    ways = [
        Wording("full", "In full", full if _means(full, [], library, entry) else ""),
        Wording("short", "Short", short if _means(short, [full], library, entry) else ""),
        Wording("key", "By its key", key if entry.key else ""),
    ]
    is_used = any(each.entry is entry for each in desk.used(library))
    offered = [way for way in ways if way.words]
    return sorted(offered, key=lambda way: is_used and way.name != "short")


def _means(words: str, before: Iterable[str], library: Library, entry: Entry) -> bool:
    """Returns whether a note of these words is read as the source, after other notes."""
    notes = [TypedNote(number, note, "") for number, note in enumerate([*before, words], start=1)]
    last = link_notes(notes, Library([*library.entries], library.merged))[-1]
    return not last.unread.strip() and [each.entry for each in last.citations] == [entry]
