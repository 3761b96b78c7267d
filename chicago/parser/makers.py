"""Whoever stands before a title without a comma, or behind it: told by a dash, or by the notes before."""

import re
from dataclasses import replace

from chicago.parser.names import are_people, is_person
from chicago.parser.parts import Parts
from chicago.parser.signals import is_prose
from chicago.parser.surface import Span
from chicago.parser.verdict import Context

_DASHED = re.compile(r"(?P<name>[^:–—]{2,60}?) [–—-] (?P<title>[^\W\d_a-z].*)", re.DOTALL)
_COLON = re.compile(r"(?P<name>[^:–—,]{2,60}?): (?P<title>[^\W\d_a-z].*)", re.DOTALL)
_OWNER = re.compile(r"(?P<name>[^\W\d_a-z][\w-]{1,30})(?:[’']s|(?<=s)[’']) (?P<title>[^\W\d_a-z].*)", re.DOTALL)
_RUN_TOGETHER = re.compile(r"(?P<name>[^\W\d_a-z][\w’'-]{1,30}) (?P<title>[^\W\d_a-z].{3,}?)(?: \d{1,4})?", re.DOTALL)
_ENDS_IN_NAME = re.compile(r"[^\W\d_A-Z] [A-Z][\w.’'-]+ [A-Z][\w’'-]+$")
_CLOSED = frozenset({"locator", "number", "imprint", "year"})


def part_maker(parts: Parts, context: Context) -> Span | None:
    """Cut a name from the title behind it, or put first one that stands behind it; give what lay between them."""
    if not parts.plain(0) or len(parts.words(0)) > 300:
        return None
    words = parts.words(0)
    dashed = _DASHED.fullmatch(words)
    if dashed and (_is_full_name(dashed["name"]) or context.knows_maker(dashed["name"])):
        return _cut(parts, dashed)
    for form in (_COLON, _OWNER, _RUN_TOGETHER):
        match = form.fullmatch(words)
        if match and is_person(match["name"], most=4) and _is_known(match, context):
            return _cut(parts, match)
    _turn(parts, context)
    return None


def _is_full_name(words: str) -> bool:
    return len(words.split()) > 1 and is_person(words, most=4)


def _is_known(match: re.Match[str], context: Context) -> bool:
    """Tell whether an earlier note has both the name and the title."""
    return context.knows_maker(match["name"]) and context.knows_title(match["title"])


def _cut(parts: Parts, match: re.Match[str]) -> Span:
    first = parts.chunks[0]
    start = first.inner[0]
    name, title = ((start + match.start(group), start + match.end(group)) for group in ("name", "title"))
    if match.end("title") < match.end():
        title = (title[0], first.inner[1])  # the page without a comma is cut where a title's is
    parts.chunks[0:1] = [
        replace(first, end=name[1], inner=name),
        replace(first, start=title[0], end=first.end, inner=title, before=","),
    ]
    parts.facts[0:1] = [None, None]
    return name[1], title[0]


def _turn(parts: Parts, context: Context) -> None:
    """Put a name first that stands behind its title: Peasant Rebels, Lynne Viola (Oxford, 1996); Rebels (Viola), 4."""
    if len(parts.chunks) < 3 or parts.facts[1] is not None or parts.tag(2) not in _CLOSED:
        return
    behind = parts.chunks[1]
    listed = parts.plain(1) and parts.kind(2) == "round" and _is_full_name(parts.words(1))
    listed = listed and not (is_prose(parts.words(0)) or _ENDS_IN_NAME.search(parts.words(0)))
    bracketed = behind.kind == "round" and is_person(parts.words(1), most=2)
    if not (listed or bracketed):
        return
    if not are_people(parts.words(0)) or context.knows_maker(parts.words(1)):
        start, end = behind.inner
        name = replace(behind, kind="words", start=start, end=end, before="^")
        parts.chunks[0:2] = [name, replace(parts.chunks[0], before=",")]
