"""Documents as pandoc and as Word make them, out of known essays, and packages of any kind."""

import io
import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

import pypandoc

from tests.posts.uploads.known import Known, Note, Span

OFFICE = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships"'
    f' xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    f' xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OFFICE}/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
KINDS = f"{OFFICE}/officeDocument/2006/relationships"
BOUND = {"styles": "rId1", "numbering": "rId2", "footnotes": "rId3", "endnotes": "rId4", "comments": "rId5"}

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="BlockQuotation"><w:name w:val="Block Quotation"/>
<w:pPr><w:ind w:left="720" w:right="720"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
NUMBERING = (
    "<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
)
LEVEL = "<w:lvl w:ilvl='{0}'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='·'/></w:lvl>"
SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


def package(parts: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return held.getvalue()


def word_parts(
    body: str, *, footnotes: str = "", endnotes: str = "", links: Mapping[str, str] | None = None, styles: str = STYLES
) -> dict[str, str | bytes]:
    """The parts of a document as Word names them."""
    bound = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/{part}" Target="{part}.xml"/>' for part, name in BOUND.items()
    )
    outside = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/hyperlink" Target="{escape(target)}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    rels = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{{}}</Relationships>'
    levels = "".join(LEVEL.format(level) for level in range(2))
    return {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": rels.format(
            f'<Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": rels.format(bound + outside),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING.format(levels)}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{SEPARATORS.format('footnote')}{footnotes}</w:footnotes>",
        "word/endnotes.xml": f"<w:endnotes {SPACES}>{SEPARATORS.format('endnote')}{endnotes}</w:endnotes>",
    }


def word_file(body: str, **more: object) -> bytes:
    """A document of a body's XML."""
    return package(word_parts(body, **more))  # type: ignore[arg-type]


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidR="00A1B2C3">{dress}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph of runs."""
    dress = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p w:rsidR="00D4E5F6" w14:paraId="3A{len(inside) % 1000:03}">{dress}{inside}</w:p>'


def style(name: str) -> str:
    """What gives a paragraph a style."""
    return f'<w:pStyle w:val="{name}"/>'


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{0}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{1}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CODES = [
    ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationID":"x1","properties":{"noteIndex":1},"citationItems":[]} ',
    " ADDIN EN.CITE &lt;EndNote&gt;&lt;Cite&gt;&lt;Author&gt;Hufton&lt;/Author&gt;&lt;/Cite&gt;&lt;/EndNote&gt; ",
]


class WordWriter:
    """Writes a known essay as Word would: runs cut anywhere, with all that Word leaves between them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(1_000 + seed)  # noqa: S311  # the same document each time
        self.footnotes: list[str] = []
        self.endnotes: list[str] = []
        self.marks = 0

    def write(self, known: Known) -> bytes:
        """The document."""
        body = paragraph("".join(self.spans([(known.title, False)])), style("Title"))
        for block in known.blocks:
            body += paragraph("".join(self.parts(block.parts)), self.dress(block.kind))
        return word_file(body, footnotes="".join(self.footnotes), endnotes="".join(self.endnotes))

    def dress(self, kind: str) -> str:
        """What makes a paragraph of a kind."""
        if kind in {"item", "nested"}:
            level = int(kind == "nested")
            numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'
            return f"{style('ListParagraph')}{numbered}"
        if kind == "quotation":
            return style("BlockQuotation") if self.dice.random() < 0.5 else '<w:ind w:left="720" w:right="720"/>'
        return style("Heading1") if kind == "heading" else '<w:ind w:firstLine="720"/><w:jc w:val="both"/>'

    def parts(self, parts: tuple[Span | Note, ...]) -> Iterator[str]:
        """Runs and the marks of notes."""
        for part in parts:
            yield self.note(part) if isinstance(part, Note) else "".join(self.spans([part]))

    def note(self, note: Note) -> str:
        """Keeps a note’s words and returns its mark; every fifth is an endnote."""
        kind, kept = ("endnote", self.endnotes) if self.marks % 5 == 4 else ("footnote", self.footnotes)
        self.marks += 1
        number = len(kept) + 1
        marks = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        inside = f"<w:r>{marks}<w:{kind}Ref/></w:r>{run(' ')}{self.held(''.join(self.spans(note.spans)))}"
        kept.append(f'<w:{kind} w:id="{number}">{paragraph(inside, style("FootnoteText"))}</w:{kind}>')
        return f'<w:r w:rsidRPr="00FF">{marks}<w:{kind}Reference w:id="{number}"/></w:r>'

    def held(self, words: str) -> str:
        """The words of a note, often as what a program for citations put there: a field, or a control with content."""
        chance = self.dice.random()
        if chance < 0.5:
            return FIELD.format(self.dice.choice(CODES), words)
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{words}</w:sdtContent></w:sdt>" if chance < 0.6 else words

    def spans(self, spans: list[Span] | tuple[Span, ...]) -> Iterator[str]:
        """Runs cut in the middle of words, with what Word leaves between them."""
        for words, slanted in spans:
            for piece in self.cut(words):
                yield self.litter()
                yield self.dressed(piece, slanted)

    def cut(self, words: str) -> list[str]:
        """Words in pieces of a few letters to a line."""
        places = sorted(self.dice.sample(range(1, len(words)), min(len(words) - 1, self.dice.randint(0, 4)))) or []
        edges = [0, *places, len(words)]
        return [words[start:end] for start, end in pairwise(edges)]

    def dressed(self, words: str, slanted: bool) -> str:
        """A run in italics by one of the ways that there are, or one that is not, by one of those."""
        slant = ["<w:i/><w:iCs/>", '<w:i w:val="1"/>', '<w:i w:val="true"/>', '<w:rStyle w:val="Emphasis"/>']
        upright = ["", '<w:i w:val="0"/>', '<w:i w:val="false"/><w:lang w:val="en-GB"/>', "<w:smallCaps/>"]
        written = run(words, self.dice.choice(slant if slanted else upright))
        chance = self.dice.random()
        if chance < 0.06:
            return f'<w:ins w:id="9" w:author="T" w:date="2026-01-01T00:00:00Z">{written}</w:ins>'
        if chance < 0.12:
            return f'<w:smartTag w:uri="urn:x" w:element="place">{written}</w:smartTag>'
        if chance < 0.16:
            return written.replace("<w:t ", "<w:softHyphen/><w:t ")
        return written

    def litter(self) -> str:
        """What stands between runs and means nothing."""
        return self.dice.choice(
            [
                "",
                "",
                '<w:proofErr w:type="spellStart"/>',
                '<w:bookmarkStart w:id="4" w:name="_GoBack"/><w:bookmarkEnd w:id="4"/>',
                '<w:del w:id="8" w:author="T"><w:r><w:delText>deleted words</w:delText></w:r></w:del>',
                "<w:r><w:lastRenderedPageBreak/></w:r>",
                '<w:commentRangeStart w:id="2"/><w:commentRangeEnd w:id="2"/>',
                '<w:r><w:commentReference w:id="2"/></w:r>',
            ]
        )


def pandoc_file(known: Known, folder: Path) -> bytes:
    """The document that pandoc makes of the essay in its own Markdown."""
    written = folder / "known.docx"
    pypandoc.convert_text("\n\n".join(_pandoc_blocks(known)), "docx", format="markdown-smart", outputfile=str(written))
    return written.read_bytes()


def _pandoc_blocks(known: Known) -> Iterator[str]:
    yield f"---\ntitle: '{known.title}'\n---"
    fronts = {"heading": "# ", "quotation": "> ", "item": "- ", "nested": "    - "}
    for block in known.blocks:
        yield fronts.get(block.kind, "") + "".join(_pandoc_parts(block.parts))


def _pandoc_parts(parts: tuple[Span | Note, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Note):
            yield f"^[{''.join(_pandoc_parts(part.spans))}]"
        else:
            words, slanted = part
            safe = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words)
            core = safe.strip()
            yield safe.replace(core, f"*{core}*") if slanted else safe
