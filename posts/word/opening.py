"""A file as it was sent: what it really is, and the parts of a .docx, inflated under a count."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from posts.word.refusal import Unreadable

MAX_UPLOAD: Final = 5 * 1024 * 1024
MAX_UNPACKED: Final = 20 * 1024 * 1024
MAX_ENTRIES: Final = 2_000

_CHUNK: Final = 64 * 1024
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)

DAMAGED: Final = (
    "The file is damaged: it begins like a Word document, but cannot be unpacked. Open it in Word, save it again as"
    " a new .docx, and upload that."
)
TOO_LARGE: Final = (
    "The file is larger than 5 MB, which is the limit. Pictures are what makes a document large, and they are left out"
    " anyway: take them out, then upload it again."
)
ENTITIES: Final = (
    "The document declares entities of its own, which no word processor writes, so it was not read. Open it in your"
    " word processor, save it again as .docx, and upload that."
)
NO_WORDS: Final = (
    "The file is a package without a Word document in it. In your word processor, choose “Save as” and the type"
    " Word document (.docx), then upload that file."
)

_OTHERS: Final[Mapping[bytes, str]] = {
    b"%PDF": "This is a PDF, whatever its name says; its notes cannot be told from its text. Upload the Word document"
    " (.docx) that it was made from.",
    b"{\\rtf": "This is a Rich Text file. Open it in your word processor, choose “Save as” and the type Word document"
    " (.docx), then upload that file.",
}
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_PAGES: Final = re.compile(r"(?:^|/)Index/Document\.iwa$|^Index\.zip$")


@dataclass(frozen=True)
class Package:
    """The XML parts of a .docx by name, as found inside, and whether it carries macros."""

    parts: Mapping[str, bytes]
    has_macros: bool


def refuse_others(data: bytes) -> None:
    """Raises `Unreadable` for a file that is empty, too large, or of a kind that is known and cannot be taken."""
    if not data:
        raise Unreadable("The file is empty. Choose the file of your essay.")
    if len(data) > MAX_UPLOAD:
        raise Unreadable(TOO_LARGE)
    for beginning, sentence in _OTHERS.items():
        if data.lstrip()[: len(beginning)] == beginning:
            raise Unreadable(sentence)
    if data.startswith(_OLD):
        raise Unreadable(
            "The document is locked with a password. Take the password away in Word (File, Info, Protect Document),"
            " save it, then upload it again."
            if _LOCKED in data
            else "This is a file of an older Word (.doc). Open it in Word, choose “Save as” and the type Word document"
            " (.docx), then upload that file."
        )


def is_package(data: bytes) -> bool:
    """Returns whether the file begins as a .docx does."""
    return data.startswith(_ZIP)


def open_package(data: bytes) -> Package:
    """Returns the XML parts of a .docx; raises `Unreadable` where it is none, or too large when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            _refuse_other_packages(packed, names)
            parts = dict(_parts(packed))
    except _FAULTS:
        raise Unreadable(DAMAGED) from None
    return Package(parts, any(name.lower().endswith("vbaproject.bin") for name in names))


def _refuse_other_packages(packed: zipfile.ZipFile, names: list[str]) -> None:
    if len(names) > MAX_ENTRIES:
        raise Unreadable(
            f"The document is made of {len(names):,} pieces; {MAX_ENTRIES:,} is the limit. Copy its text into a new"
            " document, save that as .docx, and upload it."
        )
    if any(_PAGES.search(name) for name in names):
        raise Unreadable(
            "This is a document of Pages. Open it there, choose Export to Word, then upload the .docx that it makes."
        )
    if "mimetype" in names:
        with packed.open("mimetype") as entry:
            if b"opendocument" in entry.read(200):
                raise Unreadable(
                    "This is an OpenDocument file (.odt). Open it in your word processor, choose “Save as” and the type"
                    " Word document (.docx), then upload that file."
                )


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yields the XML parts; every entry is inflated and counted, since sizes in headers may lie."""
    left = MAX_UNPACKED
    for entry in packed.infolist():
        is_wanted = entry.filename.endswith((".xml", ".rels"))
        held = io.BytesIO()
        with packed.open(entry) as inflated:
            while chunk := inflated.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Unreadable(
                        "The document is larger than 20 MB when it is unpacked, which is the limit. Take pictures and"
                        " embedded files out of it, then upload it again."
                    )
                if is_wanted:
                    held.write(chunk)
        if is_wanted:
            yield entry.filename.lstrip("/"), held.getvalue()
