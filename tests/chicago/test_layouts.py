"""Which layout a source gets by what is known of it, what that layout is called, and what it asks for."""

from collections.abc import Mapping

import pytest

from chicago import Locator, Style, Work
from chicago.layouts import BY_KIND, layout_of
from chicago.layouts.base import Citing

QUILL: Mapping[str, object] = {"author": [{"family": "Quill", "given": "Mara"}]}
FENN: Mapping[str, object] = {"recipient": [{"family": "Fenn", "given": "Otto"}]}
BOOK: Mapping[str, object] = {"container-title": "Ports"}
DAY: Mapping[str, object] = {"issued": "1994-05-06"}
LAYOUTS: list[tuple[Mapping[str, object], str]] = [
    ({"type": "chapter", "title": "Piers"}, "Chapter in a book"),
    ({"type": "chapter", "genre": "Preface", **BOOK}, "Introduction, foreword or afterword"),
    ({"type": "chapter", "genre": "Preface"}, "Chapter in a book"),
    ({"type": "chapter", "genre": "Preface", "title": "Piers", **BOOK}, "Chapter in a book"),
    ({"type": "chapter", "genre": "Poem", **BOOK}, "Chapter in a book"),
    ({"type": "chapter", **BOOK, **FENN}, "Letter in a printed collection"),
    ({"type": "personal_communication", **BOOK, **FENN}, "Letter in a printed collection"),
    ({"type": "personal_communication", **BOOK}, "Letter or message"),
    ({"type": "personal_communication", **FENN, "genre": "email"}, "Message"),
    ({"type": "personal_communication"}, "Message"),
    ({"type": "personal_communication", **FENN}, "Private letter"),
    *(
        ({"type": "personal_communication", **FENN, field: "Harbour"}, "Letter or message")
        for field in ("archive", "archive_collection", "archive_location", "URL", "DOI", "publisher")
    ),
    *(({"type": kind, **QUILL, "URL": "https://example.org"}, "Signed entry online") for kind in (
        "entry", "entry-encyclopedia", "entry-dictionary",
    )),
    ({"type": "entry", **QUILL, "DOI": "10.1000/p"}, "Signed entry online"),
    *(({"type": kind, **QUILL}, "Signed entry") for kind in ("entry", "entry-encyclopedia", "entry-dictionary")),
    *(({"type": kind, "DOI": "10.1000/p"}, "Entry online") for kind in (
        "entry", "entry-encyclopedia", "entry-dictionary",
    )),
    ({"type": "entry", "title": "Pier"}, "Entry in a reference work"),
    ({"type": "manuscript", "title": "Piers", **QUILL}, "Unpublished work"),
    ({"type": "manuscript", "title": "Piers"}, "Manuscript or archival item"),
    ({"type": "manuscript", **QUILL}, "Manuscript or archival item"),
    ({"type": "manuscript", "genre": "Diary"}, "Manuscript or archival item"),
    *(
        ({"type": "manuscript", "title": "Piers", **QUILL, field: "Harbour"}, "Manuscript or archival item")
        for field in ("archive", "archive_collection", "archive_location", "archive-place")
    ),
    ({"type": "manuscript", "title": "Piers", **QUILL, "archive": "A", "genre": "Draft"}, "Unpublished work"),
    ({"type": "manuscript", "archive": "Harbour"}, "Archival item without a title"),
    ({"type": "classic", "title": "Iliad"}, "Classic or scripture"),
    ({"type": "classic", "title": "Iliad", **BOOK}, "Classic or scripture"),
    *(
        ({"type": "classic", "title": "Iliad", field: "1990"}, "Classic in an edition")
        for field in ("publisher", "publisher-place", "issued")
    ),
    ({"type": "classic", "title": "Iliad", "publisher": "Harbour", **BOOK}, "Classic in a book"),
    *(({"type": kind, "title": "Genesis", **DAY}, "Scripture") for kind in ("classic", "book", "chapter", "document")),
    ({"type": "book", "title": "Genesis", **QUILL}, "Book"),
    ({"type": "article-journal", "volume": "3"}, "Journal article"),
    ({"type": "article-journal"}, "Journal article"),
    ({"type": "article", **BOOK}, "Article or preprint"),
    *(({"type": kind, "volume": "3", **QUILL}, "Review in a journal") for kind in ("review", "review-book")),
    ({"type": "review", **QUILL}, "Review"),
    ({"type": "review-book", **QUILL}, "Book review"),
    ({"type": "article-newspaper", **QUILL}, "Newspaper article"),
    ({"type": "article-magazine", **QUILL}, "Magazine article"),
    *(({"type": kind}, "Unsigned newspaper or magazine article") for kind in (
        "article-newspaper", "article-magazine", "review", "review-book",
    )),
    ({"type": "article"}, "Preprint"),
    ({"type": "article", "genre": "Working paper"}, "Working paper"),
    ({"type": "broadcast"}, "Broadcast or podcast episode"),
    *(({"type": kind, "genre": "Podcast"}, "Podcast") for kind in ("broadcast", "song", "motion_picture")),
    ({"type": "document"}, "Other document"),
    ({"type": "document", **BOOK}, "Document in a larger work"),
    *(({"type": "document", field: "2"}, "Document like a book") for field in (
        "edition", "volume", "publisher-place", "collection-title",
    )),
    ({"type": "interview", **BOOK}, "Interview"),
    ({"type": "interview", **BOOK, "issue": "2"}, "Interview in a journal"),
    ({"type": "motion_picture"}, "Film"),
    ({"type": "motion_picture", **BOOK}, "Video online"),
    ({"type": "song", **BOOK}, "Song or recording"),
    ({"type": "song"}, "Album"),
    ({"type": "speech"}, "Speech or lecture"),
    *(({"type": kind, "genre": "talk"}, "Speech or paper") for kind in ("speech", "paper-conference")),
    ({"type": "paper-conference", **BOOK, "page": "3"}, "Paper in proceedings"),
    ({"type": "webpage", **QUILL}, "Web page"),
    ({"type": "webpage"}, "Web page without an author"),
]  # fmt: skip
ARTICLE = ("author", "title|reviewed-title", "container-title", "volume|issue|DOI|URL", "issued")
ASKING: list[tuple[Mapping[str, object], tuple[str, ...]]] = [
    (
        {"type": "chapter", "genre": "Preface", **BOOK},
        ("author", "container-title", "publisher|publisher-place", "issued"),
    ),
    ({"type": "article-journal", **DAY}, ARTICLE),
    ({"type": "review", "volume": "3", **QUILL}, ARTICLE),
    ({"type": "review", **DAY}, ("title|reviewed-title", "container-title", "issued")),
    ({"type": "legislation"}, ("title", "container-title|number")),
    ({"type": "bill"}, ("title", "container-title|number")),
    ({"type": "personal_communication", **BOOK, **FENN}, ()),
    ({"type": "article"}, ("author", "title", "publisher", "issued")),
    ({"type": "article", "genre": "Working paper"}, ("author", "title", "publisher", "issued")),
    ({"type": "document", **BOOK}, ("title",)),
    ({"type": "document", "edition": "2"}, ("title",)),
    ({"type": "motion_picture", **BOOK}, ("title", "publisher|container-title", "issued")),
    ({"type": "speech", "genre": "talk"}, ("author", "title", "event-title", "issued")),
    (
        {"type": "paper-conference", **BOOK, "page": "3"},
        ("author", "title", "container-title", "publisher|publisher-place", "issued"),
    ),
    ({"type": "webpage"}, ("title", "container-title|publisher|author", "issued|accessed", "URL")),
]


@pytest.mark.parametrize(("csl", "label"), LAYOUTS)
def test_what_is_known_of_a_source_chooses_its_layout(csl: Mapping[str, object], label: str) -> None:
    assert layout_of(Work.from_csl(csl)).label_of(str(csl["type"])) == label


@pytest.mark.parametrize(("csl", "fields"), ASKING)
def test_a_layout_asks_for_what_its_notes_need(csl: Mapping[str, object], fields: tuple[str, ...]) -> None:
    assert layout_of(Work.from_csl(csl)).required == fields


# What a part says of a source of which nothing is known.
PLACEHOLDERS = {
    "", "n.d.", "(n.d.)", " to ", "letter", "interview", "preprint", "preprint, n.d.", "personal communication",
    "(unpublished manuscript)", "unpublished manuscript", "(paper)", "paper",
}  # fmt: skip
NAMES = ("author", "editor", "translator", "collection-editor", "container-author", "recipient", "reviewed-author")
WORDS = (
    "title", "title-short", "genre", "container-title", "reviewed-title", "volume-title", "part-title", "edition",
    "volume", "issue", "page", "number", "part-number", "number-of-volumes", "supplement-number", "collection-title",
    "collection-number", "chapter-number", "section", "publisher", "publisher-place", "original-title",
    "original-publisher", "archive", "archive_collection", "archive_location", "archive-place", "event-place",
    "authority", "status", "version", "medium", "DOI", "URL",
)  # fmt: skip
DATES = ("issued", "accessed", "original-date", "event-date", "available-date")
SOURCES: list[Mapping[str, object]] = [
    {},
    *({name: [{"family": "Quill"}]} for name in NAMES),
    *({name: "7"} for name in WORDS),
    *({name: "1994-05-06"} for name in DATES),
]


def parts_of(csl: Mapping[str, object]) -> set[str]:
    work = Work.from_csl(csl)
    return {
        words(Citing(work, Style(edition=edition), form, where))
        for layout in BY_KIND[work.kind]
        for form, parts in layout.forms.items()
        for words, _ in parts
        for edition in (18, 17)
        for where in (None, Locator("page", "4"))
    }


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_part_is_always_words(kind: str) -> None:
    assert {type(words) for source in SOURCES for words in parts_of({"type": kind, **source})} == {str}


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_part_invents_nothing(kind: str) -> None:
    said = parts_of({"type": kind}) - {"4", ": 4", "at 4"}
    assert said <= PLACEHOLDERS
