"""Whatever two megabytes hold, reading them ends soon."""

import io
import sys
import tracemalloc
import zipfile
from types import FrameType

import pytest

import chicago
from chicago import Work
from sources.exchange import MAX_BYTES, MAX_RECORDS, Record, read

SMALL, TWICE = 20_000, 40_000  # characters
LARGEST = MAX_BYTES - 10

HOSTILE = {
    "abbreviations of abbreviations": "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 50_000)),
    "objects by the line": '[\n{"title":"a"}' + ',\n{"title":"a"}' * MAX_BYTES,
    "open braces": "@book{x, title={" + "{" * MAX_BYTES,
    "pairs of braces": "@book{x, title={" + "{}" * MAX_BYTES,
    "commas": "@book{x," + "," * MAX_BYTES,
    "fields": "@book{x," + "a=," * MAX_BYTES,
    "quotation marks": '@book{x,title="' + '"' * MAX_BYTES,
    "beginnings": "@book{" * MAX_BYTES,
    "beginnings of lines": "@book{x\n" * MAX_BYTES,
    "hashes": "@book{x,title=a" + "#a" * MAX_BYTES,
    "names": "@book{x,title={a},author={" + "a and " * MAX_BYTES,
    "accents": "@book{x,title={" + "\\'" * MAX_BYTES,
    "records of RIS": "TY  - BOOK\n" * MAX_BYTES,
    "tags of RIS": "TY  - BOOK\n" + "AU  - a\n" * MAX_BYTES,
    "open objects": "{" * MAX_BYTES,
    "open objects by the line": "{\n" * MAX_BYTES,
    "objects": '{"title":"a"}' * MAX_BYTES,
    "brackets": "[" * MAX_BYTES,
    "strings": '["' + '"' * MAX_BYTES,
    "an open string": '[{"a":"' + "\\" * MAX_BYTES,
}


def calls_to_read(text: str) -> int:
    """Returns how many functions are called while a text is read: a clock that no busy machine puts wrong."""
    calls = 0

    def count(frame: FrameType, event: str, value: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_twice_as_long_a_hostile_text_takes_at_most_twice_the_steps(text: str) -> None:
    steps, more = calls_to_read(text[:SMALL]), calls_to_read(text[:TWICE])
    assert more <= 2.2 * steps + 1_000
    assert more <= 60 * TWICE


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_takes_no_more_room_than_its_length_explains(text: str) -> None:
    tracemalloc.start()
    try:
        read(text[:TWICE])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= 500 * TWICE


@pytest.mark.parametrize("name", ["abbreviations of abbreviations", "accents", "tags of RIS", "strings", "brackets"])
def test_a_hostile_text_of_the_largest_size_is_read_to_its_end(name: str) -> None:
    """What a pattern went over again and again would not end here within hours."""
    found = read(HOSTILE[name][:LARGEST])
    assert found
    assert all(record.csl is not None or record.refusal.endswith(".") for record in found)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_each_record_of_a_hostile_text_is_taken_or_refused_with_a_sentence(text: str) -> None:
    found = read(text[:TWICE])
    assert 0 < len(found) <= MAX_RECORDS + 1
    assert all((record.csl is not None) == (not record.refusal) for record in found)
    assert all(record.csl is not None or record.refusal.endswith(".") for record in found)


def test_a_million_records_are_refused_by_size_and_a_hundred_thousand_by_number() -> None:
    (found,) = read('{"title": "a"},' * 1_000_000)
    assert "Split it" in found.refusal
    *first, last = read('{"title": "a"}' * 100_000)
    assert [record.csl is not None for record in first] == [True] * MAX_RECORDS
    assert "Bring in the rest" in last.refusal


def zipped() -> bytes:
    """Returns a zip in which a good file of records lies."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("library.bib", "@book{k, title={Roots}}\n")
    return file.getvalue()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (zipped(), "a zip"),
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n@book{k, title={Roots}}\nendobj", "a PDF"),
        ("%PDF-1.7\n@book{k, title={Roots}}", "a PDF"),
        (b"{\\rtf1\\ansi @book{k, title={Roots}}}", "a text with formatting"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (b"\x89PNG\r\n\x1a\n@book{k, title={Roots}}", "a picture"),
    ],
)
def test_a_file_of_another_program_is_named_and_nothing_is_taken_from_it(given: str | bytes, what: str) -> None:
    (found,) = read(given)
    assert found.csl is None
    assert f"This is {what}" in found.refusal
    assert "Export BibTeX, RIS or CSL-JSON" in found.refusal


def test_null_characters_are_passed_over_in_every_format() -> None:
    for text in ("@book{k, title={R\0oots}}", "TY  - BOOK\nTI  - R\0oots\nER  - ", '{"title": "R\0oots\ud800"}'):
        (found,) = read(text)
        assert found.csl is not None
        assert found.csl["title"] == "Roots"


def test_a_ris_file_with_mark_windows_lines_and_windows_letters_and_no_end_is_read() -> None:
    found = read(b"\xef\xbb\xbfTY  - BOOK\r\nTI  - Caf\xe9\r\nTY  - BOOK\r\nTI  - Zo\xeb\r\n")
    assert [record.csl and record.csl["title"] for record in found] == ["Café", "Zoë"]


VALUES = ["null", "true", "1", "-1.5", "1e999", "NaN", '"x"', '""', "[]", "{}", "[[]]", "[null]", "[true, 1]"]
VALUES += ['[{"family": 1}]', '[{"family": {"a": []}}]', '{"date-parts": [[[1]]]}', '{"date-parts": 7}']
VALUES += ['{"date-parts": [["x", null]], "season": [], "literal": 4}', '["x", "y"]', '"\\u0000\\ud800"']
FIELDS = [
    "id",
    "type",
    "title",
    "author",
    "editor",
    "issued",
    "accessed",
    "page",
    "volume",
    "edition",
    "DOI",
    "URL",
    "container-title",
    "note",
    "custom",
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_of_the_wrong_kind_in_every_field_is_left_out_or_refused(value: str) -> None:
    def of(fields: list[str], more: str = "") -> Record:
        (found,) = read("[{" + ", ".join([f'"{name}": {value}' for name in fields] + ([more] if more else [])) + "}]")
        return found

    alone = of(FIELDS)
    assert (alone.csl is None) == bool(alone.refusal)
    if alone.csl is not None:
        assert str(chicago.full_note(Work.from_csl(alone.csl), None, chicago.Style())).strip(" .")
    beside = of([name for name in FIELDS if name != "title"], '"title": "Roots"')
    assert beside.csl is not None
    assert "Roots" in str(chicago.full_note(Work.from_csl(beside.csl), None, chicago.Style()))
