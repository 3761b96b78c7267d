"""An essay's notes in order: which citation is full, which short, which ibid. (13.27–37)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from chicago import notes as forms
from chicago.citations import Cite, Note, Prose
from chicago.people import People
from chicago.punctuation import ENDS, capital, close, finish, join
from chicago.style import DEFAULT, Style
from chicago.text import Text, clean
from chicago.titles import mark

_SENTENCE: Final = re.compile(r"^[A-ZÀ-Þ“\ue001][^.]*")


def print_notes(notes: Sequence[Note], style: Style = DEFAULT) -> list[Text]:
    """Return the printed notes of an essay, in order."""
    essay = _Essay(style, _shared_names(notes))
    return [essay.print(note) for note in notes]


def _shared_names(notes: Sequence[Note]) -> frozenset[str]:
    """Return the family names that authors of different works share (13.32)."""
    bearers: dict[str, frozenset[str]] = {}
    shared: set[str] = set()
    for note in notes:
        for cite in note.cites:
            for name, full in _bearers(cite.work.lead).items():
                if bearers.setdefault(name, full) != full:
                    shared.add(name)
    return frozenset(shared)


def _bearers(persons: People) -> dict[str, frozenset[str]]:
    """Return, for each family name among people, the full names that bear it."""
    families = {person.short for person in persons if not person.literal}
    return {name: frozenset(each.full for each in persons if each.short == name) for name in families}


@dataclass(slots=True)
class _Essay:
    style: Style
    shared: frozenset[str]
    seen: set[object] = field(default_factory=set)
    before: Note | None = None

    def print(self, note: Note) -> Text:
        """Print the next note."""
        marked = ""
        last: Cite | Prose | None = None
        for part in note.parts:
            if isinstance(part, Prose):
                words = _prose(part.words)
                marked = _run_on(marked, words) if marked else words
            else:
                words = self._cite(part, note, at_head=not marked)
                if isinstance(last, Cite):
                    marked = join(marked, words, "; ")
                else:
                    marked = _run_on(marked, words) if marked else words
            last = part
        self.before = note
        return Text(finish(marked) if isinstance(last, Cite) else marked)

    def _cite(self, cite: Cite, note: Note, *, at_head: bool) -> str:
        first = cite.source not in self.seen
        self.seen.add(cite.source)
        if self._is_ibid(cite, note):
            words = self._ibid(cite)
        elif first:
            words = forms.in_full(cite.work, cite.locator, self.style)
        else:
            initialed = any(person.short in self.shared for person in cite.work.lead)
            words = forms.in_short(cite.work, cite.locator, self.style, initialed=initialed)
        prefix = mark(cite.prefix)
        if prefix:
            words = f"{capital(prefix) if at_head else prefix} {words}"
        elif at_head:
            words = forms.head(cite.work, words) if not words.startswith("ibid") else capital(words)
        return _with_suffix(words, cite.suffix)

    def _is_ibid(self, cite: Cite, note: Note) -> bool:
        """Ibid. means the one source of the note just before, and never a whole work after a place in it (13.37)."""
        if not self.style.ibid or self.before is None or note.parts[0] is not cite:
            return False
        before = self.before.parts
        if len(before) != 1 or not isinstance(before[0], Cite) or before[0].source != cite.source:
            return False
        return bool(cite.locator) or not before[0].locator

    def _ibid(self, cite: Cite) -> str:
        before = self.before.cites[0] if self.before else cite
        words = cite.locator.words if cite.locator else ""
        same = before.locator and before.locator.words == words
        return "ibid." if same or not words else f"ibid., {words}"


def _prose(words: str) -> str:
    return clean(words)


def _run_on(left: str, right: str) -> str:
    """Join prose and citation with a space where neither side has one."""
    return f"{left} {right}" if left[-1:].isalnum() and right[:1].isalnum() else left + right


def _with_suffix(words: str, suffix: str) -> str:
    """Add the words after a citation: a sentence of its own, words in brackets, or words after a comma."""
    marked = mark(suffix)
    if not marked:
        return words
    if marked[0] in "([":
        return f"{words} {marked}"
    if marked[0] in ".,;:":
        return words + marked
    if marked[0].isupper() and marked[-1] in ENDS:
        return f"{close(words, '.')} {marked}"
    return join(words, marked, ", ")
