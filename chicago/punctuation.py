"""How pieces of a note meet: commas and periods inside quotation marks, never two marks in a row (6.9)."""

import re
from typing import Final

from chicago.text import CLOSE, MARKS

ENDS: Final = ".?!…"
_LOOSE: Final = ",;: "
# A title that is a sentence gives its period up to a comma; an abbreviation keeps it (6.9).
_SENTENCE_END: Final = re.compile(r"(?<![.\w])[^\W\d_][\w’-]{3,}\.$")


def close(marked: str, point: str) -> str:
    """Return the words closed by a comma or period, which goes inside closing quotation marks (6.9).

    >>> from chicago.text import Text, quoted
    >>> Text(close(quoted("Are Flax Seeds All That?"), ",")).plain(), Text(close(quoted("Gender"), ".")).plain()
    ('“Are Flax Seeds All That?,”', '“Gender.”')
    >>> Text(close(quoted("It is raining."), ",")).plain(), Text(close(quoted("Lives of King Jr."), ",")).plain()
    ('“It is raining,”', '“Lives of King Jr.,”')
    >>> close("Harper & Bros.", "."), close("Yahoo!", "."), close("A, ", ".")
    ('Harper & Bros.', 'Yahoo!', 'A.')
    """
    last = marked[-1:]
    if last.isalnum() or last == ")":
        return marked + point
    body, tail = _before_marks(marked)
    if body[-1:] in _LOOSE:
        body = body.rstrip(_LOOSE)
    if not body:
        return marked
    if CLOSE in tail:
        place = tail.index(CLOSE)
        if point == "," and _SENTENCE_END.search(body):
            body = body[:-1]
        body, tail = body + tail[:place], tail[place:]
        stop = "" if point == "." and _last(body) in ENDS else point
        return body + stop + tail
    stop = "" if point == "." and body[-1] in ENDS else point
    return body + tail + stop


def _before_marks(marked: str) -> tuple[str, str]:
    """Split off the italics and quotation marks that close at the end."""
    end = len(marked)
    while end and marked[end - 1] in MARKS:
        end -= 1
    return marked[:end], marked[end:]


def _last(marked: str) -> str:
    return _before_marks(marked)[0][-1:]


def ends_sentence(marked: str) -> bool:
    """Tell whether a sentence ends with the words, and no abbreviation (10.4).

    >>> ends_sentence("This is disputed. "), ends_sentence("Who says so?"), ends_sentence("See, e.g., Fenn et al.")
    (True, True, False)
    """
    words = marked.rstrip()
    return words[-1:] in ("?", "!") or bool(_SENTENCE_END.search(words))


def join(left: str, right: str, joint: str) -> str:
    """Return two pieces joined by “, ”, “. ”, “; ”, “: ” or a space; nothing stands before or after nothing."""
    if not left or not right:
        return left or right
    point, space = joint[:-1], joint[-1:]
    if point in (",", "."):
        return close(left, point) + space + right
    if point:
        body, tail = _before_marks(left)
        left = body.rstrip(_LOOSE) + tail if body[-1:] in _LOOSE else left
    return left + joint + right


def finish(marked: str) -> str:
    """Return a whole note or entry with its one period at the end.

    >>> finish("See https://example.org/"), finish("U.S.A.")
    ('See https://example.org/.', 'U.S.A.')
    """
    return close(marked, ".")


_ADDRESS: Final = re.compile(r"https?:|www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)+/")


def capital(marked: str) -> str:
    """Return the words with a capital first letter, as a note or a sentence begins (8.5; 8.155 spares iPhone).

    >>> capital("de Vries"), capital("iUniverse"), capital("https://example.org")
    ('De Vries', 'iUniverse', 'https://example.org')
    """
    first = marked[:1]
    if not first.islower() or marked[1:2] == "." or _ADDRESS.match(marked):
        return marked
    word = marked.split(" ", 1)[0]
    return marked if word != word.lower() else first.upper() + marked[1:]
