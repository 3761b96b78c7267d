"""Reads records in whichever of the three formats they are."""

import re
from collections.abc import Callable
from typing import Final

from sources.exchange.bibtex import read_bibtex
from sources.exchange.csljson import read_csljson
from sources.exchange.records import MAX_BYTES, TOO_LARGE, Record, refused
from sources.exchange.ris import read_ris

NOTHING: Final = "There is nothing to read here yet. Paste records, or choose a file."
UNKNOWN: Final = (
    "This is neither BibTeX, RIS nor CSL-JSON. BibTeX begins with “@book{”, RIS with “TY  - BOOK”, CSL-JSON with “[”."
)
EMPTY: Final = "There is no record in this {name}."

_BIBTEX: Final = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
_RIS: Final = re.compile(r"^[ \t]*[A-Z][A-Z0-9][ \t]{1,2}-(?:[ \t]|$)", re.MULTILINE)

Reader = Callable[[str], list[Record]]


def read(given: str | bytes) -> list[Record]:
    """Returns a record for each one in the text or the file, refused ones among them; never raises.

    >>> [record.csl["title"] for record in read("TY  - BOOK\\r\\nTI  - Roots\\r\\nER  - ") if record.csl]
    ['Roots']
    """
    if len(given) > MAX_BYTES or (isinstance(given, str) and len(given.encode(errors="replace")) > MAX_BYTES):
        return [refused(1, "", TOO_LARGE)]
    text = text_of(given).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return [refused(1, "", NOTHING)]
    name, reader = sniffed(text)
    records = reader(text) if reader else [refused(1, text, UNKNOWN)]
    return records or [refused(1, text, EMPTY.format(name=name))]


def text_of(given: str | bytes) -> str:
    """Returns the words of a file: UTF-8, UTF-16 where it says so, else as Windows wrote them."""
    if isinstance(given, str):
        return given.removeprefix("\ufeff")
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        return given.decode("utf-16", errors="replace").removeprefix("\ufeff")
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError:
        return given.decode("cp1252", errors="replace")


def sniffed(text: str) -> tuple[str, Reader | None]:
    """Returns the name of the format that a text is in and what reads it.

    >>> sniffed("% my books\\n@book{x, title={Roots}}")[0], sniffed("Dear all,")[0]
    ('BibTeX', '')
    """
    if text.lstrip()[:1] in {"[", "{"}:
        return "CSL-JSON", read_csljson
    bibtex, ris = _BIBTEX.search(text), _RIS.search(text)
    if ris and (not bibtex or ris.start() < bibtex.start()):
        return "RIS", read_ris
    return ("BibTeX", read_bibtex) if bibtex else ("", None)
