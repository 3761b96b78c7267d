"""Findings as the pages show them: each with its weight in words, its place in the text, and what mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from posts.checks import Finding, Severity
from posts.checks.view import Span

LABELS: Final = {
    Severity.BLOCK: "Must be mended",
    Severity.WARN: "Look at this",
    Severity.INFO: "To know",
    Severity.OFF: "Not checked",
}
MOST_SHOWN: Final = 60  # letters of what a fix replaces


@dataclass(frozen=True)
class Told:
    """A finding for its reader; `start` counts letters as Python does, and is None where it is about the whole."""

    code: str
    title: str
    severity: Severity
    why: str
    says: str
    note: int | None
    start: int | None
    was: str
    fix_start: int | None = None
    fix_was: str = ""
    fix_words: str = ""
    source: str = ""
    offers_source: bool = False

    @property
    def weight(self) -> str:
        """How weighty it is, in words."""
        return LABELS[self.severity]

    @property
    def is_heavy(self) -> bool:
        """Whether it asks for a look, or stops the handing-in."""
        return self.severity in {Severity.BLOCK, Severity.WARN}

    @property
    def is_short(self) -> bool:
        """Whether its fix can be read at a glance: the words of a whole note cannot."""
        return self.has_fix and len(self.fix_was) <= MOST_SHOWN

    @property
    def has_fix(self) -> bool:
        """Whether a button can mend it."""
        return self.fix_start is not None


def told(found: Iterable[Finding], body: str) -> list[Told]:
    """Returns the findings of a text for its reader; unmet terms are listed as such already, unless they stop it."""
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    return [_told(each, text) for each in found if each.rule.code != "L20" or each.severity == Severity.BLOCK]


def _told(finding: Finding, text: str) -> Told:
    hit, rule = finding.hit, finding.rule
    start, was = _place(text, hit.span)
    fix = _place(text, hit.fix.span) if hit.fix else (None, "")
    return Told(
        rule.code, rule.title, finding.severity, rule.explanation, hit.says, hit.note, start, was, *fix,
        fix_words=hit.fix.words if hit.fix else "", source=hit.source, offers_source=hit.offers_source,
    )  # fmt: skip


def _place(text: str, span: Span | None) -> tuple[int | None, str]:
    """Returns where a place begins, and the words at it."""
    return (span.start, text[span.start : span.stop]) if span else (None, "")
