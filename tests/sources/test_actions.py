"""Sources are proposed, listed, corrected with their history, and checked."""

import pytest

from authors.models import Author
from courses.models import Course
from sources.actions import (
    Outdated,
    add_source,
    check_source,
    correct_source,
    list_sources,
    propose_source,
    refresh_entries,
)
from sources.models import Change, Source, Status
from tests.factories import make_author, make_course
from tests.sources.works import STALIN, chapter

VIOLA = chapter(
    "Viola", "Lynne", "Collectivization as a Revolution", STALIN, 1997, editor=[{"family": "Daniels", "given": "R. V."}]
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def writer() -> Author:
    return make_author()


@pytest.fixture
def viola(course: Course, writer: Author) -> Source:
    return propose_source(course=course, csl=VIOLA, by=writer)


def test_a_proposed_source_keeps_every_word_and_says_it_back(viola: Source) -> None:
    record = {"shelf": {"room": 3}, "steps": [{"n": 1}], "language": "en", **VIOLA, "id": "their-own-key"}
    source = propose_source(course=viola.course, csl=record, by=viola.proposed_by)
    stored = Source.objects.get(pk=source.pk).as_csl()
    assert stored == {**record, "id": source.key}


def test_what_lists_need_is_kept_in_columns(viola: Source) -> None:
    assert (viola.kind, viola.title, viola.year) == ("chapter", "Collectivization as a Revolution", "1997")
    assert viola.sort_key.startswith("viola lynne")
    assert viola.entry_html.startswith("Viola, Lynne. “Collectivization as a Revolution.” In <i>The Stalin Revolution")
    assert (viola.status, viola.version) == (Status.PROPOSED, 1)


def test_keys_are_readable_and_free(viola: Source, writer: Author) -> None:
    list_sources(sources=[viola])
    again = add_source(course=viola.course, csl=VIOLA, by=writer)
    elsewhere = add_source(course=make_course(), csl=VIOLA, by=writer)
    assert viola.key == elsewhere.key == "viola-collectivization-revolution"
    assert again.key == "viola-collectivization-revolution-2"


@pytest.mark.parametrize("title", ["New", "Import", "Desk"])
def test_no_source_takes_the_address_of_a_page(course: Course, writer: Author, title: str) -> None:
    csl = {"type": "book", "title": title}
    assert add_source(course=course, csl=csl, by=writer).key == f"{title.lower()}-2"


def test_a_source_without_words_to_make_a_key_of_still_gets_one(course: Course, writer: Author) -> None:
    keys = [add_source(course=course, csl={"type": "book", "title": "Война"}, by=writer).key for _ in range(2)]
    assert keys == ["source", "source-2"]
    assert propose_source(course=course, csl={"type": "book", "title": "Мир"}, by=writer).key.startswith("source-")


def test_listing_shows_proposals_to_the_class(viola: Source) -> None:
    list_sources(sources=[viola])
    viola.refresh_from_db()
    assert viola.status == Status.LISTED


def test_a_correction_changes_the_record_its_columns_and_its_people(viola: Source) -> None:
    editor = make_author()
    csl = {
        **VIOLA,
        "title": "Famine",
        "author": [{"family": "Tucker", "given": "Robert"}],
        "issued": {"date-parts": [[1998]]},
    }
    correct_source(source=viola, csl=csl, version=1, by=editor)
    stored = Source.objects.get(pk=viola.pk)
    assert (stored.title, stored.year, stored.version, stored.key) == ("Famine", "1998", 2, viola.key)
    assert stored.sort_key.startswith("tucker robert")
    assert "Tucker, Robert. “Famine.”" in stored.entry_html
    assert sorted(str(person) for person in stored.contributors.all()) == ["R. V. Daniels", "Robert Tucker"]


def test_the_history_holds_the_record_before_and_after(viola: Source) -> None:
    editor = make_author()
    correct_source(source=viola, csl={**VIOLA, "publisher": "Heath"}, version=1, by=editor)
    change = Change.objects.get()
    assert (change.source, change.by) == (viola, editor)
    assert (change.before["publisher"], change.after["publisher"]) == ("University Press", "Heath")
    assert change.before["author"] == change.after["author"]


def test_a_correction_of_an_outdated_reading_is_refused_and_changes_nothing(viola: Source) -> None:
    first, second = make_author(), make_author()
    correct_source(source=viola, csl={**VIOLA, "publisher": "Heath"}, version=1, by=first)
    with pytest.raises(Outdated) as refusal:
        correct_source(source=viola, csl={**VIOLA, "publisher": "Knopf"}, version=1, by=second)
    assert refusal.value.source.fields["publisher"] == "Heath"
    assert Source.objects.get().fields["publisher"] == "Heath"
    assert Change.objects.count() == 1


def test_a_check_holds_until_the_record_is_corrected(viola: Source) -> None:
    teacher = make_author()
    assert check_source(source=viola, version=1, by=teacher)
    viola.refresh_from_db()
    assert (viola.checked_by, viola.checked_at is None) == (teacher, False)
    correct_source(source=viola, csl={**VIOLA, "publisher": "Heath"}, version=1, by=teacher)
    viola.refresh_from_db()
    assert (viola.checked_by, viola.checked_at) == (None, None)


def test_a_check_of_an_outdated_reading_is_not_noted(viola: Source) -> None:
    correct_source(source=viola, csl={**VIOLA, "publisher": "Heath"}, version=1, by=make_author())
    assert not check_source(source=viola, version=1, by=make_author())
    assert Source.objects.get().checked_by is None


def test_another_edition_of_the_manual_prints_the_entries_anew(viola: Source) -> None:
    place = {**VIOLA, "publisher-place": "Boston"}
    correct_source(source=viola, csl=place, version=1, by=viola.proposed_by)
    viola.refresh_from_db()
    assert "Boston" not in viola.entry_html
    viola.course.edition = 17
    viola.course.save()
    refresh_entries(course=viola.course)
    viola.refresh_from_db()
    assert "Boston: University Press" in viola.entry_html
