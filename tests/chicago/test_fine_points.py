"""Fine points of texts, titles, notes in order, the bibliography, the forms and the record itself."""

import pytest

import chicago
from chicago import Cite, Note, Prose, Style, Text, Work
from chicago.bibliography import folded
from chicago.layouts.descriptions import lowered
from chicago.layouts.song import SONG
from chicago.problems import Kind, field_label
from chicago.text import CLOSE, OPEN
from chicago.titles import Title, emphasised, main_title, mark

NETS = {"type": "book", "title": "Nets", "author": [{"family": "Quill", "given": "Mara"}], "issued": "1998"}
FULL = "Mara Quill, <i>Nets</i> (1998)"


def printed(*parts: Cite | Prose) -> str:
    return chicago.print_notes([Note(parts)])[0].html()


def with_suffix(suffix: str) -> str:
    return printed(Cite(Work.from_csl(NETS), suffix=suffix)).removeprefix(FULL)


def test_quotation_marks_are_printed_even_without_a_partner() -> None:
    assert (Text(f"{OPEN}so").plain(), Text(f"so{CLOSE}").plain()) == ("“so", "so”")


def test_html_escapes_what_html_means_and_nothing_else() -> None:
    assert Text("a > b").html() == "a &gt; b"
    assert Text("5\" & 6'").html() == "5\" &amp; 6'"


def test_markdown_lowers_by_tildes() -> None:
    assert Text(mark("H<sub>2</sub>O")).markdown() == "H~2~O"


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("<em>A</em> b", "<i>A</i> b"),
        ("<i>a <sup>2", "<i>a <sup>2</sup></i>"),
        ('a 5" pipe', 'a 5" pipe'),
        ('“so" he', "“so” he"),
        ('“so” a 5" pipe', '“so” a 5" pipe'),
        ("a” b “c” d", "a b “c” d"),
    ],
)
def test_typed_marks_are_read_as_far_as_they_go(typed: str, html: str) -> None:
    assert Text(mark(typed)).html() == html


def test_prose_knows_nothing_of_capitals_to_be_kept() -> None:
    assert emphasised('<span class="nocase">iPhone</span>') == "iPhone"


def test_a_colon_inside_italics_begins_no_subtitle() -> None:
    inside, behind = mark("on <i>Nets: A Life</i>"), mark("<i>Nets</i> Reread: A Life")
    assert (main_title(inside), main_title(behind)) == (inside, mark("<i>Nets</i> Reread"))


def test_a_title_of_nothing_is_nothing_in_both_editions() -> None:
    assert Title() == Title("", "", english=True)


def test_a_letter_x_at_the_end_is_kept() -> None:
    work = Work.from_csl({"title": "Malcolm X", "publisher": "Press X"})
    assert (work.title().words, work.word("publisher")) == ("Malcolm X", "Press X")


def test_a_title_in_another_language_drops_the_marks_for_capitals() -> None:
    assert Title.typed('<span class="nocase">der</span> Weg', "de").words == "der Weg"


@pytest.mark.parametrize(
    ("suffix", "end"),
    [
        ("X, too", ", X, too."),
        ("Not so!", ". Not so!"),
        ("Vol.X", ", Vol.X."),
        ("Of an old", ", Of an old."),
        ("Of the old kind", ". Of the old kind."),
    ],
)
def test_words_after_a_citation_are_a_sentence_where_they_read_as_one(suffix: str, end: str) -> None:
    assert with_suffix(suffix) == end


def test_etc_keeps_its_period_before_a_semicolon() -> None:
    other = Work.from_csl(NETS | {"title": "Oars"})
    assert printed(Cite(Work.from_csl(NETS), suffix="etc."), Cite(other)) == (
        f"{FULL}, etc.; Mara Quill, <i>Oars</i> (1998)."
    )


def test_prose_and_citation_stand_apart_whatever_letter_is_between() -> None:
    cite = Cite(Work.from_csl(NETS))
    assert printed(Prose("By Malcolm X"), cite) == f"By Malcolm X {FULL}."
    assert printed(cite, Prose("X is wrong")) == f"{FULL} X is wrong"


def test_prose_keeps_its_own_spaces_only() -> None:
    assert (printed(Prose("")), printed(Prose("Plan b c"))) == ("", "Plan b c")


def test_letters_that_are_no_accents_are_sorted_as_letters() -> None:
    assert folded("Æ œ Ø ł đ ð Þ ı") == "aeoeolddthi"


def test_a_key_names_all_the_people_the_title_and_the_year() -> None:
    two = [{"family": "Quill", "given": "Mara"}, {"family": "Adams", "given": "Ann"}]
    work = Work.from_csl(NETS | {"author": two, "issued": {"date-parts": [[1]]}})
    assert chicago.sort_key(work) == "quill mara adams ann\tnets\t00001"


def test_an_editor_does_not_lead_an_unsigned_chapter() -> None:
    chapters = [
        Work.from_csl({"type": "chapter", "title": title, "editor": [{"family": "Adams"}], "container-title": "Oars"})
        for title in ("Zinc", "Lead")
    ]
    assert chicago.sort_key(chapters[0]).startswith("zinc")
    assert [text.plain()[:6] for text in chicago.bibliography(chapters, Style(17))] == ["“Lead.", "“Zinc."]


def test_a_form_follows_the_layout_for_all_works_of_a_kind() -> None:
    assert chicago.KINDS["song"] == Kind("song", "Song or recording", SONG.fields, SONG.required)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("DOI", "DOI"),
        ("URL", "address (URL)"),
        ("accessed", "date of access"),
        ("archive", "archive or library"),
        ("archive_collection", "collection"),
        ("archive_location", "box, folder or shelf mark"),
        ("archive-place", "place of the archive"),
        ("chapter-number", "chapter or track number"),
        ("collection-number", "number in the series"),
        ("collection-title", "series"),
        ("container-author", "author of the book"),
        ("container-title", "title of the book, journal or site"),
        ("dimensions", "size or duration"),
        ("event-place", "place of the event"),
        ("event-title", "event"),
        ("genre", "description"),
        ("issued", "date"),
        ("medium", "medium or format"),
        ("number-of-volumes", "number of volumes"),
        ("original-date", "first publication"),
        ("page", "pages"),
        ("publisher-place", "place of publication"),
        ("reviewed-author", "author of the work reviewed"),
        ("reviewed-title", "title of the work reviewed"),
        ("title-short", "short title"),
        ("volume-title", "title of the volume"),
        ("series-creator", "series creator"),
        ("shelf_mark", "shelf mark"),
    ],
)
def test_a_field_is_called_by_plain_words(field: str, label: str) -> None:
    assert field_label(field) == label


def test_an_unknown_kind_is_named_in_its_problem() -> None:
    problem = chicago.problems(Work.from_csl({"type": "hologram", "title": "A"}))[0]
    assert problem.sentence == "“hologram” is not a kind of source that is known here; choose one."


ROLES = (
    *("author", "editor", "translator", "editor-translator", "collection-editor", "container-author", "director"),
    *("interviewer", "recipient", "composer", "illustrator", "reviewed-author", "original-author", "compiler"),
    *("contributor", "curator", "executive-producer", "guest", "host", "narrator", "organizer", "performer"),
    *("producer", "script-writer", "series-creator", "chair", "editorial-director"),
)
LEADS = (
    *("author", "editor", "translator", "editor-translator", "compiler", "director", "host", "composer", "performer"),
)


@pytest.mark.parametrize("role", ROLES)
def test_people_are_read_in_each_role(role: str) -> None:
    work = Work.from_csl({role: [{"family": "Quill"}]})
    assert [person.family for person in work.names(role)] == ["Quill"]
    assert bool(work.lead) == (role in LEADS)


@pytest.mark.parametrize("name", ["issued", "accessed", "original-date", "event-date", "submitted", "available-date"])
def test_each_date_is_read(name: str) -> None:
    assert Work.from_csl({name: "1998"}).date(name).first[0] == 1998


@pytest.mark.parametrize(
    "name",
    [
        *("title", "title-short", "container-title", "collection-title", "volume-title", "reviewed-title"),
        "part-title",
    ],
)
def test_each_title_takes_headline_capitals(name: str) -> None:
    assert Work.from_csl({name: "the low tide"}).title(name).words == "The Low Tide"


def test_the_title_of_a_first_publication_keeps_its_capitals() -> None:
    assert Work.from_csl({"original-title": "la marea baja"}).title("original-title").words == "la marea baja"


@pytest.mark.parametrize("name", ["URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "id", "citation-key", "call-number"])
def test_a_number_of_the_machine_is_no_typography(name: str) -> None:
    assert Work.from_csl({name: "a'b"}).word(name) == "a'b"


@pytest.mark.parametrize(
    "kind",
    [
        *("bill", "entry-dictionary", "entry-encyclopedia", "entry", "hearing", "legal_case", "legislation", "patent"),
        *("personal_communication", "post", "regulation", "treaty"),
    ],
)
def test_some_kinds_keep_the_capitals_of_their_titles_but_not_of_their_places(kind: str) -> None:
    titles = {"title": "the low tide", "title-short": "low tide", "container-title": "the sea"}
    work = Work.from_csl(titles | {"type": kind})
    assert [work.title(name).words for name in titles] == ["the low tide", "low tide", "The Sea"]


@pytest.mark.parametrize("field", ["archive", "archive_collection", "archive_location", "archive-place"])
def test_a_manuscript_in_an_archive_keeps_the_capitals_of_its_title(field: str) -> None:
    kept, loose = {"type": "manuscript", "title": "memorandum of trade", field: "Halden"}, {"type": "manuscript"}
    assert Work.from_csl(kept).title().words == "memorandum of trade"
    assert Work.from_csl(loose | {"title": "memorandum of trade"}).title().words == "Memorandum of Trade"


def test_older_names_of_fields_are_known() -> None:
    work = Work.from_csl({"journalAbbreviation": "J. Nets", "event": "Port Congress"})
    assert (work.word("container-title-short"), work.word("event-title")) == ("J. Nets", "Port Congress")


def test_a_record_without_a_kind_is_a_document_and_shows_what_was_read_once() -> None:
    work = Work.from_csl({})
    assert work.kind == "document"
    assert "_csl" not in repr(work)


def test_an_introduction_to_a_volume_names_who_edited_the_set() -> None:
    work = Work.from_csl(
        {
            "type": "chapter",
            "genre": "introduction",
            "author": [{"family": "Lund", "given": "Ada"}],
            "container-title": "Letters from the Weir",
            "collection-editor": [{"family": "Fenn", "given": "Otto"}],
            "volume": "2",
            "publisher": "Egret",
            "issued": "1961",
        }
    )
    assert chicago.full_note(work).plain() == (
        "Ada Lund, introduction to Letters from the Weir, ed. Otto Fenn, vol. 2 (Egret, 1961)."
    )


@pytest.mark.parametrize(
    ("words", "printed"),
    [("Talk: On Weirs", "talk: On Weirs"), ("TalkX", "TalkX"), ("Master’s Thesis", "master’s Thesis")],
)
def test_a_description_loses_the_capital_that_only_a_sentence_gave_it(words: str, printed: str) -> None:
    assert lowered(words) == printed
