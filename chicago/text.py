"""Printed words that know their italics and quotation marks.

Inside the engine a text is *marked*: a plain string in which a few private-use characters stand for
typography. `TURN` turns italics over (so that italics inside italics come out roman by themselves), and `OPEN` and
`CLOSE` are quotation marks whose shape, double or single, is decided only when the text is printed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Final

TURN: Final = "\ue000"
OPEN: Final = "\ue001"
CLOSE: Final = "\ue002"
SUP: Final = "\ue003"
END_SUP: Final = "\ue004"
SUB: Final = "\ue005"
END_SUB: Final = "\ue006"
KEEP: Final = "\ue007"
END_KEEP: Final = "\ue008"

MARKS: Final = f"{TURN}{OPEN}{CLOSE}{SUP}{END_SUP}{SUB}{END_SUB}{KEEP}{END_KEEP}"

_RESERVED: Final = re.compile("[\ue000-\ue008\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SPACES: Final = re.compile(r"\s+")
_NESTED: Final = re.compile(f"{OPEN}[^{CLOSE}]*{OPEN}")
_QUOTES: Final = re.compile(f"[{OPEN}{CLOSE}]")
_RAISED: Final = re.compile(f"[{SUP}-{END_SUB}]")
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>~^])")


def clean(words: str) -> str:
    """Return typed words without control characters and with single spaces: safe to be marked."""
    if words.isascii() and words.isprintable() and "  " not in words:
        return words.strip()
    return _SPACES.sub(" ", _RESERVED.sub("", words)).strip()


def italic(marked: str) -> str:
    """Return the words in italics; words that were in italics come out roman (8.173).

    >>> Text(italic("The Making of " + italic("Middlemarch"))).html()
    '<i>The Making of </i>Middlemarch'
    """
    if not marked:
        return ""
    return f"{TURN}{marked}{TURN}".replace(TURN + TURN, "") if TURN in marked else f"{TURN}{marked}{TURN}"


def quoted(marked: str) -> str:
    """Return the words in quotation marks; those inside them alternate (6.9, 13.96).

    >>> Text(quoted("On " + quoted("Truth"))).plain()
    '“On ‘Truth’”'
    """
    return f"{OPEN}{marked}{CLOSE}" if marked else ""


def _shape_quotes(marked: str) -> str:
    """Give each quotation mark its shape by its depth."""
    if OPEN not in marked and CLOSE not in marked:
        return marked
    if not _NESTED.search(marked):
        return marked.replace(OPEN, "“").replace(CLOSE, "”")
    depth = 0

    def shape(match: re.Match[str]) -> str:
        nonlocal depth
        if match.group() == OPEN:
            depth += 1
            return "“" if depth % 2 else "‘"
        depth -= 1
        return "’" if depth % 2 else "”"

    return _QUOTES.sub(shape, marked)


def _print(marked: str, italics: Callable[[str], str], raised: dict[str, str]) -> str:
    words = _shape_quotes(marked)
    if TURN in words:
        pieces = words.split(TURN)
        pieces[1::2] = map(italics, pieces[1::2])
        words = "".join(pieces)
    if _RAISED.search(words):
        words = _RAISED.sub(lambda match: raised[match.group()], words)
    return words


def _starred(words: str) -> str:
    """Return Markdown's emphasis, which allows no spaces inside its stars."""
    bare = words.strip()
    return words.replace(bare, f"*{bare}*", 1) if bare else words


_HTML: Final = {SUP: "<sup>", END_SUP: "</sup>", SUB: "<sub>", END_SUB: "</sub>"}
_PLAIN: Final = dict.fromkeys(_HTML, "")
_MARKED_DOWN: Final = {SUP: "^", END_SUP: "^", SUB: "~", END_SUB: "~"}


@dataclass(frozen=True, slots=True)
class Text:
    """A printed note, short note or entry; templates print it by its `__html__`.

    >>> Text("Said, " + italic("Orientalism") + ", 3 < 4").html()
    'Said, <i>Orientalism</i>, 3 &lt; 4'
    """

    marked: str

    def html(self) -> str:
        """Return the text as HTML whose only tags are i, sup and sub."""
        marked = self.marked
        if "&" in marked or "<" in marked or ">" in marked:
            marked = escape(marked, quote=False)
        return _print(marked, "<i>{}</i>".format, _HTML)

    def plain(self) -> str:
        """Return the text without italics."""
        return _print(self.marked, str, _PLAIN)

    def markdown(self) -> str:
        """Return the text as Markdown with *italics*, everything else escaped."""
        return _print(_MARKDOWN.sub(r"\\\1", self.marked), _starred, _MARKED_DOWN)

    def __html__(self) -> str:
        return self.html()

    def __str__(self) -> str:
        return self.plain()

    def __bool__(self) -> bool:
        return bool(self.marked)
