"""An essay's notes in order: which citation is full, which short, which ibid. (13.27–37)."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chicago import notes as forms
from chicago.citations import Cite, Note, Prose
from chicago.people import People, Person
from chicago.punctuation import ENDS, capital, close, ends_sentence, finish, join
from chicago.style import DEFAULT, Style
from chicago.text import Text
from chicago.titles import emphasised, mark

_SENTENCE: Final = re.compile(r"^(?:All|Emphasis|Italics|My|Our|The|This|These|Translations?|See|Cf|Compare)\b")
_SIGNAL: Final = re.compile(r"^(?:See|Cf|Compare|But see|Also|And|But|Quoted|Cited|For|Contrast|As)\b")
_OPENING: Final = " ([“‘/—–\ue001"
_CLOSING: Final = " ,.;:)]”’!?—–\ue002"


def print_notes(notes: Sequence[Note], style: Style = DEFAULT) -> list[Text]:
    """Return the printed notes of an essay, in order."""
    essay = _Essay(style, _told_apart(notes), _alike(notes, style))
    return [essay.print(note) for note in notes]


def _told_apart(notes: Sequence[Note]) -> Mapping[Person, str]:
    """Return how to name, in short notes, the authors of different works who share a family name (13.32).

    An initial does, unless they share that too. Whoever has no given name, or but the initials of another's, may be
    the same person and is told from nobody.
    """
    families: dict[str, dict[Person, None]] = {}
    bearers: dict[str, set[frozenset[Person]]] = {}
    for note in notes:
        for cite in note.cites:
            for name, persons in _by_family(cite.work.lead).items():
                families.setdefault(name, {}).update(dict.fromkeys(persons))
                bearers.setdefault(name, set()).add(frozenset(persons))
    named: dict[Person, str] = {}
    for name, groups in bearers.items():
        if len(groups) > 1:
            one = _who_is_who(list(families[name]))
            if len({frozenset(one[person] for person in group) for group in groups}) > 1:
                named |= _names_of(one)
    return named


def _who_is_who(persons: Sequence[Person]) -> dict[Person, Person]:
    """Return for each person of one family name who that is: the only one with a longer name that it may be."""
    one: dict[Person, Person] = {}
    for person in sorted(persons, key=lambda each: (each.is_initialed, -len(each.given))):
        others = {one[other] for other in one if person.may_be(other)}
        one[person] = others.pop() if len(others) == 1 else person
    return one


def _names_of(one: Mapping[Person, Person]) -> dict[Person, str]:
    """Return how each of those people is named: by an initial, in full where another has it, too."""
    whole = list(dict.fromkeys(one.values()))
    initialed = [person.initialed for person in whole]
    names = {
        person: short if initialed.count(short) == 1 else person.full
        for person, short in zip(whole, initialed, strict=True)
    }
    return {person: names[who] for person, who in one.items()}


def _by_family(persons: People) -> dict[str, list[Person]]:
    """Return people by family name; organisations have none, and without a given name there is nothing to tell."""
    families: dict[str, list[Person]] = {}
    for person in persons:
        if not person.literal and person.given:
            families.setdefault(person.short, []).append(person)
    return families


def _alike(notes: Sequence[Note], style: Style) -> frozenset[Hashable]:
    """Return the sources whose short notes would read alike, and so need their whole titles."""
    first: dict[str, Hashable] = {}
    alike: set[Hashable] = set()
    seen: set[Hashable] = set()
    for note in notes:
        for cite in note.cites:
            if cite.source not in seen:
                seen.add(cite.source)
                other = first.setdefault(forms.in_short(cite.work, None, style), cite.source)
                if other != cite.source:
                    alike |= {other, cite.source}
    return frozenset(alike)


@dataclass(slots=True)
class _Essay:
    """What the notes printed so far decide for the next."""

    style: Style
    told_apart: Mapping[Person, str]
    alike: frozenset[Hashable]
    seen: set[Hashable] = field(default_factory=set)
    before: Note | None = None

    def print(self, note: Note) -> Text:
        """Print the next note."""
        marked = ""
        last: Cite | Prose | None = None
        for part in note.parts:
            at_head = not marked or ends_sentence(marked)
            words = _prose(part.words) if isinstance(part, Prose) else self._cite(part, note, at_head=at_head)
            if isinstance(last, Cite) and not _is_citation(part) and _is_sentence(words):
                marked = join(marked, words, ". ")
            elif last is not None and _is_citation(last) and _is_citation(part):
                apart = ". " if isinstance(part, Cite) and _begins_sentence(part.prefix) else "; "
                marked = join(_unended(marked, last), words, apart)
            else:
                marked = _run_on(marked, words)
            last = part
        self.before = note
        return Text(finish(marked) if isinstance(last, Cite) else marked)

    def _cite(self, cite: Cite, note: Note, *, at_head: bool) -> str:
        words = self._form(cite, note)
        prefix = mark(cite.prefix)
        if prefix:
            words = f"{capital(prefix) if at_head else _signal(prefix)} {words}"
        elif at_head:
            words = forms.head(cite.work, words)
        return _with_suffix(words, cite.suffix)

    def _form(self, cite: Cite, note: Note) -> str:
        """Return the citation in the form that its place in the essay asks for (13.27)."""
        first = cite.source not in self.seen
        self.seen.add(cite.source)
        before = self._repeated(cite, note)
        if before is not None:
            return _ibid(cite, before, self.style)
        if first:
            return forms.in_full(cite.work, cite.locator, self.style)
        return forms.in_short(
            cite.work,
            cite.locator,
            self.style,
            told_apart=self.told_apart,
            whole=cite.source in self.alike,
        )

    def _repeated(self, cite: Cite, note: Note) -> Cite | None:
        """Return the one citation of the note just before where ibid. may stand for it (13.37).

        A whole work is not ibid. after a place in it, since ibid. alone would mean that place.
        """
        if not self.style.ibid or self.before is None or note.cites[0] is not cite:
            return None
        cites = self.before.cites
        if len(cites) != 1 or cites[0].source != cite.source:
            return None
        return None if cites[0].locator and not cite.locator else cites[0]


def _ibid(cite: Cite, before: Cite, style: Style) -> str:
    """Return ibid., alone for the same place, else with the new one."""
    words = cite.locator.printed(style) if cite.locator else ""
    same = not words or (before.locator is not None and before.locator.printed(style) == words)
    return "ibid." if same else f"ibid., {words}"


def _signal(prefix: str) -> str:
    """Return words before a later citation; “See” and its like begin small after a semicolon."""
    return prefix[0].lower() + prefix[1:] if _SIGNAL.match(prefix) else prefix


def _begins_sentence(prefix: str) -> bool:
    """Tell whether words before a later citation are a sentence, or begin one: On method, compare …"""
    return prefix[:1].isupper() and " " in prefix and not _SIGNAL.match(prefix)


def _prose(words: str) -> str:
    """Return typed prose as it is, but for the marks of the machine and the spaces that HTML would not show."""
    inner = emphasised(words)
    if not inner:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{inner}{' ' if words[-1].isspace() else ''}"


def _run_on(left: str, right: str) -> str:
    """Join prose and citation with a space where neither side has one."""
    apart = left and right and left[-1] not in _OPENING and right[0] not in _CLOSING
    return f"{left} {right}" if apart else left + right


def _is_sentence(words: str) -> bool:
    """Tell whether prose after a citation is a sentence of its own, which a period parts from it."""
    return words[:1].isupper() and words[-1:] in ENDS and " " in words


def _is_citation(part: Cite | Prose) -> bool:
    return isinstance(part, Cite) or part.is_citation


def _unended(marked: str, part: Cite | Prose) -> str:
    """Return a citation without the period of its suffix, or of its typed words, which a semicolon replaces."""
    typed = part.words if isinstance(part, Prose) else part.suffix
    return marked[:-1] if typed and marked.endswith(".") and not marked.endswith("etc.") else marked


def _with_suffix(words: str, suffix: str) -> str:
    """Add the words after a citation: a sentence of its own, words in brackets, or words after a comma."""
    marked = mark(suffix)
    if not marked:
        return words
    if marked[0] in "([":
        return f"{words} {marked}"
    if marked[0] in ".,;:":
        return words + marked
    if marked[0].isupper() and (marked[-1] in ENDS or _SENTENCE.match(marked) or marked.count(" ") > 2):
        return f"{close(words, '.')} {marked}"
    return join(words, marked, ", ")
