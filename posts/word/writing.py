"""pandoc's tree of a document as our Markdown: headings, paragraphs, quotations, lists, tables, notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from posts.word.lines import Lines
from posts.word.notes import note_words
from posts.word.pieces import paragraphs
from posts.word.runs import Break, Count, InlineReader, Note, Piece, Style, Words, plain
from posts.word.tables import MAX_PIPES, cells_of, pipe_table
from posts.word.tree import items, mapping, meta_blocks, meta_inlines, nodes, number, text

_BULLETS: Final = ("-", "*")
_ENDS: Final = (".", ")")


@dataclass(frozen=True)
class Written:
    """A document's title, or "", and its essay as our Markdown."""

    title: str
    body: str


def write_document(tree: object, count_left_out: Count, label: str = "w") -> Written:
    """Returns a document as Markdown; `label` begins the names of the notes that need one."""
    whole = mapping(tree)
    writer = Writer(count_left_out, Lines(count_left_out, label))
    title, notes = writer.title_of(whole)
    blocks: Sequence[object] = [*meta_blocks(whole, "abstract"), *items(whole.get("blocks"))]
    if not title:
        title, notes, blocks = writer.first_heading(blocks)
    body = "\n\n".join([*writer.essay(blocks, notes), *writer.lines.definitions])
    return Written(title, f"{body}\n" if body else "")


@dataclass
class Writer:
    """Writes blocks one after the other."""

    count: Count
    lines: Lines
    reader: InlineReader = field(init=False)
    pipes: int = 0
    waiting: list[Note] = field(default_factory=list)  # notes of the title, which can hold none

    def __post_init__(self) -> None:
        self.reader = InlineReader(self._note, self.count)

    def title_of(self, whole: Mapping[str, object]) -> tuple[str, list[Note]]:
        """Returns the title with its subtitle as plain words, and the notes that stood in them."""
        title, subtitle = (self.reader.read(meta_inlines(whole, name)) for name in ("title", "subtitle"))
        for name in ("author", "date"):
            if mapping(whole.get("meta", {})).get(name):
                self.count("bylines")
        words = [words for words in (plain(title), plain(subtitle)) if words]
        return ": ".join(words), [piece for piece in [*title, *subtitle] if isinstance(piece, Note)]

    def first_heading(self, blocks: Sequence[object]) -> tuple[str, list[Note], Sequence[object]]:
        """Returns a heading that opens the document as its title, its notes, and the other blocks."""
        for kind, held in list(nodes(blocks[:1])):
            if kind == "Header":
                pieces = self.reader.read(items(held)[2])
                return plain(pieces), [piece for piece in pieces if isinstance(piece, Note)], blocks[1:]
        return "", [], blocks

    def essay(self, blocks: object, notes: Sequence[Note]) -> list[str]:
        """Returns the whole essay's blocks; the notes of its title stand in the first paragraph."""
        if notes:
            self.count("title notes")
        self.waiting = list(notes)
        written = self.blocks(blocks)
        return [*written, *self._paragraph([])] if self.waiting else written

    def blocks(self, blocks: object) -> list[str]:
        """Returns each block as Markdown."""
        written: list[str] = []
        turn, last = 0, ""
        for kind, held in nodes(blocks):
            turn, last = (turn + 1 if kind == last else 0), kind
            written += [block for block in self._block(kind, held, turn) if block]
        return written

    def _block(self, kind: str, held: object, turn: int) -> Iterator[str]:
        if kind in {"Para", "Plain"}:
            yield from self._paragraph(self.reader.read(held))
        elif kind == "Header":
            yield self._heading(number(items(held)[0]), self.reader.read(items(held)[2]))
        elif kind == "BlockQuote":
            yield _prefixed("\n\n".join(self.blocks(held)), "> ", "> ")
        elif kind in {"BulletList", "OrderedList"}:
            yield self._list(kind, held, turn)
        elif kind == "Table":
            yield from self._table(held)
        else:
            yield from self._rarer(kind, held)

    def _rarer(self, kind: str, held: object) -> Iterator[str]:
        if kind in {"Div", "Figure"}:
            for inner in _inside(kind, held):
                yield from self.blocks(inner)
        elif kind == "LineBlock":
            lines = [self.reader.read(line) for line in items(held)]
            yield from self._paragraph([piece for line in lines for piece in (*line, Break())])
        elif kind == "CodeBlock":
            lines_of_code = [(Words(line), Break()) for line in text(items(held)[1]).split("\n")]
            yield from self._paragraph([piece for pair in lines_of_code for piece in pair])
        elif kind == "HorizontalRule":
            yield "---"
        elif kind == "DefinitionList":
            for term, definitions in map(items, items(held)):
                yield from self._paragraph(self.reader.read(term))
                yield from (block for definition in items(definitions) for block in self.blocks(definition))

    def _paragraph(self, pieces: Sequence[Piece]) -> Iterator[str]:
        first = next((at for at, piece in enumerate(pieces) if isinstance(piece, Note)), len(pieces))
        pieces, self.waiting = [*pieces[:first], *self.waiting, *pieces[first:]], []
        yield from (self.lines.line(each) for each in paragraphs(pieces))

    def _heading(self, level: int, pieces: Sequence[Piece]) -> str:
        """Returns a heading on one line; headings are bold of themselves, italics in them stay."""
        flat = [Words(" ") if isinstance(piece, Break) else piece for piece in pieces]
        slanted = [
            Words(piece.words, Style(italic=piece.style.italic, href=piece.style.href))
            if isinstance(piece, Words)
            else piece
            for piece in flat
        ]
        line = self.lines.line(slanted)
        line = f"{line[:-1]}\\#" if line.endswith("#") else line
        return f"{'#' * min(level, 6)} {line}" if line else ""

    def _list(self, kind: str, held: object, turn: int) -> str:
        """Returns a list; its sign takes turns, since two lists of one sign side by side would be read as one."""
        start, entries = self._numbering(items(held)) if kind == "OrderedList" else (0, held)
        is_loose = any(inner == "Para" for entry in items(entries) for inner, _ in nodes(entry))
        gap = "\n\n" if is_loose else "\n"
        written: list[str] = []
        for blocks in filter(None, (self.blocks(entry) for entry in items(entries))):
            numeral = f"{start + len(written)}{_ENDS[turn % 2]} "
            sign = numeral if kind == "OrderedList" else f"{_BULLETS[turn % 2]} "
            written.append(_prefixed(gap.join(blocks), sign, " " * len(sign)))
        return gap.join(written)

    def _numbering(self, held: Sequence[object]) -> tuple[int, object]:
        """Returns the first number of a numbered list, and its entries."""
        first, style, _ = items(held[0])
        if mapping(style).get("t") not in {"Decimal", "DefaultStyle"}:
            self.count("letters")
        return max(number(first), 0), held[1]

    def _table(self, held: object) -> Iterator[str]:
        """Yields a table; one of a single cell is what it holds, one past the limit is left out."""
        rows = cells_of(held)
        if len(rows) == 1 and len(rows[0]) == 1:
            yield from self.blocks(rows[0][0])
            return
        defined = len(self.lines.definitions)
        table = pipe_table([[self.lines.line(self._flat(cell)) for cell in row] for row in rows])
        if self.pipes + table.count("|") > MAX_PIPES:
            self.count("tables")
            del self.lines.definitions[defined:]
            return
        self.pipes += table.count("|")
        yield table

    def _flat(self, blocks: object) -> list[Piece]:
        """Returns the paragraphs of some blocks as one."""
        pieces: list[Piece] = []
        for paragraph in self._leaves(blocks):
            pieces += [Words(" "), *(Words(" ") if isinstance(piece, Break) else piece for piece in paragraph)]
        return pieces

    def _note(self, blocks: object) -> str:
        return note_words(list(self._leaves(blocks)))

    def _leaves(self, blocks: object) -> Iterator[list[Piece]]:
        """Yields the paragraphs of some blocks, however they are nested."""
        for kind, held in nodes(blocks):
            if kind in {"Para", "Plain"}:
                yield self.reader.read(held)
            elif kind == "Header":
                yield self.reader.read(items(held)[2])
            elif kind == "CodeBlock":
                yield [Words(text(items(held)[1]))]
            else:
                for inner in _inside(kind, held):
                    yield from self._leaves(inner)


def _inside(kind: str, held: object) -> Iterator[object]:
    """Yields the blocks inside a block that holds some."""
    if kind == "BlockQuote":
        yield held
    elif kind == "BulletList":
        yield from items(held)
    elif kind == "OrderedList":
        yield from items(items(held)[1])
    elif kind == "Div":
        yield items(held)[1]
    elif kind == "Figure":
        yield from (items(held)[2], items(items(held)[1])[1])
    elif kind == "Table":
        yield from (cell for row in cells_of(held) for cell in row)


def _prefixed(block: str, first: str, others: str) -> str:
    """Returns a block behind a sign, its other lines behind theirs."""
    lines = block.split("\n")
    rest = [f"{others}{line}".rstrip() if not line else f"{others}{line}" for line in lines[1:]]
    return "\n".join([f"{first}{lines[0]}", *rest])
