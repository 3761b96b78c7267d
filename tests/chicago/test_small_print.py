"""Where a rule begins and ends: the last day of a month, the tenth author, each abbreviation and each particle."""

import pytest

from chicago import Locator, Style, Text, Work, entry, full_note
from chicago.dates import SHORT_MONTHS, Date
from chicago.people import Person, from_csl, in_entry, in_note
from chicago.punctuation import capital, close, ends_sentence, join
from chicago.text import clean, quoted

OTHERS = Person(literal="others")


def people(count: int) -> tuple[Person, ...]:
    return tuple(Person(family=letter) for letter in "ABCDEFGHIJKLM"[:count])


@pytest.mark.parametrize(
    ("label", "one", "several"),
    [
        ("page", "4", "4–5"),
        ("document", "doc. 4", "docs. 4–5"),
        ("elocation", "4", "4–5"),
        ("act", "act 4", "acts 4–5"),
        ("appendix", "app. 4", "apps. 4–5"),
        ("article", "art. 4", "arts. 4–5"),
        ("book", "bk. 4", "bks. 4–5"),
        ("canto", "canto 4", "cantos 4–5"),
        ("chapter", "chap. 4", "chaps. 4–5"),
        ("column", "col. 4", "cols. 4–5"),
        ("equation", "eq. 4", "eqs. 4–5"),
        ("figure", "fig. 4", "figs. 4–5"),
        ("folio", "fol. 4", "fols. 4–5"),
        ("issue", "no. 4", "nos. 4–5"),
        ("line", "line 4", "lines 4–5"),
        ("location", "loc. 4", "locs. 4–5"),
        ("note", "n. 4", "nn. 4–5"),
        ("opus", "op. 4", "opp. 4–5"),
        ("paragraph", "para. 4", "paras. 4–5"),
        ("part", "pt. 4", "pts. 4–5"),
        ("plate", "pl. 4", "pls. 4–5"),
        ("rule", "rule 4", "rules 4–5"),
        ("scene", "sc. 4", "scs. 4–5"),
        ("section", "sec. 4", "secs. 4–5"),
        ("stanza", "st. 4", "sts. 4–5"),
        ("sub-verbo", "4", "4–5"),
        ("table", "table 4", "tables 4–5"),
        ("timestamp", "at 4", "at 4–5"),
        ("title", "tit. 4", "tits. 4–5"),
        ("track", "track 4", "tracks 4–5"),
        ("verse", "v. 4", "vv. 4–5"),
        ("volume", "vol. 4", "vols. 4–5"),
        ("scroll", "scroll 4", "scroll 4–5"),
    ],
)
def test_a_label_is_abbreviated_in_the_right_number(label: str, one: str, several: str) -> None:
    assert (Locator(label, "4").words, Locator(label, "4-5").words) == (one, several)


@pytest.mark.parametrize("label", ["act", "chapter", "line", "verse"])
def test_a_division_within_a_division_tells_itself(label: str) -> None:
    assert Locator(label, "2.14").words == "2.14"


def test_a_numeral_is_no_point() -> None:
    assert Locator("chapter", "X,").words == "chap. X"


def test_no_headword_is_printed_as_nothing() -> None:
    assert Locator("sub-verbo", " ").printed(Style()) == ""


def test_a_letter_x_is_no_mark() -> None:
    assert Text(close(quoted("Malcolm X"), ".")).plain() == "“Malcolm X.”"
    assert Text(close(quoted("Malcolm X"), ",")).plain() == "“Malcolm X,”"


def test_a_mark_gives_way_to_the_semicolon() -> None:
    assert join("Nets,", "Oars", "; ") == "Nets; Oars"


@pytest.mark.parametrize("address", ["http://example.org", "https://example.org"])
def test_an_address_takes_no_capital(address: str) -> None:
    assert capital(address) == address


def test_lawyers_abbreviate_the_long_months() -> None:
    assert [Date((1942, month, 1)).full(SHORT_MONTHS).split()[0] for month in range(1, 13)] == [
        *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
    ]


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ([[2022, 4, 31]], "April 31, 2022"),
        ([[2022, 4, 32]], "April 2022"),
        ([[2022, 1, 1]], "January 1, 2022"),
        ([[2022, 12]], "December 2022"),
        ([[2022, 16]], "Winter 2022"),
        ([[2022, 17]], "2022"),
        ([[2022, 20]], "2022"),
        ([[2022, 21]], "Spring 2022"),
        ([[2022, 24]], "Winter 2022"),
        ([[2022, 25]], "2022"),
        ([[2022, True]], "2022"),
        ([[99999]], "99999"),
        ([[100000]], ""),
        ([[99999.0]], "99999"),
        ([[100000.0]], ""),
        ([[2022, 4, 3], []], "April 3, 2022"),
        ([2022, 4, [1]], "April 2022"),
        ([2022, [2023]], ""),
        ([[1980], [1989]], "1980–89"),
        ([[2022, 4, 3], [2022, 5]], "April–May 2022"),
        ([[2022, 4], [2022, 5, 2]], "April–May 2022"),
        ([[2022, 4, 3], [2022, 4]], "April 2022"),
        ([[2022, 4], [2022, 4, 9]], "April 2022"),
    ],
)
def test_a_date_ends_where_the_calendar_ends(parts: object, printed: str) -> None:
    assert Date.from_csl({"date-parts": parts}).full() == printed


@pytest.mark.parametrize("circa", [None, False, 0, "", "false"])
def test_a_date_is_certain_unless_it_says_otherwise(circa: object) -> None:
    assert Date.from_csl({"date-parts": [[1850]], "circa": circa}) == Date((1850, 0, 0))


@pytest.mark.parametrize(
    ("season", "printed"), [(0, "1850"), (1, "Spring 1850"), (4, "Winter 1850"), (5, "1850"), (None, "1850")]
)
def test_a_year_has_four_seasons(season: object, printed: str) -> None:
    assert Date.from_csl({"date-parts": [[1850]], "season": season}).full() == printed


def test_a_month_counts_more_than_a_season() -> None:
    assert Date.from_csl({"date-parts": [[1850, 4]], "season": 4}).full() == "April 1850"


def test_what_is_not_known_of_a_date_is_nought() -> None:
    assert Date.from_csl({}) == Date((0, 0, 0), None, "", circa=False)
    assert Date.from_csl("998") == Date((998, 0, 0))
    assert Date.from_csl("ca. 1850") == Date((1850, 0, 0), circa=True)
    assert Date((0, 4, 0), words="spring").full() == "spring"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("31 May 1999", Date((1999, 5, 31))),
        ("32 May 1999", Date(words="32 May 1999")),
        ("3 December 1999", Date((1999, 12, 3))),
        ("3 Spring 1999", Date(words="3 Spring 1999")),
        ("Autumn 1999", Date((1999, 23, 0))),
        ("1999–2001", Date((1999, 0, 0), (2001, 0, 0))),
        ("1997–99", Date((1997, 0, 0), (1999, 0, 0))),
        ("1999–01", Date(words="1999–01")),
        ("1999–1999", Date(words="1999–1999")),
        ("1999–1998", Date(words="1999–1998")),
    ],
)
def test_a_date_in_words_is_read_as_far_as_it_can_be(typed: str, date: Date) -> None:
    assert Date.from_csl({"raw": typed}) == date


def test_a_span_within_a_year_is_that_year() -> None:
    assert Date((1951, 2, 0), (1951, 3, 0)).year() == "1951"
    assert Date((1951, 2, 0), (1954, 2, 0)).year() == "1951–54"


def test_a_month_has_no_days() -> None:
    assert Date((2022, 4, 3), (2022, 5, 9)).month() == "April–May 2022"
    assert Date((2022, 4, 3), (2023, 5, 9)).month() == "April 2022–May 2023"
    assert Date((2022, 4, 3)).month() == "April 2022"


@pytest.mark.parametrize("article", ["al-", "el-", "ar-", "as-", "at-", "ad-", "an-", "ash-", "az-", "Al-"])
def test_an_arabic_article_never_leads(article: str) -> None:
    assert Person(family="Hakim", given="Tawfiq", particle=article).inverted == f"Hakim, Tawfiq {article}"


@pytest.mark.parametrize("words", ["others", "et al", "et al.", "and others", "Others"])
def test_others_are_called_by_several_names(words: str) -> None:
    assert in_note((Person(family="A"), Person(literal=words)), Style()) == "A et al."


def test_others_alone_are_a_name() -> None:
    assert in_note((OTHERS,), Style()) == "others"


def test_a_comma_stands_before_et_al_from_two_names_on() -> None:
    assert in_note((*people(2), OTHERS), Style(17)) == "A, B, et al."


@pytest.mark.parametrize(
    ("edition", "count", "printed"),
    [
        (18, 6, "A, B, C, D, E, and F"),
        (18, 7, "A, B, C, et al."),
        (17, 10, "A, B, C, D, E, F, G, H, I, and J"),
        (17, 11, "A, B, C, D, E, F, G, et al."),
    ],
)
def test_an_entry_names_so_many_and_no_more(edition: int, count: int, printed: str) -> None:
    assert in_entry(people(count), Style(edition)) == printed


@pytest.mark.parametrize(
    ("csl", "person"),
    [
        ({"literal": "The Board", "family": "Quill"}, Person(family="Quill")),
        ({"literal": "The Board"}, Person("", "", "", "", "", "The Board", family_first=False)),
        ({"family": "Mao", "given": "ZD"}, Person(family="Mao", given="Z. D.")),
        ({"family": "Mao", "given": "ZD", "static-ordering": True}, Person("Mao", "ZD", family_first=True)),
        ({"family": "Mao", "given": "Bo", "static-ordering": "true"}, Person("Mao", "Bo", family_first=True)),
        ({"family": "Mao", "given": "Bo", "static-ordering": False}, Person("Mao", "Bo")),
        ({"family": "Weir", "suffix": "Sr"}, Person(family="Weir", suffix="Sr.")),
        ({"family": "King Jr.", "given": "Martin"}, Person(family="King", given="Martin", suffix="Jr.")),
        ({"family": "King", "given": "Martin, Jr."}, Person(family="King", given="Martin", suffix="Jr.")),
        ({"family": 7}, Person(family="7")),
        ({"family": "O'Brien"}, Person(family="O’Brien")),
    ],
)
def test_a_name_is_read_into_its_parts(csl: object, person: Person) -> None:
    assert from_csl(csl) == (person,)


def test_only_an_apostrophe_or_a_hyphen_draws_a_particle_close() -> None:
    names = [Person(family="Or", particle=particle).short for particle in ("d’", "al-", "X")]
    assert names == ["d’Or", "al-Or", "X Or"]


def test_double_spaces_in_plain_letters_are_one() -> None:
    assert clean(" a  b ") == "a b"


def test_an_exclamation_ends_a_sentence() -> None:
    assert ends_sentence("Nonsense!")
    assert not ends_sentence("Nonsense,")


def test_a_name_with_an_arabic_article_keeps_its_suffix() -> None:
    assert Person(family="Hakim", given="Tawfiq", particle="al-", suffix="Jr.").inverted == "Hakim, Tawfiq al-, Jr."


def test_a_name_that_begins_with_the_family_s_stays_whole_among_namesakes() -> None:
    assert Person(family="Mao", given="Zedong", family_first=True).initialed == "Mao Zedong"


@pytest.mark.parametrize("person", [OTHERS, Person(family="others"), Person(family="Mao", literal="others")])
def test_others_are_others_however_they_are_typed(person: Person) -> None:
    assert person.is_others
    assert not Person(family="Mao").is_others


@pytest.mark.parametrize(
    ("kind", "date"), [("performance", "event-date"), ("article-journal", "available-date"), ("book", "issued")]
)
def test_what_bears_any_date_needs_no_day_of_reading(kind: str, date: str) -> None:
    csl: dict[str, object] = {
        "type": kind, "title": "Pilots", "container-title": "Harbour Review", "URL": "https://harbour.example.org/1",
        "accessed": {"date-parts": [[2020, 3, 4]]},
    }  # fmt: skip
    assert "accessed March 4, 2020" in full_note(Work.from_csl(csl)).plain()
    assert "accessed" not in full_note(Work.from_csl(csl | {date: {"date-parts": [[1999, 5, 6]]}})).plain()


def test_a_note_that_gives_volume_and_page_names_the_volume_once() -> None:
    csl = {"type": "chapter", "title": "Pilots", "container-title": "Quays", "volume": "2", "publisher": "Quay Press"}
    chapter = Work.from_csl({**csl, "issued": {"date-parts": [[1999]]}})
    assert full_note(chapter, Locator("page", "2:45")).plain() == "“Pilots,” in Quays (Quay Press, 1999), 2:45."
    assert full_note(chapter, Locator("page", "45")).plain() == "“Pilots,” in Quays, vol. 2 (Quay Press, 1999), 45."
    assert entry(chapter).plain() == "“Pilots.” In Quays, vol. 2. Quay Press, 1999."


@pytest.mark.parametrize("genre", ["manuscript", "typescript", "paper", "essay", "draft", "book"])
def test_an_unpublished_work_keeps_its_title_in_quotation_marks_in_an_archive(genre: str) -> None:
    csl = {"type": "manuscript", "author": [{"family": "Reed", "given": "Ana"}], "title": "the tide", "genre": genre,
           "archive": "Quay Archive", "archive_location": "box 3"}  # fmt: skip
    assert full_note(Work.from_csl(csl)).plain().startswith("Ana Reed, “The Tide”")
