"""L01, L13, L14, L19: what is quoted, whether a note answers for it, and how much of the essay it is."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from posts.checks.finding import Hit
from posts.checks.prose import WORD, Quotation, outside, quotations_of, sentence_at, sentence_of
from posts.checks.view import HIDDEN, Block, BlockKind, EssayView, Note
from sources.facts import plain

LEAST_QUOTED: Final = 5  # words; fewer may be a phrase held up to the light
LEAST_SAME: Final = 6  # words that make a quotation known again
RUN: Final = 8  # words in a row
LONG_WORD: Final = 6  # letters of a word that two sentences do not share by chance
_FULL_STOPS: Final = frozenset(".!?…")
SHORT_WORD: Final = 3  # letters that a title may leave small

# How a sentence begins that goes on with the same voice.
_GOES_ON: Final = re.compile(
    r"\s*(?:He|She|It|They|We|His|Her|Their|This|These|Those|The same|So|Thus|Here|Such|And|But|Yet)\b"
)
_REFERS: Final = re.compile(
    r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their|theirs|it|its|this|these|those|such|same|former|latter)\b",
    re.IGNORECASE,
)
# What a sentence says that hands over to a set-off quotation, or comes back to it; a colon or a comma do it, too.
_HANDS_OVER: Final = re.compile(
    r"\b(?:writ(?:es?|ing|ten)|wrote|sa(?:ys?|id)|tells?|told|speaks?|spoke|puts?|quot\w+|cit(?:es?|ed|ing)|describ\w+|descriptions?"
    r"|recall\w*|rememb\w+|report\w*|record\w*|explain\w*|declar\w+|announc\w+|argu\w+|conclud\w+|insist\w*|observ\w+|complain\w*"
    r"|admit\w*|confess\w*|warn\w*|promis\w+|ask(?:s|ed)?|answer\w*|repl(?:y|ies|ied)|begins?|began|ends?|ended|opens?|opened|runs?|ran|reads?"
    r"|stat\w+|demand\w*|order(?:s|ed)|words?|passages?|lines?|verses?|stanzas?|paragraphs?|sentences?|letters?|speech|poem|account|testimony"
    r"|diary|memoirs?|following|follows|thus|in full|at length)\b",
    re.IGNORECASE,
)


def quotation_without_note(essay: EssayView) -> Iterator[Hit]:
    """L01: finds quotations for which no note answers."""
    answered: list[str] = []
    for index, block in enumerate(essay.blocks):
        for quotation in quotations_of(block):
            if quotation.length < LEAST_QUOTED or _is_title(quotation, essay):
                continue
            words = plain(quotation.words)
            if _has_note(essay, index, quotation) or any(words in earlier for earlier in answered):
                answered.append(words)
                continue
            yield Hit(
                f"No note answers for “{_short(quotation.words)}”. Put one behind the quotation.",
                block.at(quotation.start, quotation.stop),
            )


def _is_title(quotation: Quotation, essay: EssayView) -> bool:
    """Returns whether quotation marks hold a title: of a source, or a piece of it, or words that all begin large."""
    if any(f" {plain(quotation.words)} " in f" {title} " for title in essay.plain_titles):
        return True
    words = WORD.findall(quotation.words)
    return all(word[0].isupper() or word[0].isdecimal() or len(word) <= SHORT_WORD for word in words)


def _has_note(essay: EssayView, index: int, quotation: Quotation) -> bool:
    block = essay.blocks[index]
    if block.kind == BlockKind.QUOTATION:
        return any(_beside(essay, index))
    start = sentence_at(block, quotation.start)[0]
    stop = sentence_of(block, quotation.stop)[1]
    if any(start <= mark.start <= stop for _, mark in block.marks):
        return True
    return _is_answered_later(essay, block, quotation, stop)


def _beside(essay: EssayView, index: int) -> Iterator[bool]:
    """Yields whether a set-off quotation has a mark: in itself, in the sentence before it, in the sentence after it."""
    at = index
    while at >= 0 and essay.blocks[at].kind == BlockKind.QUOTATION:
        yield bool(essay.blocks[at].marks)
        at -= 1
    if at >= 0 and (before := essay.blocks[at]).marks:
        last = sentence_of(before, len(before.prose))[0]
        yield before.marks[-1][1].start >= last and _leads_in(before.prose[last:])
    for block in essay.blocks[index + 1 :]:
        if block.kind != BlockKind.QUOTATION:
            stop = sentence_at(block, 0)[1]
            yield bool(block.marks) and block.marks[0][1].start < stop and _comes_back(block.prose[:stop])
            break
        yield bool(block.marks)


def _leads_in(sentence: str) -> bool:
    """Returns whether a sentence hands over to what is set off below it."""
    return sentence.rstrip(f" {HIDDEN}")[-1:] not in _FULL_STOPS or bool(_HANDS_OVER.search(sentence))


def _comes_back(sentence: str) -> bool:
    """Returns whether a sentence speaks of what is set off above it: it goes on, or says that it was quoted."""
    return sentence[:1].islower() or bool(_GOES_ON.match(sentence) or _HANDS_OVER.search(sentence))


def _is_answered_later(essay: EssayView, block: Block, quotation: Quotation, stop: int) -> bool:
    """Returns whether the paragraph’s next note answers: it gathers citations, or ends the sentence that goes on."""
    later = next(((number, mark) for number, mark in block.marks if mark.start >= stop), None)
    if later is None:
        return False
    if len(essay.by_number[later[0]].citations) > 1:
        return True
    if sentence_at(block, stop)[1] < later[1].start:
        return False
    between = [each for each in quotations_of(block) if stop <= each.start < later[1].start]
    if any(each.length >= LEAST_QUOTED for each in between):
        return bool(_GOES_ON.match(block.prose, stop))
    quoting = block.prose[sentence_at(block, quotation.start)[0] : stop]
    return _is_same_matter(quoting, block.prose[stop : later[1].start], essay.by_number[later[0]])


def _is_same_matter(quoting: str, after: str, note: Note) -> bool:
    """Returns whether a sentence goes on with what the one before it quotes: in a pronoun, a name or a long word."""
    if _GOES_ON.match(after) or _REFERS.search(after) or (note.citations and note.citations[0].is_ibid):
        return True
    said = plain(quoting).split()
    if {word for word in said if len(word) >= LONG_WORD} & set(plain(after).split()):
        return True
    surnames = (name for each in note.citations if each.source for name in each.source.facts.surnames)
    return any(f" {name} " in f" {' '.join(said)} " for name in surnames)


def _short(words: str) -> str:
    found = " ".join(words.replace("\x00", "").replace("\x02", "").split())
    return found if len(found) <= 80 else found[:60].rsplit(" ", 1)[0] + " …"


def _quoted_for(essay: EssayView) -> Iterator[tuple[Note, Block, Quotation]]:
    """Yields each note with the last quotation that its sentence holds before the mark."""
    for block in essay.blocks:
        quotations = quotations_of(block)
        for number, mark in block.marks:
            start = 0 if block.kind == BlockKind.QUOTATION else sentence_of(block, mark.start)[0]
            before = [each for each in quotations if each.start <= mark.start and each.stop > start]
            if before:
                yield essay.by_number[number], block, before[-1]


def quoted_at_another_page(essay: EssayView) -> Iterator[Hit]:
    """L13: finds words that the course quotes from the same source at another page."""
    known = [(each, plain(each.words)) for each in essay.elsewhere if each.pages]
    known = [(each, words) for each, words in known if len(words.split()) >= LEAST_SAME]
    for note, block, quotation in _quoted_for(essay) if known else ():
        words = plain(quotation.words)
        if len(words.split()) < LEAST_SAME:
            continue
        for citation in note.citations:
            pages = citation.locator.pages if citation.locator else None
            if citation.source is None or pages is None:
                continue
            same = [each for each, other in known if each.source == citation.source.key and _share(words, other)]
            apart = [each for each in same if each.pages and not _overlap(pages, each.pages)]
            if apart and len(apart) == len(same):
                yield Hit(
                    f"The same words are quoted elsewhere in the course at {apart[0].locator}, here at"
                    f" {citation.locator.value if citation.locator else ''}. Look the page up again.",
                    block.at(quotation.start, quotation.stop),
                    note.number,
                )


def _share(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return f" {short} " in f" {long} "


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def taken_unquoted(essay: EssayView) -> Iterator[Hit]:
    """L14: finds eight or more words in a row that a classmate quotes and cites, and this essay does not quote."""
    runs = {run for each in essay.elsewhere for run in _runs(plain(each.words).split())}
    if not runs:
        return
    runs -= {run for title in essay.plain_titles for run in _runs(title.split())}
    for block in essay.blocks:
        for start, stop in outside(block) if block.kind == BlockKind.PARAGRAPH else ():
            yield from _runs_in(block, start, stop, runs)


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _runs_in(block: Block, start: int, stop: int, runs: set[tuple[str, ...]]) -> Iterator[Hit]:
    """Yields each stretch of the piece that is made of known runs, once."""
    found = [(match.start(), match.end(), word) for match in WORD.finditer(block.prose, start, stop)
             for word in plain(match[0]).split()]  # fmt: skip
    begins = -1
    last = -1
    for at, run in enumerate(_runs([word for _, _, word in found])):
        if run in runs:
            begins, last = (at if begins < 0 else begins), at
        if begins >= 0 and at >= last + RUN:
            yield _unquoted(block, found[begins][0], found[last + RUN - 1][1])
            begins = -1
    if begins >= 0:
        yield _unquoted(block, found[begins][0], found[last + RUN - 1][1])


def _unquoted(block: Block, start: int, stop: int) -> Hit:
    return Hit(
        f"“{_short(block.prose[start:stop])}” stands in another text of the course as a quotation. Put the words in"
        " quotation marks with a note, or say it in your own words.",
        block.at(start, stop),
    )


def quoted_share(essay: EssayView) -> Iterator[Hit]:
    """L19: finds an essay that quotes more of itself than the week allows."""
    prose = [block for block in essay.blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTATION}]
    quoted = sum(each.length for block in prose for each in quotations_of(block))
    whole = sum(len(WORD.findall(block.prose)) for block in prose) if quoted else 0
    if whole and quoted * 100 > whole * essay.most_quoted:
        yield Hit(
            f"{quoted:,} of {whole:,} words are quoted: {quoted * 100 // whole} in a hundred, and the week’s limit is"
            f" {essay.most_quoted}. Say more of it in your own words."
        )
