"""Dates and locators behind a title: which number is a year, which a page, and how far a list of pages goes."""

import re

from chicago.parser.containers import take_numbers
from chicago.parser.draft import Draft
from chicago.parser.facts import Fact
from chicago.parser.lead import State
from chicago.parser.parts import Parts
from chicago.parser.surface import Span

# What a book numbers itself: its pages stand behind the number, doc. 12, 45–46.
_VERSE = ("line", "stanza", "verse")
_DIVISIONS = ("chapter", "section", "paragraph")
_WITHIN = {  # act 3, sc. 1, lines 56–60; pt. 1, chap. 5
    "act": ("scene", *_VERSE), "canto": _VERSE, "book": (*_VERSE, *_DIVISIONS), "part": _DIVISIONS,
    "chapter": ("section", "paragraph"), "section": ("paragraph",),
}  # fmt: skip
_LISTED = frozenset({"document", "figure", "plate", "table"})

_RANGE = re.compile(r"(?P<first>\d{1,5})(?:[–-](?P<last>\d{1,5}))?")
_LEAST_PART = 3  # pages beyond the first that an article or a chapter has


def read_date_part(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a date: of issue, else of access; a number that only looks like a year is a page."""
    chunk, fact = parts.chunks[state.at], parts.fact(state.at)
    bare = chunk.kind == "words" and parts.tag(state.at) == "year"
    if bare and _is_page(parts, draft, state):
        parts.facts[state.at] = Fact("number", (("locator", chunk.inner),), "page")
        return read_locator_part(parts, draft, state)
    if draft.text_of("medium").lower() == "web" and parts.tag(state.at) == "date":
        draft.take("accessed", fact.pairs[0][1])
    elif "issued" not in draft.csl:
        parts.strong = parts.strong or not bare or "title" in draft.csl
        draft.take("issued", fact.pairs[0][1])
    elif parts.tag(state.at) == "date" and "accessed" not in draft.csl:
        draft.take("accessed", fact.pairs[0][1])
    else:
        return False
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def _is_page(parts: Parts, draft: Draft, state: State) -> bool:
    words = parts.words(state.at)
    if draft.locator:
        return words.isdigit() and int(words) < 1450
    if "issued" in draft.csl and parts.tag(state.at) == "year":
        return True
    if not words.isdigit():
        return "title" in draft.csl and words[0].isdigit() and words[-1].isdigit()
    family_only = all(not {"given", "literal"} & name.keys() for name in draft.names_of("author"))
    short = not parts.strong and family_only and "container-title" not in draft.csl and "title" in draft.csl
    return (short and _pages_ascend(parts, state.at)) or int(words) < 1450


def _pages_ascend(parts: Parts, index: int) -> bool:
    """Tell whether only greater numbers follow: a smaller one behind a year is its page."""
    following = [parts.words(later) for later in range(index + 1, len(parts.chunks))]
    return all(words.isdigit() and int(words) > int(parts.words(index)) for words in following)


def read_locator_part(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a locator; a list of numbers behind it belongs to it, a chapter gives way to its page."""
    chunk, fact = parts.chunks[state.at], parts.fact(state.at)
    if chunk.kind == "words" and take_numbers(parts, draft, state):
        return True
    if draft.locator and chunk.kind == "round":
        return _narrow_locator(draft, fact, (chunk.start, chunk.end), state)
    if _is_section(parts, draft, state.at):
        draft.take("section", fact.pairs[0][1])
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    if _is_issue(parts, draft, state.at):
        draft.take("issue", fact.pairs[0][1])
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    if draft.locator:
        narrows = _is_at(parts, draft, state.at) or (parts.quoted and _lies_within(draft, fact, parts.words(state.at)))
        span = chunk.start, chunk.end
        return _narrow_locator(draft, fact, span, state) if narrows else _extend_locator(parts, draft, state)
    if (chunk.kind == "round" and parts.strong) or (
        state.bibliography and "container-title" in draft.csl and fact.label == "page"
    ):
        draft.take("page", fact.pairs[0][1])  # the part's own pages, which other styles print
        draft.claim(chunk.start, chunk.end)
    else:
        draft.take_fact(fact, chunk.start, chunk.end)
    state.at += 1
    return True


def _is_section(parts: Parts, draft: Draft, index: int) -> bool:
    """Tell whether a numbered section is a newspaper's: its page stands behind it."""
    date = draft.date("issued")
    daily = "container-title" in draft.csl and date is not None and date.has_day
    return daily and parts.fact(index).label == "section" and parts.tag(index + 1) in {"number", "locator"}


def _is_issue(parts: Parts, draft: Draft, index: int) -> bool:
    """Tell whether a number stands where an issue does: between a volume and the year in brackets."""
    numbered = "volume" in draft.csl and "container-title" in draft.csl and "issue" not in draft.csl
    dated = parts.kind(index + 1) == "round" and parts.tag(index + 1) in {"year", "date"}
    return numbered and dated and parts.tag(index) == "number" and parts.words(index).isdigit()


def _is_at(parts: Parts, draft: Draft, index: int) -> bool:
    return parts.fact(index).label == draft.label and parts.words(index).startswith("at ")


def _lies_within(draft: Draft, fact: Fact, words: str) -> bool:
    """Tell whether a page lies within the pages before it, which then are all of the part's: 289–311, 305."""
    whole, page = _RANGE.fullmatch(draft.locator), _RANGE.fullmatch(words)
    if whole is None or page is None or not whole["last"] or not draft.label == fact.label == "page":
        return False
    first = int(whole["first"])
    last = int(whole["first"][: -len(whole["last"])] + whole["last"])  # 131–39
    return first <= int(page["first"]) <= last and last - first >= _LEAST_PART


def _narrow_locator(draft: Draft, fact: Fact, span: Span, state: State) -> bool:
    """Read the page behind a part's own pages, in brackets or behind "at": 382–420 (p. 390); 5–46, at p. 12."""
    if "page" in draft.csl:
        return False
    draft.csl["page"], draft.spans["page"] = draft.locator, draft.spans.pop("locator")
    draft.locator = draft.label = ""
    draft.take_fact(fact, *span)
    state.at += 1
    return True


def read_more_pages(parts: Parts, draft: Draft, state: State) -> bool:
    """Read the last of a list of pages: 3, 5, and 9."""
    return bool(draft.locator) and _extend_locator(parts, draft, state)


def _goes_on(parts: Parts, draft: Draft, index: int) -> bool:
    """Tell whether a number belongs to the place before it: a further page, a line of an act, a document's page."""
    fact = parts.fact(index)
    if fact.label in _WITHIN.get(draft.label, ()):
        return True
    paged = draft.label in _LISTED and fact.label == "page" and fact.tag == "number"
    return (paged or fact.label == draft.label) and parts.kind(index - 1) == "words"


def _extend_locator(parts: Parts, draft: Draft, state: State) -> bool:
    chunk, fact = parts.chunks[state.at], parts.fact(state.at)
    if chunk.kind != "words" or chunk.before not in {",", "", ";"}:
        return False
    if _goes_on(parts, draft, state.at):
        draft.spans["locator"] = (draft.spans["locator"][0], fact.pairs[0][1][1])
        draft.locator = draft.words(draft.spans["locator"])
        draft.claim(chunk.start, chunk.end)
    elif draft.label in {"chapter", "part", "section", "book"} and fact.tag == "locator":
        draft.csl["chapter-number"] = draft.locator
        draft.spans["chapter-number"] = draft.spans["locator"]
        draft.locator = draft.label = ""
        draft.take_fact(fact, chunk.start, chunk.end)
    else:
        return False
    state.at += 1
    return True
