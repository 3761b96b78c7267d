"""The XML of a .docx, written anew with nothing in it but what an essay can hold; what is left out is counted.

Tracked insertions are taken and deletions dropped, pictures, text boxes, comments and hidden words left out. pandoc
reads what is written here and nothing else of the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final
from xml.parsers import expat

from posts.word.opening import DAMAGED, ENTITIES
from posts.word.refusal import Unreadable

MAX_DEPTH: Final = 150
MAX_ELEMENTS: Final = 1_000_000

_OFFICE: Final = "http://schemas.openxmlformats.org/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_PREFIXES: Final[Mapping[str, str]] = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_NAMESPACES: Final = "".join(
    f' xmlns:{prefix}="{uri}"' for uri, prefix in _PREFIXES.items() if uri.startswith(_OFFICE) and prefix != "mc"
)
_DROPPED: Final[Mapping[str, str]] = {
    "w:drawing": "pictures",
    "w:pict": "pictures",
    "w:object": "pictures",
    "w:del": "deletions",
    "w:moveFrom": "",
    "w:commentReference": "comments",
    "w:softHyphen": "",
    "mc:Choice": "",  # the fallback beside it says the same in a form that is understood
}
_UNWRAPPED: Final = frozenset({"w:ins", "w:moveTo", "mc:AlternateContent", "mc:Fallback"})
_PROPERTIES: Final = frozenset({"w:rPr", "w:trPr", "w:tcPr"})  # what stands in them says how, not what
_NOTES: Final = frozenset({"w:footnoteReference", "w:endnoteReference"})
_NO: Final = frozenset({"0", "false", "off"})
_CONTENTS: Final = re.compile(r"toc ?\d", re.IGNORECASE)


@dataclass
class Tally:
    """What was counted while cleaning: the notes and letters that are kept, and how much of what was left out."""

    notes: int = 0
    letters: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    contents_styles: set[str] = field(default_factory=set)

    def count(self, what: str) -> None:
        """Counts one more of something that is left out or taken; "" is not counted."""
        if what:
            self.left_out[what] = self.left_out.get(what, 0) + 1


class Cleaner:
    """Reads one part and writes it anew."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.written: list[str] = []
        self.open: list[str] = []  # the names of the elements that are open, whether written or not
        self.silent: list[bool] = []  # for each, whether its own tag is left out
        self.hidden_from = 0  # everything that begins deeper than this is skipped; 0 where nothing is
        self.skipped = ""  # what is being skipped, as it is counted
        self.elements = 0
        self.style = ""

    def clean(self, data: bytes) -> bytes:
        """Returns the part written anew; raises `Unreadable` for one that is no XML or holds what no essay needs."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        try:
            parser.Parse(data, True)
        except expat.ExpatError:
            raise Unreadable(DAMAGED) from None
        return "".join(self.written).encode()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if len(self.open) >= MAX_DEPTH or self.elements > MAX_ELEMENTS:
            raise Unreadable(
                "The document is built in too complicated a way, with parts within parts. Copy its text into a new"
                " document, save that as .docx, and upload it."
            )
        short = _short(name)
        parent = self.open[-1] if self.open else ""
        self.open.append(short)
        if self.hidden_from:
            self._look_at_skipped(short)
            self.silent.append(True)
            return
        is_property = parent in _PROPERTIES
        self.silent.append(short in _UNWRAPPED and not is_property)
        kept = {_short(key): value for key, value in attributes.items()}
        if not short or (short in _DROPPED and not is_property):
            self._skip(short)
        else:
            self._take(short, parent, kept)

    def _skip(self, short: str) -> None:
        """Leaves out the element that has just begun, with all that it holds."""
        self.silent[-1] = True
        self.hidden_from = len(self.open)
        self.skipped = _DROPPED.get(short, "")

    def _look_at_skipped(self, short: str) -> None:
        """Tells a picture from a text box, whose words are lost with it."""
        if short == "w:txbxContent" and self.skipped == "pictures":
            self.skipped = "boxes"

    def _take(self, short: str, parent: str, kept: Mapping[str, str]) -> None:
        """Writes an element, and hides the rest of what is around it where it says so."""
        value = kept.get("w:val", "")
        if short == "w:ins" and parent not in _PROPERTIES:
            self.tally.count("insertions")
        elif short in _NOTES:
            self.tally.notes += 1
            if kept.get("w:customMarkFollows", "0") not in _NO:
                self._hide("w:r", "")  # the mark that was typed by hand: ours is a number
        elif short in {"w:style", "w:name"}:
            self._learn_style(short, parent, kept)
        elif short == "w:vanish" and value not in _NO and "w:r" in self.open:
            self._hide("w:r", "hidden")
        elif (short == "w:docPartGallery" and value == "Table of Contents") or (
            short == "w:pStyle" and (value in self.tally.contents_styles or _CONTENTS.fullmatch(value))
        ):
            self._hide("w:sdt" if short == "w:docPartGallery" else "w:p", "contents")
        if not self.silent[-1]:
            spaces = _NAMESPACES if len(self.open) == 1 else ""
            told = "".join(f' {key}="{escape(said)}"' for key, said in kept.items() if key)
            self.written.append(f"<{short}{spaces}{told}>")

    def _learn_style(self, short: str, parent: str, kept: Mapping[str, str]) -> None:
        """Remembers which paragraph styles are a table of contents' own, whatever their names in the file."""
        if short == "w:style":
            self.style = kept.get("w:styleId", "")
        elif parent == "w:style" and _CONTENTS.fullmatch(kept.get("w:val", "")):
            self.tally.contents_styles.add(self.style)

    def _hide(self, around: str, what: str) -> None:
        """Hides whatever begins from now on inside the nearest element of a name."""
        if around in self.open:
            self.hidden_from = len(self.open) - self.open[::-1].index(around)
            self.skipped = what

    def _end(self, name: str) -> None:
        if self.hidden_from and len(self.open) <= self.hidden_from:
            self.tally.count(self.skipped)
            self.hidden_from, self.skipped = 0, ""
        short = self.open.pop()
        if not self.silent.pop():
            self.written.append(f"</{short}>")

    def _words(self, words: str) -> None:
        if self.hidden_from or self.silent[-1]:
            return
        if self.open[-1] in {"w:t", "m:t"}:
            self.tally.letters += len(words)
        self.written.append(escape(words, quote=False))


def refuse_doctype(*_: object) -> None:
    """Raises `Unreadable` at a declaration of entities, before any is read."""
    raise Unreadable(ENTITIES)


def _short(name: str) -> str:
    """Returns an element's name under the usual prefix, or "" for one that no essay needs.

    >>> _short("http://schemas.openxmlformats.org/wordprocessingml/2006/main t"), _short("urn:other t")
    ('w:t', '')
    """
    uri, _, local = name.rpartition(" ")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else ""
