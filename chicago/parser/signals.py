"""The words by which prose hands over to a citation: see, cf., quoted in; and those by which it takes over again."""

import re

from chicago.parser.vocabulary import PROSE_WORDS

_BORROWED = (
    r"(?:as |first |originally )?(?:quoted|cited|discussed|reprinted|translated|printed|described|reproduced|published"
    r"|referenced|mentioned) (?:in|by|from|as)|qtd\.?(?: in)?|(?:adapted|taken|drawn|paraphrased) from|based on"
)
_POINTERS = (
    r"see(?: also| especially| further| generally| instead| again| too)?|cf\.?|compare(?: with)?|contrast(?: with)?"
    rf"|{_BORROWED}|according to|consult|following|e\.g\.?|i\.e\.?|from|also|as in|in|both|accord|(?:here )?i follow"
    r"|citing|quoting|contra|pace"
)
_INSTANCES = r"e\.g\.|for example|for instance|in particular|especially|among others|esp\."
_EXTRA = (
    rf"(?:,? ?(?:{_INSTANCES}|also|generally|further|respectively|both|too|the discussion in|the essays in"
    r"|the introduction to|for (?:a|an|the|another|other|more)\b[^,;:.()“”\d]{2,60},),?)?"
)
_LEADING = (
    r"(?:but|and|or|yet|for more|for example|for instance|likewise|similarly|again|on this(?: point)?|conversely"
    r"|for a contrary view|more generally|in contrast|also|source|citation|note|quotation from)"
)
HEAD = re.compile(
    rf"(?:{_LEADING}[,:]? )?"
    rf"(?:(?:please )?(?:{_POINTERS}){_EXTRA}[,:]? (?=\S)|(?<!\w)(?:but|and|source:|citation:|e\.g\.,?) )",
    re.IGNORECASE,
)
EMBEDDED = re.compile(
    r"(?:(?<=[,;:.—–(\s]))(?:but |and |also )?(?:see(?: also| especially| further| generally)?|cf\.|compare|consult"
    r"|(?:as )?(?:quoted|cited|qtd\.?) (?:in|by)|following)"
    rf"(?:,? (?:{_INSTANCES}),?)? (?=[^\W\d_a-z]|[“\"‘«*\[@]|ibid)"
)
WEAK = re.compile(r"(?: (?:in|from|by|of|to|is|are)|(?<=[a-z]):) (?=[^\W\d_a-z]|[“\"‘«*])")
_NOT_A_SOURCE = re.compile(
    r"(?:see |cf\.? |compare )?(?:(?:above|below|(?:foot|end)?notes?)\b|n\. ?\d|nn\. |fig\.|p\. |pp\. "
    r"|the (?:introduction|next|last|previous|first|discussion)\b|(?:my|our) "
    r"|(?:chapter|section|appendix|figure|table|pages?|part|paragraph)\b(?!,))",
    re.IGNORECASE,
)
_UNPRINTED = re.compile(
    r"(?:in-)?(?:class|seminar|section|tutorial|group|course) (?:discussion|debate|conversation|exercise|notes)\b"
    r"|(?:the )?(?:author|writer)[’']s (?:own )?(?:translation|calculation|estimate|photograph|emphasis|notes)\b",
    re.IGNORECASE,
)
_WEAK_WORDS = frozenset(
    {"in", "from", "by", "also", "both", "and", "but", "or", "following", "source", "note", "again"}
)
_WORD = re.compile(r"(?<![\w’'])[^\W\d_]+")


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
    found = _WORD.findall(words[:400])
    return bool(found) and (found[0].lower() in PROSE_WORDS or bool(PROSE_WORDS.intersection(found)))


def is_sentence(words: str) -> bool:
    """Tell whether words are prose beyond doubt, or mostly in small letters as no citation is.

    What was said in class, or is the writer's own, has no source either: Class discussion, October 3, 2024.
    """
    found = _WORD.findall(words[:400])
    small = sum(word[0].islower() for word in found)
    return is_prose(words) or bool(_UNPRINTED.match(words)) or (small >= 4 and small * 2 >= len(found))


def is_weak(signal: str) -> bool:
    """Tell whether a signal is a word that may as well begin a sentence of another kind."""
    return signal.lower().strip(" ,:") in _WEAK_WORDS
