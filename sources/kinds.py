"""The kinds of source that a form offers, each under a name of its own."""

from typing import Final

from chicago import KINDS

# In the order in which a class is likely to need them; the manual's other kinds are kept where a record has them.
OFFERED: Final = (
    "book", "chapter", "article-journal", "article-magazine", "article-newspaper", "webpage", "post-weblog", "post",
    "thesis", "report", "manuscript", "collection", "personal_communication", "interview", "speech", "paper-conference",
    "motion_picture", "broadcast", "song", "performance", "graphic", "map", "entry-encyclopedia", "entry-dictionary",
    "classic", "pamphlet", "musical_score", "legal_case", "legislation", "bill", "regulation", "hearing", "treaty",
    "patent", "standard", "dataset", "software", "document",
)  # fmt: skip
# Kinds that print alike share one label in the engine; a list to choose from has to tell them apart.
_OWN_LABELS: Final = {
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "bill": "Bill",
    "entry-dictionary": "Dictionary entry",
    "entry-encyclopedia": "Encyclopedia entry",
    "graphic": "Artwork or photograph",
    "legislation": "Law",
    "map": "Map",
    "musical_score": "Musical score",
    "pamphlet": "Pamphlet",
    "paper-conference": "Conference paper",
    "speech": "Speech or lecture",
}


def kind_label(kind: str) -> str:
    """Returns a kind's name in plain words.

    >>> kind_label("chapter"), kind_label("article-newspaper"), kind_label("hologram")
    ('Chapter in a book', 'Newspaper article', 'Hologram')
    """
    known = KINDS.get(kind)
    plain = known.label if known else kind.replace("-", " ").replace("_", " ").capitalize()
    return _OWN_LABELS.get(kind, plain)


def kind_choices(*present: str) -> list[tuple[str, str]]:
    """Returns the kinds to choose from, a record's present one among them."""
    extra = [kind for kind in present if kind and kind not in OFFERED]
    return [(kind, kind_label(kind)) for kind in (*OFFERED, *extra)]


def fields_of(kind: str) -> tuple[str, ...]:
    """Returns the CSL fields that a form shows for a kind, in its order."""
    return (KINDS.get(kind) or KINDS["document"]).fields


def needed_by(kind: str) -> frozenset[str]:
    """Returns the fields without which the kind's notes are not whole; of alternatives, the usual one.

    >>> sorted(needed_by("book"))
    ['author', 'issued', 'publisher', 'title']
    """
    required = (KINDS.get(kind) or KINDS["document"]).required
    return frozenset(names.partition("|")[0] for names in required)
