"""Where in a source: a page, a chapter, a verse, a moment of a film."""

import re
from dataclasses import dataclass
from typing import Final

from chicago import ranges
from chicago.style import Style
from chicago.text import clean, quoted

# 10.43: the abbreviations that notes use; a label that is missing here is printed in full.
LABELS: Final = {
    "page": ("", ""),
    "act": ("act ", "acts "),
    "appendix": ("app. ", "apps. "),
    "article": ("art. ", "arts. "),
    "book": ("bk. ", "bks. "),
    "canto": ("canto ", "cantos "),
    "chapter": ("chap. ", "chaps. "),
    "column": ("col. ", "cols. "),
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
    "table": ("table ", "tables "),
    "timestamp": ("at ", "at "),
    "title": ("tit. ", "tits. "),
    "track": ("track ", "tracks "),
    "verse": ("v. ", "vv. "),
    "volume": ("vol. ", "vols. "),
}
# Words that a writer may type though the label says them already.
_TYPED_LABEL: Final = re.compile(
    r"^(?:pages?|pp?\.?|fols?\.|folios?|ff?\.|chaps?\.?|chs?\.|chapters?|secs?\.?|sections?|§+|vols?\.?|volumes?"
    r"|paras?\.?|paragraphs?|¶+|lines?|ll?\.|vv?\.|verses?|bks?\.?|books?|pts?\.|parts?|figs?\.?|figures?|cols?\.?"
    r"|columns?|nn?\.|notes?|nos?\.|loc\.|locations?|tables?|pls?\.|plates?|st\.|stanzas?|tracks?|acts?|scenes?|sc\."
    r"|arts?\.|articles?|eqs?\.|apps?\.|appendix|at)\s*(?=\d|[ivxlc]+\b|[a-z](?:\d|\b))",
    re.IGNORECASE,
)
# Divisions whose numbers tell by their form what they are: 14.30, 1.2.129–32 (14.143–54).
_CANONICAL: Final = frozenset({"section", "chapter", "line", "verse", "act"})
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
        words = _TYPED_LABEL.sub("", words).rstrip(",;: ")
        return ranges.dash(words) if self.label == "timestamp" else ranges.shorten(words)

    @property
    def words(self) -> str:
        """The locator as notes print it: the label abbreviated and in the right number (10.43, 13.22).

        >>> Locator("chapter", "2").words, Locator("line", "12-14").words, Locator("section", "14.30").words
        ('chap. 2', 'lines 12–14', '14.30')
        """
        bare = self.bare
        if not bare or (self.label in _CANONICAL and _DOTTED.match(bare)):
            return bare
        one, several = LABELS.get(self.label, (f"{self.label} ", f"{self.label} "))
        return (several if ranges.spread(self.value) else one) + bare

    def printed(self, style: Style) -> str:
        """Return the locator as marked words; a headword is “under” it, in the 17th edition “s.v.” (14.130).

        >>> from chicago.text import Text
        >>> Text(Locator("sub-verbo", "serf").printed(Style())).plain()
        'under “serf”'
        """
        if self.label != "sub-verbo":
            return self.words
        return f"{'s.v.' if style.seventeenth else 'under'} {quoted(self.bare)}" if self.bare else ""

    def __bool__(self) -> bool:
        return bool(self.value.strip())
