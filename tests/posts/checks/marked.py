"""Essays whose faults are marked in them: `⟦L06 the words at fault⟧` says where which check must speak."""

import re
from collections.abc import Sequence
from pathlib import Path

from posts.checks import EssayView, Finding, Severity, check
from posts.checks.view import Quoted, Term
from posts.linking import link_notes
from posts.notes import read_essay
from posts.viewing import key_of, view_of
from sources.matching import Entry, Library

HERE = Path(__file__).parent
CLEAN = sorted((HERE / "clean").glob("*.md"))
FAULTY = sorted((HERE / "faulty").glob("*.md"))
HEAVY = {Severity.WARN, Severity.BLOCK}

_SIGN = re.compile(r"⟦(L\d\d) |⟧")


def unmarked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Returns an essay without the marks of its faults, and each fault’s code and words."""
    body, since, faults, begun = "", 0, [], []
    for sign in _SIGN.finditer(text):
        body += text[since : sign.start()]
        since = sign.end()
        if sign[1]:
            begun.append((sign[1], len(body)))
        else:
            code, start = begun.pop()
            faults.append((code, body[start:]))
    return body + text[since:], faults


def seen(
    body: str,
    *,
    library: Sequence[Entry] = (),
    elsewhere: Sequence[Quoted] = (),
    terms: Sequence[Term] = (),
    twins: Sequence[str] = (),
    most_quoted: int = 100,
) -> EssayView:
    """Returns an essay as the checks see it; `twins` name what its first sources resemble."""
    essay = read_essay(body)
    linked = link_notes(essay.notes, Library(list(library)))
    view = view_of(body, essay, linked, elsewhere=elsewhere, terms=terms, most_quoted=most_quoted)
    pairs = [(source.key, name) for source, name in zip(view.cited, twins, strict=False)]
    return view_of(body, essay, linked, elsewhere=elsewhere, terms=terms, most_quoted=most_quoted, twins=pairs)


def found_in(view: EssayView) -> list[tuple[str, str]]:
    """Returns the code of each finding with the words at its place."""
    return [(each.rule.code, words_at(view, each)) for each in check(view)]


def words_at(view: EssayView, finding: Finding) -> str:
    """Returns the words of the essay to which a finding leads."""
    span = finding.hit.span
    return view.body[span.start : span.stop] if span else ""


__all__ = ["CLEAN", "FAULTY", "HEAVY", "found_in", "key_of", "seen", "unmarked", "words_at"]
