"""What opens another work inside a citation: in a book, a review or an introduction of one, a headword in one."""

import re

from chicago.parser.containers import split_numbers
from chicago.parser.draft import Draft
from chicago.parser.imprint import comma_imprint
from chicago.parser.kinds import is_reference_work
from chicago.parser.lead import State, quotation
from chicago.parser.names import are_people, is_organisation, is_person, split_names
from chicago.parser.parts import Parts

_LANDS = frozenset(
    {
        "Africa", "America", "Asia", "Austria", "Britain", "Canada", "China", "England", "Europe", "France", "Germany",
        "Greece", "India", "Ireland", "Italy", "Japan", "Mexico", "Poland", "Rome", "Russia", "Scotland", "Spain",
        "States", "Ukraine", "Union", "World",
    }
)  # fmt: skip
_IDEM = re.compile(r"(?:idem|ibid\.?)")
_PRONOUN = re.compile(r"(?:his|her|their|idem,?|ibid\.?,?) (?=[^\W\d_a-z])")


def read_in(parts: Parts, draft: Draft, state: State) -> bool:
    """Read "in" and the book behind it, its editor before or after its title."""
    start = _open(parts, draft, state)
    if start is None:
        return False
    index = state.at
    if parts.tag(index + 1) == "rolemark" and are_people(draft.words((start, parts.chunks[index].end))):
        _read_editor_first(parts, draft, state, start)
        index = state.at
        if not (parts.plain(index) or parts.kind(index) in {"italic", "quoted"}):
            return True
        start = parts.chunks[index].inner[0]
    if _names_editor(parts, draft, index, start):
        draft.take("editor", (start, parts.chunks[index].end))
        state.at = index + 1
        return True
    if _family_before_title(parts, index, start):
        draft.take("editor", (start, parts.chunks[index].end))
        state.at = index = index + 1
        start = parts.chunks[index].start
    match = _PRONOUN.match(draft.text, start, parts.chunks[index].end)
    if match:
        draft.claim(*match.span())
        start = match.end()
    elif _maker_before_title(parts, draft, index, start):
        start = _read_maker_first(parts, draft, state, start)
    _take_book(parts, draft, state, start)
    return True


def _maker_before_title(parts: Parts, draft: Draft, index: int, start: int) -> bool:
    """Tell whether the book's author stands before its title: in Clifford Geertz, The Interpretation of Cultures."""
    words = parts.text[start : parts.chunks[index].end]
    if parts.kind(index) != "words" or parts.after(index) != ",":
        return False
    again = _is_author_again(draft, words)
    if parts.kind(index + 1) in {"italic", "quoted"}:
        return again or are_people(words)
    named = all(len(name.split()) > 1 and is_person(name, most=4) for name in split_names(words))
    told = parts.tag(index + 2) in {"imprint", "role", "edition", "volume"}
    about = is_organisation(words) or words.rsplit(" ", 1)[-1] in _LANDS
    return parts.plain(index + 1) and told and (again or (named and not about))


def _is_author_again(draft: Draft, words: str) -> bool:
    """Tell whether words are the author's name once more, in full or the family name alone, or "idem"."""
    families = " and ".join(name.get("family", "") for name in draft.names_of("author"))
    return bool(_IDEM.fullmatch(words)) or (
        "author" in draft.spans and words in {families, draft.words(draft.spans["author"])}
    )


def _read_maker_first(parts: Parts, draft: Draft, state: State, start: int) -> int:
    """Take the book's author, unless the chapter's is meant; give where the title begins."""
    span = (start, parts.chunks[state.at].end)
    if not _is_author_again(draft, draft.words(span)):
        draft.take("container-author", span)
    draft.claim(parts.chunks[state.at].start, span[1])
    state.at += 1
    return parts.chunks[state.at].inner[0]


def _family_before_title(parts: Parts, index: int, start: int) -> bool:
    """Tell whether a short form names the book by its editors' family names: in Daniels, Stalin Revolution."""
    pinpointed = all(parts.tag(later) in {"number", "locator"} for later in range(index + 2, len(parts.chunks)))
    if not (parts.plain(index + 1) and pinpointed):
        return False
    return all(is_person(name, most=1) for name in split_names(parts.text[start : parts.chunks[index].end]))


def _names_editor(parts: Parts, draft: Draft, index: int, start: int) -> bool:
    """Tell whether a short form names the book by its editor alone: Viola, in Daniels, 45."""
    pinpointed = all(parts.tag(later) in {"number", "locator"} for later in range(index + 1, len(parts.chunks)))
    named = is_person(parts.text[start : parts.chunks[index].end], most=1)
    return named and pinpointed and "title" not in draft.csl


def _open(parts: Parts, draft: Draft, state: State) -> int | None:
    """Account for an opening word; give where the title behind it begins, or None if none does."""
    fact, chunk = parts.fact(state.at), parts.chunks[state.at]
    for name, span in fact.pairs:
        draft.take(name, span)
    if fact.rest:
        draft.claim(chunk.start, fact.rest[0])
        return fact.rest[0]
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    if parts.kind(state.at) in {"italic", "quoted", "words"} and state.at < len(parts.chunks):
        return quotation(parts, state.at)[0]
    return None


def _read_editor_first(parts: Parts, draft: Draft, state: State, start: int) -> None:
    for role in parts.fact(state.at + 1).label.split():
        draft.take(role, (start, parts.chunks[state.at].end))
    draft.claim(start, parts.chunks[state.at + 1].end)
    state.at += 2


def _take_book(parts: Parts, draft: Draft, state: State, start: int) -> None:
    """Take a book's title, which begins inside a part and runs to the next fact, and an editor who has no "ed."."""
    first = state.at
    if parts.kind(first) != "words":
        draft.take("container-title", quotation(parts, first))
        draft.claim(parts.chunks[first].start, parts.chunks[first].end)
        state.at = first + 1
        return
    if parts.periodical_at(first):
        draft.take("container-title", (start, split_numbers(draft, start, parts.chunks[first].end, issue_first=False)))
        draft.claim(*parts.chunks[first].inner)
        state.at = first + 1
        return
    stop = _book_end(parts, first)
    editor, marked = stop - 1, parts.tag(stop) == "rolemark"
    if editor > first and (parts.tag(stop) == "imprint" or marked) and _full_name(parts.words(editor)):
        draft.take("editor", parts.chunks[editor].inner)
        if marked:
            draft.claim(parts.chunks[stop].start, parts.chunks[stop].end)
        draft.take("container-title", (start, parts.chunks[editor - 1].end))
        state.at = stop + marked
        return
    draft.take("container-title", (start, parts.chunks[stop - 1].end))
    state.at = stop


def _book_end(parts: Parts, first: int) -> int:
    stop = first + 1
    while parts.plain(stop) and parts.chunks[stop].before in {",", "", ";"}:
        if not parts.imprint_ahead(stop) and comma_imprint(parts.text, parts.chunks, stop):
            break
        stop += 1
    numbered = parts.tag(stop) in {"number", "year"} and parts.kind(stop) == "words"
    return stop + (numbered and parts.tag(stop + 1) in {"imprint", "role"})


def _full_name(words: str) -> bool:
    return is_person(words, most=4) and len(words.split()) > 1


def read_review(parts: Parts, draft: Draft, state: State) -> bool:
    """Read "review of" and the work reviewed, which runs to its "by"."""
    start = _open(parts, draft, state)
    if start is None:
        return False
    first = state.at
    stop = first + 1
    while parts.kind(first) == "words" and parts.plain(stop) and parts.tag(stop) != "by" and _by_follows(parts, stop):
        stop += 1
    end = parts.chunks[stop - 1].end if parts.kind(first) == "words" else quotation(parts, first)[1]
    draft.take("reviewed-title", (start, end))
    draft.claim(start, parts.chunks[stop - 1].end)
    state.at = stop
    return True


def _by_follows(parts: Parts, index: int) -> bool:
    return any(parts.tag(later) == "by" for later in range(index + 1, min(index + 6, len(parts.chunks))))


def is_front_of_short_form(parts: Parts, draft: Draft, index: int) -> bool:
    """Tell whether a short form ends with the name of a part: Viola, Peasant Rebels, introduction."""
    alone = index == len(parts.chunks) - 1 and parts.fact(index).rest is None and not parts.strong
    return alone and parts.tag(index) == "front" and {"author", "title"} <= draft.csl.keys() and not draft.locator


def read_front(parts: Parts, draft: Draft, state: State) -> bool:
    """Read "introduction to" and the book behind it; behind a short form the introduction is a place in the book."""
    if is_front_of_short_form(parts, draft, state.at):
        draft.label = "chapter"
        draft.take("locator", parts.chunks[state.at].inner)
        draft.locator = draft.locator.lower()
        draft.claim(parts.chunks[state.at].start, parts.chunks[state.at].end)
        state.at += 1
        return True
    start = _open(parts, draft, state)
    if start is not None and parts.tag(state.at) not in {"locator", "number"}:
        _take_book(parts, draft, state, start)
    return True


def read_by(parts: Parts, draft: Draft, state: State) -> bool:
    """Read "by" and a name: of whoever wrote the work reviewed or introduced, or the work itself."""
    fact, chunk = parts.fact(state.at), parts.chunks[state.at]
    of_book = "genre" in draft.csl or {"author", "container-title"} <= draft.csl.keys()
    field = "reviewed-author" if "reviewed-title" in draft.csl else "container-author" if of_book else "author"
    if field in draft.csl:
        return False
    draft.take(field, fact.pairs[0][1])
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def read_under(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a headword: what stood before is the reference work."""
    _make_container(draft)
    start = _open(parts, draft, state)
    if start is not None:
        chunk = parts.chunks[state.at]
        draft.take("title", quotation(parts, state.at) if chunk.kind != "words" else (start, chunk.end))
        draft.claim(chunk.start, chunk.end)
        state.at += 1
    return True


def read_entry(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a quotation behind a reference work's title: its headword."""
    if not is_reference_work(draft.text_of("title")):
        return False
    parts.strong = True
    _make_container(draft)
    draft.take("title", quotation(parts, state.at))
    draft.claim(parts.chunks[state.at].start, parts.chunks[state.at].end)
    state.at += 1
    return True


def _make_container(draft: Draft) -> None:
    if "title" in draft.csl and "container-title" not in draft.csl:
        draft.csl["container-title"] = draft.csl.pop("title")
        draft.spans["container-title"] = draft.spans.pop("title")
