"""Records as people have them: from other programs, from web sites, half broken, and in any bytes at all."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.exchange import MAX_BYTES, MAX_RECORDS, Record, read
from sources.exchange.bibtex import LONGEST_VALUE
from sources.exchange.latex import decoded, encoded
from sources.exchange.records import MAX_RECORD

HOOKS = r"""% kept by hand
@string{ egret = "Egret" # { Press} }
@comment{ nothing }
@BOOK{hooks94,
  author    = "hooks, bell and {Combahee River Collective} and others",
  title     = {Teaching to {T}ransgress},
  subtitle  = "Education as the Practice of Freedom",
  publisher = egret # ", Ltd.",
  address   = {New York}, year = 1994, month = mar,
  keywords  = {pedagogy}, file = {a.pdf:PDF}
}
"""


def only(text: str | bytes) -> Mapping[str, object]:
    (found,) = read(text)
    assert found.csl is not None, found.refusal
    return found.csl


def field(name: str, bibtex: str) -> object:
    return only(f"@{bibtex}")[name]


def titles(records: list[Record]) -> list[object]:
    return [record.csl.get("title") if record.csl else None for record in records]


# ---- BibTeX ----------------------------------------------------------------------------------------


def test_an_entry_with_its_abbreviations_is_one_record_and_says_where_it_stood() -> None:
    (found,) = read(HOOKS)
    assert (found.line, found.key, found.untaken) == (4, "hooks94", ("file",))
    assert found.words.startswith("@BOOK{hooks94, author")
    assert found.csl == {
        "type": "book",
        "author": [
            {"family": "hooks", "given": "bell"},
            {"literal": "Combahee River Collective"},
            {"literal": "others"},
        ],
        "title": "Teaching to Transgress: Education as the Practice of Freedom",
        "publisher": "Egret Press, Ltd.",
        "publisher-place": "New York",
        "issued": {"date-parts": [[1994, 3]]},
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r"Caf\'e, Caf\'{e}, Caf{\'e}, Caf\'{\e}", "Café, Café, Café, Caf\u0301"),
        (r"G{\"o}del \& {\L}\'od\'z", "Gödel & Łódź"),
        (r"\'{\i}sland \v{S}koda \c{c}a \u{g} \H{o} \k{a} \.z \aa", "ísland Škoda ça ğ ő ą ż å"),
        (r"Stra{\ss}e {\O}re {\ae} \oe{}uvre", "Straße Øre æ œuvre"),
        ("``So,'' he said---or 1914--18", "“So,” he said—or 1914–18"),
        (r"The \emph{Iliad} and {\em its} readers", "The <i>Iliad</i> and <i>its</i> readers"),
        ("{{DNA}} and {B}oston", "DNA and Boston"),
        (r"$5\%$ of a~day \#1 \_ \$3", "5% of a day #1 _ $3"),
        (r"\textsuperscript{th} \unknown{word} \href{x}{y}", "<sup>th</sup> word y"),
        ("a}b{c", "abc"),
    ],
)
def test_latex_is_read_as_the_letters_that_it_stands_for(typed: str, meant: str) -> None:
    assert decoded(typed) == meant


@settings(max_examples=300)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]) | st.sampled_from("\\{}~^&%$#_-`'<> "),
        max_size=40,
    )
)
@example("<i>a</i> {b} ---x''")
def test_words_written_as_latex_are_read_as_the_same_words(words: str) -> None:
    assert decoded(encoded(words)) == " ".join(words.split())


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Vincent van Gogh", [{"family": "Gogh", "non-dropping-particle": "van", "given": "Vincent"}]),
        ("de la Cruz, Juana", [{"family": "Cruz", "non-dropping-particle": "de la", "given": "Juana"}]),
        ("King, Jr., Martin Luther", [{"family": "King", "suffix": "Jr.", "given": "Martin Luther"}]),
        ("{World Bank and Sons}", [{"literal": "World Bank and Sons"}]),
        ("{\\'E}mile Zola AND Plato", [{"family": "Zola", "given": "Émile"}, {"family": "Plato"}]),
        (
            "family=Beauvoir, given=Simone, prefix=de",
            [{"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}],
        ),
        (" and and , ", []),
    ],
)
def test_names_are_read_in_every_order_in_which_bibtex_writes_them(typed: str, people: list[object]) -> None:
    assert only(f"@book{{k, title={{T}}, author={{{typed}}}}}").get("author", []) == people


@pytest.mark.parametrize(
    ("bibtex", "name", "value"),
    [
        ("article{k, title=T, pages={110--12}, number=3, journal=J}", "page", "110-12"),
        ("article{k, title=T, journaltitle=J, number=3}", "issue", "3"),
        ("article{k, title=T, journal=J, entrysubtype=newspaper}", "type", "article-newspaper"),
        ("book{k, title=T, series=S, number=3}", "collection-number", "3"),
        ("techreport{k, title=T, institution=I, number=3}", "number", "3"),
        ("phdthesis{k, title=T, school=S}", "genre", "PhD diss."),
        ("online{k, title=T, url={https://x.org/}, urldate={2024-05-06}}", "accessed", {"date-parts": [[2024, 5, 6]]}),
        ("misc{k, title=T, url={https://x.org/a_b%20c}}", "URL", "https://x.org/a_b%20c"),
        ("book{k, title=T, date={1951/1954}}", "issued", {"date-parts": [[1951], [1954]]}),
        ("book{k, title=T, year={n.d.}}", "issued", {"literal": "n.d."}),
        ("book{k, title=T, year=1998, month=10, day=3}", "issued", {"date-parts": [[1998, 10, 3]]}),
        ('book{k, title=T, year=1998, month="10~" # oct}', "issued", {"date-parts": [[1998, 10, 10]]}),
        ("book{k, title=T, year=1998, month=spring}", "issued", {"date-parts": [[1998]], "season": 1}),
        ("book{k, title=T, year=1998, month=jan # {~5}}", "issued", {"date-parts": [[1998, 1, 5]]}),
        ("movie{k, title=T, editor={Reed, A.}, editortype=director}", "director", [{"family": "Reed", "given": "A."}]),
        ("book{k, title={Volume}, maintitle={Whole}}", "volume-title", "Volume"),
        ("hologram{k, title=T}", "type", "document"),
    ],
)  # fmt: skip
def test_fields_find_their_place(bibtex: str, name: str, value: object) -> None:
    assert field(name, bibtex) == value


def test_a_chapter_inherits_from_the_book_that_stands_after_it() -> None:
    chapter, book = read(
        "@inbook{c, crossref={B}, title={One}, author={Quill, Mara}, pages={1--9}}\n"
        "@book{b, title={Whole}, subtitle={And Parts}, editor={Stone, Ivo}, publisher=Egret, year=1998, url={x}}"
    )
    assert chapter.csl
    assert book.csl
    assert (chapter.csl["title"], chapter.csl["container-title"]) == ("One", "Whole: And Parts")
    assert chapter.csl["editor"] == book.csl["editor"]
    assert (chapter.csl["publisher"], chapter.csl["issued"]) == ("Egret", {"date-parts": [[1998]]})
    assert "URL" not in chapter.csl


def test_entries_that_name_one_another_as_parents_end() -> None:
    assert titles(read("@book{a, crossref={b}, title={A}}\n@book{b, crossref={a}, title={B}}")) == ["A", "B"]


def test_abbreviations_that_double_themselves_stay_small() -> None:
    bomb = "@string{a = {xxxxxxxxxx}}\n" + "@string{a = a # a # a}\n" * 100 + "@book{k, title = a # {}, publisher=a}"
    assert len(str(only(bomb)["title"])) <= LONGEST_VALUE


@pytest.mark.parametrize(
    "broken",
    [
        "@book{two, title = {Never closed\n",
        '@book{two, title = "Never closed\n',
        "@book{two\n title = {No comma}\n}",
        "@book{two, title {No sign}}",
        "@book{two, year = 1998}",
        "@book{}",
    ],
)
def test_a_broken_entry_is_refused_and_those_around_it_stand(broken: str) -> None:
    one, two, three = read(f"@book{{one, title={{One}}}}\n{broken}\n@book{{three, title={{Three}}}}\n")
    assert titles([one, two, three]) == ["One", None, "Three"]
    assert two.line == 2
    assert two.refusal.endswith(".")


def test_two_entries_under_one_key_and_a_field_given_twice_are_read() -> None:
    assert titles(read("@book{k, title={A}, title={X}}\n@book{k, title={B}}")) == ["A", "B"]


def test_round_brackets_hold_an_entry_too() -> None:
    assert only("@book(k, title = {A (B)}, year = 1998)")["title"] == "A (B)"


# ---- RIS -------------------------------------------------------------------------------------------

RIS = """TY  - CHAP
AU  - King, Martin Luther, Jr.
AU  - World Bank
TI  - The quay
  at night
BT  - Ports
A2  - Stone, Ivo
PY  - 1998
DA  - 1998/03/02/
SP  - 110
EP  - 112
KW  - ports
XX  - odd
ER  -
"""


def test_a_chapter_in_ris_finds_its_places() -> None:
    (found,) = read(RIS)
    assert found.untaken == ("XX",)
    assert found.csl == {
        "type": "chapter",
        "author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}, {"literal": "World Bank"}],
        "title": "The quay at night",
        "editor": [{"family": "Stone", "given": "Ivo"}],
        "container-title": "Ports",
        "page": "110-112",
        "issued": {"date-parts": [[1998, 3, 2]]},
    }


def test_a_record_without_its_end_ends_where_the_next_begins() -> None:
    found = read("TY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\nER  -\n\nTY - BOOK\nTI - Three")
    assert [(record.line, title) for record, title in zip(found, titles(found), strict=True)] == [
        (1, "One"),
        (3, "Two"),
        (7, "Three"),
    ]


def test_a_record_without_its_type_is_refused_and_the_next_stands() -> None:
    first, second = read("TI  - One\nER  - \nTY  - BOOK\nTI  - Two\nER  - ")
    assert "TY" in first.refusal
    assert titles([first, second]) == [None, "Two"]


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("1998", {"date-parts": [[1998]]}),
        ("1998/03//", {"date-parts": [[1998, 3]]}),
        ("1998///Spring", {"date-parts": [[1998]], "season": 1}),
        ("2 March 1998", {"date-parts": [[1998, 3, 2]]}),
        ("1998/13/40", {"literal": "1998/13/40"}),
        ("in press", {"literal": "in press"}),
    ],
)
def test_dates_of_ris_are_read(typed: str, date: object) -> None:
    assert only(f"TY  - BOOK\nTI  - T\nPY  - {typed}\nER  - ")["issued"] == date


# ---- CSL-JSON --------------------------------------------------------------------------------------


def test_what_stands_between_the_items_and_is_none_is_told_with_its_line() -> None:
    read_ones = read('[{"title": "One"}, 5,\n  "x {",\n{"title": "Two"},\n null]')
    assert [(record.line, bool(record.csl)) for record in read_ones] == [(1, True), (1, False), (3, True), (4, False)]
    assert "a record begins with {" in read_ones[1].refusal
    assert len(read('{"items": [{"title": "One"}]}')) == 1


def test_what_a_database_cannot_keep_is_left_out_and_told() -> None:
    item = (
        '{"title": "A\\u0000b\\ud800", "volume": 1e999, "issue": NaN, "author": [{"family": "Q", "given": {}}, 3, {}],'
        '"issued": {"date-parts": [1998, "3", null]}, "accessed": {"date-parts": [["x", {}]]}, "page": 12.0}'
    )
    (found,) = read(f"[{item}]")
    assert found.csl == {
        "type": "document",
        "title": "Ab",
        "author": [{"family": "Q"}],
        "issued": {"date-parts": [[1998, 3]]},
        "page": 12,
    }
    assert set(found.untaken) == {"volume", "issue", "author", "accessed"}


@pytest.mark.parametrize(
    "broken",
    [
        '{"title": "Two" "type": "book"}',
        '{"title": "Two"',
        '{"title": "Two}',
        '{"title": "Two", "author": [{"family": "Q"}',
        '{"title": "Two", "page": ' + "9" * 5_000 + "}",
        '{"title": "Two", "x": ' + "[" * 9_000 + "]" * 9_000 + "}",
        "{}",
    ],
)
def test_a_broken_item_is_refused_and_those_around_it_stand(broken: str) -> None:
    found = read('[\n{"title": "One"},\n' + broken + ',\n{"title": "Three"}\n]')
    assert titles(found) == ["One", None, "Three"]
    assert found[1].line == 3
    assert found[1].refusal.endswith(".")


def test_items_wrapped_in_an_object_and_a_single_one_are_read() -> None:
    assert titles(read('{"items": [{"title": "A"}, {"title": "B"}]}')) == ["A", "B"]
    assert titles(read('{"title": "A"}')) == ["A"]


# ---- whatever it is --------------------------------------------------------------------------------


@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text", ["@book{k,\n title = {Café}\n}\n", "TY  - BOOK\nTI  - Café\nER  - \n", '[\n{"title": "Café"}\n]\n']
)
def test_byte_order_marks_and_line_ends_change_nothing(text: str, ending: str, coded: str) -> None:
    assert only(text.replace("\n", ending).encode(coded))["title"] == "Café"


@pytest.mark.parametrize(
    "text", ["", " \n", "\ufeff", "Dear all, see you.", "[]", "[1, 2]", "@comment{x}", "<html>", b"\x00\xff"]
)
def test_what_holds_no_record_is_refused_with_a_sentence(text: str | bytes) -> None:
    (found,) = read(text)
    assert found.csl is None
    assert found.refusal.endswith(".")


@pytest.mark.parametrize("text", ["@book{k, title={T}}\n", "TY  - BOOK\nTI  - T\nER  - \n", '{"title": "T"}\n'])
def test_each_limit_is_named_by_the_sentence_that_refuses(text: str) -> None:
    assert "2 MB" in read(text + " " * MAX_BYTES)[0].refusal
    assert "2 MB" in read((text + " " * MAX_BYTES).encode())[0].refusal
    found = read(text * (MAX_RECORDS + 5))
    assert (len(found), titles(found).count("T")) == (MAX_RECORDS + 1, MAX_RECORDS)
    assert f"{MAX_RECORDS:,} records" in found[-1].refusal
    (long,) = read(text.replace("T}", "T" * MAX_RECORD + "}").replace("- T", "- " + "T" * MAX_RECORD).replace('"T"', f'"{"T" * MAX_RECORD}"'))  # fmt: skip # noqa: E501
    assert f"{MAX_RECORD:,} characters" in long.refusal


HEADS = (
    "@book{k,",
    "@string{",
    "title = {",
    "author = {",
    '"',
    "}",
    "}}",
    "\n",
    "#",
    "=",
    ",",
    "\\'",
    "TY  - BOOK\n",
    "TI  - ",
    "AU  - ",
    "ER  - \n",
    "PY  - ",
    "M2  - issued: ",
    '[{"title": ',
    '{"author": [',
    '"issued": {"date-parts": [[',
    "]]",
    "]",
    "csl = {",
    "date = {",
    "-0000",
    "9999-99-99",
    "1~/",
    "\ufeff",
    "\x00",
)


@settings(max_examples=600, deadline=None)
@given(
    st.lists(st.sampled_from(HEADS) | st.text(max_size=6), max_size=20).map("".join)
    | st.text(max_size=60)
    | st.binary(max_size=60)
)
@example("@book{k, title={x}, date={-0000}}")
@example("TY  - BOOK\nTI  - x\nM2  - title: [[[[")
@example('{"title": "a", "issued": {"date-parts": [[0, 0]]}}')
def test_nothing_that_is_read_raises_and_whatever_is_taken_is_plain_json(given_text: str | bytes) -> None:
    for record in read(given_text):
        assert (record.csl is None) != (record.refusal == "")
        assert record.line >= 1
        json.dumps(record.csl, allow_nan=False).encode()
        str(record.csl).encode()
