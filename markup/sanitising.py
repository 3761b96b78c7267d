"""The one place where HTML is made safe; always the last step before it is stored or shown.

bleach reads the allow-list first and nh3 after it: bleach is the project's choice and no longer maintained,
nh3 is, and both must agree on what anybody typed. What the site itself puts around those words, marks and links made
of numbers and keys, comes between the two passes and is read by the last (docs/adr/0021).
"""

import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import nh3
from bleach.sanitizer import Cleaner

TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "pre"}
    | {"s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
PROTOCOLS = frozenset({"http", "https", "mailto"})
LONGEST_REMEMBERED = 32_768  # characters

_SEAM = "\ufdd1"  # which Unicode keeps for uses of one's own
_PLAIN = rf"(?:[^<>&{_SEAM}]|&[a-z]+;)*+"
# A piece whose elements are all closed, with nothing in them but words: it ends as it began, whatever comes next.
_FLAT = re.compile(
    rf"(?P<block><(?P<name>p|h[2-4])>)?(?:[^<>&{_SEAM}]|&[a-z]+;|<(?P<tag>b|em|i|s|strong|sub|sup)>{_PLAIN}</(?P=tag)>)*+"
    r"(?(block)</(?P=name)>\n?)"
)

_ID = re.compile(r"(?:fn|fnref)-(?:[a-z0-9]+-)*[0-9]{1,4}(?:-[0-9]{1,4})?")
_NOTE_LINK = re.compile(r"#" + _ID.pattern)
_SOURCE_LINK = re.compile(r"/c/[-a-zA-Z0-9_]+/sources/[-a-zA-Z0-9_]+/")
_ROLES = frozenset({"doc-noteref", "doc-backlink", "list"})
_NUMBER = re.compile(r"[0-9]{1,9}")
_LABEL = re.compile(r"(?:Note|Back to note) [0-9]{1,4}")


def _href(value: str) -> bool:
    within = _NOTE_LINK.fullmatch(value) or _SOURCE_LINK.fullmatch(value)
    return bool(within) or value.lower().startswith(("http://", "https://", "mailto:"))


ATTRIBUTES: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "a": {
        "href": _href,
        "id": lambda value: bool(_ID.fullmatch(value)),
        "role": _ROLES.__contains__,
        "aria-label": lambda value: bool(_LABEL.fullmatch(value)),
        "title": lambda value: len(value) <= 300,
    },
    "li": {"id": lambda value: bool(_ID.fullmatch(value))},
    "ol": {"start": lambda value: bool(_NUMBER.fullmatch(value)), "role": _ROLES.__contains__},
    "ul": {"role": _ROLES.__contains__},
    "td": {"align": {"left", "center", "right"}.__contains__},
    "th": {"align": {"left", "center", "right"}.__contains__},
}


def _allowed(tag: str, name: str, value: str) -> bool:
    test = ATTRIBUTES.get(tag, {}).get(name)
    return test is not None and test(value)


def _kept(tag: str, name: str, value: str) -> str | None:
    return value if name == "rel" or _allowed(tag, name, value) else None


def sanitise(html: str) -> str:
    """Returns the HTML with nothing in it but the allowed tags and attributes.

    >>> sanitise('<p onclick="x()">Peace <script>alert(1)</script><i>and</i> bread</p>')
    '<p>Peace alert(1)<i>and</i> bread</p>'
    """
    return last_pass(first_pass(html))


def first_pass(html: str) -> str:
    """Returns what bleach leaves of the HTML, which is not to be shown before it went through the last pass, too."""
    return first_passes([html])[0]


def first_passes(pieces: Iterable[str]) -> list[str]:
    """Returns what bleach leaves of each piece of HTML, as if it had read each by itself.

    Of an essay that is being written all but one paragraph is as it was two seconds ago: what was read lately is
    remembered, up to 512 pieces of 32 KB in a process. What is new is read at once where that makes no difference.
    """
    asked = [_remembered(html) if len(html) <= LONGEST_REMEMBERED else _Piece(html) for html in pieces]
    new = [piece for piece in dict.fromkeys(asked) if piece.left is None]
    _read_at_once([piece for piece in new if _FLAT.fullmatch(piece.html)])
    return [_left_of(piece) for piece in asked]


class _Piece:
    """A piece of HTML, and what bleach left of it, None before it was read."""

    __slots__ = ("html", "left")

    def __init__(self, html: str) -> None:
        self.html = html
        self.left: str | None = None


def _read_at_once(flat: Sequence[_Piece]) -> None:
    if flat:
        lefts = _clean(_SEAM.join(piece.html for piece in flat)).split(_SEAM)
        for piece, left in zip(flat, lefts, strict=True):
            piece.left = left


def _left_of(piece: _Piece) -> str:
    if piece.left is None:
        piece.left = _clean(piece.html)
    return piece.left


def last_pass(html: str) -> str:
    """Returns what nh3 leaves of HTML whose typed parts went through the first pass: safe to be stored and shown."""
    return _AFTER.clean(html)


def _clean(html: str) -> str:
    cleaned: str = _cleaner().clean(html)
    return cleaned


def _cleaner() -> Cleaner:
    """Returns the thread's own cleaner of bleach's: making one takes longer than it takes to clean a note."""
    if not hasattr(_of_thread, "cleaner"):
        _of_thread.cleaner = Cleaner(TAGS, _allowed, PROTOCOLS, strip=True, strip_comments=True)
    cleaner: Cleaner = _of_thread.cleaner
    return cleaner


_of_thread = threading.local()
_AFTER = nh3.Cleaner(  # which all threads may use at once
    tags=set(TAGS),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_kept,
    url_schemes=set(PROTOCOLS),
    link_rel="nofollow noopener noreferrer",
)
_remembered = lru_cache(maxsize=512)(_Piece)
