"""The parts of one citation, each with what its own words tell; names in a list are one part."""

import re
from dataclasses import dataclass

from chicago.parser.chunks import Chunk, chunks_of
from chicago.parser.facts import Fact, fact_of
from chicago.parser.imprint import imprint_of
from chicago.parser.joins import join_et_al, join_handles, join_names, join_titles
from chicago.parser.layout import Layout
from chicago.parser.locators import DIVISIONS
from chicago.parser.media import CLOCK, MOMENT, is_video_site
from chicago.parser.splits import split_fused, split_imprints, split_pages, split_roles

_VOLUME_AT_END = re.compile(r".*[^\W\d_] \d{1,3}", re.DOTALL)
NO_FACT = Fact("")
MOST_PARTS = 60
_RECORDED = frozenset({"recorded", "season", "aired", "duration", "on"})


@dataclass(slots=True)
class Parts:
    """Chunks and facts side by side; after(i) is the separator behind a part."""

    text: str
    chunks: list[Chunk]
    facts: list[Fact | None]
    strong: bool = False
    quoted: bool = False
    shape: str = ""

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

    def series_at(self, index: int) -> bool:
        """Tell whether a part is a numbered series: its number stands right before the imprint's brackets."""
        ends_in_number = bool(_VOLUME_AT_END.fullmatch(self.text, *self.chunks[index].inner))
        return ends_in_number and self.tag(index + 1) == "imprint" and self.kind(index + 1) == "round"

    def site_at(self, index: int) -> bool:
        """Tell whether a part may name a site: only a date of access or an address follows."""
        return self.tag(index + 1) in {"accessed", "link"} and self.chunks[index].before == ","

    def plain(self, index: int) -> bool:
        """Tell whether a part is made of words that do not tell what they are."""
        return self.kind(index) == "words" and self.facts[index] is None


def parts_of(layout: Layout, start: int, end: int) -> Parts:
    """Cut a citation into its parts and read each on its own."""
    chunks = chunks_of(layout, start, end)[:MOST_PARTS]
    for step in (
        join_handles,
        join_titles,
        join_et_al,
        split_fused,
        split_imprints,
        split_roles,
        split_pages,
        join_names,
    ):
        chunks = step(layout.text, chunks)
    facts = [
        imprint_of(layout.text, *c.inner) if c.kind in {"round", "square"} else fact_of(layout.text, c) for c in chunks
    ]
    parts = Parts(layout.text, chunks, facts)
    _doubt_capitals(parts)
    if _RECORDED & parts.tags() or any(is_video_site(parts.words(i)) for i in range(len(chunks))):
        _read_clocks(parts)
    return parts


def _doubt_capitals(parts: Parts) -> None:
    """Leave a division that is numbered in capitals to the title, unless the citation ends with it: Salt, Part I."""
    for index, fact in enumerate(parts.facts[:-1]):
        if fact and fact.tag == "locator" and fact.label in DIVISIONS and parts.text[fact.pairs[0][1][0]] in "IVXLC":
            parts.facts[index] = None


def _read_clocks(parts: Parts) -> None:
    """Read minutes and seconds for what they are beside a recording: its length, or a moment of it behind "at"."""
    for index, chunk in enumerate(parts.chunks):
        if chunk.kind != "words":
            continue
        moment = MOMENT.fullmatch(parts.text, *chunk.inner)
        last = index == len(parts.chunks) - 1 and parts.words(index).count(":") > 1
        if CLOCK.fullmatch(parts.text, *chunk.inner) and "duration" not in parts.tags() and not last:
            parts.facts[index] = Fact("duration", (("dimensions", chunk.inner),))
        elif moment:
            parts.facts[index] = Fact("locator", (("locator", moment.span("locator")),), "timestamp")
