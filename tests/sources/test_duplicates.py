"""Which records of a library are put forward as one work, and why."""

from itertools import islice

import pytest

from sources.duplicates import Pair, likely_pairs
from sources.matching import Entry
from sources.resemblance import Resemblance
from tests.sources.works import STALIN, WORKS, article, book, chapter, edited, page, paper, slipped

CROWD = book("Rudé", "George", "The Crowd in the French Revolution", "Clarendon Press", 1959)
CATS = book("Darnton", "Robert", "The Great Cat Massacre", "Basic Books", 1984)
MORAL = article("Thompson", "E. P.", "The Moral Economy of the English Crowd", "Past and Present", "50", 1971)
SHELVES = (("Villages", 1997), ("Cities", 1998))
SHELF = ["Bread", "Salt", "Grain", "Market", "Harvest", "Village", "Mill", "Oven", "Tithe", "Baker", "Crowd", "Rain"]
LONG = "The Great Cat Massacre and Other Episodes in French Cultural History"


def pairs(*works: dict[str, object], apart: tuple[tuple[int, int], ...] = ()) -> list[Pair]:
    return likely_pairs([Entry(work, pk=number) for number, work in enumerate(works, start=1)], apart)


def reasons(one: dict[str, object], other: dict[str, object]) -> tuple[str, ...]:
    (pair,) = pairs(one, other)
    return pair.reasons


def test_works_that_merely_stand_near_one_another_are_not_put_forward() -> None:
    assert pairs(*WORKS) == []


@pytest.mark.parametrize("work", [work for work in WORKS if work.get("author")], ids=lambda work: str(work["title"]))
def test_a_slip_anywhere_in_title_or_name_leaves_a_key_by_which_the_two_meet(work: dict[str, object]) -> None:
    for typed in islice(slipped(work), 0, None, 7):
        if Resemblance(Entry(work).facts, Entry(typed).facts).is_likely:
            assert len(pairs(work, typed)) == 1


def test_a_slip_is_told_in_letters() -> None:
    typed = {**CROWD, "title": "The Crowd in the Frenh Revolution"}
    assert reasons(CROWD, typed) == ("The titles differ by one letter.", "Same names.", "Same year.")


def test_what_only_one_record_knows_is_told() -> None:
    bare = {name: value for name, value in CROWD.items() if name not in {"issued", "publisher"}}
    assert reasons(CROWD, bare) == ("Same title.", "Same names.", "The year is known of one only.")
    full = {**CATS, "title": "The Great Cat Massacre: And Other Episodes"}
    assert reasons(CATS, full) == ("Only one has a subtitle.", "Same names.", "Same year.")


def test_names_that_are_spelled_in_two_ways_are_told() -> None:
    initial = {**CROWD, "author": [{"family": "Rude", "given": "G."}]}
    assert "The names are spelled differently: George Rudé / G. Rude." in reasons(CROWD, initial)


def test_two_kinds_are_told() -> None:
    found = pairs(CROWD, {**CROWD, "type": "webpage", "URL": "https://example.org/crowd"})
    assert [(pair.is_sure, pair.reasons[-1]) for pair in found] == [(False, "Entered as two kinds: Book / Web page.")]


def test_one_doubt_is_put_before_a_person_but_is_not_sure() -> None:
    other_year = {**CROWD, "issued": {"date-parts": [[1967]]}}
    other_names = {**CROWD, "author": [{"family": "Lefebvre", "given": "Georges"}]}
    nameless = {name: value for name, value in CROWD.items() if name != "author"}
    goes_on = {**CATS, "title": LONG}
    for one, other in ((CROWD, other_year), (CROWD, other_names), (CROWD, nameless), (CATS, goes_on)):
        (pair,) = pairs(one, other)
        assert not pair.is_sure
    assert "The years differ: 1959 and 1967." in reasons(CROWD, other_year)
    assert "Other names: George Rudé / Georges Lefebvre." in reasons(CROWD, other_names)
    assert "Only one has names." in reasons(CROWD, nameless)
    assert "One title goes on in the other." in reasons(CATS, goes_on)


def test_the_years_that_a_title_goes_on_with_are_no_other_volume() -> None:
    for years in ("1730–1848", "1789–95"):
        (pair,) = pairs(CROWD, {**CROWD, "title": f"{CROWD['title']}, {years}"})
        assert not pair.is_sure
    assert not pairs(CROWD, {**CROWD, "title": f"{CROWD['title']}, 1792"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CROWD, {**CROWD, "author": [{"family": "Soboul", "given": "A."}], "issued": {"date-parts": [[1972]]}}),
        (CATS, {**CATS, "title": LONG, "issued": {"date-parts": [[1999]]}}),
        ({**CROWD, "volume": "1"}, {**CROWD, "volume": "2"}),
        ({**CROWD, "edition": "1"}, {**CROWD, "edition": "2", "issued": {"date-parts": [[1967]]}}),
        (CATS, {**CATS, "title": "The Great Cat Massacre Revisited"}),
        (CATS, {**CATS, "title": "The Great Cat Massacre, Part the Second"}),
        (CATS, {**CATS, "title": "Cat"}),
        (edited("Daniels", "Robert V.", STALIN, 1997), chapter("Daniels", "Robert V.", STALIN, STALIN, 1997)),
        (paper("Riots in Paris", "The Times", [1789, 7, 20]), paper("Riots in Paris", "The Times", [1790, 7, 20])),
        (paper("Riots in Paris", "The Times", [1789, 7, 20]), paper("Riots in Paris", "Le Monde", [1789, 7, 20])),
        (MORAL, {**MORAL, "volume": "51"}),
        (
            page("Home", "The Avalon Project", URL="https://avalon.example.org/"),
            page("Rights", "The Avalon Project", URL="https://avalon.example.org/"),
        ),
        (
            chapter("Viola", "Lynne", "Introduction", "The War on the Peasantry", 2005),
            chapter("Lewin", "Moshe", "Introduction", "The Making of the Soviet System", 2005),
        ),
    ],
)
def test_two_doubts_or_a_number_tell_two_works_apart(one: dict[str, object], other: dict[str, object]) -> None:
    assert pairs(one, other) == []


def test_the_same_doi_or_address_outweighs_a_doubt_more() -> None:
    twice = {**CROWD, "author": [{"family": "Rude"}, {"family": "X"}], "issued": {"date-parts": [[1960]]}}
    for name, value in (("DOI", "10.1000/crowd"), ("URL", "https://example.org/crowd")):
        one = {**CROWD, "type": "webpage", name: value}
        assert not pairs({**one, "DOI": "", "URL": ""}, {**twice})
        (pair,) = pairs(one, {**twice, "title": CROWD["title"], name: value.upper() if name == "DOI" else value})
        assert pair.reasons[0] in {"Same DOI.", "Same address."}


def test_a_doi_is_enough_where_titles_and_years_differ_but_not_for_chapters() -> None:
    known = {**MORAL, "DOI": "https://doi.org/10.1000/past.50"}
    retitled = {**MORAL, "title": "Moral Economies", "DOI": "10.1000/past.50"}
    assert [pair.is_sure for pair in pairs(known, retitled)] == [True]
    redated = {**retitled, "issued": {"date-parts": [[1972]]}}
    assert [(pair.is_sure, pair.reasons[0]) for pair in pairs(known, redated)] == [(False, "Same DOI.")]
    one, other = (chapter("Viola", "Lynne", name, STALIN, year, DOI="10.1000/s") for name, year in SHELVES)
    assert pairs(one, other) == []


def test_what_was_found_to_be_two_works_is_not_put_forward_again() -> None:
    assert pairs(CROWD, CROWD, apart=((1, 2),)) == []
    assert len(pairs(CROWD, CROWD, CATS, apart=((1, 3),))) == 1


def test_the_surest_come_first() -> None:
    doubtful = {**CATS, "issued": {"date-parts": [[1985]]}}
    found = pairs(CATS, doubtful, CROWD, CROWD)
    assert [(pair.one.pk, pair.other.pk, pair.is_sure) for pair in found] == [(3, 4, True), (1, 2, False)]


def test_the_work_grows_with_the_library_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the library is compared at most a little more than twice, also where all have one name and one title."""
    compared = 0

    def judged(resemblance: Resemblance) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr(Resemblance, "is_likely", property(judged))
    titles = {"one": [0, 0, 0], "many": [1, 3, 7]}
    for steps in titles.values():
        counts = []
        for size in (200, 400):
            compared = 0
            pairs(*(book("Rudé", "G.", _title(number, steps), "X", 1959) for number in range(size)))
            counts.append(compared)
        assert 0 < counts[1] <= 2.5 * counts[0]


def _title(number: int, steps: list[int]) -> str:
    return " ".join(SHELF[number * step % len(SHELF)] for step in steps)
