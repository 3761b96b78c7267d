"""What a check says: how weighty it is, in which words, at which place, and what would mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from posts.checks.view import EssayView, Span


class Severity(StrEnum):
    """How weighty a finding is: it stops the handing-in, asks for a look, merely tells, or is not looked for."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a place: the words that are there, and those to put in their stead."""

    span: Span
    was: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One place at which a rule finds something, told in a sentence or two that say what to do."""

    says: str
    span: Span | None = None
    note: int | None = None
    fix: Fix | None = None
    source: str = ""  # the word of a source in its address, where it has a page
    offers_source: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: its code, its name, how weighty it usually is, why it is made, and what looks for it."""

    code: str
    title: str
    severity: Severity
    explanation: str
    look: Callable[[EssayView], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with the rule that made it and the weight that it has in this essay’s week."""

    rule: Rule
    severity: Severity
    hit: Hit
