"""BibTeX and BibLaTeX: entries in braces, with abbreviations and what one entry inherits from another."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote, unquote

from bibtexparser.model import Block, Entry, ExplicitComment, ImplicitComment, ParsingFailedBlock, Preamble, String
from bibtexparser.splitter import Splitter

from sources.exchange.bibtex_fields import csl_of, fields_of
from sources.exchange.records import MAX_RECORD, MAX_RECORDS, NAMELESS, TOO_LONG, TOO_MANY, Record, first_words, refused
from sources.exchange.rest import completed, lines_of, rest_of
from sources.exchange.shape import says_enough, shaped, words

# The splitter reports each broken entry to the log; here the writer is told instead.
logging.getLogger("bibtexparser.splitter").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser.splitter").propagate = False

MOST_BLOCKS: Final = 5_000
LONGEST_VALUE: Final = 10_000

_BLOCK: Final = re.compile(r"@\w*[ \t]*[{(]")
_PIECE: Final = re.compile(r"\s*(?:\{|\"|([^\s#{}\"]+))")
_NOT_INHERITED: Final = frozenset({"title", "subtitle", "shorttitle", "crossref", "xdata", "ids", "url", "doi", "csl"})
_AS_BOOK: Final = {"title": "booktitle", "subtitle": "booksubtitle"}
_BROKEN: Final = "This entry cannot be read to its end. Look for a brace, a quotation mark or a comma that is missing."

Values = dict[str, str]


def read_bibtex(text: str) -> list[Record]:
    """Returns a record for each entry, in order."""
    starts = [match.start() for match, _ in zip(_BLOCK.finditer(text), range(MOST_BLOCKS + 1), strict=False)]
    if len(starts) > MOST_BLOCKS:
        text = text[: starts[MOST_BLOCKS]]
    records: list[Record] = []
    macros: Values = {}
    parents: dict[str, Values] = {}
    blocks = Splitter(text).split().blocks
    _inheritable(blocks, parents)
    for block in blocks:
        meant = _meant(block)
        if isinstance(meant, String):
            macros[meant.key.casefold()] = _evaluated(str(meant.value), macros)
        elif not isinstance(meant, ExplicitComment | ImplicitComment | Preamble):
            records.append(_record(block, macros, parents))
    if len(records) <= MAX_RECORDS and len(starts) <= MOST_BLOCKS:
        return records
    last = Record(1 + text.count("\n"), "", "")  # abbreviations and comments alone may fill what is read
    over = (records[MAX_RECORDS:] or records[-1:] or [last])[0]
    return [*records[:MAX_RECORDS], refused(over.line, over.words, TOO_MANY)]


def _inheritable(blocks: Iterable[Block], parents: dict[str, Values]) -> None:
    """Notes the raw fields of all entries under their keys: a parent stands after its children."""
    for block in blocks:
        entry = _meant(block)
        if isinstance(entry, Entry):
            parents.setdefault(entry.key.casefold(), _raw_fields(entry))


def _meant(block: Block) -> Block:
    """Returns the block itself where the splitter only found a key or a field that occurs twice."""
    return (block.ignore_error_block or block) if isinstance(block, ParsingFailedBlock) else block


def _raw_fields(entry: Entry) -> Values:
    fields: Values = {}
    for field in entry.fields:
        fields.setdefault(words(field.key).casefold().strip(), str(field.value))
    return fields


def _record(block: Block, macros: Values, parents: Mapping[str, Values]) -> Record:
    entry = _meant(block)
    raw, line = str(block.raw or ""), (block.start_line or 0) + 1
    if not isinstance(entry, Entry):
        return refused(line, raw, _BROKEN)
    if len(raw) > MAX_RECORD:
        return refused(line, raw, TOO_LONG, entry.key)
    fields = _with_parent(_raw_fields(entry), entry.entry_type.casefold(), parents)
    values = {name: _evaluated(value, macros) for name, value in fields.items()}
    said, untaken = csl_of(entry.entry_type.casefold(), values)
    rest, others = rest_of(unquote(values.get("csl", "")).split("\n"))
    csl, lost = shaped(completed(said, rest))
    if not says_enough(csl):
        return refused(line, raw, NAMELESS, entry.key)
    told = (*untaken, *lost, *(["csl"] if others else []))
    return Record(line, words(entry.key), first_words(raw), csl, untaken=tuple(dict.fromkeys(told)))


def _with_parent(fields: Values, entry: str, parents: Mapping[str, Values]) -> Values:
    """Returns the fields with those that the entry named by `crossref` lends to it."""
    key = next((fields[name] for name in ("crossref", "xdata") if name in fields), "").strip(' {}"').casefold()
    parent = parents.get(key, {})
    lent = {
        _AS_BOOK.get(name, name): value for name, value in parent.items() if name not in _NOT_INHERITED - {*_AS_BOOK}
    }
    if entry in {"article", "suppperiodical"} and "title" in parent:
        lent["journal"] = lent.pop("booktitle", "")
    return {**lent, **fields} if parent else fields


def _evaluated(raw: str, macros: Mapping[str, str]) -> str:
    """Returns the words of a value: `{…}`, `"…"`, a number or an abbreviation, joined by `#`.

    >>> _evaluated('acm # " Press" # {, New {York}}', {"acm": "ACM"})
    'ACM Press, New {York}'
    """
    pieces, at, length = [], 0, 0
    while at < len(raw) and length < LONGEST_VALUE:
        match = _PIECE.match(raw, at)
        if not match:
            at += 1
            continue
        if match[1]:
            piece, at = macros.get(match[1].casefold(), match[1]), match.end()
        else:
            end = _closing(raw, match.end(), raw[match.end() - 1])
            piece, at = raw[match.end() : end], end + 1
        pieces.append(piece)
        length += len(piece)
    return words("".join(pieces))[:LONGEST_VALUE]


def _closing(raw: str, start: int, opened: str) -> int:
    """Returns where a value that was opened ends; at the end of all where it is never closed."""
    depth = 0
    for mark in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(raw, start):
        if depth == 0 and mark[0] == ('"' if opened == '"' else "}"):
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    return len(raw)


def write_bibtex(items: Iterable[Mapping[str, object]]) -> str:
    """Returns the items as entries that BibLaTeX, and for the most part BibTeX, reads; ours come back the same."""
    return "\n".join(_entries(items))


def _entries(items: Iterable[Mapping[str, object]]) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        csl, _ = shaped(item)
        entry, fields = fields_of(csl)
        said, _ = csl_of(entry, {name: _evaluated(f"{{{value}}}", {}) for name, value in fields.items()})
        rest = "\n".join(
            quote(line, safe=" :;,.'!?/()[]|<>=+*&$#~^`–—’‘“”…") for line in lines_of(csl, shaped(said)[0])
        )
        key = re.sub(r"[^\w:.+/-]", "", str(item.get("id") or ""), flags=re.ASCII) or f"source-{number}"
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
        body = ",\n".join([key, *lines, *([f"  csl = {{{rest}}}"] if rest else [])])
        yield f"@{entry}{{{body}\n}}\n"
