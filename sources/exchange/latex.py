"""LaTeX's way with letters, in the little that bibliographies use of it: accents, symbols, italics, dashes.

One pass over the words, whatever they are; names of symbols are those that pylatexenc knows. Italics are kept as
CSL-JSON writes them, `<i>…</i>`; braces that protect capitals go.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from pylatexenc.latex2text import get_default_latex_context_db

LONGEST: Final = 10_000

_TOKEN: Final = re.compile(r"\\[a-zA-Z]+\*?[ \t\n]*|\\.|[{}$~]|-{2,3}|``|''|\s+|[^\\{}$~`'\s-]+|.", re.DOTALL)
_ACCENTS: Final = dict(zip("`'^\"~=.uvHtcdbkr", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0361\u0327\u0323\u0331\u0328\u030a", strict=True))  # fmt: skip # noqa: E501
_TAGS: Final = {
    "emph": "i",
    "textit": "i",
    "textsl": "i",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    "mkbibemph": "i",
}
_SWITCHES: Final = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "slshape": "i"}
_SIGNS: Final = {
    "--": "–",
    "---": "—",
    "``": "“",
    "''": "”",
    "~": " ",
    "$": "",
    "\\\\": " ",
    "\\ ": " ",
    "\\-": "",
    "\\/": "",
    "\\,": " ",
}
_WORDS: Final = {
    "i": "i", "j": "j", "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "newline": " ", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
_DROPPED: Final = frozenset({"href", "label", "foreignlanguage", "textcolor"})

Wrap = Callable[[str], str]


def decoded(words: str) -> str:
    """Returns LaTeX as plain words.

    >>> decoded(r"{\\'E}mile  {\\O}re: \\emph{Caf\\'e} \\& {DNA} 110--12")
    'Émile Øre: <i>Café</i> & DNA 110–12'
    """
    words = words[:LONGEST]
    if not any(sign in words for sign in "\\{}$~-`'"):
        return " ".join(words.split())
    reading = _Reading()
    for piece in _TOKEN.findall(words):
        reading.take(piece)
    return " ".join(reading.text().split())


class _Reading:
    """The groups that are open while LaTeX is read, and what waits for its argument."""

    def __init__(self) -> None:
        self._groups: list[tuple[list[str], list[Wrap]]] = [([], [])]
        self._waiting: list[Wrap] = []

    def take(self, piece: str) -> None:
        """Reads one piece."""
        if piece == "{":
            self._groups.append(([], self._waiting))
            self._waiting = []
        elif piece == "}":
            self._close()
        elif piece[0] == "\\" and len(piece) > 1:
            self._command(piece)
        else:
            self._words(piece)

    def text(self) -> str:
        """Returns what was read, with all groups closed."""
        while len(self._groups) > 1:
            self._close()
        return "".join(self._groups[0][0])

    def _close(self) -> None:
        if len(self._groups) > 1:
            parts, wraps = self._groups.pop()
            self._add(_wrapped("".join(parts), wraps))

    def _add(self, words: str) -> None:
        waiting, self._waiting = self._waiting, []
        self._groups[-1][0].append(_wrapped(words, waiting))

    def _words(self, piece: str) -> None:
        """Adds plain words; an accent that waits takes the first letter, and passes over spaces."""
        if not self._waiting:
            self._groups[-1][0].append(_SIGNS.get(piece, piece))
        elif not piece.isspace():
            self._add(piece[0])
            self._groups[-1][0].append(piece[1:])

    def _command(self, piece: str) -> None:
        name = piece[1:].rstrip().rstrip("*")
        if piece in _SIGNS:
            self._add(_SIGNS[piece])
        elif name in _ACCENTS:
            self._waiting.append(_accent(_ACCENTS[name]))
        elif name in _TAGS:
            self._waiting.append(_tag(_TAGS[name]))
        elif name in _SWITCHES and len(self._groups) > 1:
            self._groups[-1][1].append(_tag(_SWITCHES[name]))
        elif name in _DROPPED:
            self._waiting.append(lambda _: "")
        elif sign := _symbol(name):
            self._add(sign)


def _wrapped(words: str, wraps: list[Wrap]) -> str:
    for wrap in reversed(wraps):
        words = wrap(words)
    return words


def _accent(mark: str) -> Wrap:
    return lambda words: unicodedata.normalize("NFC", words[:1] + mark + words[1:])


def _tag(name: str) -> Wrap:
    return lambda words: f"<{name}>{words}</{name}>" if words else ""


@lru_cache(maxsize=4_096)
def _symbol(name: str) -> str:
    """Returns the letter or sign that a command stands for, "" where it stands for none."""
    if not name.isalpha():
        return name
    if name in _WORDS:
        return _WORDS[name]
    sign = getattr(get_default_latex_context_db().get_macro_spec(name), "simplify_repl", "")
    return sign if isinstance(sign, str) and "%" not in sign and len(sign) < 8 else ""


_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "&%$#_"},
}  # fmt: skip
_ESCAPED: Final = re.compile(r"[\\{}~^&%$#_]|--+|``|''")
_ITALIC: Final = re.compile(r"<(i|sup|sub)>([^<]*)</\1>")
_COMMANDS: Final = {"i": "emph", "sup": "textsuperscript", "sub": "textsubscript"}


def encoded(words: str) -> str:
    """Returns words as LaTeX, in Unicode, with what LaTeX would misread escaped.

    >>> encoded("Profit & Loss: 5% of <i>Hamlet</i>")
    'Profit \\\\& Loss: 5\\\\% of \\\\emph{Hamlet}'
    """
    return _ITALIC.sub(lambda tag: f"\\{_COMMANDS[tag[1]]}{{{tag[2]}}}", _ESCAPED.sub(_escape, words))


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    return _ESCAPES.get(sign) or "{}".join(sign)
