"""A label that was typed into the value of a locator is printed once, abbreviated and in the right number."""

import pytest

from chicago import Locator, Work, full_note

TYPED = {
    "page": "p.4 p4 P.4 pp.4 page_4 pages_4 p._4",
    "act": "act_4 acts_4",
    "appendix": "app._4 apps.4 appendix_4 appendices_4",
    "article": "art.4 arts._4 article_4 articles_4",
    "book": "bk_4 bk.4 bks._4 book_4 books_4",
    "canto": "canto_4 cantos_4",
    "chapter": "ch._4 chs.4 chap_4 chap.4 chaps._4 chapter_4 chapters_4",
    "column": "col_4 col.4 cols._4 column_4 columns_4",
    "document": "doc_4 doc.4 docs._4 document_4 documents_4",
    "equation": "eq._4 eqs.4 equation_4 equations_4",
    "figure": "fig_4 fig.4 figs._4 figure_4 figures_4",
    "folio": "f.4 ff._4 fol._4 fols.4 folio_4 folios_4",
    "issue": "no._4 nos.4 issue_4 issues_4",
    "line": "l._4 ll.4 line_4 lines_4",
    "location": "loc._4 locs.4 location_4 locations_4",
    "note": "n._4 nn.4 note_4 notes_4",
    "paragraph": "para_4 para.4 paras._4 paragraph_4 paragraphs_4 ¶4 ¶¶_4",
    "part": "pt._4 pts.4 part_4 parts_4",
    "plate": "pl._4 pls.4 plate_4 plates_4",
    "scene": "sc._4 scs.4 scene_4 scenes_4",
    "section": "sec_4 sec.4 secs._4 section_4 sections_4 §4 §§_4",
    "stanza": "st._4 sts.4 stanza_4 stanzas_4",
    "table": "table_4 tables_4",
    "timestamp": "at_4",
    "track": "track_4 tracks_4",
    "verse": "v._4 vv.4 verse_4 verses_4",
    "volume": "vol_4 vol.4 vols._4 volume_4 volumes_4",
}
ROWS = [(label, value.replace("_", " ")) for label, values in TYPED.items() for value in values.split(" ")]


@pytest.mark.parametrize(("label", "value"), ROWS)
def test_a_typed_label_is_not_printed_twice(label: str, value: str) -> None:
    assert Locator(label, value).words == Locator(label, "4").words
    assert Locator(label, f"{value}–5").words == Locator(label, "4–5").words


@pytest.mark.parametrize(("label", "value"), [(label, value) for label, value in ROWS if label != "page"])
def test_a_typed_label_is_believed_before_the_one_that_was_chosen(label: str, value: str) -> None:
    assert Locator("page", value).words == Locator(label, "4").words
    assert Locator("page", f"{value}–5").words == Locator(label, "4–5").words


@pytest.mark.parametrize("value", ["s.v. serf", "s.vv. serf", "under serf"])
def test_a_headword_is_introduced_once(value: str) -> None:
    assert Locator("sub-verbo", value).bare == "serf"


@pytest.mark.parametrize(
    ("label", "one", "several"),
    [
        ("article-locator", "art. 4", "arts. 4–5"),
        ("title-locator", "tit. 4", "tits. 4–5"),
        ("supplement", "supp. 4", "supps. 4–5"),
    ],
)
def test_the_other_names_of_a_label_are_known(label: str, one: str, several: str) -> None:
    assert (Locator(label, "4").words, Locator(label, "4-5").words) == (one, several)


@pytest.mark.parametrize("label", ["act", "appendix", "book", "chapter", "line", "part", "verse"])
def test_a_division_with_a_name_takes_no_label(label: str) -> None:
    assert Locator(label, "Conclusion").words == "Conclusion"
    assert Locator(label, "iv").words != "iv"


@pytest.mark.parametrize("label", ["column", "figure", "page", "plate", "section", "table"])
def test_what_has_no_names_keeps_its_label(label: str) -> None:
    assert Locator(label, "Ruins").words == f"{Locator(label, '4').words[:-1]}Ruins"


def test_words_of_a_label_are_no_label_within_a_word() -> None:
    assert Locator("chapter", "Parting words").words == "Parting words"
    assert Locator("book", "Acts").words == "Acts"


def test_only_a_label_at_the_head_is_left_out() -> None:
    assert Locator("page", "12, n. 3").words == "12, n. 3"
    assert Locator("note", "12 and n. 3").words == "n. 12 and n. 3"


def test_an_unknown_label_is_printed_in_full() -> None:
    assert Locator("scroll", "4a").words == "scroll 4a"
    assert Locator("scroll", "4a–5b").words == "scroll 4a–5b"


def test_a_heading_keeps_its_marks() -> None:
    work = Work.from_csl({"type": "book", "title": "Salt", "issued": {"date-parts": [[1951]]}})
    assert full_note(work, Locator("section", '"Nets"')).html() == "<i>Salt</i> (1951), sec. “Nets.”"
    assert full_note(work, Locator("section", "<i>Nets</i>")).html() == "<i>Salt</i> (1951), sec. <i>Nets</i>."
