"""Files that cannot be taken: each gets its own sentence, and what is left out of others is counted."""

import io
import socket
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from posts.word import jail, pandoc
from posts.word.document import Document, read_document
from posts.word.opening import MAX_ENTRIES, MAX_UNPACKED, MAX_UPLOAD, open_package
from posts.word.packing import pack
from posts.word.refusal import Unreadable
from tests.posts.uploads.making import SPACES, package, paragraph, run, style, word_file, word_parts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str = "essay.docx") -> Document:
    return read_document(name, data, longest=100_000)


def refusal(data: bytes, name: str = "essay.docx") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return str(caught.value)


def changed(**parts: str | bytes) -> bytes:
    """A good document with parts changed or added; `__` stands for a slash, `_dot_` for a dot."""
    good = word_parts(paragraph(run("Bread came first.")))
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return package({**good, **named})


KINDS: Mapping[str, tuple[bytes, str]] = {
    "a PDF under another name": (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF"),
    "an old Word file": (OLE + b"\x00" * 600, "an older Word (.doc)"),
    "a locked document": (OLE + b"\x00" * 64 + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "rich text": (b"{\\rtf1\\ansi Bread}", "Rich Text"),
    "an OpenDocument file": (
        package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
        "OpenDocument file (.odt)",
    ),
    "a document of Pages": (package({"Index/Document.iwa": b"\x00"}), "document of Pages"),
    "a package without a document": (package({"xl/workbook.xml": "<x/>"}), "without a Word document"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "no Word document"),
    "nothing": (b"", "The file is empty"),
    "a document without words": (word_file(""), "no words in this file"),
    "a cut-off package": (word_file(paragraph(run("Bread")))[:900], "The file is damaged"),
    "a document that is no XML": (changed(word__document_dot_xml="<w:document"), "The file is damaged"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_is_named_and_the_way_out_told(kind: str) -> None:
    data, says = KINDS[kind]
    sentence = refusal(data)
    assert says in sentence
    assert sentence.endswith(".")


def test_a_file_larger_than_the_limit_is_refused_by_it() -> None:
    assert "larger than 5 MB" in refusal(b"PK" + b"x" * MAX_UPLOAD)


def test_a_bomb_is_refused_while_it_is_inflated() -> None:
    bomb = changed(word__media__a_dot_png=b"\0" * (MAX_UNPACKED + 1))
    assert len(bomb) < 50_000
    assert "larger than 20 MB when it is unpacked" in refusal(bomb)


def test_a_bomb_of_many_small_entries_is_refused() -> None:
    entries = {f"word/media/{number}.png": b"\0" * 1_000_000 for number in range(25)}
    assert "larger than 20 MB" in refusal(package({**word_parts(paragraph(run("Bread"))), **entries}))


def test_a_bomb_whose_header_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(changed(word__media__a_dot_png=b"\0" * (MAX_UNPACKED * 2)))
    real = struct.pack("<L", MAX_UNPACKED * 2)
    assert bomb.count(real) == 2  # in the entry's own header and in the directory
    assert "damaged" in refusal(bytes(bomb.replace(real, struct.pack("<L", 100))))


def test_a_bomb_in_the_words_themselves_is_refused() -> None:
    sentence = refusal(word_file(paragraph(run("Bread. " * 3_000_000))))
    assert "larger than 20 MB" in sentence


def test_a_package_of_very_many_pieces_is_refused() -> None:
    sentence = refusal(changed(**{f"word/x{number}.xml": "" for number in range(MAX_ENTRIES)}))
    assert "2,000 is the limit" in sentence


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_a_document_with_entities_of_its_own_is_not_read(part: str, doctype: str) -> None:
    parts = word_parts(paragraph(run("Bread")))
    assert "declares entities of its own" in refusal(package({**parts, part: f"{doctype}{parts[part]!s}"}))


def test_a_document_of_two_hundred_pages_is_refused_by_the_limit_it_passes() -> None:
    page = "".join(paragraph(run("Nobody who stood there thought of parliaments. " * 12)) for _ in range(4))
    sentence = refusal(word_file(page * 200))
    assert "451,200 characters" in sentence
    assert "an essay may have 100,000" in sentence


def test_parts_within_parts_without_end_are_refused() -> None:
    nested = "<w:tbl><w:tr><w:tc>" * 100 + paragraph(run("Bread")) + "</w:tc></w:tr></w:tbl>" * 100
    assert "parts within parts" in refusal(word_file(nested))


def test_text_longer_than_an_essay_is_refused_by_the_limit() -> None:
    assert "100,001 characters" in refusal(b"x" * 100_001, "essay.txt")


def test_text_in_letters_of_old_windows_is_read_and_said() -> None:
    document = read("Café “noir”".encode("cp1252"), "essay.txt")
    assert document.body == "Café “noir”\n"
    assert document.left_out == {"guessed": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_read_whatever_its_letters_and_line_ends_are_written_as(encoding: str, end: str) -> None:
    text = f"Café – “noir”.((Lang, 3.)){end}{end}And bread.{end}"
    document = read(text.encode(encoding), "essay.txt")
    assert document.body == "Café – “noir”.((Lang, 3.))\n\nAnd bread.\n"
    assert document.left_out == {}


@pytest.mark.parametrize("data", [b"Bread\x00 came", b"\x00\x01\x02", b"Bread\x07"])
def test_text_with_signs_that_no_text_has_is_refused(data: bytes) -> None:
    assert "no Word document" in refusal(data, "essay.txt")


def test_text_is_taken_as_it_is_with_the_heading_that_opens_it_as_its_title() -> None:
    document = read("\ufeff# Bread\r\n\r\nIt came first.((Lang, 3.))\r\n".encode(), "essay.md")
    assert (document.title, document.body) == ("Bread", "It came first.((Lang, 3.))\n")


# ---- what is left out and counted ----------------------------------------------------------------------------------

PICTURE = "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).format(paragraph(run("in a box")))
ROW = "<w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr>".format(paragraph(run("cell")))
LEFT_OUT = {
    "pictures": PICTURE,
    "boxes": BOX,
    "comments": '<w:r><w:commentReference w:id="1"/></w:r>',
    "deletions": '<w:del w:id="1" w:author="T"><w:r><w:delText>gone</w:delText></w:r></w:del>',
    "insertions": f'<w:ins w:id="1" w:author="T">{run(" added")}</w:ins>',
    "hidden": run("hidden", "<w:vanish/>"),
}


@pytest.mark.parametrize("what", LEFT_OUT)
def test_what_is_left_out_is_counted_and_the_words_beside_it_stay(what: str) -> None:
    document = read(word_file(paragraph(run("Bread came") + LEFT_OUT[what] + run(" first."))))
    assert document.left_out == {what: 1}
    assert document.body == f"Bread came{' added' if what == 'insertions' else ''} first.\n"


def test_words_that_were_moved_stand_where_they_were_moved_to() -> None:
    moved = '<w:moveFrom w:id="1">{0}</w:moveFrom> <w:moveTo w:id="2">{0}</w:moveTo>'.format(run("moved"))
    assert read(word_file(paragraph(run("Was ") + moved))).body == "Was moved\n"


def test_macros_headers_and_contents_are_left_out_and_said() -> None:
    contents = paragraph(run("1 Bread … 3"), style("TOC1")) + paragraph(run("Bread came first."))
    parts = {
        **word_parts(contents),
        "word/vbaProject.bin": b"\xd0\xcf",
        "word/header1.xml": f"<w:hdr {SPACES}>{paragraph(run('Smith 3'))}</w:hdr>",
    }
    document = read(package(parts), "essay.docm")
    assert document.left_out == {"contents": 1, "macros": 1, "margins": 1}
    assert document.body == "Bread came first.\n"


def test_a_small_table_arrives_and_one_past_the_limit_is_left_out_with_its_notes_counted() -> None:
    assert "| cell | cell |" in read(word_file(f"<w:tbl>{ROW * 3}</w:tbl>")).body
    document = read(word_file(paragraph(run("Bread.")) + f"<w:tbl>{ROW * 600}</w:tbl>"))
    assert (document.body, document.left_out) == ("Bread.\n", {"tables": 1})


def test_links_arrive_but_none_that_is_a_script() -> None:
    links = {"rId50": "https://example.org/a_(b)", "rId51": "javascript:alert(1)"}
    body = "".join(f'<w:hyperlink r:id="{name}">{run(name)}</w:hyperlink> ' for name in links)
    assert read(word_file(paragraph(body), links=links)).body == "[rId50](https://example.org/a_(b))rId51\n"


def test_a_document_whose_parts_have_other_names_is_read() -> None:
    parts = {name.replace("document.xml", "document2.xml"): content for name, content in word_parts("").items()}
    parts["word/document2.xml"] = str(word_parts(paragraph(run("Bread.")))["word/document.xml"])
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "document2.xml")
    assert read(package(parts)).body == "Bread.\n"


# ---- the child -----------------------------------------------------------------------------------------------------


def test_pandoc_is_stopped_by_the_clock_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pandoc, "PATIENCE", 0.001)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert "in the time and memory that there are for it" in refusal(word_file(paragraph(run("Bread"))))
    assert list(tmp_path.iterdir()) == []


def jailed(program: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Runs a small program of Python’s under the limits of pandoc’s child."""
    command = [sys.executable, "-I", "-S", jail.__file__, sys.executable, "-I", "-S", "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603  # our own words


@pytest.mark.parametrize(
    ("program", "dies"),
    [
        ("bytearray(4_000_000_000)", True),
        ("open('big', 'wb').write(b'x' * 60_000_000)", True),
        ("[open('/dev/null') for _ in range(100)]", True),
        ("import os; assert not os.environ.keys() - {'LC_CTYPE'}", False),
        ("bytearray(50_000_000)", False),
    ],
)
def test_the_child_has_little_memory_few_files_and_no_environment(program: str, dies: bool, tmp_path: Path) -> None:
    ended = jailed(program, tmp_path)
    assert (ended.returncode != 0) is dies, ended.stderr


def test_the_child_is_on_no_network_where_the_kernel_can_take_it_off(tmp_path: Path) -> None:
    leave = f"import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare({jail.NO_NETWORK}) != 0)"
    can_leave = subprocess.run([sys.executable, "-c", leave], check=False).returncode == 0  # noqa: S603  # our own words
    with socket.create_server(("127.0.0.1", 0)) as server:
        told = jailed(f"import socket; socket.create_connection({server.getsockname()!r}, timeout=5)", tmp_path)
    assert (told.returncode != 0) is can_leave, told.stderr


def test_the_child_that_only_computes_is_stopped(tmp_path: Path) -> None:
    program = "import resource; print(*resource.getrlimit(resource.RLIMIT_CPU))"
    told = jailed(program, tmp_path)
    assert told.stdout.split() == [str(jail.SECONDS).encode()] * 2


def test_pandoc_is_given_nothing_of_the_package_but_cleaned_parts() -> None:
    sent = changed(word__media__a_dot_png=b"x", word__settings_dot_xml="<x/>", evil_dot_xml="<x/>")
    packed, _ = pack(open_package(sent))
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert [name for name in names if "rels" not in name] == [
        "[Content_Types].xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/document.xml",
    ]
