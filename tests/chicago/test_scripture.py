"""Scripture: every book's name and abbreviations, and the passages that notes cite (10.44–48, 14.138–41)."""

import pytest

import chicago

# As it may be typed, then as notes print it.
BOOKS = """
Genesis = Gen. | Exodus = Exod. | Leviticus = Lev. | Numbers = Num. | Deuteronomy = Deut. | Joshua = Josh.
Judges = Judg. | Ruth = Ruth | 1 Samuel = 1 Sam. | 2 Kings = 2 Kings | 1 Chronicles = 1 Chron. | Ezra = Ezra
Nehemiah = Neh. | Esther = Esther | Job = Job | Psalms = Ps. | Psalm = Ps. | Proverbs = Prov.
Ecclesiastes = Eccles. | Song of Songs = Song of Sol. | Song of Solomon = Song of Sol. | Isaiah = Isa.
Jeremiah = Jer. | Lamentations = Lam. | Ezekiel = Ezek. | Daniel = Dan. | Hosea = Hosea | Joel = Joel | Amos = Amos
Obadiah = Obad. | Jonah = Jon. | Micah = Mic. | Nahum = Nah. | Habakkuk = Hab. | Zephaniah = Zeph. | Haggai = Hag.
Zechariah = Zech. | Malachi = Mal. | Matthew = Matt. | Mark = Mark | Luke = Luke | John = John | Acts = Acts
Acts of the Apostles = Acts | Romans = Rom. | 1 Corinthians = 1 Cor. | Galatians = Gal. | Ephesians = Eph.
Philippians = Phil. | Colossians = Col. | 2 Thessalonians = 2 Thess. | 1 Timothy = 1 Tim. | Titus = Titus
Philemon = Philem. | Hebrews = Heb. | James = James | 1 Peter = 1 Pet. | Jude = Jude | 3 John = 3 John
Revelation = Rev. | Tobit = Tob. | Judith = Jth. | Wisdom of Solomon = Ws | Sirach = Ecclus.
Ecclesiasticus = Ecclus. | Baruch = Bar. | 4 Maccabees = 4 Macc. | 2 Esdras = 2 Esd.
I Samuel = 1 Sam. | II Kings = 2 Kings | III John = 3 John | IV Maccabees = 4 Macc.
gen = Gen. | Exod. = Exod. | 2 Chron = 2 Chron. | II Cor. = 2 Cor. | GENESIS = Gen.
"""
PAIRS = [tuple(pair.strip().split(" = ")) for line in BOOKS.strip().splitlines() for pair in line.split("|")]
SHORTER = """
Gn Ex Lv Nm Dt Jgs Ru 1|Sm 2|Kgs 1|Chr Ezr Est Jb Pss Prv Eccl Sg Is Ez Dn Jl Am Ob Mi Na Hb Zep Hg Zec Mt Mk Lk Jn
Thes Tm Ti Phlm Jas Pt Rv Tb Wis Sir 1|Mc
""".replace("|", "_").split()


def note(csl: dict[str, object], place: str = "", label: str = "verse") -> str:
    where = chicago.Locator(label, place) if place else None
    return chicago.full_note(chicago.Work.from_csl({"type": "classic", **csl}), where, chicago.Style()).html()


@pytest.mark.parametrize(("typed", "printed"), PAIRS)
def test_a_book_is_abbreviated_as_title_and_in_a_place(typed: str, printed: str) -> None:
    assert note({"title": typed, "version": "New Version"}, "3:1-2") == f"{printed} 3:1–2 (New Version)."
    assert note({"title": "The Bible", "version": "New Version"}, f"{typed} 3:1") == f"{printed} 3:1 (New Version)."


@pytest.mark.parametrize("typed", [words.replace("_", " ") for words in SHORTER])
def test_a_shorter_abbreviation_is_a_book_in_a_place_only(typed: str) -> None:
    assert note({"title": "Holy Bible"}, f"{typed} 3:1") == f"{typed} 3:1."
    assert note({"title": "Holy Bible"}, f"{typed}. 3:1") == f"{typed}. 3:1."
    assert note({"title": typed}) == f"<i>{typed}</i>."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("The Qur’an", "The Qur’an"), ("Qur'an", "Qur’an"), ("Quran", "Quran"), ("The Koran", "The Koran"),
        ("Torah", "Torah"), ("The Talmud", "The Talmud"), ("Bhagavad Gita", "Bhagavad Gita"),
        ("The Vedas", "The Vedas"), ("the Holy Bible", "The Holy Bible"),
    ],
)  # fmt: skip
def test_a_scripture_is_cited_in_roman(typed: str, printed: str) -> None:
    assert note({"title": typed}, "19:17-21") == f"{printed} 19:17–21."


@pytest.mark.parametrize(
    ("csl", "place", "printed"),
    [
        ({"title": "The Holy Bible: New Coast Version"}, "Genesis 1:1", "Gen. 1:1 (New Coast Version)."),
        ({"title": "The Holy Bible: New Coast Version", "edition": "NCV"}, "Luke 1", "Luke 1 (NCV)."),
        ({"title": "The Holy Bible: New Coast Version"}, "", "The Holy Bible: New Coast Version."),
        ({"title": "New Coast Bible"}, "2 Kings 4-6", "2 Kings 4–6 (New Coast Bible)."),
        ({"title": "New Coast Bible"}, "Genesis", "Gen. (New Coast Bible)."),
        ({"title": "New Coast Bible"}, "45", "New Coast Bible 45 (New Coast Bible)."),
        ({"title": "Bible", "medium": "NCV"}, "Mark 3:2; 4:1", "Mark 3:2; 4:1 (NCV)."),
        ({"title": "Mark", "container-title": "The Harbour Bible"}, "3:2", "Mark 3:2 (The Harbour Bible)."),
        ({"title": "Mark", "publisher": "Harbour Press"}, "3:2", "Mark 3:2 (Harbour Press)."),
        ({"title": "Mark", "version": "A", "edition": "B", "medium": "C"}, "3:2", "Mark 3:2 (A)."),
        ({"title": "Mark", "edition": "B", "medium": "C", "publisher": "D"}, "3:2", "Mark 3:2 (B)."),
        ({"title": "Mark", "medium": "C", "container-title": "D"}, "", "Mark (C)."),
        ({"type": "document", "title": "Mark"}, "3:2", "Mark 3:2."),
        ({"type": "chapter", "title": "Mark"}, "3:2", "Mark 3:2."),
        ({"type": "book", "title": "Mark"}, "3:2", "Mark 3:2."),
        (
            {"type": "book", "title": "A Bibliography of the Bible"},
            "3",
            "<i>A Bibliography of the Bible</i> (n.d.), v. 3.",
        ),
        ({"type": "book", "title": "A Harbour Version"}, "3", "<i>A Harbour Version</i> (n.d.), v. 3."),
        ({"title": "Mark", "author": [{"family": "Quill"}]}, "3:2", "Quill, <i>Mark</i> 3:2."),
        ({"title": "5 Samuel"}, "", "<i>5 Samuel</i>."),
    ],
)
def test_a_passage_names_its_version(csl: dict[str, object], place: str, printed: str) -> None:
    assert note(csl, place) == printed


def test_scripture_has_no_entry_and_its_short_note_no_version() -> None:
    work = chicago.Work.from_csl({"type": "classic", "title": "Mark", "version": "New Coast Version"})
    assert not chicago.entry(work, chicago.Style())
    assert chicago.short_note(work, chicago.Locator("verse", "3:2"), chicago.Style()).html() == "Mark 3:2."
