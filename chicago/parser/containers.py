"""What holds an article or a page: a journal with its numbers, a newspaper, a site; and what may stand beside it."""

import re

from chicago.parser.dates import is_year, read_date
from chicago.parser.draft import Draft
from chicago.parser.facts import read_numbers
from chicago.parser.lead import State
from chicago.parser.parts import Parts
from chicago.parser.surface import Span

_TAIL = re.compile(r"[ ,]+(?=(?:vol\.? ?|v\. ?|t\. ?|no\. ?)?\d)", re.IGNORECASE)
_VOLUME = re.compile(r"(?:vol\.? ?|v\. ?|t\. ?)?(?P<volume>\d{1,4}|[IVXLC]{1,7})", re.IGNORECASE)
_VOLUME_PAGES = re.compile(
    r"(?:vol\.? ?)?(?P<volume>\d{1,4}) ?: ?(?:pp?\. ?)?(?P<locator>\d+(?: ?[–—-]{1,2} ?\d+)?)", re.IGNORECASE
)
_DATE_PAGES = re.compile(r"(?P<issued>.{4,20}\d{4}) ?: ?(?P<locator>[A-Z]?\d+(?: ?[–—-]{1,2} ?\d+)?)")
_PLAIN_ISSUE = re.compile(r"no\.? ?(?P<issue>\d{1,4})", re.IGNORECASE)
_MOST_WORDS = 20


def read_container(parts: Parts, draft: Draft, state: State) -> bool:
    """Read the periodical or the site behind a quoted title, and the publisher or the section behind that."""
    chunk = parts.chunks[state.at]
    if "container-title" not in draft.csl:
        if not (_awaited(parts, draft) or _periodical_follows(parts, state)):
            return False
        _take_container(parts, draft, state)
    elif "publisher" not in draft.csl and "issued" not in draft.csl and _address_follows(parts, state.at):
        draft.take("publisher", chunk.inner)
    elif (
        parts.quoted
        and "issued" in draft.csl
        and "volume" not in draft.csl
        and not draft.locator
        and chunk.before == ","
    ):
        draft.take("section", chunk.inner)
    else:
        return False
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def _awaited(parts: Parts, draft: Draft) -> bool:
    return (parts.quoted and "thesis" not in parts.tags()) or "reviewed-title" in draft.csl


def _periodical_follows(parts: Parts, state: State) -> bool:
    """Tell whether a journal in italics or with its volume follows a title without quotation marks."""
    index = state.at
    if state.italic or parts.tag(index) or parts.chunks[index].before not in {".", ","}:
        return False
    if parts.periodical_at(index) or ("volume" not in parts.tags() and parts.site_at(index)):
        return True
    follows = parts.tag(index + 1) in {"issue", "numbers", "volume"} or _numbers_here(parts, index + 1)
    return follows or (parts.kind(index) == "italic" and parts.tag(index + 1) in {"number", "date"})


def _numbers_here(parts: Parts, index: int) -> bool:
    return (
        parts.tag(index) == "number"
        and parts.tag(index + 1) in {"issue", "year", "date"}
        and parts.kind(index + 1) == "round"
    )


def _address_follows(parts: Parts, index: int) -> bool:
    return any(
        parts.tag(later) in {"link", "accessed"} for later in range(index + 1, min(index + 4, len(parts.chunks)))
    )


def _take_container(parts: Parts, draft: Draft, state: State) -> None:
    start, end = parts.chunks[state.at].inner
    if parts.kind(state.at) == "words":
        issue_first = parts.kind(state.at + 1) == "round" and parts.tag(state.at + 1) in {"year", "date"}
        end = split_numbers(draft, start, end, issue_first=issue_first)
    draft.take("container-title", (start, end))


def split_numbers(draft: Draft, start: int, end: int, *, issue_first: bool) -> int:
    """Take the numbers or the date behind a periodical's name; give where the name ends."""
    for match in list(_TAIL.finditer(draft.text, start + 1, end))[:_MOST_WORDS]:
        if _take_tail(draft, (match.end(), end), issue_first=issue_first):
            return match.start()
    return end


def _take_tail(draft: Draft, span: Span, *, issue_first: bool) -> bool:
    words = draft.words(span)
    if (is_year(words) and int(words) >= 1600) or (read_date(words) and not words.isdigit()):
        draft.take("issued", span)
        return True
    dated = _DATE_PAGES.fullmatch(draft.text, *span)
    if dated and read_date(dated["issued"]):
        draft.take("issued", dated.span("issued"))
        draft.take("locator", dated.span("locator"))
        return True
    if issue_first and read_numbers(draft.text, *span):
        return _take_numbers(draft, span)
    for form in (_VOLUME, _VOLUME_PAGES, _PLAIN_ISSUE):
        match = form.fullmatch(draft.text, *span)
        if match:
            for name in match.groupdict():
                draft.take(name, match.span(name))
            return True
    return _take_numbers(draft, span)


def _take_numbers(draft: Draft, span: Span) -> bool:
    fact = read_numbers(draft.text, *span)
    for name, value_span in fact.pairs if fact else ():
        draft.take(name, value_span)
    return fact is not None


def take_numbers(parts: Parts, draft: Draft, state: State) -> bool:
    """Take a number as a periodical's volume where one is still to come: "91, no. 5", "91(5)", "91.5 (1986)"."""
    chunk = parts.chunks[state.at]
    if not _wants_volume(parts, draft):
        return False
    follows = parts.tag(state.at + 1) in {"issue", "date", "year", "number"} or parts.tag(state.at) == ""
    if parts.kind(state.at - 1) == "italic" and chunk.before == "":
        follows = True
    if not (follows or ":" in parts.words(state.at)) or not _take_tail(draft, chunk.inner, issue_first=follows):
        return False
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def _wants_volume(parts: Parts, draft: Draft) -> bool:
    article = "container-title" in draft.csl and "in" not in parts.tags()
    return (
        article
        and not {"volume", "publisher", "locator"} & draft.csl.keys()
        and not draft.locator
        and not _dated(draft)
    )


def _dated(draft: Draft) -> bool:
    date = draft.date("issued")
    return date is not None and date.has_day
