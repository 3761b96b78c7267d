"""Notes that were typed without any capitals: they are lifted to a title's, so that names can be told from words."""

import re
from dataclasses import replace

from chicago.parser.surface import Surface
from chicago.parser.vocabulary import NOT_IN_NAMES, PARTICLES, PROSE_WORDS, words

_WORD = re.compile(r"(?<![\w./:@&?=#’'-])[^\W\d_]+(?![^\W_]*://)")
_SMALL = (
    words(
        """
        a an at by chap ed eds edited et al for fol l ll n nn nos of or p pp pg repr rev s sec see the to trans
        translated under v vol vols with
        """
    )
    | NOT_IN_NAMES
    | PARTICLES
    | PROSE_WORDS
) - {
    "university",
    "press",
    "april",
    "december",
    "february",
    "january",
    "july",
    "june",
    "march",
    "november",
    "october",
    "september",
}


def lift(surface: Surface) -> Surface:
    """Give a note's words with the capitals of titles and names; no word changes its place."""
    return replace(surface, text=_WORD.sub(_lifted, surface.text))


def _lifted(match: re.Match[str]) -> str:
    word = match[0]
    first = word[0].upper()
    return word if word in _SMALL or len(first) != 1 else first + word[1:]
