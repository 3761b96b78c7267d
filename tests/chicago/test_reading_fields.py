"""Names, dates, locators, titles and texts: what is read from what was typed."""

import pytest

import chicago
from chicago import Locator, Text, Work
from chicago.dates import SHORT_MONTHS, Date
from chicago.people import Person, from_csl
from chicago.text import OPEN, italic, quoted
from chicago.titles import Title, main_title, mark


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        ("126", (126, 126)),
        ("110-12", (110, 112)),
        ("112-12", (112, 112)),
        ("p. 5", (5, 5)),
        ("2:345–347", (345, 347)),
        (" 7 -- 9 ", (7, 9)),
        ("xi", None),
        ("12, 14", None),
        ("45n2", None),
        ("", None),
    ],
)
def test_pages_are_integers_where_they_are_arabic(value: str, pages: tuple[int, int] | None) -> None:
    assert Locator("page", value).pages == pages


def test_a_chapter_has_no_pages() -> None:
    assert Locator("chapter", "3").pages is None


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("3", "10", "3–10"),
        ("100", "104", "100–104"),
        ("107", "108", "107–8"),
        ("321", "328", "321–28"),
        ("498", "532", "498–532"),
        ("1496", "1500", "1496–500"),
        ("12991", "13001", "12991–3001"),
        ("110", "12", "110–12"),
        ("9", "9", "9–9"),
        ("112", "9", "112–19"),
        ("199", "99", "199–99"),
        ("112", "1", "112–1"),
        ("110", "110", "110–10"),
        ("107", "107", "107–7"),
        ("109", "109", "109–9"),
        ("101", "109", "101–9"),
        ("109", "115", "109–15"),
        ("110", "118", "110–18"),
        ("007", "009", "007–009"),
        ("xii", "xvii", "xii–xvii"),
        ("1,234", "1,240", "1,234–1,240"),
    ],
)
def test_a_range_keeps_what_the_manual_keeps(first: str, last: str, printed: str) -> None:
    assert chicago.shorten_range(first, last) == printed


def test_a_range_over_two_volumes_keeps_both() -> None:
    assert Locator("page", "1:340-2:12").words == "1:340–2:12"


@pytest.mark.parametrize(
    ("csl", "printed"),
    [
        ({"date-parts": [[2022]]}, "2022"),
        ({"date-parts": [["2022", "4", "05"]]}, "April 5, 2022"),
        ({"date-parts": [2022, 4]}, "April 2022"),
        ({"date-parts": [[2022, 13]]}, "Spring 2022"),
        ({"date-parts": [[2022]], "season": "4"}, "Winter 2022"),
        ({"date-parts": [[2022, 99, 99]]}, "2022"),
        ({"date-parts": [[2022, 4, 99]]}, "April 2022"),
        ({"date-parts": [[2022.0, 4.0]]}, "April 2022"),
        ({"date-parts": [[True]]}, ""),
        ({"date-parts": [[]]}, ""),
        ({"date-parts": "2022"}, ""),
        ({"date-parts": [[2022, 4, 3], [2022, 4, 9]]}, "April 3–9, 2022"),
        ({"date-parts": [[2022, 4, 28], [2022, 5, 2]]}, "April 28–May 2, 2022"),
        ({"date-parts": [[2022, 4], [2022, 5]]}, "April–May 2022"),
        ({"date-parts": [[2022, 4, 3], [2022, 4, 3]]}, "April 3, 2022"),
        ({"date-parts": [[2022, 4, 3], [2022]]}, "April 3, 2022"),
        ({"date-parts": [[2022, 12], [2023, 1]]}, "December 2022–January 2023"),
        ({"date-parts": [[2022, 12], [2023]]}, "December 2022–2023"),
        ({"date-parts": [[1899], [1902]]}, "1899–1902"),
        ({"date-parts": [[-431]]}, "431 BCE"),
        ({"date-parts": [[-431], [-404]]}, "431–404 BCE"),
        ({"date-parts": [[-27], [14]]}, "27 BCE–14 CE"),
        ({"date-parts": [[1505, 3]], "circa": True}, "ca. March 1505"),
        ({"raw": "2020-05-04"}, "May 4, 2020"),
        ({"literal": "c. 1850"}, "ca. 1850"),
        ({"literal": "Michaelmas 1850"}, "Michaelmas 1850"),
        ({}, ""),
        ("2020-05-04T10:00:00Z", "May 4, 2020"),
        ("2020-05", "May 2020"),
        ("2019/2021", "2019–21"),
        ("x/y", "x/y"),
        ("2020-05/--", "2020-05/--"),
        ("0000", "0000"),
        (1998, "1998"),
        (True, ""),
        (None, ""),
        ([2020], ""),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_known(csl: object, printed: str) -> None:
    assert Date.from_csl(csl).full() == printed


def test_lawyers_abbreviate_months() -> None:
    assert Date((1942, 2, 19)).full(SHORT_MONTHS) == "Feb. 19, 1942"


@pytest.mark.parametrize("value", [None, 3, True, [], {}, {"given": 3.5}, {"family": ""}, [None, 7]])
def test_what_names_nobody_is_left_out(value: object) -> None:
    assert from_csl(value) == ()


def test_a_string_or_one_name_alone_is_read_as_a_list_of_one() -> None:
    assert from_csl("Rope Board") == (Person(literal="Rope Board"),)
    assert from_csl({"family": "Quill"}) == (Person(family="Quill"),)


def test_a_given_name_alone_is_the_name() -> None:
    assert Person.from_csl({"given": "Polybius"}) == Person(family="Polybius")


def test_ideographs_stand_together_family_name_first() -> None:
    person = Person.from_csl({"family": "夏目", "given": "漱石"})
    assert person is not None
    assert (person.full, person.inverted, person.short) == ("夏目漱石", "夏目漱石", "夏目")


def test_a_handle_follows_the_name_in_every_form_but_the_short_one() -> None:
    person = Person(family="Quill", given="Mara", suffix="(@quill)")
    assert (person.full, person.inverted, person.short) == ("Mara Quill (@quill)", "Quill, Mara (@quill)", "Quill")


def test_a_suffix_without_its_period_gets_it() -> None:
    assert from_csl([{"family": "Weir", "given": "Tom", "suffix": "Jr"}])[0].full == "Tom Weir Jr."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<i>A</i> and <b>b</b>", "A and b"),
        ("</i>unopened", "unopened"),
        ("<i>unclosed", "unclosed"),
        ("“unclosed", "unclosed"),
        ("closed”", "closed"),
        ("a 'quoted' word", "a “quoted” word"),
        ('say "so"', "say “so”"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the pilots' strike", "the pilots’ strike"),
        ("a\ue001b\x00c", "abc"),
        ("x<sup>2</sup> <sup>", "x2 "),
        ("1 < 2", "1 < 2"),
    ],
)
def test_typed_markup_and_quotation_marks_are_read(typed: str, printed: str) -> None:
    assert Text(mark(typed)).plain() == printed


def test_quotation_marks_alternate_by_depth() -> None:
    assert Text(quoted(f"a {quoted('b ' + quoted('c'))}")).plain() == "“a ‘b “c”’”"


def test_a_text_prints_as_html_plain_and_markdown() -> None:
    text = Text(italic("A & B") + " x*y " + mark("<sup>2</sup>"))
    assert text.html() == text.__html__() == "<i>A &amp; B</i> x*y <sup>2</sup>"
    assert str(text) == text.plain() == "A & B x*y 2"
    assert text.markdown() == "*A & B* x\\*y ^2^"
    assert text
    assert not Text("")
    assert italic("") == quoted("") == ""


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("Salt: A History", "Salt"),
        ("The Pilot, or, the Wreck", "The Pilot"),
        ("Salt; Sand", "Salt"),
        ("U.S.A.", "U.S.A."),
        (": x", ": x"),
        (f"{OPEN}A: B", f"{OPEN}A: B"),
        ("Why? because", "Why? because"),
    ],
)
def test_the_main_title_ends_before_the_subtitle(title: str, main: str) -> None:
    assert main_title(title) == main


def test_a_question_in_quotation_marks_ends_the_main_title() -> None:
    assert Text(main_title(mark("“Who Struck?” Pilots and Ports"))).plain() == "“Who Struck?”"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("growing up by the sea", "Growing Up by the Sea"),
        ("the man who would be king", "The Man Who Would Be King"),
        ("life of johann von berg", "Life of Johann von Berg"),
        ("co-operation and x-rays", "Co-operation and X-Rays"),
        ("war -- and peace, 1914-1918", "War—and Peace, 1914–1918"),
        ("see example.org now", "See example.org Now"),
        ("-ing words", "-ing Words"),
        ("reading <i>homo sapiens</i> closely", "Reading homo sapiens Closely"),
        ("HENRY VIII AND ANNE", "Henry VIII and Anne"),
        ("Title, ", "Title"),
    ],
)
def test_english_titles_take_headline_capitals(typed: str, printed: str) -> None:
    assert Text(Title.typed(typed).words).plain() == printed


def test_titles_given_as_lists_and_numbers_are_read() -> None:
    assert Work.from_csl({"title": ["Nets", "x"]}).title().words == "Nets"
    assert Work.from_csl({"title": 1984}).title().words == "1984"
    assert Work.from_csl({"title": 7.0}).title().words == "7"
    assert Work.from_csl({"title": [], "volume": True}).title().words == ""


def test_works_are_equal_and_hash_alike_by_what_was_read() -> None:
    first, same, other = (Work.from_csl({"title": title}) for title in ("A", "A", "B"))
    assert first == same != other
    assert len({first, same, other}) == 2
    assert first != "A"


def test_an_older_field_name_is_known() -> None:
    assert chicago.short_title(Work.from_csl({"title": "A Long Title", "shortTitle": "Long"})) == "Long"


def test_problems_say_what_is_missing_for_the_kind() -> None:
    missing = chicago.problems(Work.from_csl({"type": "article-journal", "title": "Nets", "issued": "1998"}))
    assert [(each.field, each.sentence) for each in missing] == [
        ("author", "Journal article: add the author."),
        ("container-title", "Journal article: add the title of the book, journal or site."),
        ("volume", "Journal article: add the volume or issue or DOI or address (URL)."),
    ]


def test_a_kind_that_is_not_known_is_a_problem() -> None:
    assert chicago.problems(Work.from_csl({"type": "hologram", "title": "A"}))[0].field == "type"


def test_a_whole_source_has_no_problems() -> None:
    fields = {"type": "book", "title": "Nets", "author": [{"family": "Quill"}], "publisher": "Egret"}
    assert chicago.problems(Work.from_csl(fields | {"status": "forthcoming"})) == []


@pytest.mark.parametrize("kind", sorted(chicago.KINDS))
def test_a_kind_asks_only_for_fields_that_its_form_has(kind: str) -> None:
    fields = set(chicago.KINDS[kind].fields)
    for wanted in chicago.KINDS[kind].required:
        assert fields & set(wanted.split("|")), wanted


def test_every_kind_has_a_layout_for_all_its_works() -> None:
    from chicago.layouts import BY_KIND

    assert [kind for kind, layouts in BY_KIND.items() if layouts[-1].conditional] == []


def test_a_single_name_tells_itself_apart() -> None:
    assert Person(family="Velleius").initialed == "Velleius"


def test_every_kind_has_a_label_of_its_own() -> None:
    labels = [kind.label for kind in chicago.KINDS.values()]
    assert len(labels) == len(set(labels))


def test_an_unknown_kind_is_called_what_it_is_printed_as() -> None:
    assert chicago.problems(Work.from_csl({"type": "hologram"}))[1].sentence == "Other document: add the title."


def test_a_kind_that_borrows_a_layout_has_a_label() -> None:
    from chicago.layouts import BY_KIND

    assert BY_KIND["map"][-1].label_of("map") == "Map"
    assert BY_KIND["map"][-1].label_of("globe") == "Artwork or photograph"


def test_markdown_keeps_spaces_outside_its_stars() -> None:
    assert Text(italic("Reading " + italic("The Mill") + " Closely") + italic(" ")).markdown() == (
        "*Reading* The Mill *Closely* "
    )
