"""A record as the words of a form, and back."""

import pytest

from chicago import KINDS
from sources.dates import NoSuchDayError, csl_date, typed_date
from sources.history import differences, facts_of
from sources.kinds import OFFERED, kind_choices
from sources.typed import csl_of, merged, typed
from tests.sources.works import WORKS

RICH: dict[str, object] = {
    "type": "chapter",
    "id": "key",
    "title": "A <i>Title</i>",
    "volume": 3,
    "issued": {"date-parts": [["1997", "3"]], "circa": True, "x-note": "kept"},
    "author": [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"literal": "World Bank"},
    ],
    "performer": [{"family": "Someone"}],
    "custom": {"shelf": [1, 2]},
    "categories": ["a", "b"],
    "note": "imported",
}


@pytest.mark.parametrize("record", [RICH, *WORKS])
def test_a_form_that_nobody_touched_changes_nothing(record: dict[str, object]) -> None:
    assert csl_of(str(record["type"]), typed(record), record) == {
        name: value for name, value in record.items() if value not in ("", [])
    }


def test_one_changed_field_leaves_all_others_as_they_were() -> None:
    assert csl_of("chapter", {**typed(RICH), "volume": "4"}, RICH) == {**RICH, "volume": "4"}


def test_an_emptied_row_takes_a_person_away_and_a_filled_one_adds_one() -> None:
    words = typed(RICH)
    emptied = {**words, "author-1-given": "", "author-1-family": "", "author-5-family": "Rudé"}
    people = csl_of("chapter", emptied, RICH)["author"]
    assert isinstance(people, list)
    assert [person.get("family") or person.get("literal") for person in people] == ["Gogh", "World Bank", "Rudé"]


def test_an_emptied_field_leaves_the_record() -> None:
    assert "title" not in csl_of("chapter", {**typed(RICH), "title": " "}, RICH)


@pytest.mark.parametrize(
    "words",
    [
        "1997",
        "1997-03",
        "1997-03-02",
        "ca. 1500",
        "431 BCE",
        "1951–1954",
        "1997-03-02/1997-03-05",
        "Spring 2019",
        "n.d.",
    ],
)
def test_a_date_reads_back_as_it_was_typed(words: str) -> None:
    assert typed_date(csl_date(words)) == words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("March 2, 1997", [1997, 3, 2]),
        ("2 March 1997", [1997, 3, 2]),
        ("Mar. 1997", [1997, 3]),
        ("800 CE", [800]),
        ("-431", [-431]),
    ],
)
def test_dates_in_words_are_understood(words: str, day: list[int]) -> None:
    assert csl_date(words) == {"date-parts": [day]}


@pytest.mark.parametrize("words", ["forthcoming", "3/1997", "ca. the 1500s", "May we 1997"])
def test_what_is_no_date_is_kept_as_words(words: str) -> None:
    assert csl_date(words) == {"literal": words}


def test_a_day_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(NoSuchDayError, match="There is no day 1997-02-30"):
        csl_date("1997-02-30")


def test_a_writer_s_words_and_another_s_correction_are_joined() -> None:
    base = {
        "type": "book",
        "title": "Rights",
        "publisher": "Jordan",
        "author": [{"family": "Pain"}],
        "URL": "https://a",
    }
    now = {**base, "publisher": "J. S. Jordan", "author": [{"family": "Paine"}], "edition": "2"}
    mine = {**typed(base), "title": "Rights of Man", "edition": "", "URL": ""}
    joined = csl_of("book", merged(mine, base, now), now)
    assert joined == {name: value for name, value in {**now, "title": "Rights of Man"}.items() if name != "URL"}


def test_where_both_changed_the_same_the_writer_s_words_stay() -> None:
    base = {"type": "book", "title": "Rights", "author": [{"family": "Pain"}]}
    now = {"type": "book", "title": "Rights of Men", "author": [{"family": "Payne"}]}
    mine = {"title": "Rights of Man", "author-0-family": "Paine"}
    assert merged(mine, base, now) == mine


def test_differences_are_told_in_words_and_only_where_something_changed() -> None:
    before = {"type": "book", "title": "Rights", "issued": {"date-parts": [[1791]]}, "id": "a"}
    after = {**before, "type": "pamphlet", "author": [{"family": "Paine", "given": "Thomas"}], "id": "b"}
    told = [(each.label, each.before, each.after) for each in differences(before, after)]
    assert told == [("Kind of source", "Book", "Pamphlet"), ("Author", "", "Thomas Paine")]


def test_facts_come_in_the_order_of_the_kind_and_lead_to_their_addresses() -> None:
    facts = facts_of({"type": "book", "DOI": "10.1/x", "note": "blue", "title": "Rights", "issued": {"raw": "1791"}})
    assert [(fact.label, fact.words) for fact in facts] == [
        ("Title", "Rights"),
        ("Date", "1791"),
        ("DOI", "10.1/x"),
        ("Note", "blue"),
    ]
    assert facts[2].href == "https://doi.org/10.1/x"
    assert facts_of({"type": "book", "URL": "javascript:alert(1)"})[0].href == ""


def test_every_kind_on_offer_has_fields_and_a_name_of_its_own() -> None:
    assert set(OFFERED) <= set(KINDS)
    labels = [label for _, label in kind_choices()]
    assert len(labels) == len(set(labels))
    assert ("figure", "Figure") in kind_choices("figure")
