"""A note that is a known source’s but for one slip of the typing hand, where the slip hides what the note says.

A name that begins with a small letter is no name to the reader of notes, and “ed.” without its d no editor. So what
was not read, or would be a new source, is held beside what the library’s sources print.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz.distance import OSA

import chicago
from sources.facts import plain
from sources.matching import Entry
from sources.slips import is_number

_WORD: Final = re.compile(r"\S+")
_ENDS: Final = ".,:;"
_STYLES: Final = tuple(chicago.Style(edition=edition) for edition in (17, 18))
_LEAST: Final = 3  # letters of the longer of two words: of shorter ones each letter tells
_MOST: Final = 400  # letters of a note, beyond which nothing is compared


def mended(words: str, entries: Iterable[Entry]) -> str | None:
    """Returns the note with the one word corrected in which it differs from what one of the sources prints.

    >>> rude = Entry({"type": "book", "title": "The Crowd", "author": [{"family": "Rudé", "given": "George"}],
    ...               "publisher": "Wiley", "issued": {"date-parts": [[1964]]}})
    >>> mended("George udé, The Crowd (Wiley, 1964), 12.", [rude])
    'George Rudé, The Crowd (Wiley, 1964), 12.'
    >>> mended("George Rudé, The Crowd (Wiley, 1965), 12.", [rude])
    """
    if len(words) > _MOST:
        return None
    text = f" {plain(words)} "
    found = {
        each
        for entry in entries
        if _is_near(text, entry)
        for style in _STYLES
        if (each := _with_one_word(words, _printed(entry, style)))
    }
    return found.pop() if len(found) == 1 else None


def _is_near(text: str, entry: Entry) -> bool:
    """Returns whether the note has the source’s title or its author: one slip leaves one of them whole."""
    facts = entry.facts
    names = facts.surnames[:1]
    return bool(facts.title.main and facts.title.main in text) or any(f" {name} " in text for name in names if name)


def _printed(entry: Entry, style: chicago.Style) -> list[str]:
    return str(chicago.full_note(entry.work, None, style)).rstrip(_ENDS).split()


def _with_one_word(words: str, printed: Sequence[str]) -> str | None:
    """Returns the words that begin as printed, but for one word, with that word corrected."""
    typed = list(_WORD.finditer(words))[: len(printed)]
    if len(typed) < len(printed):
        return None
    unlike = [
        (match, word)
        for match, word in zip(typed, printed, strict=True)
        if match[0] != word and match[0].strip(_ENDS) != word.strip(_ENDS)
    ]
    if len(unlike) != 1:
        return None
    match, word = unlike[0]
    end = match[0][len(match[0].rstrip(_ENDS)) :]
    meant = word.rstrip(_ENDS) + end
    return f"{words[: match.start()]}{meant}{words[match.end() :]}" if _is_slip(match[0], word) else None


def _is_slip(typed: str, meant: str) -> bool:
    """Returns whether two words are one but for a letter, and no digit or numeral of either is concerned."""
    left, right = typed.strip(_ENDS), meant.strip(_ENDS)
    counts = re.sub(r"\D", "", left) != re.sub(r"\D", "", right) or is_number(plain(left)) or is_number(plain(right))
    return not counts and max(len(left), len(right)) >= _LEAST and OSA.distance(left, right, score_cutoff=1) <= 1
