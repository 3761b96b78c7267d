"""When two records describe the same work, and when they do not."""

from collections.abc import Mapping
from itertools import combinations

import pytest

from sources.facts import Facts
from sources.likeness import fits_short_form, holds_words, is_called, same_work
from tests.sources.works import SISTERS, STALIN, WORKS, article, book, chapter, edited, page, paper, slipped

VIOLA = chapter("Viola", "Lynne", "Collectivization as a Revolution", STALIN, 1997)
MARX = book("Marx", "Karl", "Capital", "Penguin", 1976)
ALL = [*WORKS, *SISTERS]
FONDS = {"type": "manuscript", "title": "Report", "archive": "Archives nationales", "archive_location": "F7 4385"}
BANK = {"type": "report", "title": "Working Paper", "number": "12", "author": [{"literal": "World Bank"}]}
RITES = article("Davis", "Natalie", "The Rites of Violence", "Past and Present", "59", 1973)


def same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    forwards, backwards = same_work(Facts(one), Facts(other)), same_work(Facts(other), Facts(one))
    assert forwards == backwards
    return forwards


def test_no_two_works_of_the_shelf_are_the_same() -> None:
    assert len(ALL) >= 100
    assert [pair for pair in combinations(ALL, 2) if same(*pair)] == []


def test_nearly_every_slip_of_one_letter_leaves_a_work_itself_and_none_makes_it_another() -> None:
    facts = [Facts(work) for work in ALL]
    lost = taken = slips = 0
    for work, known in zip(ALL, facts, strict=True):
        for typed in map(Facts, slipped(work)):
            slips += 1
            lost += not same_work(typed, known)
            taken += any(same_work(typed, other) for other in facts if other is not known)
    assert slips > 8_000
    assert lost / slips < 0.02
    assert taken == 0


@pytest.mark.parametrize(
    "typed",
    [
        {**VIOLA, "title": "collectivization AS A revolution."},
        {**VIOLA, "title": "“Collectivization as a Revolution”"},
        {**VIOLA, "title": "Collectivization as Revolution"},
        {**VIOLA, "title": "The Collectivization as a Revolution"},
        {**VIOLA, "container-title": "The Stalin Revolution"},
        {**VIOLA, "container-title": "Stalin Revolution: Foundation of the Totalitarian Era"},
        {**VIOLA, "author": [{"family": "Viola", "given": "L."}]},
        {**VIOLA, "author": [{"family": "VIOLA", "given": "Lynne"}]},
        {**VIOLA, "author": [{"family": "Violla", "given": "Lynne"}]},
        {**VIOLA, "publisher-place": "Lexington", "publisher": "D. C. Heath"},
        {**VIOLA, "issued": {"date-parts": [["1997"]]}},
        {**VIOLA, "issued": None, "page": "131-139"},
    ],
)
def test_what_writers_vary_leaves_a_work_itself(typed: dict[str, object]) -> None:
    assert same(VIOLA, typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            book("Rudé", "George", "The Crowd in History", "Wiley", 1964),
            {"author": [{"family": "Rude", "given": "G."}]},
        ),
        (book("Beauvoir", "Simone", "The Second Sex", "Vintage", 2011), {"author": [{"family": "de Beauvoir"}]}),
        (book("Du Bois", "W. E. B.", "Black Reconstruction", "Harcourt", 1935), {"author": [{"family": "DuBois"}]}),
        (book("Soboul", "Albert", "The Sans-Culottes", "Anchor", 1972), {"title": "The Sansculottes"}),
        (
            book("Hunt", "Lynn", "Politics, Culture, and Class", "California", 1984),
            {"title": "Politics, Culture & Class"},
        ),
        (RITES, {"volume": ""}),
        ({**MARX, "volume": "2"}, {"volume": "vol. II"}),
        ({**MARX, "title": "Capital, Volume II"}, {"title": "Capital", "volume": "2"}),
        ({**MARX, "title": "Capital: A Critique", "volume": "1"}, {"title": "Capital, vol. I", "volume": ""}),
        (BANK, {"author": [{"family": "Bank", "given": "World"}], "number": "", "issue": "12", "type": "book"}),
        ({**MARX, "volume": "2"}, {"volume": "two"}),
        ({**MARX, "edition": "2"}, {"edition": "2nd ed."}),
        (page("Home", "Marx", URL="https://marx.example.org/a/"), {"URL": "http://www.marx.example.org/a?from=mail"}),
        (FONDS, {"archive": "AN", "archive_location": "4385"}),
        ({**MARX, "edition": "2"}, {"edition": "second"}),
        ({**MARX, "edition": "rev."}, {"edition": "revised"}),
        (paper("Riots in Paris", "The Times", [1789, 7, 20]), {"container-title": "Times"}),
        (paper("Riots in Paris", "The Times", [1789, 7, 20]), {"issued": {"date-parts": [["1789", "07"]]}}),
        (book("World Bank", "", "Attacking Poverty", "Oxford", 2000), {"author": [{"literal": "The World Bank"}]}),
        (book("Paine", "Thomas", "Common Sense", "Bell", 1776), {"type": "pamphlet"}),
    ],
)
def test_other_spellings_of_the_same_thing_are_understood(one: dict[str, object], other: dict[str, object]) -> None:
    assert same(one, {**one, **other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VIOLA, chapter("Viola", "Lynne", "Stalinism as Revolution from Above", STALIN, 1997)),
        (VIOLA, edited("Daniels", "Robert V.", STALIN, 1997)),
        (VIOLA, {**VIOLA, "author": [{"family": "Tucker", "given": "Robert C."}]}),
        (VIOLA, {**VIOLA, "author": [{"family": "Viola", "given": "Maria"}]}),
        (VIOLA, {**VIOLA, "issued": {"date-parts": [[1990]]}}),
        (VIOLA, {**VIOLA, "container-title": "Russian Peasants"}),
        ({**MARX, "volume": "one"}, {**MARX, "volume": "2"}),
        ({**MARX, "edition": "1"}, {**MARX, "edition": "2nd ed."}),
        ({**MARX, "volume": "1"}, {**MARX, "volume": "II"}),
        ({**MARX, "title": "Capital, Volume I"}, {**MARX, "title": "Capital, Volume II"}),
        ({**MARX, "title": "Capital, Volume I"}, {**MARX, "volume": "2"}),
        ({**MARX, "title": "Capital, Volume I"}, MARX),
        (BANK, {**BANK, "number": "", "issue": "13"}),
        ({**MARX, "title": "Works, Vol. 11"}, {**MARX, "title": "Works, Vol. 12"}),
        ({**MARX, "title": "Letters from the North"}, {**MARX, "title": "Letters from the South"}),
        (paper("Riots in Paris", "The Times", [1789, 7, 20]), paper("Riots in Paris", "The Times", [1789, 7, 21])),
        (RITES, {**RITES, "volume": "60"}),
        (page("About", "The Avalon Project"), {**page("About", "The Avalon Project"), "author": [{"literal": "Yale"}]}),
    ],
)
def test_what_tells_works_apart_keeps_them_apart(one: dict[str, object], other: dict[str, object]) -> None:
    assert not same(one, other)


def test_one_doi_is_one_work_whatever_else_was_typed() -> None:
    one = {
        **article("Davis", "Natalie", "The Rites of Violence", "Past and Present", "59", 1973),
        "DOI": "10.1093/p/59",
    }
    other = {"type": "article-journal", "title": "Rites", "DOI": "https://doi.org/10.1093/P/59"}
    assert same(one, other)
    assert not same(one, {**other, "DOI": "10.1093/p/60"})


def test_reviews_and_letters_without_a_title_are_told_apart_by_what_they_are_about() -> None:
    review = {**article("Hunt", "Lynn", "", "Past and Present", "60", 1973), "reviewed-title": "The Crowd in History"}
    assert same(review, {**review, "reviewed-title": "The Crowd in Histroy"})
    assert not same(review, {**review, "reviewed-title": "The Great Fear"})
    letter = {"type": "personal_communication", "author": [{"family": "Paine"}], "genre": "letter"}
    to_burke, to_adams = ({**letter, "recipient": [{"family": family}]} for family in ("Burke", "Adams"))
    assert same(to_burke, dict(to_burke))
    assert not same(to_burke, to_adams)


def short(family: str = "", title: str = "") -> Facts:
    return Facts({"author": [{"family": family}] if family else [], "title": title})


@pytest.mark.parametrize(
    ("family", "title", "fits"),
    [
        ("Viola", "Collectivization", True),
        ("Viola", "Colectivization as a Revolution", True),
        ("Viola", "", True),
        ("", "Collectivization", True),
        ("", "", False),
        ("Tucker", "Collectivization", False),
        ("Viola", "Revolution", False),
        ("Viola", "Collect", False),
    ],
)
def test_a_short_form_gives_the_name_and_the_beginning_of_the_title(*, family: str, title: str, fits: bool) -> None:
    assert fits_short_form(short(family, title), Facts(VIOLA)) is fits


def test_a_short_title_of_its_own_is_understood_as_well() -> None:
    massacre = {**book("Darnton", "Robert", "The Great Cat Massacre", "Basic", 1984), "title-short": "Cats"}
    assert fits_short_form(short("Darnton", "Cats"), Facts(massacre))
    assert is_called(short("Darnton", "Great Cat Massacre"), Facts(massacre))
    assert not is_called(short("Darnton", "Great Cat"), Facts(massacre))
    assert holds_words(short("Darnton", "Cat Massacre"), Facts(massacre))
    assert not holds_words(short("", "Cat Massacre"), Facts(massacre))
