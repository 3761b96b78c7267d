"""The words by which prose hands over to a citation: see, cf., quoted in; and those by which it takes over again."""

import re

from chicago.parser.surface import Span
from chicago.parser.vocabulary import PROSE_WORDS

_SIGNAL_WORDS = (
    r"see(?: also| especially| further| generally| instead| again| too)?|cf\.?|compare(?: with)?|contrast(?: with)?|(?:as )?(?:quoted|cited|discussed|reprinted"
    r"|translated|printed|described|reproduced|published|referenced|mentioned) (?:in|by|from)|qtd\.? in|qtd|according to|consult|following|e\.g\.?|i\.e\.?"
    r"|from|also|as in|in|both|accord|here i follow|i follow|adapted from|taken from|based on|drawn from|paraphrased from|citing|quoting"
)
_EXTRA = r"(?:,? ?(?:e\.g\.|for example|for instance|in particular|especially|among others|esp\.|also|generally|further|respectively|both|too|the discussion in|the essays in|the introduction to),?)?"
_LEADING = r"(?:but|and|or|yet|for more|for example|for instance|likewise|similarly|again|on this|on this point|for a contrary view|conversely|more generally|in contrast|also|source|citation|note|quotation from)"
HEAD = re.compile(
    rf"(?:{_LEADING}[,:]? )?(?:(?:please )?(?:{_SIGNAL_WORDS}){_EXTRA}[,:]? (?=\S)|(?<!\w)(?:but|and|source:|citation:|e\.g\.,?) )",
    re.IGNORECASE,
)
EMBEDDED = re.compile(
    r"(?:(?<=[,;:.—–(\s]))(?:but |and |also )?(?:see(?: also| especially| further| generally)?|cf\.|compare|consult|(?:as )?(?:quoted|cited|qtd\.?) (?:in|by)|following)"
    r"(?:,? (?:e\.g\.|for example|for instance|in particular|especially|esp\.|among others),?)? (?=[^\W\d_a-z]|[“\"‘«*\[@]|ibid)"
)
WEAK = re.compile(r" (?:in|from|by|of|to) (?=[^\W\d_a-z]|[“\"‘«*])")
_NOT_A_SOURCE = re.compile(
    r"(?:see |cf\.? |compare )?(?:above|below|(?:foot|end)?notes?\b|n\. ?\d|nn\. |chapter|section|appendix|figure|fig\.|table|page|pages|p\. |pp\. |part|paragraph|the (?:introduction|next|last|previous|first|discussion)|my|our)",
    re.IGNORECASE,
)
_WEAK_WORDS = frozenset({"in", "from", "by", "also", "both", "and", "but", "or", "following", "source", "note", "again"})
_WORD = re.compile(r"[^\W\d_]+")


def head_signal(text: str, start: int, end: int) -> int:
    """Give where a citation may begin behind the signal at its head; start itself if there is none."""
    match = HEAD.match(text, start, min(end, start + 120))
    at = start
    while match and match.end() > at:
        at = match.end()
        match = HEAD.match(text, at, min(end, at + 120))
    return at


def is_cross_reference(text: str, start: int) -> bool:
    """Tell whether words point to another place in the essay itself."""
    return bool(_NOT_A_SOURCE.match(text, start))


def is_prose(words: str) -> bool:
    """Tell whether words, stripped of quotations and brackets, hold one that only sentences have."""
    found = [word.lower() for word in _WORD.findall(words[:400])]
    return bool(found) and (
        any(word in PROSE_WORDS for word in found[:1]) or bool(PROSE_WORDS & set(_WORD.findall(words[:400])))
    )


def is_sentence(words: str) -> bool:
    """Tell whether words are prose beyond doubt, or mostly in small letters as no citation is."""
    found = _WORD.findall(words[:400])
    small = sum(word[0].islower() for word in found)
    return is_prose(words) or (small >= 4 and small * 2 > len(found))


def is_weak(signal: str) -> bool:
    """Tell whether a signal is a word that may as well begin a sentence of another kind."""
    return signal.lower().strip(" ,:") in _WEAK_WORDS


def embedded(text: str, start: int, end: int, groups: list[Span]) -> list[Span]:
    """Give the signals inside a stretch, outside its quotations and brackets, at most eight."""
    found: list[Span] = []
    for match in EMBEDDED.finditer(text, start, end):
        if not any(first < match.start() < last for first, last in groups):
            found.append(match.span())
        if len(found) == 8:
            break
    return found
