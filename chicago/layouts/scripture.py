"""Scripture: book abbreviated, chapter and verse, the version in brackets (14.138–41, 10.44–48)."""

import re
from typing import Final

from chicago.layouts.base import Citing, Layout, in_brackets
from chicago.text import clean
from chicago.works import Work

# 10.45–47: the traditional abbreviations of the books of the Bible, and the short names that are not abbreviated.
BOOKS: Final = {
    "genesis": "Gen.", "exodus": "Exod.", "leviticus": "Lev.", "numbers": "Num.", "deuteronomy": "Deut.",
    "joshua": "Josh.", "judges": "Judg.", "samuel": "Sam.", "chronicles": "Chron.", "nehemiah": "Neh.",
    "psalms": "Ps.", "psalm": "Ps.", "proverbs": "Prov.", "ecclesiastes": "Eccles.", "song of songs": "Song of Sol.",
    "song of solomon": "Song of Sol.", "isaiah": "Isa.", "jeremiah": "Jer.", "lamentations": "Lam.",
    "ezekiel": "Ezek.", "daniel": "Dan.", "obadiah": "Obad.", "jonah": "Jon.", "micah": "Mic.", "nahum": "Nah.",
    "habakkuk": "Hab.", "zephaniah": "Zeph.", "haggai": "Hag.", "zechariah": "Zech.", "malachi": "Mal.",
    "matthew": "Matt.", "acts of the apostles": "Acts", "romans": "Rom.", "corinthians": "Cor.", "galatians": "Gal.",
    "ephesians": "Eph.", "philippians": "Phil.", "colossians": "Col.", "thessalonians": "Thess.", "timothy": "Tim.",
    "philemon": "Philem.", "hebrews": "Heb.", "peter": "Pet.", "revelation": "Rev.", "tobit": "Tob.",
    "judith": "Jth.", "wisdom of solomon": "Ws", "sirach": "Ecclus.", "ecclesiasticus": "Ecclus.", "baruch": "Bar.",
    "maccabees": "Macc.", "esdras": "Esd.",
}  # fmt: skip
_WHOLE_NAMES: Final = (
    "Ruth", "Kings", "Ezra", "Esther", "Job", "Hosea", "Joel", "Amos", "Mark", "Luke", "John", "Titus", "James",
    "Jude",
)  # fmt: skip
# 10.45–47: shorter abbreviations, which are printed as they are typed.
_SHORTER: Final = frozenset(
    {
        "Gn", "Ex", "Lv", "Nm", "Dt", "Jgs", "Ru", "Sm", "Kgs", "Chr", "Ezr", "Est", "Jb", "Pss", "Prv",
        "Eccl", "Sg", "Is", "Ez", "Dn", "Jl", "Am", "Ob", "Mi", "Na", "Hb", "Zep", "Hg", "Zec",
        "Mt", "Mk", "Lk", "Jn", "Thes", "Tm", "Ti", "Phlm", "Jas",
        "Pt", "Rv", "Tb", "Wis", "Sir", "Mc",
    }
)  # fmt: skip
_ABBREVIATED: Final = {words.rstrip(".").casefold(): words for words in (*BOOKS.values(), *_WHOLE_NAMES)}
_WHOLE: Final = re.compile(r"^(?:the )?(?:holy )?bible(?:: (?P<version>.+))?$", re.IGNORECASE)
_VERSION: Final = re.compile(r"\b(?:Version|Bible)$")
_OTHERS: Final = re.compile(r"^(?:the )?(?:qur[’']?an|koran|torah|talmud|bhagavad gita|vedas)$", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"^([1-4]|I{1,3}V?)\s+(.+)$")
_NUMERALS: Final = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_BOOK_IN_PLACE: Final = re.compile(r"^((?:[1-4]\s*)?[A-Za-z][A-Za-z. ]*?)(?:\s+(\d.*))?$")


def book(name: str) -> str:
    """Return the abbreviation of a book of the Bible, or nothing.

    >>> book("1 Corinthians"), book("Genesis"), book("Orientalism")
    ('1 Cor.', 'Gen.', '')
    """
    number, rest = "", clean(name)
    numbered = _NUMBERED.match(rest)
    if numbered:
        number, rest = _NUMERALS.get(numbered[1], numbered[1]) + " ", numbered[2]
    bare = rest.casefold().rstrip(".")
    words = BOOKS.get(bare) or _ABBREVIATED.get(bare, "")
    return number + words if words else ""


def book_in_place(name: str) -> str:
    """Return what names a book in the place that is cited, where the shorter abbreviations serve too.

    >>> book_in_place("2 Kings"), book_in_place("2 Kgs"), book("2 Kgs"), book_in_place("Orientalism")
    ('2 Kings', '2 Kgs', '', '')
    """
    return book(name) or (name if name.rpartition(" ")[2].rstrip(".") in _SHORTER else "")


def is_scripture(work: Work) -> bool:
    """Tell whether it is a book of the Bible, the Bible, or another scripture, with no author."""
    title = work.title().words
    if work.lead:
        return False
    return bool(book(title) or _WHOLE.match(title) or _OTHERS.match(title)) or is_version(work)


def is_version(work: Work) -> bool:
    """Tell whether the title names a version of the Bible, so that the place names the book."""
    return work.kind == "classic" and bool(_VERSION.search(work.title().words))


def passage(citing: Citing) -> str:
    """Print book, chapter and verse in roman: 1 Cor. 13:1–2."""
    title = citing.work.title().words
    place = citing.locator.bare if citing.locator else ""
    if _WHOLE.match(title) or is_version(citing.work):
        found = _BOOK_IN_PLACE.match(place)
        if found and book_in_place(found[1]):
            return f"{book_in_place(found[1])} {found[2] or ''}".rstrip()
        return f"{title} {place}".strip()
    return f"{book(title) or title} {place}".strip()


def version(citing: Citing) -> str:
    """Print the version."""
    work = citing.work
    if is_version(work) and not _WHOLE.match(work.title().words):
        return work.title().words if citing.locator else ""
    for name in ("version", "edition", "medium"):
        if work.word(name):
            return work.word(name)
    whole = _WHOLE.match(work.title().words)
    if whole and whole["version"]:
        return whole["version"] if citing.locator else ""
    return work.title("container-title").words or work.word("publisher")


SCRIPTURE = Layout(
    kinds=("classic", "book", "chapter", "document"),
    label="Scripture",
    when=is_scripture,
    note=(passage, in_brackets(version)),
    short=(passage,),
    entry=(),
)
