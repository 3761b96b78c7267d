"""Which quotation marks, brackets, italics and addresses of a note belong together: found once, asked often."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from chicago.parser.surface import Span, Surface

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}|(?:\b[Dd][Oo][Ii]:? ?)?\b10\.\d{4,9}/[^\s<>\"“”]{1,300}"
    r"|(?<![\w@./-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|edu|gov|net|info|int|mil|[a-z]{2})/[^\s<>\"“”]{1,2000}"
)
_MARK = re.compile(r"[\"“”„«»()\[\]‘']")
_SEPARATOR = re.compile(r"[,;:.?!]")
_SINGLE_CLOSE = re.compile(r"[’'](?=[,.;:)\]]|\s*$|\s\(|\sin\s|\s[,;])")
_PAIRS = {")": "(", "]": "["}
_KINDS = {"(": "round", "[": "square"}
_LONGEST_QUOTATION = 400
_LONGEST_ITALIC = 300
_PLAIN_ITALICS = re.compile(
    r"(?:see|see also|cf|compare|ibid|ibidem|idem|in|trans|ed|eds|et al|op\W* cit|loc\W* cit)\W*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch that hangs together: quoted, round, square, italic or link; inner is what its marks enclose."""

    kind: str
    start: int
    end: int
    inner: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """A surface with its groups by their first character, and the places where something may end or begin."""

    surface: Surface
    groups: dict[int, Group]
    events: list[int]

    @property
    def text(self) -> str:
        """The plain words."""
        return self.surface.text

    def events_in(self, start: int, end: int) -> list[int]:
        """Give the places from start to end where a group begins or a separator may stand."""
        return self.events[bisect_left(self.events, start) : bisect_left(self.events, end)]


def layout_of(surface: Surface) -> Layout:
    """Pair the marks of a note.

    >>> layout = layout_of(Surface('A "b" (c)', (), (0,), ((0, 0),)))
    >>> [group.kind for group in layout.groups.values()]
    ['quoted', 'round']
    """
    text = surface.text
    groups: dict[int, Group] = {}
    links = [_trimmed_link(text, match) for match in _LINK.finditer(text)]
    unclosed = _pair_marks(text, links, groups)
    for start, end in surface.italics:
        _add_italic(text, start, end, groups)
    for start, end in links:
        groups[start] = Group("link", start, end, (start, end))
    separators = (match.start() for match in _SEPARATOR.finditer(text))
    return Layout(surface, groups, sorted({*separators, *groups, *unclosed}))


def _trimmed_link(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while end > start and text[end - 1] in ".,;:>]*’'!?":
        end -= 1
    if text[end - 1] == ")" and "(" not in match[0]:
        end = start + len(text[start:end].rstrip(").,;:"))
    return start, end


def _add_italic(text: str, start: int, end: int, groups: dict[int, Group]) -> None:
    while end > start and text[end - 1] in " ,.;:":
        end -= 1
    whole = end - start > 0.9 * len(text)
    if start >= end or end - start > _LONGEST_ITALIC or start in groups or (whole and "," in text[start:end]):
        return
    if not _PLAIN_ITALICS.fullmatch(text, start, end):
        groups[start] = Group("italic", start, end, (start, end))


def _pair_marks(text: str, links: list[Span], groups: dict[int, Group]) -> list[int]:
    """Walk the marks once, looking back over at most four open ones; give where brackets open that never close."""
    stack: list[tuple[str, int]] = []
    upcoming = iter([*links, (len(text), len(text))])
    link = next(upcoming)
    until = 0
    for match in _MARK.finditer(text):
        at = match.start()
        while link[1] <= at:
            link = next(upcoming, (len(text) + 1, len(text) + 2))
        if at < until or link[0] <= at:
            continue
        mark = match[0]
        if mark in "([":
            stack.append((mark, at))
        elif mark in ")]":
            _close(text, stack, _PAIRS[mark], at, groups)
        elif mark in "‘'":
            until = _pair_single(text, at, stack, groups)
        else:
            _pair_double(text, mark, at, stack, groups)
    return [at for mark, at in stack if mark == "("]


def _close(text: str, stack: list[tuple[str, int]], wanted: str, at: int, groups: dict[int, Group]) -> None:
    for depth in range(1, min(4, len(stack)) + 1):
        mark, start = stack[-depth]
        if mark == wanted:
            del stack[-depth:]
            kind = _KINDS.get(mark, "quoted")
            if kind != "quoted" or at - start <= _LONGEST_QUOTATION:
                groups[start] = Group(kind, start, at + 1, (start + 1, at))
            return


def _pair_double(text: str, mark: str, at: int, stack: list[tuple[str, int]], groups: dict[int, Group]) -> None:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    inside = any(kept == '"' for kept, _ in stack[-4:])
    opens = mark in "„«" or (mark == "“" and not (inside and (before.isalnum() or before in ",.?!…")))
    if mark in '"”' and not inside:
        opens = (before.isspace() or before in "([—–-/,") and not after.isspace()
    if opens:
        stack.append(('"', at))
    elif inside:
        _close(text, stack, '"', at, groups)


def _pair_single(text: str, at: int, stack: list[tuple[str, int]], groups: dict[int, Group]) -> int:
    """Pair British quotation marks, never inside double ones; give the place up to which marks are spent."""
    opening = at == 0 or text[at - 1] in " (["
    if any(kept == '"' for kept, _ in stack[-4:]) or not opening or not text[at + 1 : at + 2].strip():
        return 0
    match = _SINGLE_CLOSE.search(text, at + 2, min(len(text), at + _LONGEST_QUOTATION))
    if match is None:
        return 0
    groups[at] = Group("quoted", at, match.end(), (at + 1, match.start()))
    return match.end()
