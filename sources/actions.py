"""What is done with sources. Only `posts` calls these: whatever changes a source reprints the posts that cite it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

import chicago
from authors.models import Author
from chicago.titles import untagged
from chicago.works import NAME_FIELDS
from courses.models import Course
from markup.sanitising import sanitise
from sources.facts import LEADING_ROLES, plain
from sources.record import Change, Contributor, Source, Status
from sources.slips import without_article

MAX_FIELD = 2_000
MAX_PEOPLE = 100
KEY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
# …/sources/new/ adds a source, and so on: no source can have these keys.
ADDRESSES_OF_PAGES = frozenset({"new", "import", "duplicates", "pick", "preview", "proposals", "desk"})


class Outdated(Exception):  # noqa: N818  # told to the user in these words
    """Someone else corrected the source first; `source` is the record as it stands."""

    def __init__(self, source: Source) -> None:
        super().__init__("Someone else corrected this source while you were typing.")
        self.source = source


@transaction.atomic
def propose_source(*, course: Course, csl: Mapping[str, object], by: Author) -> Source:
    """Writes a new source, seen by its writer and the staff until a post that cites it is submitted.

    Its key ends in letters of chance: one that is taken would tell that someone else drafts with the same work.
    """
    source = Source(course=course, proposed_by=by)
    _write(source, csl, lambda: f"{_stem(csl)}-{get_random_string(4, KEY_LETTERS)}")
    return source


@transaction.atomic
def add_source(*, course: Course, csl: Mapping[str, object], by: Author) -> Source:
    """Writes a new source that the class sees at once."""
    source = Source(course=course, proposed_by=by, status=Status.LISTED)
    _write(source, csl, lambda: _free_key(course, csl))
    return source


def _write(source: Source, csl: Mapping[str, object], key: Callable[[], str]) -> None:
    _describe(source, csl)
    _save_under_free_key(source, key)
    _write_people(source, csl)


def _save_under_free_key(source: Source, key: Callable[[], str]) -> None:
    """Saves a source; where another writer takes its key at this moment, under the next one that is free."""
    for tries_left in (2, 1, 0):
        source.key = key()
        try:
            with transaction.atomic():
                return source.save()
        except IntegrityError:
            if not tries_left:
                raise
    return None


def hold_library(*, course: Course) -> None:
    """Waits for whoever merges or corrects the course's sources, or prints from them; holds them off until the end.

    Called first in a transaction, before any source is read: what is printed is then what stands.
    """
    Course.objects.select_for_update(no_key=True).get(pk=course.pk)


def share_library(*, course: Course) -> None:
    """Does as `hold_library` does, but beside any others who only print from the sources: Django has no such lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM courses_course WHERE id = %s FOR SHARE", [course.pk])


@transaction.atomic
def list_sources(*, sources: Iterable[Source]) -> None:
    """Shows proposed sources to the class, under readable keys; those of the drafts go on to mean them."""
    for source in sources:
        stored = Source.objects.select_for_update(of=("self",), no_key=True).select_related("course").get(pk=source.pk)
        if stored.status == Status.PROPOSED:
            stored.status, stored.draft_key = Status.LISTED, stored.key
            _save_under_free_key(stored, partial(_free_key, stored.course, stored.as_csl()))
        source.status, source.key, source.draft_key = stored.status, stored.key, stored.draft_key


@transaction.atomic
def correct_source(*, source: Source, csl: Mapping[str, object], version: int, by: Author) -> Change:
    """Replaces what the record says and keeps what it said before; that it was checked holds no more.

    Raises `Outdated` when the record is no longer at the version that the writer has read, or was merged into another.
    """
    stored = Source.objects.select_for_update(of=("self",), no_key=True).select_related("course").get(pk=source.pk)
    if stored.version != version or stored.merged_into_id:
        raise Outdated(stored)
    before = stored.as_csl()
    _describe(stored, csl)
    stored.version += 1
    stored.checked_by = stored.checked_at = None
    stored.save()
    stored.contributors.all().delete()
    _write_people(stored, csl)
    return Change.objects.create(source=stored, by=by, before=before, after=stored.as_csl())


def check_source(*, source: Source, version: int, by: Author) -> bool:
    """Notes that a member of staff has compared this version of the record with the source itself.

    Returns whether it is still the record's version; nothing is noted about another.
    """
    stands = Source.objects.standing().filter(pk=source.pk, version=version)
    return bool(stands.update(checked_by=by, checked_at=timezone.now()))


def refresh_entries(*, course: Course) -> None:
    """Prints the library's entries again, as after a change of the manual's edition."""
    sources = list(Source.objects.filter(course=course).with_people())
    for source in sources:
        source.course = course
        source.entry_html = _entry_html(course, source.as_csl())
    Source.objects.bulk_update(sources, ["entry_html"], batch_size=500)


def _entry_html(course: Course, csl: Mapping[str, object]) -> str:
    return sanitise(chicago.entry(chicago.Work.from_csl(dict(csl)), course.style()).html())


def _describe(source: Source, csl: Mapping[str, object]) -> None:
    """Sets the kind, the fields, and the columns that are derived from them."""
    work = chicago.Work.from_csl(dict(csl))
    source.kind = str(csl.get("type") or "document")[:40]
    source.fields = {
        name: value[:MAX_FIELD] if isinstance(value, str) else value
        for name, value in csl.items()
        if name not in {"type", "id"} and not _is_people(name, value) and value not in ("", None, [], {})
    }
    source.title = untagged(str(csl.get("title") or csl.get("container-title") or ""))[:1_000]
    source.year = _year(csl)[:40]
    source.sort_key = chicago.sort_key(work)[:600]
    source.entry_html = _entry_html(source.course, csl)
    source.is_complete = not chicago.problems(work)


def _is_people(name: str, value: object) -> bool:
    """Returns whether a field names people; a list of other things, such as notes of a program, is kept as it is."""
    return name in NAME_FIELDS and isinstance(value, list) and any(isinstance(person, dict) for person in value)


def _year(csl: Mapping[str, object]) -> str:
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return str(parts[0][0]) if isinstance(parts, list) and parts and parts[0] else ""


def _write_people(source: Source, csl: Mapping[str, object]) -> None:
    Contributor.objects.bulk_create(contributor for contributor in _people(source, csl) if str(contributor))


def _people(source: Source, csl: Mapping[str, object]) -> Iterator[Contributor]:
    for role, people in csl.items():
        if isinstance(people, list) and _is_people(role, people):
            named = [name if isinstance(name, dict) else {"literal": name} for name in people[:MAX_PEOPLE]]
            for position, name in enumerate(named, start=1):
                yield Contributor.from_csl(source=source, role=role, position=position, name=name)


def _free_key(course: Course, csl: Mapping[str, object]) -> str:
    """Returns a key that is free in the course, such as `viola-collectivization-revolution`."""
    stem = _stem(csl)
    listed = Source.objects.filter(course=course, key__startswith=stem).exclude(status=Status.PROPOSED)
    taken = set(listed.values_list("key", flat=True))
    taken |= ADDRESSES_OF_PAGES
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)


def _stem(csl: Mapping[str, object]) -> str:
    """Returns the family name and the first long words of the title, for people to read and type."""
    people = next((csl[role] for role in LEADING_ROLES if _is_people(role, csl.get(role))), None)
    first = people[0] if isinstance(people, list) else None
    name = first.get("family") or first.get("literal") or first.get("given") if isinstance(first, dict) else ""
    title = without_article(plain(csl.get("title") or csl.get("container-title")))
    words = [word for word in title.split() if len(word) > 3][:2] or title.split()[:2]
    return slugify(" ".join([plain(name), *words]))[:60].strip("-") or "source"
