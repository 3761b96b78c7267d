"""Where in a source: a page, a chapter, a verse, a moment of a film."""

import re
from dataclasses import dataclass
from typing import Final

from chicago import ranges
from chicago.style import Style
from chicago.text import CLOSE, OPEN, Text, clean, quoted
from chicago.titles import mark

# 10.43: the abbreviations that notes use; a label that is missing here is printed in full.
LABELS: Final = {
    "page": ("", ""),
    "act": ("act ", "acts "),
    "appendix": ("app. ", "apps. "),
    "article": ("art. ", "arts. "),
    "article-locator": ("art. ", "arts. "),
    "book": ("bk. ", "bks. "),
    "canto": ("canto ", "cantos "),
    "chapter": ("chap. ", "chaps. "),
    "column": ("col. ", "cols. "),
    "document": ("doc. ", "docs. "),
    "elocation": ("", ""),
    "equation": ("eq. ", "eqs. "),
    "figure": ("fig. ", "figs. "),
    "folio": ("fol. ", "fols. "),
    "issue": ("no. ", "nos. "),
    "line": ("line ", "lines "),
    "location": ("loc. ", "locs. "),
    "note": ("n. ", "nn. "),
    "opus": ("op. ", "opp. "),
    "paragraph": ("para. ", "paras. "),
    "part": ("pt. ", "pts. "),
    "plate": ("pl. ", "pls. "),
    "rule": ("rule ", "rules "),
    "scene": ("sc. ", "scs. "),
    "section": ("sec. ", "secs. "),
    "stanza": ("st. ", "sts. "),
    "sub-verbo": ("", ""),
    "supplement": ("supp. ", "supps. "),
    "table": ("table ", "tables "),
    "timestamp": ("at ", "at "),
    "title": ("tit. ", "tits. "),
    "title-locator": ("tit. ", "tits. "),
    "track": ("track ", "tracks "),
    "verse": ("v. ", "vv. "),
    "volume": ("vol. ", "vols. "),
}
# What a writer may type before the number, though the label says it already.
_TYPED: Final = {
    "page": r"pages?|pp?\.?",
    "act": r"acts?",
    "appendix": r"apps?\.|appendix|appendices",
    "article": r"arts?\.|articles?",
    "book": r"bks?\.?|books?",
    "canto": r"cantos?",
    "chapter": r"chaps?\.?|chs?\.|chapters?",
    "column": r"cols?\.?|columns?",
    "document": r"docs?\.?|documents?",
    "equation": r"eqs?\.|equations?",
    "figure": r"figs?\.?|figures?",
    "folio": r"fols?\.|folios?|ff?\.",
    "issue": r"nos?\.|issues?",
    "line": r"lines?|ll?\.",
    "location": r"locs?\.|locations?",
    "note": r"nn?\.|notes?",
    "paragraph": r"paras?\.?|paragraphs?|¶+",
    "part": r"pts?\.|parts?",
    "plate": r"pls?\.|plates?",
    "scene": r"scs?\.|scenes?",
    "section": r"secs?\.?|sections?|§+",
    "stanza": r"sts?\.|stanzas?",
    "sub-verbo": r"s\.vv?\.|under",
    "table": r"tables?",
    "timestamp": r"at",
    "track": r"tracks?",
    "verse": r"vv?\.|verses?",
    "volume": r"vols?\.?|volumes?",
}
_NUMBER: Final = r"\s*(?=\d|[ivxlc]+\b(?!\.\s*\d)|[a-z]\d|[a-z]$)"  # the “l.” of “pl. 4” is no numeral
_OWN_LABEL: Final = {
    label: re.compile(rf"^(?:{words})(?:{_NUMBER if label != 'sub-verbo' else ''}|$)\s*", re.IGNORECASE)
    for label, words in _TYPED.items()
}
_ANY_LABEL: Final = re.compile(rf"^(?:{'|'.join(_TYPED.values())}){_NUMBER}", re.IGNORECASE)
# Divisions whose numbers tell by their form what they are: 2.14, 1.2.129–32 (14.143–54).
_CANONICAL: Final = frozenset({"chapter", "line", "verse", "act"})
# An introduction or a conclusion is no “chap. Introduction”.
_NAMED: Final = frozenset({"act", "appendix", "book", "chapter", "line", "part", "verse"})
_WORDS: Final = re.compile(r"^[“\"]?(?![ivxlcdm]+\b)[^\W\d]{2,}(?!\S*\d)", re.IGNORECASE)
_DOTTED: Final = re.compile(r"^\d+[.:]\d")
_PAGES: Final = re.compile(
    r"^(?:pp?\.?\s*)?(?:\d{1,9}:)?(\d{1,9})(?:\s*(?:--+|[-‐‑‒–—―−])\s*(?:\d{1,9}:)?(\d{1,9}))?$", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Locator:
    """Holds a label (`page`, `chapter`, … as CSL names them) and the value as typed.

    >>> Locator("page", "110-12").pages, Locator("page", "2:345-347").pages, Locator("page", "xi").pages
    ((110, 112), (345, 347), None)
    """

    label: str
    value: str

    @property
    def pages(self) -> tuple[int, int] | None:
        """The first and the last page as integers where they are arabic page numbers."""
        match = _PAGES.match(self.value.strip()) if self.label == "page" else None
        if match is None:
            return None
        first, last = match.groups()
        return int(first), int(ranges.complete(first, last or first))

    @property
    def bare(self) -> str:
        """The value with its ranges shortened and without any label that was typed into it."""
        words = clean(self.value)
        if words.isdecimal():
            return words
        own = _OWN_LABEL.get(self.label)
        words = (own.sub("", words) if own else words).rstrip(",;: ")
        return ranges.dash(words) if self.label == "timestamp" else ranges.shorten(words)

    @property
    def words(self) -> str:
        """The locator as notes print it: the label abbreviated and in the right number (10.43, 13.22).

        >>> Locator("chapter", "2").words, Locator("line", "12-14").words, Locator("section", "14.30").words
        ('chap. 2', 'lines 12–14', 'sec. 14.30')
        """
        return Text(self.marked).plain()

    @property
    def marked(self) -> str:
        """The same as marked words, in which a heading may be in quotation marks."""
        bare = self.bare
        if bare.isdecimal():
            return LABELS.get(self.label, (f"{self.label} ",))[0] + bare
        bare = mark(bare)
        if self._says_itself(bare):
            return bare
        if _ANY_LABEL.match(bare):
            if "," in bare:  # a volume and its page
                return bare
            return next(Locator(label, bare).marked for label, typed in _OWN_LABEL.items() if typed.match(bare))
        one, several = LABELS.get(self.label, (f"{self.label} ", f"{self.label} "))
        return (several if ranges.spread(self._own_numbers) else one) + bare

    @property
    def _own_numbers(self) -> str:
        """What the label is said of: the act alone of “3, sc. 1, lines 56–60”."""
        first, comma, rest = self.value.partition(",")
        return first if comma and _ANY_LABEL.match(rest.strip()) else self.value

    def _says_itself(self, bare: str) -> bool:
        """Tell whether the value needs no label, as 1.2.129 and “conclusion” need none."""
        if self.label in _CANONICAL and _DOTTED.match(bare):
            return True
        return not bare or (self.label in _NAMED and bool(_WORDS.match(bare)))

    def printed(self, style: Style) -> str:
        """Return the locator as marked words; a headword is “under” it, in the 17th edition “s.v.” (14.130).

        >>> from chicago.text import Text
        >>> Text(Locator("sub-verbo", "serf").printed(Style())).plain()
        'under “serf”'
        """
        if self.label != "sub-verbo":
            return self.marked
        words = mark(self.bare).removeprefix(OPEN).removesuffix(CLOSE)
        return f"{'s.v.' if style.seventeenth else 'under'} {quoted(words)}" if words else ""

    def __bool__(self) -> bool:
        return bool(self.value.strip())
