"""Titles: typed markup, headline capitals (8.160), short titles (13.33)."""

import re
from dataclasses import dataclass
from typing import Final

from chicago.text import CLOSE, END_KEEP, END_SUB, END_SUP, KEEP, MARKS, OPEN, SUB, SUP, TURN, clean

# ---- from what is typed to marked words ----------------------------------------------------------

_TAG: Final = re.compile(r"<(/?)(i|em|b|strong|sup|sub|span)(\s[^<>]*)?>", re.IGNORECASE)
_STRAIGHT: Final = re.compile(r'(^|[\s(\[{\ue000\ue007“‘/—–-])"([^"]*)"')
_SINGLE: Final = re.compile(
    r"(^|[\s(\[{\ue000\ue001\ue007“—–])['‘](?=\S)([^'‘’]*(?:\w[’'](?=\w)[^'‘’]*)*)['’](?=$|[\s)\]}.,;:?!\ue000\ue002\ue008”—–-])"
)


def mark(typed: str) -> str:
    """Return typed words as marked words: italics kept, quotation marks known, other markup left as words.

    >>> mark("A <b>bold</b> x < y") == "A bold x < y"
    True
    """
    words = clean(typed)
    if words.isascii() and "<" not in words and '"' not in words and "'" not in words:
        return words
    if "<" in words:
        words = _tags(words)
    words = _STRAIGHT.sub(rf"\1{OPEN}\2{CLOSE}", words)
    words = words.replace("“", OPEN).replace("”", CLOSE).replace('"', CLOSE if OPEN in words else '"')
    words = _SINGLE.sub(rf"\1{OPEN}\2{CLOSE}", words).replace("'", "’")
    return _balanced(words)


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


def _balanced(words: str) -> str:
    """Drop marks without a partner, so that no typed title can open what it does not close."""
    if words.count(TURN) % 2:
        words += TURN
    for opener, closer in ((OPEN, CLOSE), (SUP, END_SUP), (SUB, END_SUB), (KEEP, END_KEEP)):
        if words.count(opener) or words.count(closer):
            words = _paired(words, opener, closer)
    return words


def _paired(words: str, opener: str, closer: str) -> str:
    kept: list[str] = []
    opened: list[int] = []
    for character in words:
        if character == opener:
            opened.append(len(kept))
        elif character == closer:
            if not opened:
                continue
            opened.pop()
        kept.append(character)
    for place in reversed(opened):
        del kept[place]
    return "".join(kept)


# ---- headline capitals -----------------------------------------------------------------------------

_ALWAYS_SMALL: Final = frozenset({"a", "an", "the", "and", "but", "or", "nor", "for", "to", "as"})
# 8.160: prepositions of up to four letters; longer ones are capitalised in the 18th edition only.
_SHORT_PREPOSITIONS: Final = frozenset(
    {
        "at",
        "by",
        "from",
        "in",
        "into",
        "of",
        "on",
        "onto",
        "over",
        "per",
        "upon",
        "via",
        "with",
        "vs.",
        "v.",
        "versus",
    }
)
_LONG_PREPOSITIONS: Final = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "amongst", "around",
        "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "concerning", "despite",
        "during", "except", "inside", "outside", "past", "since", "through", "throughout", "toward", "towards",
        "under", "underneath", "until", "within", "without",
    }
)  # fmt: skip
_FOREIGN_SMALL: Final = frozenset(
    {"de", "la", "le", "du", "des", "von", "van", "der", "den", "el", "di", "da", "al", "et", "ex"}
)
_ABBREVIATIONS: Final = frozenset({"ed.", "no.", "pt.", "ser.", "vol.", "vols."})
_PREFIXES: Final = frozenset({"anti", "co", "de", "ex", "non", "pre", "post", "pro", "re", "semi", "sub", "un"})
_ENGLISH_WORDS: Final = (
    _ALWAYS_SMALL | _SHORT_PREPOSITIONS - {"per", "via", "in", "over"} | {"is", "are", "its", "how", "what"}
)
_OTHER_LANGUAGES: Final = frozenset(
    {
        "der", "die", "das", "den", "dem", "und", "zur", "zum", "eine", "einer", "im", "von", "des",
        "le", "la", "les", "du", "et", "une", "aux", "sur", "dans", "el", "los", "las", "del", "y", "en", "una",
        "il", "gli", "della", "delle", "dei", "degli", "nella", "het", "een", "och", "og", "da", "dos",
    }
)  # fmt: skip
_WORD: Final = re.compile(rf"[^\s—–/{MARKS}(\[]+")
_BREAK: Final = re.compile(r"(?:[:?!.]|—)[\ue002\ue000)”’]*\s*[\ue001\ue000(]*$")
_ROMAN: Final = re.compile(r"^[IVXLCDM]+$")


def is_english(words: str, language: str) -> bool:
    """Tell whether a title takes English headline capitals: by its language, else by its small words.

    >>> is_english("The structure of revolutions", ""), is_english("Der Aufbau der Welt", "de")
    (True, False)
    >>> is_english("Histoire de la folie et de la raison", "")
    False
    """
    if language:
        return language.lower().startswith(("en", "mul", "und"))
    small = [word for word in words.split() if word.islower()]
    if not small:
        return True
    return sum(word in _OTHER_LANGUAGES for word in small) < 2 or any(word in _ENGLISH_WORDS for word in small)


def headline(marked: str, *, edition: int = 18) -> str:
    """Return marked English words with headline capitals (8.160), never touching a word that has a capital.

    >>> headline("the structure of scientific revolutions")
    'The Structure of Scientific Revolutions'
    >>> headline("a journey through time"), headline("a journey through time", edition=17)
    ('A Journey Through Time', 'A Journey through Time')
    """
    if marked.isupper() and len(marked.split()) > 2:
        marked = _WORD.sub(lambda match: match[0] if _ROMAN.match(match[0]) else match[0].lower(), marked)
    small = _ALWAYS_SMALL | _SHORT_PREPOSITIONS | (_LONG_PREPOSITIONS if edition == 17 else frozenset())
    found = list(_WORD.finditer(marked))
    pieces: list[str] = []
    end, kept, turned = 0, 0, False
    for number, match in enumerate(found):
        between = marked[end : match.start()]
        kept += between.count(KEEP) - between.count(END_KEEP)
        turned ^= between.count(TURN) % 2 == 1
        pieces.append(between)
        word = match[0]
        end = match.end()
        edge = number in (0, len(found) - 1) or bool(_BREAK.search(marked[max(0, match.start() - 8) : match.start()]))
        pieces.append(word if kept or turned else _capitalised(word, small, edge=edge))
    pieces.append(marked[end:])
    return "".join(pieces)


def _capitalised(word: str, small: frozenset[str], *, edge: bool) -> str:
    if not word[0].islower():
        return word
    if "-" in word:
        return _hyphened(word, small, edge=edge)
    bare = word.rstrip(".,;:?!’)”…").casefold()
    if word != word.lower() or "@" in word or ("." in word[1:-1] and not word.endswith(".")):
        return word
    if word in _ABBREVIATIONS or (not edge and (bare in small or word in small or bare in _FOREIGN_SMALL)):
        return word
    return word[0].upper() + word[1:]


def _hyphened(word: str, small: frozenset[str], *, edge: bool) -> str:
    """Capitalise the parts of a compound, but not after a mere prefix (8.162)."""
    first, *rest = word.split("-")
    head = _capitalised(first, small, edge=edge) if first else first
    if first.casefold() in _PREFIXES:
        return "-".join([head, *rest])
    return "-".join([head, *(_capitalised(part, small, edge=False) if part else part for part in rest)])


# ---- short titles ----------------------------------------------------------------------------------

_SUBTITLE: Final = re.compile(r"(?::|;)\s|[;,] or,? |(?<=[?!])[\ue002]?\s+(?=[A-Z\ue000\ue001])| ?— ?| – ")
_FIRST_ARTICLE: Final = re.compile(r"^(?:The|An?)\s+(?!(?:Is|Was|to|and|&)\b)(?=\S)")


_SPAN_OF_YEARS: Final = re.compile(r", (?:ca\. )?\d{3,4}(?:s|–\d{2,4})?(?: to the Present)?$")


def main_title(marked: str) -> str:
    """Return the title without its subtitle (13.33).

    >>> main_title("Frankenstein; or, The Modern Prometheus"), main_title("What Is History? A Primer")
    ('Frankenstein', 'What Is History?')
    >>> main_title("The Letters of Ada Finch, 1858–1891")
    'The Letters of Ada Finch'
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
    """Print a span of years with an en dash and two hyphens as an em dash (6.78, 6.85)."""
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
        words_17 = headline(marked, edition=17) if _LONG.search(marked) else words
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


_LONG: Final = re.compile(rf"\b(?:{'|'.join(sorted(_LONG_PREPOSITIONS))})\b")
