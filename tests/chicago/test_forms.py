"""What a form offers for each kind, and the words that stand for roles, deeds, editions and descriptions."""

import json
from pathlib import Path

import pytest

import chicago
from chicago import Style, Work
from chicago.layouts.descriptions import lowered
from chicago.layouts.volumes import edition_words, ordinal

DESCRIBED = """
    abridged annotated anniversary centenary centennial concise corrected critical enlarged expanded facsimile
    illustrated large-print new paperback special student unabridged updated
"""
ABROAD = (
    "3., überarb. Aufl.", "2. Ausg.", "2e édition", "3 éd.", "2a edición", "2a edizione", "2a edição", "3e uitgave",
    "4e druk", "2. utg.", "2. uppl.", "2. wyd.",
)  # fmt: skip
FORMS = [json.loads(line) for line in Path(__file__).with_name("forms.jsonl").read_text(encoding="utf-8").splitlines()]
COMMON = """
    accessed acrylic afterword albumen article audio black book broadcast bronze chalk charcoal clay collage
    cable color colour column comment conference conversation copper diary digital direct dissertation doctoral
    documentary draft drawing editorial effective email engraving essay etching fax feature film filmed foreword
    fresco gelatin glass gold gouache handwritten honors in-person ink installation interview introduction
    keynote last lecture letter lithograph live manuscript map marble masters master’s memorandum message
    minutes mixed modified mosaic music musical note obituary oil online oral painting panel paper pastel pencil
    performed personal phone photo photograph plaster podcast poem postcard posted poster preface premiered
    presentation press print private published radio recorded released report review revised screenprint
    sculpture senior sermon silk silver speech stained steel stone streamed talk tapestry technical telegram
    telephone television tempera terracotta text thesis transcript typed voicemail translation typescript
    undergraduate unpublished unsigned updated uploaded video watercolor watercolour wood woodcut working
"""


def test_no_kind_of_the_list_is_lost() -> None:
    """A new kind needs no row here: what its form asks for stands in its layout."""
    listed = [form["kind"] for form in FORMS]
    assert [name for name in chicago.KINDS if name in listed] == listed


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["kind"])
def test_a_form_asks_for_these_fields_in_this_order(form: dict[str, str]) -> None:
    kind = chicago.KINDS[form["kind"]]
    assert (kind.name, kind.label) == (form["kind"], form["label"])
    assert " ".join(kind.fields) == form["fields"]
    assert " ".join(kind.required) == form["required"]


@pytest.mark.parametrize("word", COMMON.split())
def test_a_description_begins_small_with_a_common_word(word: str) -> None:
    assert lowered(f"{word.capitalize()}, Oslo") == f"{word}, Oslo"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("second", "2nd ed."),
        ("Third edition", "3rd ed."),
        ("fourth", "4th ed."),
        ("fifth edn.", "5th ed."),
        ("sixth", "6th ed."),
        ("seventh", "7th ed."),
        ("eighth", "8th ed."),
        ("ninth", "9th ed."),
        ("tenth", "10th ed."),
        ("1st", ""),
        ("2nd ed.", "2nd ed."),
        ("3rd", "3rd ed."),
        ("12th", "12th ed."),
        ("First", ""),
        ("Revised and enlarged", "rev. and enlarged ed."),
        ("99999", "99999th ed."),
        ("100000", "100000 ed."),
        *((f"{word.capitalize()} edition", f"{word} ed.") for word in DESCRIBED.split()),
        *((word, word) for word in ABROAD),
        ("Harbour Edition", "Harbour Edition"),
        ("3rd Harbour Edition", "3rd Harbour ed."),
        ("New and Revised Edn.", "new and rev. ed."),
        ("Reprint", "reprint"),
        ("Rev. ed", "rev. ed."),
    ],
)
def test_an_edition_is_abbreviated(typed: str, printed: str) -> None:
    assert edition_words(typed) == printed


def test_numbers_from_ten_to_twenty_end_alike() -> None:
    assert [ordinal(number) for number in (1, 2, 3, 4, 9, 10, 12, 13, 20, 21, 22, 23, 110, 111, 121, 803)] == [
        *(
            "1st",
            "2nd",
            "3rd",
            "4th",
            "9th",
            "10th",
            "12th",
            "13th",
            "20th",
            "21st",
            "22nd",
            "23rd",
            "110th",
            "111th",
            "121st",
            "803rd",
        )
    ]


def quill(role: str, count: int, **fields: object) -> Work:
    names = [{"family": name} for name in ("Quill", "Stone")[:count]]
    return Work.from_csl(
        {"type": "book", "title": "Nets", "publisher": "Egret", "issued": "1998", role: names} | fields
    )


@pytest.mark.parametrize(
    ("role", "one", "several"),
    [
        ("editor", "ed.", "eds."),
        ("translator", "trans.", "trans."),
        ("editor-translator", "ed. and trans.", "eds. and trans."),
        ("compiler", "comp.", "comps."),
    ],
)
def test_who_stands_in_the_place_of_an_author_has_a_role(role: str, one: str, several: str) -> None:
    notes = [chicago.full_note(quill(role, count), style=Style()).plain() for count in (1, 2)]
    assert notes == [f"Quill, {one}, Nets (Egret, 1998).", f"Quill and Stone, {several}, Nets (Egret, 1998)."]


@pytest.mark.parametrize(
    ("role", "note", "entry"),
    [
        ("editor", "ed.", "Edited by"),
        ("translator", "trans.", "Translated by"),
        ("editor-translator", "ed. and trans.", "Edited and translated by"),
        ("compiler", "comp.", "Compiled by"),
        ("illustrator", "ill.", "Illustrated by"),
        ("narrator", "narrated by", "Narrated by"),
    ],
)
def test_who_stands_after_the_title_has_a_deed(role: str, note: str, entry: str) -> None:
    work = quill(role, 1, author=[{"family": "Reed"}])
    assert chicago.full_note(work).plain() == f"Reed, Nets, {note} Quill (Egret, 1998)."
    assert chicago.entry(work).plain() == f"Reed. Nets. {entry} Quill. Egret, 1998."
