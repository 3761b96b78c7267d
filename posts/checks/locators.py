"""L02, L03, L04: where in its source a note points."""

import re
from collections.abc import Iterator
from typing import Final

from chicago import Locator
from chicago.ranges import complete, shorten_range
from posts.checks.finding import Fix, Hit
from posts.checks.prose import quotations_in, sentence_of
from posts.checks.view import Citation, Cited, EssayView, Note
from sources.facts import plain

PAGED: Final = frozenset({"book", "chapter", "article-journal", "thesis", "review"})
PARTS: Final = frozenset({"chapter", "article-journal", "article-magazine", "review"})

# Words that send to a work as a whole.
_SENDS: Final = re.compile(r"\b(?:see|cf|compare|consult|on|for|discussed|e\.g)\b", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?<![\w:.–-])(\d{1,6})(\s*(?:--+|[-‐‑‒–—−])\s*)(\d{1,6})(?![\w:–-]|\.\d)")
_LIST: Final = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


def no_locator(essay: EssayView) -> Iterator[Hit]:
    """L02: finds citations of a paged source that do not say where in it."""
    sentences = {note.number: sentence for note, sentence in _sentences(essay)}
    for note, citation in essay.citations():
        source = citation.source
        if source is None or citation.locator or citation.is_ibid or not _is_paged(source):
            continue
        sentence = sentences.get(note.number, "")
        if _is_whole_work(citation, source, sentence):
            continue
        says = f"Note {note.number} does not say where in “{source.name}”. Add the page behind the citation."
        yield Hit(says, note.at(citation.typed, citation.start), note.number)


def _sentences(essay: EssayView) -> Iterator[tuple[Note, str]]:
    for block in essay.blocks:
        for number, mark in block.marks:
            start, stop = sentence_of(block, mark.start)
            yield essay.by_number[number], block.prose[start:stop]


def _is_paged(source: Cited) -> bool:
    if source.work.kind not in PAGED or source.work.word("medium"):
        return False
    is_part = source.work.kind in {"article-journal", "review"}
    return not (is_part and source.work.word("URL") and not source.work.word("page"))


def _is_whole_work(citation: Citation, source: Cited, sentence: str) -> bool:
    """Returns whether the whole work is meant: the note sends to it, or the sentence names it; nothing is quoted."""
    if any(not _is_of_title(each.words, source) for each in quotations_in(sentence)):
        return False
    return bool(_SENDS.search(citation.prefix)) or _names(sentence, source)


def _names(sentence: str, source: Cited) -> bool:
    title = source.facts.title.main
    is_named = bool(title) and f" {title} " in f" {plain(sentence)} "
    return is_named or bool(quotations_in(sentence))  # what is quoted by now is of the title


def _is_of_title(words: str, source: Cited) -> bool:
    return f" {plain(words)} " in f" {source.facts.title.whole} "


def outside_source(essay: EssayView) -> Iterator[Hit]:
    """L03: finds pages that the source, which stands on known pages, does not have."""
    for note, citation in essay.citations():
        source, locator = citation.source, citation.locator
        if source is None or locator is None or source.work.kind not in PARTS:
            continue
        held = Locator("page", source.work.word("page")).pages
        if held is None or held[0] > held[1] or ":" in locator.value:
            continue
        for page, pages in _pages(locator):
            if pages[0] <= pages[1] and not (held[0] <= pages[0] and pages[1] <= held[1]):
                yield Hit(
                    f"Note {note.number} cites {_named(page)} of “{source.name}”, which stands on pages"
                    f" {held[0]}–{held[1]}. Look the page up, or propose a correction to the source.",
                    note.at(page, note.words.rfind(locator.value)),
                    note.number,
                    source=source.slug,
                )


def _pages(locator: Locator) -> Iterator[tuple[str, tuple[int, int]]]:
    for part in _LIST.split(locator.value):
        if pages := Locator(locator.label, part).pages:
            yield part, pages


def _named(pages: str) -> str:
    return f"pages {pages}" if re.search(r"\d\D+\d", pages) else f"page {pages}"


def wrong_range(essay: EssayView) -> Iterator[Hit]:
    """L04: finds ranges of pages that run backwards or are shortened as the manual never does (9.63)."""
    for note, citation in essay.citations():
        if citation.locator is None or citation.locator.label != "page":
            continue
        begins = note.words.rfind(citation.locator.value)
        for match in _RANGE.finditer(citation.locator.value):
            right = mended(match[1], match[3])
            if right is None:
                continue
            span = note.at(match[0], begins)
            is_exact = span is not None and essay.body[span.start : span.stop] == match[0]
            yield Hit(
                f"“{match[0]}” in note {note.number} {_fault(match[1], match[3])}; did you mean “{right}”?",
                span,
                note.number,
                Fix(span, match[0], right) if span and is_exact else None,
            )


def _fault(first: str, last: str) -> str:
    return (
        "runs backwards" if int(complete(first, last)) < int(first) else "is shortened in another way than the manual’s"
    )


def mended(first: str, last: str) -> str | None:
    """Returns the range as it should be, or None where it is well: in full, or shortened as the manual does.

    >>> mended("119", "112"), mended("131", "9"), mended("152", "48"), mended("131", "39"), mended("100", "104")
    ('112–19', '131–39', '148–52', None, None)
    """
    if int(complete(first, last)) >= int(first):
        right = shorten_range(first, last)
        is_well = last in {right.partition("–")[2], complete(first, last)}
        return None if is_well else right
    lead = first[: len(first) - len(last)] if len(last) < len(first) else ""
    return shorten_range(lead + last, first)
