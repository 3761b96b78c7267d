"""Where a note's mark stands in Markdown: `((…))`, `^[…]`, and `[^id]` with `[^id]: …`.

A plug-in for markdown-it, so that code, links and escapes are what CommonMark says they are. It leaves a `note_mark`
token at each mark and puts the words, in order, into the environment under `"notes"`.
"""

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

GAP = "\ufdd0"  # which Unicode keeps for uses of one's own; nobody's text is read with it
MAX_NOTES = 300
MAX_REACH = 4_000  # a closing further away is not looked for, so that hostile text costs no more than its length

_PARENTHESES = re.compile(r"[()]")
_BRACKETS = re.compile(r"[\[\]]")
_REFERENCE = re.compile(r"\[\^([^\]\s^]{1,80})\]")
_DEFINITION = re.compile(r"\[\^([^\]\s^]{1,80})\]:[ \t]*(.*)", re.DOTALL)


@dataclass
class Mark:
    """A note's words as typed, what is wrong with its mark ("", "unclosed" or "nested"), its definition's label."""

    words: str
    fault: str = ""
    label: str = ""


@dataclass
class Found:
    """What one reading of a text has found: the marks in order, the definitions, and which were used."""

    marks: list[Mark] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)  # where in the text each definition's words begin
    used: set[str] = field(default_factory=set)
    undefined: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    is_full: bool = False


def found_in(env: MutableMapping[str, object]) -> Found:
    """Returns what the reading to which the environment belongs has found so far."""
    return cast("Found", env.setdefault("notes", Found()))


def closing_of_parentheses(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Returns where the words of a `((` mark end, where the text goes on, and the fault if there is one.

    The mark closes at the first `))` outside balanced parentheses; where they do not balance, at the last two
    of the first run of two or more `)`; an unclosed one ends with its paragraph.

    >>> closing_of_parentheses("((Viola (1997)))", 2, 16)
    (14, 16, '')
    """
    depth = 0
    for match in _PARENTHESES.finditer(text, start, min(end, start + MAX_REACH)):
        at = match.start()
        if text[at] == "(":
            depth += 1
        elif depth:
            depth -= 1
        elif text.startswith("))", at) and at + 1 < end:
            return at, at + 2, ""
    run = re.compile(r"\)\)+").search(text, start, end)
    return (run.end() - 2, run.end(), "") if run else (end, end, "unclosed")


def closing_of_brackets(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Returns the same for a `^[` mark: it closes at its balanced `]`, else at the first."""
    depth = 0
    for match in _BRACKETS.finditer(text, start, min(end, start + MAX_REACH)):
        at = match.start()
        if text[at] == "[":
            depth += 1
        elif depth:
            depth -= 1
        else:
            return at, at + 1, ""
    first = text.find("]", start, end)
    return (first, first + 1, "") if first >= 0 else (end, end, "unclosed")


def _leave_mark(state: StateInline, mark: Mark, goes_on: int) -> None:
    """Adds the mark's token with its place in the block, without the space that was typed before it."""
    found = found_in(state.env)
    found.marks.append(mark)
    begins = state.pos
    state.pending = state.pending.rstrip()
    if not state.pending and state.tokens and state.tokens[-1].type == "softbreak":
        state.tokens.pop()
    state.push("note_mark", "", 0).meta = {"number": len(found.marks), "start": begins, "end": goes_on}
    state.pos = goes_on


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    text, at, end = state.src, state.pos, state.posMax
    opening = text[at : at + 2]
    if opening not in {"((", "^["} or at + 2 > end:
        return False
    found = found_in(state.env)
    if len(found.marks) > MAX_NOTES:
        found.is_full = True
        return False
    find = closing_of_parentheses if opening == "((" else closing_of_brackets
    stop, goes_on, fault = find(text, at + 2, end)
    if silent:
        state.pos = goes_on
    else:
        words = text[at + 2 : stop].strip()
        nested = "nested" if "((" in words or "^[" in words else ""
        _leave_mark(state, Mark(words, fault or nested), goes_on)
    return True


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    found = found_in(state.env)
    if len(found.marks) > MAX_NOTES:
        found.is_full = True
        return False
    label = match[1]
    if label not in found.definitions:
        if not silent and label not in found.undefined:
            found.undefined.append(label)
        return False
    if silent:
        state.pos = match.end()
    else:
        found.used.add(label)
        _leave_mark(state, Mark(found.definitions[label], label=label), match.end())
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    line = state.getLines(start, start + 1, state.blkIndent, False).strip()
    if not line.startswith("[^") or not (match := _DEFINITION.fullmatch(line)):
        return False
    if silent:
        return True
    lines, at = [match[2]], start + 1
    while at < end and not state.isEmpty(at) and state.sCount[at] >= state.blkIndent:
        more = state.getLines(at, at + 1, state.blkIndent, False).strip()
        if _DEFINITION.fullmatch(more):
            break
        lines.append(more)
        at += 1
    found = found_in(state.env)
    if match[1] in found.definitions:
        found.twice.append(match[1])
    found.definitions.setdefault(match[1], " ".join(lines).strip())
    found.places.setdefault(match[1], state.bMarks[start] + state.tShift[start] + match.start(2))
    state.line = at
    return True


def mark_html(number: int, anchor: str) -> str:
    """Returns the mark of a note as it is printed; `anchor` stands in its id."""
    return (
        f'<sup><a role="doc-noteref" id="fnref-{anchor}-{number}" href="#fn-{anchor}-{number}"'
        f' aria-label="Note {number}">{number}</a></sup>'
    )


def _gap(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, object]
) -> str:
    return GAP


def note_marks(markdown: MarkdownIt) -> None:
    """Teaches a Markdown reader the three ways to type a note; in HTML a `GAP` stands for each mark."""
    markdown.add_render_rule("note_mark", _gap)
    markdown.inline.add_terminator_char("(")
    markdown.inline.ruler.before("link", "inline_note", _inline_note)
    markdown.inline.ruler.before("link", "note_reference", _reference)
    markdown.block.ruler.before("reference", "note_definition", _definition, {"alt": ["paragraph", "reference"]})
