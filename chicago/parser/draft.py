"""One citation in the making: its fields, the words each came from, and the words accounted for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from chicago.parser.dates import Date, read_date
from chicago.parser.facts import Fact
from chicago.parser.layout import Layout
from chicago.parser.names import read_names
from chicago.parser.surface import Span

_NAMES = frozenset(
    [
        "author",
        "editor",
        "translator",
        "director",
        "compiler",
        "interviewer",
        "recipient",
        "reviewed-author",
        "container-author",
        "illustrator",
        "narrator",
        "host",
        "composer",
        "performer",
        "conductor",
        "script-writer",
        "producer",
        "contributor",
    ]
)
_DATES = frozenset({"issued", "accessed", "original-date", "available-date", "submitted"})
_EDGE = " ,;:.()[]“”\"‘’'–—-«»*_&"
_KEEPS_PERIOD = re.compile(
    r"(?:.*[\s.,(])?(?:Jr|Sr|Inc|Co|Ltd|Cie|D\.C|U\.S|U\.K|Mass|Conn|Calif|min|diss|n\.d|[A-Z])", re.DOTALL
)


@dataclass(slots=True)
class Draft:
    """Fields read so far; `end` is where the citation's last part ends."""

    layout: Layout
    start: int
    end: int
    csl: dict[str, object] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    claimed: list[Span] = field(default_factory=list)
    refused: list[Span] = field(default_factory=list)
    kind: str = "full"
    locator: str = ""
    label: str = ""
    key: str = ""

    @property
    def text(self) -> str:
        """The note's plain words."""
        return self.layout.text

    def words(self, span: Span) -> str:
        """Give the plain words of a span."""
        return self.text[span[0] : span[1]]

    def claim(self, start: int, end: int) -> None:
        """Account for words, and let the citation reach to their end."""
        self.claimed.append((start, end))
        self.end = max(self.end, end)

    def take(self, name: str, span: Span, *, inverted: bool = False) -> None:
        """Read a field from its words, once; a second value is refused, and its words stay unread."""
        span = self._whole(span)
        if name == "locator" and not self.locator:
            self._take_locator(span)
            return
        value = None if name in self.csl or name == "locator" else self._value(name, span, inverted=inverted)
        if value:
            self.csl[name] = value
            self.spans[name] = span
            self.claim(*span)
        elif name != "medium":
            self.refused.append(span)

    def _whole(self, span: Span) -> Span:
        start, end = span
        if self.text[end : end + 1] == "." and _KEEPS_PERIOD.fullmatch(self.text, max(start, end - 12), end):
            return start, end + 1
        return span

    def _value(self, name: str, span: Span, *, inverted: bool) -> object:
        words = self.words(span)
        if name in _NAMES:
            return read_names(words, inverted=inverted)
        if name in _DATES:
            date = read_date(words)
            return date.as_csl() if date else None
        return words

    def _take_locator(self, span: Span) -> None:
        self.locator = self.words(span).rstrip(" .")
        self.label = self.label or "page"
        self.spans["locator"] = span
        self.claim(*span)

    def unread(self) -> list[str]:
        """Give the words between the citation's first and last that no field and no rule accounts for."""
        known = bytearray(self.end - self.start)
        kept = set(self.spans.values())
        for start, end in self.claimed:
            known[start - self.start : end - self.start] = b"\1" * (end - start)
        for start, end in set(self.refused) - kept:
            known[start - self.start : end - self.start] = bytes(end - start)
        gaps = re.finditer(rb"\0+", known)
        parts = [self.text[self.start + gap.start() : self.start + gap.end()].strip(_EDGE) for gap in gaps]
        return [part for part in parts if any(letter.isalnum() for letter in part)]

    def take_fact(self, fact: Fact, start: int, end: int) -> None:
        """Take all the fields of a part and account for the whole of it."""
        if fact.label and not self.locator and fact.tag in {"locator", "number"}:
            self.label = fact.label
        if fact.tag == "imprint" and "issued" in self.csl and "original-date" not in self.csl:
            self._was_original(dict(fact.pairs).get("issued"))
        printed = fact.tag == "imprint" and self.csl.get("type") == "personal_communication"
        for name, span in fact.pairs:
            self.take("available-date" if printed and name == "issued" else name, span)
        self.claim(start, end)

    def _was_original(self, later: Span | None) -> None:
        """Take an earlier year for the original's where an imprint gives another."""
        if (
            later is not None
            and self.csl.get("type") != "personal_communication"
            and self.words(later) != self.words(self.spans["issued"])
        ):
            self.csl["original-date"] = self.csl.pop("issued")
            self.spans["original-date"] = self.spans.pop("issued")

    def date(self, name: str) -> Date | None:
        """Give a date that was read."""
        return read_date(self.words(self.spans[name])) if name in self.spans else None

    def text_of(self, name: str) -> str:
        """Give a field that is plain words, or nothing."""
        value = self.csl.get(name)
        return value if isinstance(value, str) else ""

    def names_of(self, name: str) -> list[Mapping[str, str]]:
        """Give a field that is a list of names, or none."""
        value = self.csl.get(name)
        return value if isinstance(value, list) else []
