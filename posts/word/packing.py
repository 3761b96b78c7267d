"""A .docx made anew from the cleaned parts of one that was sent, with the fewest parts that pandoc needs."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import unquote
from xml.parsers import expat

from posts.word.cleaning import Cleaner, Tally, refuse_doctype
from posts.word.opening import DAMAGED, NO_WORDS, Package
from posts.word.refusal import Unreadable

PARTS: Final = ("styles", "numbering", "footnotes", "endnotes")  # styles first: they tell what the others mean

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OUTSIDE: Final = ' TargetMode="External"'
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_CONTENT_TYPES: Final = (
    f'{_DECLARATION}<Types xmlns="{_TYPES}"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


@dataclass(frozen=True)
class Bond:
    """One line of a .rels part: what a part is bound to, under which name, and as what."""

    name: str
    kind: str
    target: str
    is_outside: bool


def bonds(data: bytes) -> list[Bond]:
    """Returns the lines of a .rels part; raises `Unreadable` for one that is no XML."""
    found: list[Bond] = []

    def start(name: str, told: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            kind = told.get("Type", "").rpartition("/")[2]
            outside = told.get("TargetMode", "") == "External"
            found.append(Bond(told.get("Id", ""), kind, told.get("Target", ""), outside))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Unreadable(DAMAGED) from None
    return found


def pack(package: Package) -> tuple[bytes, Tally]:
    """Returns a small .docx of the cleaned words, and what was counted on the way."""
    tally = Tally()
    document = _bound(package, "", "officeDocument")
    if document not in package.parts:
        raise Unreadable(NO_WORDS)
    names = {part: _bound(package, document, part) for part in PARTS}
    names = {part: name for part, name in names.items() if name in package.parts} | {"document": document}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("[Content_Types].xml", _CONTENT_TYPES)
        packed.writestr("_rels/.rels", _rels([Bond("rId1", "officeDocument", "word/document.xml", False)]))
        for part, name in names.items():
            cleaned = Cleaner(tally).clean(package.parts[name])
            packed.writestr(f"word/{part}.xml", _DECLARATION.encode() + cleaned)
            inner = [Bond(f"part-{each}", each, f"{each}.xml", False) for each in names if part == "document" != each]
            packed.writestr(f"word/_rels/{part}.xml.rels", _rels([*inner, *_hyperlinks(package, name)]))
    _count_whole_parts(package, tally)
    return held.getvalue(), tally


def _rels_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _bound(package: Package, name: str, kind: str) -> str:
    """Returns the name of the part that a part is bound to as a kind, or ""."""
    for bond in bonds(package.parts[_rels_of(name)]) if _rels_of(name) in package.parts else ():
        if bond.kind == kind and not bond.is_outside:
            folder = posixpath.dirname(name)
            return posixpath.normpath(posixpath.join("/", folder, unquote(bond.target))).lstrip("/")
    return ""


def _hyperlinks(package: Package, name: str) -> Iterator[Bond]:
    rels = package.parts.get(_rels_of(name))
    for bond in bonds(rels) if rels else ():
        if bond.kind == "hyperlink" and bond.is_outside:
            yield bond


def _rels(lines: list[Bond]) -> str:
    written = "".join(
        f'<Relationship Id="{escape(bond.name)}" Type="{_KINDS}/{bond.kind}" Target="{escape(bond.target)}"'
        f"{_OUTSIDE if bond.is_outside else ''}/>"
        for bond in lines
    )
    return f'{_DECLARATION}<Relationships xmlns="{_LINKS}">{written}</Relationships>'


def _count_whole_parts(package: Package, tally: Tally) -> None:
    """Counts what was left out because its whole part was: macros, and headers and footers that hold words."""
    if package.has_macros:
        tally.count("macros")
    if any(_is_margin(name) and _has_letters(data) for name, data in package.parts.items()):
        tally.count("margins")


def _is_margin(name: str) -> bool:
    return posixpath.basename(name).startswith(("header", "footer"))


def _has_letters(data: bytes) -> bool:
    counted = Tally()
    try:
        Cleaner(counted).clean(data)
    except Unreadable:
        return True
    return counted.letters > 0
