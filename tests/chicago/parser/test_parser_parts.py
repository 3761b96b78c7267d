"""The small readers on their own: the surface and its places, names, dates, locators, imprints."""

import pytest

from chicago.parser import parse
from chicago.parser.dates import read_date
from chicago.parser.imprint import house_of, imprint_of
from chicago.parser.layout import layout_of
from chicago.parser.locators import read_locator
from chicago.parser.names import are_people, is_organisation, is_person, read_name, read_names
from chicago.parser.surface import surface_of


def test_a_span_leads_from_the_plain_words_back_to_the_typed_ones() -> None:
    typed = "Lee,&nbsp; <i>Salt&amp;Bread</i>, 45"
    surface = surface_of(typed)

    start = surface.text.index("Salt&Bread")
    first, last = surface.typed(start, start + len("Salt&Bread"))

    assert surface.text == "Lee, Salt&Bread, 45"
    assert typed[first:last] == "Salt&amp;Bread"


def test_italics_and_links_are_groups_and_marks_inside_a_link_are_not() -> None:
    groups = layout_of(surface_of("*Salt* at https://example.org/a_(b)/“c” [d]")).groups.values()

    assert [group.kind for group in groups if group.kind != "quoted"] == ["square", "italic", "link"]


@pytest.mark.parametrize(
    "words", ["Ann Lee", "E. P. Moe", "V.P. Moe", "Ludwig van der Meer", "O’Hara", "Jean-Luc Petit", "Henry Lee Jr."]
)
def test_a_name_in_a_note_is_a_persons(words: str) -> None:
    assert is_person(words)


@pytest.mark.parametrize(
    "words", ["The Harbor", "Past & Port", "of Salt", "Salt: Trade", "1990", "van der", "A B C D E F G"]
)
def test_other_words_are_no_persons(words: str) -> None:
    assert not is_person(words)


def test_a_list_too_long_for_a_citation_is_no_list_of_people() -> None:
    assert not are_people("Ann Lee, " * 60)


def test_a_body_is_known_by_what_bodies_are_called() -> None:
    assert is_organisation("Harbor Commission of the North")
    assert not is_organisation("Harbor")
    assert read_names("National Archives") == [{"literal": "National Archives"}]
    assert read_names("Ann House") == [{"given": "Ann", "family": "House"}]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Lee", {"family": "Lee"}),
        ("Henry Lee Jr.", {"given": "Henry", "family": "Lee", "suffix": "Jr."}),
        ("W. A. Du Lac", {"given": "W. A.", "family": "Du Lac"}),
        ("van der Meer", {"non-dropping-particle": "van der", "family": "Meer"}),
        ("Moe V.P.", {"family": "Moe", "given": "V.P."}),
    ],
)
def test_a_name_is_divided(words: str, name: dict[str, str]) -> None:
    assert read_name(words) == name


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("1997", (1997,)),
        ("c1997", (1997,)),
        ("ca. 1897", (1897,)),
        ("2 March 1930", (1930, 3, 2)),
        ("Mar. 2, 1930", (1930, 3, 2)),
        ("Sunday, March 2, 1930", (1930, 3, 2)),
        ("1930-03-02", (1930, 3, 2)),
        ("3/2/1930", (1930, 3, 2)),
        ("1930, March 2", (1930, 3, 2)),
        ("July–August 1947", (1947, 7)),
        ("Winter 1990–91", (1990,)),
        ("1972–73", (1972,)),
        ("n.d.", ()),
    ],
)
def test_a_date_is_read(words: str, parts: tuple[int, ...]) -> None:
    date = read_date(words)

    assert date is not None
    assert date.parts == parts


def test_words_with_a_date_among_them_are_no_date() -> None:
    assert read_date("on March 2, 1930") is None
    assert read_date("1930 " * 20) is None


def test_a_season_and_a_doubt_are_kept() -> None:
    spring, about = read_date("Spring 1991"), read_date("ca. 1897")

    assert spring is not None
    assert spring.as_csl() == {"date-parts": [[1991]], "season": 1}
    assert about is not None
    assert about.as_csl() == {"date-parts": [[1897]], "circa": True}


@pytest.mark.parametrize(
    ("words", "label", "value"),
    [
        ("p.126", "page", "126"),
        ("Pg. 26-27", "page", "26-27"),
        ("s. 148", "page", "148"),
        ("xii–xiv", "page", "xii–xiv"),
        ("245n3", "page", "245n3"),
        ("12ff", "page", "12ff"),
        ("306 to 308", "page", "306 to 308"),
        ("chap. 3", "chapter", "3"),
        ("§ 5", "section", "5"),
        ("fols. 3r–4", "folio", "3r–4"),
        ("2.37", "section", "2.37"),
        ("00:48:12", "timestamp", "00:48:12"),
        ("Kindle loc. 4521", "location", "4521"),
    ],
)
def test_a_locator_is_read(words: str, label: str, value: str) -> None:
    pinpoint = read_locator(words, 0, len(words))

    assert pinpoint is not None
    assert (pinpoint.label, words[slice(*pinpoint.value)]) == (label, value)


def test_brackets_without_publication_facts_are_no_imprint() -> None:
    for words in ("see note 4", "emphasis added", "", "as he said in 1930", "x" * 301):
        assert imprint_of(words, 0, len(words)) is None


def test_points_at_the_end_of_an_imprint_do_not_count() -> None:
    words = "Boston: Moe, 1997., "
    imprint = imprint_of(words, 0, len(words))

    assert imprint is not None
    assert {name: words[slice(*span)] for name, span in imprint.pairs} == {
        "issued": "1997",
        "publisher-place": "Boston",
        "publisher": "Moe",
    }
    assert house_of(" , ", 0, 3) == []


def test_the_readers_answer_has_spans_into_the_text_as_typed() -> None:
    typed = "See  Ann&nbsp;Lee, *Salt* (Boston: Moe,1997), p.12."
    citation = parse(typed).citations[0]

    assert {name: typed[slice(*span)] for name, span in citation.spans.items()} == {
        "author": "Ann&nbsp;Lee",
        "title": "Salt",
        "issued": "1997",
        "publisher-place": "Boston",
        "publisher": "Moe",
        "locator": "12",
    }
    assert typed[citation.start : citation.end] == "Ann&nbsp;Lee, *Salt* (Boston: Moe,1997), p.12"
