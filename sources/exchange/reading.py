"""Reads records in whichever of the three formats they are."""

import re
from collections.abc import Callable
from typing import Final

from markup.files import text_of
from sources.exchange.bibtex import read_bibtex
from sources.exchange.csljson import read_csljson
from sources.exchange.records import MAX_BYTES, TOO_LARGE, Record, refused
from sources.exchange.ris import read_ris

NOTHING: Final = "There is nothing to read here yet. Paste records, or choose a file."
UNKNOWN: Final = (
    "This is neither BibTeX, RIS nor CSL-JSON. BibTeX begins with “@book{”, RIS with “TY  - BOOK”, CSL-JSON with “[”."
)
FOREIGN: Final = (
    "This is {what}, not a list of records. Export BibTeX, RIS or CSL-JSON from your reference manager, "
    "and choose that file."
)
EMPTY: Final = "There is no record in this {name}."

_BIBTEX: Final = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
_RIS: Final = re.compile(r"^[ \t]*[A-Z][A-Z0-9][ \t]{1,2}-(?:[ \t]|$)", re.MULTILINE)

# How files of other programs begin, and the signs that no list of records holds.
_FOREIGN: Final = (
    ("%PDF-", "a PDF"),
    ("PK\x03\x04", "a zip or an office document"),
    ("\xd0\xcf\x11\xe0", "an office document"),
    ("{\\rtf", "a text with formatting"),
    ("\x89PNG", "a picture"),
    ("\xff\xd8\xff", "a picture"),
    ("SQLite format 3", "a database"),
)
_CONTROLS: Final = dict.fromkeys({*range(32), 127, 0xFFFE} - {9, 10, 13})

Reader = Callable[[str], list[Record]]


def read(given: str | bytes) -> list[Record]:
    """Returns a record for each one in the text or the file, refused ones among them; never raises.

    >>> [record.csl["title"] for record in read("TY  - BOOK\\r\\nTI  - Roots\\r\\nER  - ") if record.csl]
    ['Roots']
    """
    if len(given) > MAX_BYTES or (isinstance(given, str) and len(given.encode(errors="replace")) > MAX_BYTES):
        return [refused(1, "", TOO_LARGE)]
    what = foreign(given)
    if what:
        return [refused(1, "", FOREIGN.format(what=what))]
    text = text_of(given).translate(_CONTROLS).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return [refused(1, "", NOTHING)]
    name, reader = sniffed(text)
    records = reader(text) if reader else [refused(1, text, UNKNOWN)]
    return records or [refused(1, text, EMPTY.format(name=name))]


def foreign(given: str | bytes) -> str:
    """Returns what a file of another program is, by how it begins; empty for a text.

    >>> foreign(b"%PDF-1.7"), foreign("@book{x}")
    ('a PDF', '')
    """
    head = given[:16].decode("latin-1") if isinstance(given, bytes) else given[:16]
    return next((what for start, what in _FOREIGN if head.startswith(start)), "")


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
