"""Titles: what was typed as marked words, short titles (13.33)."""

import re
from dataclasses import dataclass
from typing import Final

from chicago.capitals import LONG_PREPOSITION, headline, is_english
from chicago.text import CLOSE, END_KEEP, END_SUB, END_SUP, KEEP, MARKS, OPEN, SUB, SUP, TURN, clean

# ---- from what is typed to marked words ----------------------------------------------------------

_TAG: Final = re.compile(r"<(/?)(i|em|b|strong|sup|sub|span)(\s[^<>]*)?>", re.IGNORECASE)
_STRAIGHT: Final = re.compile(r'(^|[\s(\[{\ue000\ue007“‘/—–-])"([^"]*)"')
_SINGLE: Final = re.compile(
    r"(^|[\s(\[{\ue000\ue001\ue007“—–])['‘](?=\S)([^'‘’]*(?:\w[’'](?=\w)[^'‘’]*)*)['’](?=$|[\s)\]}.,;:?!\ue000\ue002\ue008”—–-])"
)


# What catalogues leave in their records; &lt; and &gt; stay, for they are no tags.
_ENTITY: Final = re.compile(r"&(amp|quot|apos|nbsp|#3[489]|#x27);", re.IGNORECASE)
_ENTITIES: Final = {"amp": "&", "#38": "&", "quot": '"', "#34": '"', "apos": "'", "#39": "'", "#x27": "'", "nbsp": " "}


def untagged(typed: str) -> str:
    """Return a title as it was typed, without its markup: for a line that has no italics.

    >>> untagged("Ambivalence in <i>Hamlet</i>"), untagged("x < y > z")
    ('Ambivalence in Hamlet', 'x < y > z')
    """
    return _TAG.sub("", typed)


def mark(typed: str) -> str:
    """Return typed words as marked words: italics kept, quotation marks known, other markup left as words.

    >>> mark("A <b>bold</b> x < y") == "A bold x < y"
    True
    """
    words = clean(typed)
    if "&" in words:
        words = _ENTITY.sub(lambda match: _ENTITIES[match[1].lower()], words)
    if words.isascii() and "<" not in words and '"' not in words and "'" not in words:
        return words
    if "<" in words:
        words = _tags(words)
    words = _STRAIGHT.sub(rf"\1{OPEN}\2{CLOSE}", words)
    words = words.replace("“", OPEN).replace("”", CLOSE)
    if words.count(OPEN) > words.count(CLOSE):
        words = words.replace('"', CLOSE)
    words = re.sub(r"(?<=\s)['‘]n['’](?=\s)", "’n’", words)
    words = _SINGLE.sub(rf"\1{OPEN}\2{CLOSE}", words).replace("'", "’")
    return _paired(words)


def emphasised(typed: str) -> str:
    """Return typed words with their italics as marks and nothing else changed.

    >>> from chicago.text import Text
    >>> Text(emphasised('“So,” says <i>The Mill</i> & <b>others</b>')).html()
    '“So,” says <i>The Mill</i> &amp; others'
    """
    words = clean(typed)
    return _tags(words).replace(KEEP, "").replace(END_KEEP, "") if "<" in words else words


def _tags(words: str) -> str:
    closers: list[str] = []

    def tag(match: re.Match[str]) -> str:
        closing, name, rest = match[1], match[2].lower(), match[3] or ""
        if closing:
            return closers.pop() if closers else ""
        opener, closer = {
            "i": (TURN, TURN), "em": (TURN, TURN), "sup": (SUP, END_SUP), "sub": (SUB, END_SUB),
        }.get(name, (KEEP, END_KEEP) if "nocase" in rest else ("", ""))  # fmt: skip
        closers.append(closer)
        return opener

    return _TAG.sub(tag, words) + "".join(reversed(closers))


def _paired(words: str) -> str:
    """Drop quotation marks without a partner, so that no typed title can open what it does not close."""
    if OPEN not in words and CLOSE not in words:
        return words
    kept: list[str] = []
    opened: list[int] = []
    for character in words:
        if character == OPEN:
            opened.append(len(kept))
        elif character == CLOSE:
            if not opened:
                continue
            opened.pop()
        kept.append(character)
    for place in reversed(opened):
        del kept[place]
    return "".join(kept)


# ---- short titles ----------------------------------------------------------------------------------

_SUBTITLE: Final = re.compile(r"(?::|;)\s|[;,] or,? |(?<=[?!])[\ue002]?\s+(?=[A-Z\ue000\ue001])| ?— ?| [–-] ")
_FIRST_ARTICLE: Final = re.compile(r"^(?:The|An?)\s+(?!(?:Is|Was|to|and|&)\b)(?=\S)")


# The year of a day is no span: Act of July 5, 1884; nor is the last of several: Travels in the Years 1787, 1788, 1789.
_SPAN_OF_YEARS: Final = re.compile(
    r"(?<! \d)(?<! \d\d)(?<!\d{4}), (?:ca\. )?\d{3,4}(?:s|–\d{2,4})?(?: to the Present)?$"
)


def main_title(marked: str) -> str:
    """Return the title without its subtitle (13.33).

    >>> main_title("Frankenstein; or, The Modern Prometheus"), main_title("What Is History? A Primer")
    ('Frankenstein', 'What Is History?')
    >>> main_title("The Letters of Ada Finch, 1858–1891"), main_title("The Quay in the Years 1787, 1788, 1789")
    ('The Letters of Ada Finch', 'The Quay in the Years 1787, 1788, 1789')
    """
    for match in _SUBTITLE.finditer(marked):
        head = marked[: match.start()]
        if match.start() and match[0].startswith(CLOSE):
            head += CLOSE
        if head.strip(MARKS) and head.count(OPEN) == head.count(CLOSE) and not head.count(TURN) % 2:
            return head.rstrip()
    return _SPAN_OF_YEARS.sub("", marked) or marked


def without_article(marked: str) -> str:
    """Return the title without an initial English article (13.33).

    >>> without_article("The Human Condition"), without_article("A to X")
    ('Human Condition', 'A to X')
    """
    return _FIRST_ARTICLE.sub("", marked)


def _dashes(marked: str) -> str:
    """Print a span of years with an en dash, two hyphens as an em dash, no space before a colon (6.78, 6.85, 13.90)."""
    if " :" in marked or " ;" in marked:
        marked = re.sub(r"(?<=\S) (?=[:;] )", "", marked)
    if "-" not in marked:
        return marked
    marked = _YEARS.sub(r"\1–\2", marked)
    return re.sub(r"\s*(?<!-)-{2,3}(?!-)\s*", "—", marked) if "--" in marked else marked


_YEARS: Final = re.compile(r"(?<![\w-])([12]\d{3})-{1,2}([12]\d{3}|\d{2})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Title:
    """Holds a title as both editions print it (they differ in prepositions of five letters or more)."""

    words: str = ""
    words_17: str = ""
    english: bool = True

    @classmethod
    def typed(cls, typed: str, language: str = "", *, as_typed: bool = False) -> "Title":
        """Read a typed title; `as_typed` keeps its capitals (legal titles, posts, headwords)."""
        marked = _dashes(mark(typed)).rstrip(" ,;:")
        english = is_english(marked, language)
        if as_typed or not english:
            bare = marked.replace(KEEP, "").replace(END_KEEP, "") if KEEP in marked else marked
            return cls(bare, bare, english and not as_typed)
        words = headline(marked)
        words_17 = headline(marked, edition=17) if LONG_PREPOSITION.search(marked) else words
        if KEEP in words:
            words, words_17 = (each.replace(KEEP, "").replace(END_KEEP, "") for each in (words, words_17))
        return cls(words, words_17, english)

    def of(self, edition: int) -> str:
        """Return the words as an edition prints them."""
        return self.words_17 if edition == 17 else self.words

    def short(self, edition: int) -> str:
        """Return the main title without its initial article (13.33)."""
        main = main_title(self.of(edition))
        return without_article(main) if self.english else main

    def __bool__(self) -> bool:
        return bool(self.words)
