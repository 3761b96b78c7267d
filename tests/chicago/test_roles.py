"""How each role is named, after who leads and before who follows the title (13.75, 13.83), and how parts are joined."""

import pytest

from chicago import Style, Work
from chicago.layouts.base import Citing, after, group, in_brackets
from chicago.layouts.imprint import first_published, place_words
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import field
from chicago.layouts.volumes import volume_and

# The role; what follows one who leads, and several; what precedes names in a note, and in an entry.
ROLES = [
    ("editor", "ed.", "eds.", "ed.", "Edited by"),
    ("translator", "trans.", "trans.", "trans.", "Translated by"),
    ("editor-translator", "ed. and trans.", "eds. and trans.", "ed. and trans.", "Edited and translated by"),
    ("compiler", "comp.", "comps.", "comp.", "Compiled by"),
    ("director", "dir.", "dirs.", "directed by", "Directed by"),
    ("host", "host", "hosts", "hosted by", "Hosted by"),
    ("illustrator", "ill.", "ills.", "ill.", "Illustrated by"),
]
LEADING = [
    ("collection-editor", "ed.", "eds."),
    ("curator", "curator", "curators"),
    ("producer", "prod.", "prods."),
    ("chair", "chair", "chairs"),
]
AFTER = [
    ("contributor", "with", "With"),
    ("narrator", "narrated by", "Narrated by"),
    ("performer", "performed by", "Performed by"),
    ("composer", "composed by", "Composed by"),
    ("interviewer", "interview by", "Interview by"),
    ("script-writer", "written by", "Written by"),
    ("container-author", "by", "By"),
    ("reviewed-author", "by", "By"),
]


def citing(form: str, count: int, *roles: str, edition: int = 18) -> Citing:
    people = [{"family": "Quill", "given": "Mara"}, {"family": "Fenn", "given": "Otto"}][:count]
    return Citing(Work.from_csl({"type": "book", **dict.fromkeys(roles, people)}), Style(edition=edition), form)


@pytest.mark.parametrize(("role", "one", "several"), [*((role[:3]) for role in ROLES), *LEADING])
def test_who_leads_is_followed_by_the_role(role: str, one: str, several: str) -> None:
    lead = led_by("author", role)
    assert lead(citing("note", 1, role)) == f"Mara Quill, {one}"
    assert lead(citing("note", 2, role)) == f"Mara Quill and Otto Fenn, {several}"
    assert lead(citing("entry", 1, role)) == f"Quill, Mara, {one}"
    assert lead(citing("short", 2, role)) == "Quill and Fenn"


@pytest.mark.parametrize(("role", "note", "entry"), [*((role[0], *role[3:]) for role in ROLES), *AFTER])
def test_who_follows_is_named_after_the_deed(role: str, note: str, entry: str) -> None:
    done = deeds(role, after=("author",))
    assert done(citing("note", 2, role)) == f"{note} Mara Quill and Otto Fenn"
    assert done(citing("entry", 2, role)) == f"{entry} Mara Quill and Otto Fenn"
    assert done(citing("note", 2, "author")) == ""


def test_an_author_has_no_role() -> None:
    assert led_by("author")(citing("note", 1, "author")) == "Mara Quill"
    assert led_by("author")(citing("note", 1, "editor")) == ""


def test_who_leads_does_not_follow() -> None:
    done = deeds("editor", "translator", after=("author", "editor"))
    assert done(citing("entry", 1, "editor")) == ""
    assert done(citing("entry", 1, "author", "editor", "compiler")) == "Edited by Mara Quill"


def test_who_edits_and_translates_is_named_once() -> None:
    done = deeds("editor", "translator", after=("author", "editor"))
    assert done(citing("note", 1, "author", "editor", "translator")) == "ed. and trans. Mara Quill"
    assert done(citing("note", 1, "editor", "translator")) == ""
    assert led_by("editor")(citing("note", 1, "editor", "translator")) == "Mara Quill, ed. and trans."


def test_an_author_of_a_book_is_not_named_for_a_chapter_too() -> None:
    assert deeds("container-author")(citing("note", 1, "author", "container-author")) == ""


def test_several_deeds_are_sentences_of_an_entry_or_joined() -> None:
    both = citing("entry", 1, "compiler", "narrator")
    assert deeds("compiler", "narrator")(both) == "Compiled by Mara Quill. Narrated by Mara Quill"
    assert deeds("compiler", "narrator", joint=", ")(both) == "compiled by Mara Quill, narrated by Mara Quill"


def test_the_17th_edition_lets_a_narrator_read() -> None:
    assert deeds("narrator")(citing("note", 1, "narrator", edition=17)) == "read by Mara Quill"
    assert deeds("narrator")(citing("entry", 1, "narrator", edition=17)) == "Read by Mara Quill"


def work(**fields: str) -> Citing:
    csl = {name.replace("_", "-"): each for name, each in fields.items()}
    return Citing(Work.from_csl({"type": "book", **csl}), Style(), "note")


def test_a_volume_and_its_makers_are_one_sentence() -> None:
    made = volume_and("editor", "compiler", after=("author", "editor"), number=field("volume"))
    people = [{"family": "Quill", "given": "Mara"}]
    csl = {"type": "book", "author": people, "editor": people, "compiler": people}
    assert made(Citing(Work.from_csl(csl), Style(), "entry")) == "Edited by Mara Quill. Compiled by Mara Quill"
    assert (
        made(Citing(Work.from_csl(csl | {"volume": "4"}), Style(), "entry"))
        == "4, edited by Mara Quill, compiled by Mara Quill"
    )


def test_words_are_joined_where_there_are_any() -> None:
    both = group(field("genre"), field("medium"), field("status"))
    assert both(work(genre="Map", status="draft")) == "Map, draft"
    assert both(work()) == ""
    assert group(field("genre"), field("medium"), joint=". ")(work(genre="Map", medium="PDF")) == "Map. PDF"


def test_brackets_hold_words_and_never_nothing() -> None:
    assert in_brackets(field("genre")).words(work(genre="Map")) == "(Map)"
    assert in_brackets(field("genre"), field("medium")).words(work(genre="Map", medium="PDF")) == "(Map, PDF)"
    assert in_brackets(field("genre")).words(work()) == ""
    assert in_brackets(field("genre")).joint == " "
    assert after(": ", field("genre")).joint == ": "


def test_facts_that_are_not_wanted_are_empty_words() -> None:
    assert place_words(work(publisher="Egret", publisher_place="Halden"), 1990) == ""
    assert first_published(work(issued="1990")) == ""
