"""Citations that point back: ibid. and idem, loc. cit., the key of a source."""

import re

from chicago.parser.draft import Draft
from chicago.parser.layout import Layout
from chicago.parser.locators import Pinpoint, read_locator

_IBID = re.compile(r"(?:ib[ií]d(?:em)?|ibd|ib|idem|id|ebd|ebenda)\b\.?|(?:loc|op)\.? ?cit\.?(?!\w)", re.IGNORECASE)
_KEY = re.compile(r"@(?P<key>[^\W_](?:[\w:.#$%&+?<>~/-]{0,120}[^\W_])?)")
_FROM_IBID = re.compile(r"[ ,.:;(]*(?:at )?")
_WORD_BEHIND = re.compile(r"[ ,.]*(?P<locator>[^,;()\[\]]{1,60}(?:, ?(?:pp?\. ?)?\d[\d–-]*){0,4})")
_LOCATOR_START = re.compile(
    r"(?:[\d§¶]|[ivxlc]+\b|(?:pp?|pgs?|pages?|chaps?|ch|secs?|vols?|fols?|notes?|nn?|at|s|p\.p|lines?|ll?)\b)",
    re.IGNORECASE,
)


def read_backward(layout: Layout, start: int, end: int) -> Draft | None:
    """Read ibid. or a key, each with its locator; None if the words are neither."""
    for form, kind in ((_IBID, "ibid"), (_KEY, "key")):
        match = form.match(layout.text, start, end)
        if match is None:
            continue
        draft = Draft(layout, start, match.end(), kind=kind)
        draft.claim(*match.span())
        if kind == "key":
            draft.key = match["key"]
            draft.spans["key"] = match.span("key")
        _read_locator_behind(draft, end)
        return draft if kind == "key" or _is_ibid(draft, match[0], end) else None
    return None


def _is_ibid(draft: Draft, word: str, end: int) -> bool:
    """Idem before a title repeats an author, not a source; "ib" and "id" must stand alone or before a locator."""
    rest = draft.text[draft.end : end].strip(" .,:;")
    if word.lower().startswith("idem"):
        return bool(draft.locator) or not rest
    return bool(draft.locator) or not rest or word.lower().startswith("ibid")


def _read_locator_behind(draft: Draft, end: int) -> None:
    text = draft.text
    gap = _FROM_IBID.match(text, draft.end, end)
    start = gap.end() if gap else draft.end
    if not _LOCATOR_START.match(text, start, end):
        return
    match = _WORD_BEHIND.match(text, start, end)
    stop = match.end("locator") if match else start
    while stop > start:
        while stop > start and text[stop - 1] in " .,":
            stop -= 1
        pinpoint = read_locator(text, start, stop)
        if pinpoint is not None:
            draft.claim(draft.end, start)
            _take(draft, pinpoint, start, stop)
            return
        stop = max(text.rfind(" ", start, stop), text.rfind(",", start, stop), start)


def _take(draft: Draft, pinpoint: Pinpoint, start: int, stop: int) -> None:
    draft.label = pinpoint.label
    if pinpoint.volume:
        draft.take("volume", pinpoint.volume)
    draft.take("locator", pinpoint.value)
    draft.claim(start, stop)
