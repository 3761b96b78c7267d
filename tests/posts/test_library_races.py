"""Two people at the library at the same moment: nobody's correction is lost, and no key is given twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction

from courses.models import Membership
from posts import library
from posts.library import correct_source, reprint
from posts.models import Revision
from sources.actions import add_source
from sources.models import Source
from tests.factories import make_course, make_instructor
from tests.factories_sources import make_citing_note, make_citing_post, make_source
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = %s)"
)


@pytest.fixture
def seat() -> Membership:
    return make_instructor(make_course())


@contextmanager
def meanwhile(deed: Callable[[], object]) -> Iterator[None]:
    """Does a deed in another connection, which has to wait for what the block has done; it is over after the block."""

    def do() -> None:
        try:
            deed()
        finally:
            connection.close()

    other = Thread(target=do)
    with transaction.atomic():
        yield
        other.start()
        until_someone_waits()
    other.join(timeout=10)
    assert not other.is_alive()


def until_someone_waits() -> None:
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(WAITING, [connection.settings_dict["NAME"]])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("The other connection did not wait for this one.")


def test_two_corrections_at_once_are_both_in_the_notes_that_cite_both(seat: Membership) -> None:
    heron, stork = (make_source(seat.course, publisher=name) for name in ("Heron", "Stork"))
    make_citing_note(make_citing_post(seat, heron), stork)

    def correct(source: Source, publisher: str) -> None:
        correct_source(source=source, csl={**source.as_csl(), "publisher": publisher}, version=1, by=seat.author)

    with meanwhile(lambda: correct(stork, "Stork and Sons")):
        correct(heron, "Heron and Sons")
    notes = Revision.objects.get().notes_html
    assert "(Heron and Sons, 1990)" in notes
    assert "(Stork and Sons, 1990)" in notes


def printed_now() -> set[tuple[bool, bool]]:
    """How the notes and the bibliographies of all posts read, in one look: whether each has the new words."""
    rows = Revision.objects.values_list("notes_html", "bibliography_html")
    return {("Heron and Sons" in notes, "Heron and Sons" in entries) for notes, entries in rows}


def test_a_reader_sees_a_correction_in_all_posts_or_in_none(seat: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "BATCH", 2)  # so that the posts are printed in many steps
    source = make_source(seat.course, publisher="Heron")
    for _ in range(12):
        make_citing_post(seat, source)
    reprint(Revision.objects.all(), seat.course)
    corrected = {**source.as_csl(), "publisher": "Heron and Sons"}
    seen: list[set[tuple[bool, bool]]] = []

    def read_on() -> None:
        while {(True, True)} not in seen and len(seen) < 5_000:
            seen.append(printed_now())

    def correct() -> None:
        with transaction.atomic():
            correct_source(source=source, csl=corrected, version=1, by=seat.author)
            assert printed_now() == {(True, True)}
            in_between.append(race(printed_now))

    in_between: list[object] = []
    assert race(read_on, correct) == [None, None]
    assert in_between == [[{(False, False)}]]
    assert all(look in ({(False, False)}, {(True, True)}) for look in seen)
    assert seen[-1] == {(True, True)}


def test_two_people_who_add_the_same_new_work_at_once_get_two_keys(seat: Membership) -> None:
    def add() -> None:
        add_source(course=seat.course, csl={"type": "book", "title": "Roots and Branches"}, by=seat.author)

    with meanwhile(add):
        add()
    assert sorted(Source.objects.values_list("key", flat=True)) == ["roots-branches", "roots-branches-2"]
