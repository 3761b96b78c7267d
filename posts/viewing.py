"""An essay as the checks see it: its blocks and notes with their places in the text as typed, and what they cite."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from markdown_it.token import Token

from chicago.titles import untagged
from posts.checks import EssayView
from posts.checks.view import Block, BlockKind, Citation, Cited, Note, Quoted, Span, Term
from posts.footnote import Link
from posts.linking import Linked, LinkedNote, cited
from posts.notes import Essay
from sources.matching import Entry


def view_of(
    body: str,
    essay: Essay,
    linked: Sequence[LinkedNote],
    *,
    terms: Sequence[Term] = (),
    most_quoted: int = 100,
    elsewhere: Sequence[Quoted] = (),
    twins: Sequence[tuple[Hashable, str]] = (),
) -> EssayView:
    """Returns the frozen view of an essay that has been read and linked; `body` is the text it was read from."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    blocks = tuple(_blocks(body, essay.tokens))
    marks = {number: (block, place) for block in blocks for number, place in block.marks}
    known = {id(entry): _cited(entry) for entry in cited(linked)}
    notes = tuple(_note(body, essay, note, marks.get(note.typed.number), known) for note in linked)
    return EssayView(
        body, blocks, notes, tuple(terms), most_quoted, tuple(elsewhere), tuple(twins), tuple(known.values())
    )


def key_of(entry: Entry) -> Hashable:
    """Returns what tells an entry from every other: its row, or itself where it has none."""
    return entry.pk or id(entry)


def name_of(entry: Entry) -> str:
    """Returns a source's name in a line: who and what.

    >>> name_of(Entry({"type": "book", "author": [{"family": "Viola"}], "title": "Peasant Rebels"}))
    'Viola: Peasant Rebels'
    """
    names = ", ".join(str(person.family or person.literal) for person in entry.work.lead[:2])
    title = str(entry.csl.get("title") or entry.csl.get("container-title") or entry.csl.get("URL") or entry.key)
    return untagged(f"{names}: {title}" if names else title)


def _cited(entry: Entry) -> Cited:
    return Cited(key_of(entry), name_of(entry), entry.work, entry.facts, entry.key)


def _blocks(body: str, tokens: Iterable[Token]) -> Iterator[Block]:
    """Yields the blocks that hold words, in order, each with the places of its lines."""
    begins = _line_starts(body)
    depth, kind, reached = 0, BlockKind.PARAGRAPH, 0
    for token in tokens:
        if token.type in {"blockquote_open", "blockquote_close"}:
            depth += token.nesting
        elif token.type == "heading_open":
            kind = BlockKind.HEADING
        elif token.type in {"th_open", "td_open"}:
            kind = BlockKind.TABLE
        elif token.type == "inline":
            lines = tuple(_lines(body, token, begins, reached))
            reached = lines[-1][1]
            in_quotation = depth and kind == BlockKind.PARAGRAPH
            yield Block(BlockKind.QUOTATION if in_quotation else kind, token.content, lines, tuple(_marks(token)))
            kind = BlockKind.PARAGRAPH


def _line_starts(body: str) -> list[int]:
    starts = [0]
    for line in body.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _lines(body: str, token: Token, begins: Sequence[int], reached: int) -> Iterator[tuple[int, int]]:
    """Yields where each line of a block begins in it, and where in the essay, behind what Markdown took off it."""
    at, first = 0, token.map[0] if token.map else 0
    for number, line in enumerate(token.content.split("\n")):
        since = max(reached, begins[min(first + number, len(begins) - 1)])
        found = body.find(line, since)
        reached = found if found >= 0 else since
        yield at, reached
        at += len(line) + 1


def _marks(token: Token) -> Iterator[tuple[int, Span]]:
    for child in token.children or ():
        if child.type == "note_mark":
            yield child.meta["number"], Span(child.meta["start"], child.meta["end"])


def _note(
    body: str, essay: Essay, linked: LinkedNote, placed: tuple[Block, Span] | None, known: dict[int, Cited]
) -> Note:
    typed = linked.typed
    mark = placed[0].at(placed[1].start, placed[1].stop) if placed else None
    begins = essay.defined_at.get(typed.number, body.find(typed.words, mark.start) if mark else -1)
    inside = Span(begins, begins + len(typed.words))
    is_there = begins >= 0 and body[inside.start : inside.stop] == typed.words
    citations = tuple(_citations(typed.words, linked.citations, known))
    return Note(typed.number, typed.words, mark, inside if is_there else None, citations, linked.unread)


def _citations(words: str, linked: Iterable[Linked], known: dict[int, Cited]) -> Iterator[Citation]:
    at = 0
    for each in linked:
        at = max(words.find(each.typed, at), 0)
        yield Citation(
            at,
            each.typed,
            known[id(each.entry)] if each.entry else None,
            each.locator,
            each.prefix,
            each.suffix,
            each.link == Link.IBID or each.typed.casefold().startswith("ibid"),
            tuple(name_of(entry) for entry in each.candidates),
        )
        at += len(each.typed)
