"""A file that a student chose, read: a Word document, or text that is Markdown already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from posts.word.opening import is_package, open_package, refuse_others
from posts.word.packing import pack
from posts.word.pandoc import TOO_MUCH, read_docx
from posts.word.refusal import Unreadable
from posts.word.writing import write_document

_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_TITLE: Final = re.compile(r"#[ \t]+(.+?)[ \t]*#*\n+")
_TEXTS: Final = frozenset({".txt", ".md", ".markdown", ".text"})
_UNKNOWN: Final = (
    "This is no Word document (.docx), text (.txt) or Markdown file (.md). In your word processor, choose “Save as” and"
    " the type Word document (.docx), then upload that file."
)


@dataclass(frozen=True)
class Document:
    """A title, or "", an essay as our Markdown, the notes that the file has, and how much of what was left out."""

    title: str
    body: str
    notes: int | None = None  # None where a text has no notes but those of its Markdown
    left_out: Mapping[str, int] = field(default_factory=dict)


def read_document(name: str, data: bytes, *, longest: int, label: str = "w") -> Document:
    """Reads a file by what it holds, whatever its name; raises `Unreadable` with a sentence where it cannot be taken.

    `longest` is how many characters an essay may have; `label` begins the names of the notes that need one.
    """
    refuse_others(data)
    document = _read_word(data, longest, label) if is_package(data) else _read_text(name, data, longest)
    if not document.title and not document.body.strip():
        raise Unreadable("There are no words in this file. Choose the file of your essay.")
    return document


def _read_word(data: bytes, longest: int, label: str) -> Document:
    packed, tally = pack(open_package(data))
    _refuse_long(tally.letters, longest)
    tree = read_docx(packed)
    try:
        written = write_document(tree, tally.count, label)
    except RecursionError:
        raise Unreadable(TOO_MUCH) from None
    return Document(written.title, written.body, tally.notes, tally.left_out)


def _refuse_long(letters: int, longest: int) -> None:
    if letters > longest:
        raise Unreadable(
            f"The document has {letters:,} characters with its notes; an essay may have {longest:,}. Upload a shorter"
            " one, or the part that belongs to this week."
        )


def _read_text(name: str, data: bytes, longest: int) -> Document:
    """Reads text as it is: it may hold notes and italics as one types them here."""
    text, is_guessed = _decoded(name, data)
    if _NO_TEXT.search(text):
        raise Unreadable(_UNKNOWN)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    _refuse_long(len(text), longest)
    heading = _TITLE.match(text)
    title, body = (heading[1], text[heading.end() :]) if heading else ("", text)
    return Document(title, f"{body}\n" if body else "", None, {"guessed": 1} if is_guessed else {})


def _decoded(name: str, data: bytes) -> tuple[str, bool]:
    """Returns a file's text, and whether its letters had to be guessed, as those of older Windows programs must."""
    try:
        return data.decode(_encoding(data)), False
    except UnicodeDecodeError:
        pass
    if PurePath(name).suffix.lower() not in _TEXTS:
        raise Unreadable(_UNKNOWN)
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        raise Unreadable(
            "The letters of this text could not be read. Open it in an editor, save it with the encoding UTF-8, and"
            " upload it again."
        ) from None


def _encoding(data: bytes) -> str:
    """Returns how a text seems to be written: two bytes a letter show as zeros in between."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    beginning = data[:400]
    for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if beginning[zeros::2].count(0) * 2 > len(beginning[zeros::2]) and 0 not in beginning[letters::2]:
            return encoding
    return "utf-8-sig"
