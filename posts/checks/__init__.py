"""The checks before submit: pure rules over a frozen view of an essay. They know no database and no Django."""

from collections.abc import Mapping
from typing import Final

from posts.checks.finding import Finding, Fix, Hit, Rule, Severity
from posts.checks.table import RULES
from posts.checks.view import EssayView, Span

__all__ = ["RULES", "EssayView", "Finding", "Fix", "Hit", "Rule", "Severity", "check", "severity_of"]

MOST_OF_A_RULE: Final = 50  # findings; more of one kind say no more
_NOWHERE: Final = Span(-1, -1)
_WEIGHT: Final = {severity: place for place, severity in enumerate(Severity)}


def severity_of(rule: Rule, own: Mapping[str, str]) -> Severity:
    """Returns how weighty a rule is where `own` are the severities by code that a week has set itself."""
    word = own.get(rule.code)
    return Severity(word) if word in set(Severity) else rule.severity


def check(essay: EssayView, own: Mapping[str, str] | None = None) -> list[Finding]:
    """Returns what the rules find, the weightiest first, then by the place in the text."""
    found: list[Finding] = []
    for rule in RULES.values():
        severity = severity_of(rule, own or {})
        if severity != Severity.OFF:
            found += [Finding(rule, severity, hit) for hit in list(rule.look(essay))[:MOST_OF_A_RULE]]
    return sorted(found, key=lambda each: (_WEIGHT[each.severity], each.hit.span or _NOWHERE, each.rule.code))
