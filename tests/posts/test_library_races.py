"""Two people at the library at the same moment: nobody's correction is lost, and no key is given twice."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction

from courses.models import Membership
from posts.library import correct_source
from posts.models import Revision
from sources.actions import add_source
from sources.models import Source
from tests.factories import make_course, make_instructor
from tests.factories_sources import make_citing_note, make_citing_post, make_source

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


def test_two_people_who_add_the_same_new_work_at_once_get_two_keys(seat: Membership) -> None:
    def add() -> None:
        add_source(course=seat.course, csl={"type": "book", "title": "Roots and Branches"}, by=seat.author)

    with meanwhile(add):
        add()
    assert sorted(Source.objects.values_list("key", flat=True)) == ["roots-branches", "roots-branches-2"]
