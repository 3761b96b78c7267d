"""The parts of one citation, each with what its own words tell; names in a list are one part."""

import re
from dataclasses import dataclass, replace

from chicago.parser.chunks import Chunk, chunks_of
from chicago.parser.facts import Fact, fact_of
from chicago.parser.imprint import imprint_of
from chicago.parser.layout import Layout
from chicago.parser.names import is_person
from chicago.parser.surface import Span

_AND = re.compile(r"(?:and|&|und|et) (?=\S)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_FUSED = re.compile(r"(?P<given>(?:[^\W\d_a-z]\. ?){1,4}) ?(?=[^\W\d_][^.\s])")
_JOINING_WORDS = re.compile(
    r"(?:.*[\s(])?(?:in|of|to|on|see|review|s\.v\.?|under|and|the|ed|eds|trans)\.?", re.IGNORECASE | re.DOTALL
)
_CARRIES_ON = re.compile(r"(?:of|and|the|in the|to|for|as|at|from|on|a|an|[:’'])\b|: ")
_VOLUME_AT_END = re.compile(r".*[^\W\d_] \d{1,3}", re.DOTALL)
_ET_AL = re.compile(r"et\.? al|and others", re.IGNORECASE)
NO_FACT = Fact("")
MOST_PARTS = 60


@dataclass(slots=True)
class Parts:
    """Chunks and facts side by side; after(i) is the separator behind a part."""

    text: str
    chunks: list[Chunk]
    facts: list[Fact | None]
    strong: bool = False
    quoted: bool = False

    def words(self, index: int) -> str:
        """Give the words of a part, without its marks."""
        return self.text[slice(*self.chunks[index].inner)]

    def kind(self, index: int) -> str:
        """Give the kind of a part, or nothing past the last."""
        return self.chunks[index].kind if index < len(self.chunks) else ""

    def fact(self, index: int) -> Fact:
        """Give what a part's own words tell, a fact without a tag where they do not."""
        return (self.facts[index] if 0 <= index < len(self.facts) else None) or NO_FACT

    def tag(self, index: int) -> str:
        """Give what a part is, or nothing where its words do not tell."""
        return self.fact(index).tag

    def tags(self) -> set[str]:
        """Give what the parts are, taken together."""
        return {fact.tag for fact in self.facts if fact}

    def after(self, index: int) -> str:
        """Give the separator behind a part: nothing where the next follows at once, "$" at the end."""
        return self.chunks[index + 1].before if index + 1 < len(self.chunks) else "$"

    def imprint_ahead(self, index: int) -> bool:
        """Tell whether publication facts in brackets are still to come behind a part."""
        ahead = range(index + 1, min(index + 6, len(self.chunks)))
        return any(self.tag(later) == "imprint" and self.kind(later) == "round" for later in ahead)

    def periodical_at(self, index: int) -> bool:
        """Tell whether a part ends in a periodical's volume: its issue or its date follows."""
        ends_in_number = bool(_VOLUME_AT_END.fullmatch(self.text, *self.chunks[index].inner))
        dated = self.kind(index + 1) == "round" and self.tag(index + 1) in {"date", "year", "issue"}
        return ends_in_number and (dated or self.tag(index + 1) == "issue")

    def site_at(self, index: int) -> bool:
        """Tell whether a part may name a site: only a date of access or an address follows."""
        return self.tag(index + 1) in {"accessed", "link"} and self.chunks[index].before == ","

    def plain(self, index: int) -> bool:
        """Tell whether a part is made of words that do not tell what they are."""
        return self.kind(index) == "words" and self.facts[index] is None


def parts_of(layout: Layout, start: int, end: int) -> Parts:
    """Cut a citation into its parts and read each on its own."""
    chunks = chunks_of(layout, start, end)[:MOST_PARTS]
    chunks = _join_names(
        layout.text, _split_fused(layout.text, _join_et_al(layout.text, _join_quotations(layout, chunks)))
    )
    facts = [
        imprint_of(layout.text, *c.inner) if c.kind in {"round", "square"} else fact_of(layout.text, c) for c in chunks
    ]
    return Parts(layout.text, chunks, facts)


def _merged(first: Chunk, last: Chunk) -> Chunk:
    return replace(first, kind="words", end=last.end, inner=(first.start, last.end))


def _join_quotations(layout: Layout, chunks: list[Chunk]) -> list[Chunk]:
    """Join a quotation inside a title to the words around it: The “Best Sons” of the Fatherland."""
    text = layout.text
    joined: list[Chunk] = []
    for chunk in chunks:
        last = joined[-1] if joined else None
        if last and not chunk.before and _belong_together(text, last, chunk):
            joined[-1] = _merged(last, chunk)
        else:
            joined.append(chunk)
    return joined


def _belong_together(text: str, last: Chunk, chunk: Chunk) -> bool:
    words = text[last.start : last.end]
    if last.kind == "quoted" and chunk.kind == "square":  # a pen name and the name behind it
        return True
    if chunk.kind == "square" and imprint_of(text, *chunk.inner):
        return False
    if last.kind == "words" and chunk.kind in {"quoted", "square"}:
        if chunk.kind == "square" and is_person(words):
            return True
        fact = fact_of(text, last)
        return not (is_person(words) or fact or _JOINING_WORDS.fullmatch(words[-40:]))
    if last.kind == "words" and chunk.kind == "round":  # brackets of a title's own, with more of it behind them
        more = text[chunk.end : chunk.end + 2]
        return (
            more[:1] == " "
            and more[1:].islower()
            and fact_of(text, last) is None
            and imprint_of(text, *chunk.inner) is None
        )
    if last.kind == "words" and words.endswith(")") and chunk.kind == "words":
        return True
    if last.kind in {"quoted", "italic", "words"} and chunk.kind == "words":
        if text[chunk.start - 1] in "-–—’":
            return True
        complete = last.kind == "quoted" and text[last.end - 2] in ",.?!"
        return not complete and fact_of(text, chunk) is None and bool(_CARRIES_ON.match(text, chunk.start))
    return False


def _join_et_al(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join "et al." behind a comma to the name before it."""
    for index in range(1, min(len(chunks), 4)):
        if chunks[index].kind == "words" and _ET_AL.fullmatch(text, *chunks[index].inner):
            return [*chunks[: index - 1], _merged(chunks[index - 1], chunks[index]), *chunks[index + 1 :]]
    return chunks


def _split_fused(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Cut initials from the title behind them in a bibliography's order: Viola, L. Peasant Rebels."""
    if len(chunks) < 2 or chunks[1].kind != "words" or chunks[1].before != "," or " " in text[slice(*chunks[0].inner)]:
        return chunks
    match = _FUSED.match(text, chunks[1].start, chunks[1].end)
    if match is None or _INITIALS.fullmatch(text, chunks[1].start, chunks[1].end):
        return chunks
    if is_person(text[slice(*chunks[1].inner)], most=3) and not chunks[2:3]:
        return chunks
    cut = match.start() + len(match[0].rstrip(" ."))
    first = replace(chunks[1], end=cut, inner=(chunks[1].start, cut))
    second = replace(chunks[1], start=match.end(), inner=(match.end(), chunks[1].end), before=".")
    return [chunks[0], first, second, *chunks[2:]]


def _join_names(text: str, chunks: list[Chunk]) -> list[Chunk]:
    """Join the parts of a list of names: V. P. Danilov, R. T. Manning, and L. Viola."""
    for last in range(1, min(len(chunks), 14)):
        and_ = _AND.match(text, *chunks[last].inner) if chunks[last].kind == "words" else None
        if and_ is None or not _name_like(text, (and_.end(), chunks[last].inner[1])):
            continue
        first = _list_start(text, chunks, last)
        stop = last + 1
        while stop < len(chunks) and chunks[stop].kind == "words" and _only_initials(text, chunks[stop].inner):
            stop += 1
        if first == 0 and stop < len(chunks) and chunks[stop].kind == "round" and _reads_as_imprint(text, chunks[stop]):
            first = 1
        if first < last:
            return [*chunks[:first], _merged(chunks[first], chunks[stop - 1]), *chunks[stop:]]
    return chunks


def _reads_as_imprint(text: str, chunk: Chunk) -> bool:
    fact = imprint_of(text, *chunk.inner)
    return fact is not None and fact.tag == "imprint"


def _list_start(text: str, chunks: list[Chunk], last: int) -> int:
    first = last
    while first > 0 and chunks[first].before == "," and chunks[first - 1].kind == "words":
        fact = fact_of(text, chunks[first - 1])
        if fact is not None and fact.tag == "role":
            return first - 1
        if not _name_like(text, chunks[first - 1].inner):
            break
        first -= 1
    return first


def _only_initials(text: str, span: Span) -> bool:
    return bool(_INITIALS.fullmatch(text, *span))


def _name_like(text: str, span: Span) -> bool:
    return span[1] - span[0] <= 60 and (is_person(text[slice(*span)]) or _only_initials(text, span))
