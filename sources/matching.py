"""The library as one writer sees it, and which of its sources a citation means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

import chicago
from authors.models import Author
from chicago.particles import settled
from courses.models import Course
from sources.facts import Facts
from sources.likeness import fits_short_form, holds_words, is_called, same_work
from sources.record import Source, Status


@dataclass(eq=False)
class Entry:
    """A source that a citation may mean: a row of the library, or one that would be new (`pk` is None)."""

    csl: Mapping[str, object]
    pk: int | None = None
    key: str = ""
    listed: bool = False
    merged_into: int | None = None
    draft_key: str = ""

    @cached_property
    def facts(self) -> Facts:
        """What is compared."""
        return Facts(self.csl)

    @cached_property
    def work(self) -> chicago.Work:
        """The engine's value."""
        return chicago.Work.from_csl(dict(self.csl))


@dataclass
class Library:
    """The sources that a writer may cite by matching: the listed ones and the writer's own proposals.

    `merged` are those that were merged into another: what means one of them, an older link, its key or a citation
    that describes it, means the one that stands for it.
    """

    entries: list[Entry] = field(default_factory=list)
    merged: list[Entry] = field(default_factory=list)

    @classmethod
    def of(cls, course: Course, writer: Author) -> "Library":
        """Reads the library in two queries, listed sources first."""
        mine = Q(status=Status.LISTED) | Q(status=Status.PROPOSED, proposed_by=writer)
        rows = Source.objects.filter(mine, course=course).with_people().order_by("status", "pk")
        entries = [entry_of(source) for source in rows]
        return cls(
            [entry for entry in entries if entry.merged_into is None],
            [entry for entry in entries if entry.merged_into is not None],
        )

    @cached_property
    def _by_pk(self) -> dict[int, Entry]:
        standing = {entry.pk: entry for entry in self.entries if entry.pk is not None}
        into = {former.pk: former.merged_into for former in self.merged if former.pk is not None}
        for pk in into:
            last: int | None = pk
            while last in into:
                last = into[last]
            if last in standing:
                standing[pk] = standing[last]
        return standing

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        former = [(each, entry) for each in self.merged if (entry := self.by_pk(each.pk))]
        all_keys = [*former, *((entry, entry) for entry in self.entries)]
        drafted = {each.draft_key: entry for each, entry in all_keys if each.draft_key}
        return {**drafted, **{each.key: entry for each, entry in all_keys if each.key}}

    def by_pk(self, pk: int | None) -> Entry | None:
        """Returns the row with this primary key, if the writer may cite it."""
        return self._by_pk.get(pk) if pk is not None else None

    def by_key(self, key: str) -> Entry | None:
        """Returns the row that `@key` names."""
        return self._by_key.get(key)

    def same_work(self, csl: Mapping[str, object]) -> Entry | None:
        """Returns the source that a full citation describes."""
        facts = Facts(csl)
        known = next((entry for entry in [*self.entries, *self.merged] if same_work(facts, entry.facts)), None)
        return self.by_pk(known.pk) if known and known.merged_into else known

    def prefer_listed(self) -> None:
        """Lets the class's record stand for each of the writer's proposals that describes the same work."""
        listed = [entry for entry in self.entries if entry.listed]
        for proposal in [entry for entry in self.entries if not entry.listed]:
            twin = next((entry for entry in listed if same_work(proposal.facts, entry.facts)), None)
            if twin and proposal.pk is not None:
                self._by_pk[proposal.pk] = twin
                self._by_key[proposal.key] = twin
                self.entries.remove(proposal)

    def add(self, csl: Mapping[str, object]) -> Entry:
        """Takes in a source as a note describes it, which is not in the library yet; no row is written."""
        entry = Entry(settled(csl))
        self.entries.append(entry)
        return entry


def entry_of(source: Source) -> Entry:
    """Returns the entry of a row whose people have been fetched."""
    listed = source.status == Status.LISTED
    return Entry(source.as_csl(), source.pk, source.key, listed, source.merged_into_id, source.draft_key)


def meant_by_short_form(csl: Mapping[str, object], cited: Iterable[Entry], library: Library) -> list[Entry]:
    """Returns the sources that a short form may mean: those that the essay has cited, else the library's.

    One is a link, several are an ambiguity that the writer resolves. `cited` is in order, the nearest first. A title
    given in full means its source although a longer title begins with the same words; words from the midst of a title
    are understood only of what the essay has cited. A volume that is named is meant: 2:45 is in no other.
    """
    facts = Facts(csl)
    near = [entry for entry in distinct(cited) if not _is_other_volume(facts, entry.facts)]
    begun = [entry for entry in near if fits_short_form(facts, entry.facts)]
    begun = begun or [entry for entry in near if holds_words(facts, entry.facts)]
    begun = begun or [
        entry
        for entry in library.entries
        if entry.pk and fits_short_form(facts, entry.facts) and not _is_other_volume(facts, entry.facts)
    ]
    called = [entry for entry in begun if is_called(facts, entry.facts)]
    return called or begun


def _is_other_volume(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form names a volume, and a source is known to be another one of a book."""
    return source.family == "book" and bool(typed.volume and source.volume) and typed.volume != source.volume


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """Returns the entries in order, each once."""
    return list({id(entry): entry for entry in entries}.values())
