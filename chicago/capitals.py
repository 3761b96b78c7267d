"""Headline capitals for English titles (8.160–62); titles in other languages stay as typed."""

import re
from typing import Final

from chicago.text import END_KEEP, KEEP, MARKS, TURN

_ALWAYS_SMALL: Final = frozenset(
    {
        "a", "an", "the", "and", "but", "or", "nor", "for", "to", "as",
    }
)  # fmt: skip
# 8.160: prepositions of up to four letters; longer ones are capitalised in the 18th edition only.
_SHORT_PREPOSITIONS: Final = frozenset(
    {
        "at", "by", "from", "in", "into", "like", "of", "on", "onto", "over", "past", "per", "upon", "via", "with",
        "vs.", "v.", "versus",
    }
)  # fmt: skip
_LONG_PREPOSITIONS: Final = frozenset(
    {
        "about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "amongst", "around",
        "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "concerning", "despite",
        "during", "except", "inside", "outside", "since", "through", "throughout", "toward", "towards", "under",
        "underneath", "until", "within", "without",
    }
)  # fmt: skip
LONG_PREPOSITION: Final = re.compile(rf"\b(?:{'|'.join(sorted(_LONG_PREPOSITIONS))})\b")
_FOREIGN_SMALL: Final = frozenset(
    {
        "de", "la", "le", "du", "des", "von", "van", "der", "den", "el", "di", "da", "al", "et", "ex",
    }
)  # fmt: skip
_ABBREVIATIONS: Final = frozenset(
    {
        "ed.", "pt.", "ser.", "vol.", "vols.",
    }
)  # fmt: skip
_PREFIXES: Final = frozenset(
    {
        "anti", "co", "de", "ex", "non", "pre", "post", "pro", "re", "semi", "sub", "un",
    }
)  # fmt: skip
_ENGLISH_WORDS: Final = (
    _ALWAYS_SMALL | _SHORT_PREPOSITIONS - {"per", "via", "in", "over"} | {"is", "are", "its", "how", "what"}
)
_OTHER_LANGUAGES: Final = frozenset(
    {
        "der", "die", "das", "den", "dem", "und", "zur", "zum", "eine", "einer", "im", "von", "des", "le", "la",
        "les", "du", "et", "une", "aux", "sur", "dans", "el", "los", "las", "del", "y", "en", "una", "il", "gli",
        "della", "delle", "dei", "degli", "nella", "het", "een", "och", "og", "da", "dos",
    }
)  # fmt: skip
# Where one of these stands and no English small word, the title is not English; of the others it takes two.
_NEVER_ENGLISH: Final = frozenset(
    {
        "und", "der", "das", "für", "zur", "zum", "eine", "einer", "über", "dans", "aux", "une", "della", "delle",
        "dei", "degli", "nella", "het", "een", "och", "i", "iz", "ili", "pri",
    }
)  # fmt: skip
_WORD: Final = re.compile(rf"[^\s—–/{MARKS}(\[]+")
_BREAK: Final = re.compile(r"[:?!.][\ue002\ue000)”’]*\s*[\ue001\ue000(]*$")
# d’Arthur, L’Étranger, O’Brien.
_ELIDED: Final = re.compile(r"^[dlo]’(?=\w{2})")
_ROMAN: Final = re.compile(r"^[IVXLCDM]+$")


def is_english(words: str, language: str) -> bool:
    """Tell whether a title takes English headline capitals: by its language, else by its small words.

    >>> is_english("The structure of revolutions", ""), is_english("Der Aufbau der Welt", "de")
    (True, False)
    >>> is_english("Histoire de la folie et de la raison", ""), is_english("Hafen und Methode", "")
    (False, False)
    """
    if language:
        return language.lower().startswith(("en", "mul", "und"))
    small = [word for word in words.split() if word.islower()]
    if not small:
        return True
    if any(word in _ENGLISH_WORDS for word in small):
        return True
    return sum(word in _OTHER_LANGUAGES for word in small) < 2 and not any(word in _NEVER_ENGLISH for word in small)


def headline(marked: str, *, edition: int = 18) -> str:
    """Return marked English words with headline capitals (8.160); a word with a capital inside is never touched.

    >>> headline("the structure of scientific revolutions")
    'The Structure of Scientific Revolutions'
    >>> headline("The Cheese And The Worms"), headline("Visiting The Hague")
    ('The Cheese and the Worms', 'Visiting The Hague')
    >>> headline("a journey through time"), headline("a journey through time", edition=17)
    ('A Journey Through Time', 'A Journey through Time')
    """
    if marked.isupper() and len(marked.split()) > 2:
        marked = _WORD.sub(lambda match: match[0] if _ROMAN.match(match[0]) else match[0].lower(), marked)
    marked = _without_start_case(marked)
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


def _without_start_case(marked: str) -> str:
    """Return a title in which every word was typed with a capital with its small words small again (8.160)."""
    if any(word[0].islower() for word in marked.split()) or not _TYPED_LARGE.search(marked):
        return marked
    several = len(_TYPED_LARGE.findall(marked)) > 1
    return _TYPED_LARGE.sub(lambda match: match[0].lower() if several or match[0] in _NEVER_LARGE else match[0], marked)


_NEVER_LARGE: Final = frozenset(
    {
        "And", "Of",
    }
)  # fmt: skip
_TYPED_LARGE: Final = re.compile(
    r"(?<=[\w,’] )(?:A|An|And|At|But|By|For|From|In|Into|Of|On|Or|The|To|With)(?= [A-Z\ue000\ue001])"
)


def _capitalised(word: str, small: frozenset[str], *, edge: bool) -> str:
    if not word[0].islower():
        return word
    if "-" in word:
        return _hyphened(word, small, edge=edge)
    elided = _ELIDED.match(word)
    if elided:
        head = elided[0] if elided[0] == "d’" and not edge else elided[0].upper()
        return head + word[2:3].upper() + word[3:]
    bare = word.rstrip(".,;:?!’)”…").casefold()
    if word != word.lower() or "@" in word or "." in word.rstrip("."):
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
