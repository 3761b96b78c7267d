"""Which source of the library a citation means."""

import pytest
from pytest_django import DjangoAssertNumQueries

from sources.matching import Entry, Library, meant_by_short_form
from tests.factories import make_course, make_member
from tests.factories_sources import make_source
from tests.sources.works import book

RIGHTS = book("Paine", "Thomas", "Rights of Man", "Jordan", 1791)
SECOND_PART = book("Paine", "Thomas", "Rights of Man, Part the Second", "Jordan", 1792)
SENSE = book("Paine", "Thomas", "Common Sense", "Bell", 1776)
CATS = book("Darnton", "Robert", "The Great Cat Massacre", "Basic", 1984)


def meant(family: str, title: str, cited: list[Entry], library: Library | None = None) -> list[Entry]:
    csl = {"author": [{"family": family}], "title": title}
    return meant_by_short_form(csl, cited, library or Library(cited))


def test_a_short_form_means_the_source_whose_title_begins_so() -> None:
    sense, cats = Entry(SENSE), Entry(CATS)
    assert meant("Paine", "Common", [cats, sense]) == [sense]
    assert meant("Darnton", "Great Cat Massacre", [sense, cats]) == [cats]


def test_what_the_essay_has_cited_comes_before_the_library() -> None:
    near, far = Entry(SECOND_PART), Entry(RIGHTS, pk=1)
    assert meant("Paine", "Rights", [near], Library([far])) == [near]
    assert meant("Paine", "Rights", [], Library([far])) == [far]


def test_an_ambiguous_short_form_gives_its_candidates_the_nearest_first() -> None:
    part, rights = Entry(SECOND_PART), Entry(RIGHTS)
    assert meant("Paine", "Rights", [part, rights, part]) == [part, rights]
    assert meant("Paine", "", [part, rights]) == [part, rights]


def test_a_title_in_full_is_not_ambiguous_with_a_longer_one() -> None:
    part, rights = Entry(SECOND_PART), Entry(RIGHTS)
    assert meant("Paine", "Rights of Man", [part, rights]) == [rights]


def test_a_volume_that_a_short_form_names_is_the_one_that_is_meant() -> None:
    first = Entry(book("Marx", "Karl", "Capital, Volume I", "Penguin", 1976), pk=1)
    second = Entry(book("Marx", "Karl", "Capital", "Penguin", 1978, volume="2"), pk=2)
    typed = {"author": [{"family": "Marx"}], "title": "Capital"}
    for volume, sources in (("1", [first]), ("II", [second]), ("3", [])):
        for library, cited in ((Library([first, second]), []), (Library([]), [first, second])):
            assert meant_by_short_form({**typed, "volume": volume}, cited, library) == sources
    whole = Entry(book("Marx", "Karl", "Capital", "Dietz", 1962), pk=3)
    assert meant_by_short_form({**typed, "volume": "3"}, [], Library([first, whole])) == [whole]


def test_words_from_within_a_title_are_understood_of_cited_sources_alone() -> None:
    cats = Entry(CATS, pk=1)
    assert meant("Darnton", "Cat Massacre", [cats]) == [cats]
    assert meant("Darnton", "Cat Massacre", [], Library([cats])) == []


def test_a_full_citation_finds_its_source_and_another_is_taken_in() -> None:
    library = Library([Entry(RIGHTS, pk=1)])
    assert library.same_work({**RIGHTS, "title": "The Rights of Man"}) is library.entries[0]
    assert library.same_work(SENSE) is None
    assert library.same_work(SENSE) is None  # asking takes nothing in
    added = library.add(SENSE)
    assert library.same_work(SENSE) is added
    assert added.pk is None


def test_the_class_s_record_stands_for_a_proposal_of_the_same_work() -> None:
    listed, proposal, other = Entry(RIGHTS, 1, "paine", listed=True), Entry(RIGHTS, 2, "paine-2"), Entry(SENSE, 3)
    library = Library([listed, proposal, other])
    assert library.by_pk(2) is proposal
    library.prefer_listed()
    assert library.by_pk(2) is listed
    assert library.entries == [listed, other]


@pytest.mark.django_db
def test_a_writer_s_library_is_what_is_listed_and_the_writer_s_own_proposals() -> None:
    course = make_course()
    writer, classmate = make_member(course), make_member(course)
    mine = make_source(course, by=writer, listed=False)
    listed = make_source(course, by=classmate)
    make_source(course, by=classmate, listed=False)
    make_source(make_course())
    library = Library.of(course, writer.author)
    assert [entry.pk for entry in library.entries] == [listed.pk, mine.pk]
    assert library.by_key(mine.key) is library.by_pk(mine.pk)
    assert library.by_key("nobody") is None
    assert library.by_pk(None) is None


@pytest.mark.django_db
def test_a_library_is_read_in_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    course = make_course()
    writer = make_member(course)
    for _ in range(12):
        make_source(course, by=writer)
    with django_assert_num_queries(2):
        assert len(Library.of(course, writer.author).entries) == 12
