"""What follows the title: container, roles, edition, publication facts, locator, address."""

import re
from collections.abc import Callable

from chicago.parser.containers import read_container, take_numbers
from chicago.parser.dates import is_year
from chicago.parser.draft import Draft
from chicago.parser.facts import Fact
from chicago.parser.imprint import comma_imprint, is_publisher
from chicago.parser.lead import State, quotation
from chicago.parser.locators import is_plain_range
from chicago.parser.names import are_people, is_person
from chicago.parser.parts import Parts

_STRONG = frozenset(
    [
        "imprint",
        "date",
        "thesis",
        "event",
        "link",
        "accessed",
        "role",
        "rolemark",
        "in",
        "review",
        "front",
        "under",
        "edition",
        "volumes",
        "issue",
        "numbers",
        "medium",
    ]
)
_PRONOUN = re.compile(r"(?:his|her|their|idem,?|the|ibid\.?,?) (?=[^\W\d_a-z])")
_SERIES_NUMBER = re.compile(r"(?P<series>.+?),? (?:no\. |vol\. )?(?P<number>\d{1,4})")


def read_body(parts: Parts, draft: Draft, state: State) -> None:
    """Read part after part for as long as each is understood; the first that is not ends the citation."""
    while state.at < len(parts.chunks):
        before = state.at
        tag = parts.tag(state.at)
        if tag in _STRONG:
            parts.strong = True
        reader = _READERS.get(tag, _read_plain_fact if tag else _read_words)
        if not reader(parts, draft, state) or state.at == before:
            break


def _take_here(parts: Parts, draft: Draft, state: State) -> None:
    fact = parts.facts[state.at]
    chunk = parts.chunks[state.at]
    if fact:
        draft.take_fact(fact, chunk.start, chunk.end)
    state.at += 1


def _read_plain_fact(parts: Parts, draft: Draft, state: State) -> bool:
    _take_here(parts, draft, state)
    return True


def _refuse(_parts: Parts, _draft: Draft, _state: State) -> bool:
    """Leave a role without a name unread."""
    return False


def _read_date(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a date: of issue, else of access; a number that only looks like a year is a page."""
    chunk, fact = parts.chunks[state.at], parts.facts[state.at]
    if fact is None:
        return False
    bare = chunk.kind == "words" and parts.tag(state.at) == "year"
    if bare and _is_page(parts, draft, state):
        parts.facts[state.at] = Fact("number", (("locator", chunk.inner),), "page")
        return _read_locator(parts, draft, state)
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
    if draft.locator or not words[-1].isdigit():
        return False
    if "issued" in draft.csl:
        return True
    if not words.isdigit():
        return False
    last = state.at + 1 == len(parts.chunks)
    family_only = all("given" not in name for name in draft.names_of("author"))
    short = last and not parts.strong and family_only and "container-title" not in draft.csl
    return (short and "title" in draft.csl) or int(words) < 1450


def _read_locator(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a locator; a list of numbers behind it belongs to it, a chapter gives way to its page."""
    chunk, fact = parts.chunks[state.at], parts.facts[state.at]
    if fact is None:
        return False
    if chunk.kind == "words" and take_numbers(parts, draft, state):
        return True
    if draft.locator:
        return _extend_locator(parts, draft, state)
    if chunk.kind == "round":  # a chapter's or an article's own pages, in other styles than this
        draft.take("page", fact.pairs[0][1])
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    if state.bibliography and "container-title" in draft.csl and fact.label == "page":
        draft.take("page", fact.pairs[0][1])
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    _take_here(parts, draft, state)
    return True


def _extend_locator(parts: Parts, draft: Draft, state: State) -> bool:
    chunk, fact = parts.chunks[state.at], parts.facts[state.at]
    if fact is None or chunk.kind != "words" or chunk.before not in {",", ""}:
        return False
    value = fact.pairs[0][1]
    if fact.label == draft.label and parts.chunks[state.at - 1].kind == "words":
        start = draft.spans["locator"][0]
        draft.spans["locator"] = (start, value[1])
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


def _read_in(parts: Parts, draft: Draft, state: State) -> bool:
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
    if (
        parts.plain(index)
        and parts.plain(index + 1)
        and not parts.imprint_ahead(index)
        and is_person(draft.words((start, parts.chunks[index].end)), most=1)
    ):
        draft.take("editor", (start, parts.chunks[index].end))
        state.at = index = index + 1
        start = parts.chunks[index].start
    match = _PRONOUN.match(draft.text, start, parts.chunks[index].end)
    if match and not match[0].startswith("the"):
        draft.claim(*match.span())
        start = match.end()
    _take_book(parts, draft, state, start, "container-title")
    return True


def _open(parts: Parts, draft: Draft, state: State) -> int | None:
    """Account for an opening word; give where the title behind it begins, or None if none does."""
    fact, chunk = parts.facts[state.at], parts.chunks[state.at]
    if fact is None:
        return None
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
    fact = parts.facts[state.at + 1]
    for role in fact.label.split() if fact else ():
        draft.take(role, (start, parts.chunks[state.at].end))
    draft.claim(start, parts.chunks[state.at + 1].end)
    state.at += 2


def _take_book(parts: Parts, draft: Draft, state: State, start: int, field: str) -> None:
    """Take a title that begins inside a part and runs to the next fact; a bare name before an imprint is an editor."""
    first = state.at
    if parts.kind(first) != "words":
        draft.take(field, quotation(parts, first))
        draft.claim(parts.chunks[first].start, parts.chunks[first].end)
        state.at = first + 1
        return
    stop = first + 1
    while (
        parts.plain(stop)
        and parts.chunks[stop].before in {",", "", ";"}
        and not comma_imprint(parts.text, parts.chunks, stop)
    ):
        stop += 1
    while (
        parts.tag(stop) in {"number", "year"}
        and parts.tag(stop + 1) in {"imprint", "role"}
        and parts.kind(stop) == "words"
    ):
        stop += 1
    editor = stop - 1
    marked = parts.tag(stop) == "rolemark"
    is_editor = editor > first and (parts.tag(stop) == "imprint" or marked) and _full_name(parts.words(editor))
    if is_editor:
        if marked:
            draft.claim(parts.chunks[stop].start, parts.chunks[stop].end)
        draft.take("editor", parts.chunks[editor].inner)
        stop = editor
    draft.take(field, (start, parts.chunks[stop - 1].end))
    state.at = editor + 1 + marked if is_editor else stop


def _full_name(words: str) -> bool:
    return is_person(words, most=4) and len(words.split()) > 1


def _read_review(parts: Parts, draft: Draft, state: State) -> bool:
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


def _read_front(parts: Parts, draft: Draft, state: State) -> bool:
    start = _open(parts, draft, state)
    if start is not None:
        _take_book(parts, draft, state, start, "container-title")
    return True


def _read_by(parts: Parts, draft: Draft, state: State) -> bool:
    fact, chunk = parts.facts[state.at], parts.chunks[state.at]
    field = (
        "reviewed-author" if "reviewed-title" in draft.csl else "container-author" if "genre" in draft.csl else "author"
    )
    if fact is None or field in draft.csl:
        return False
    draft.take(field, fact.pairs[0][1])
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def _read_under(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a headword: what stood before is the reference work."""
    if "title" in draft.csl and "container-title" not in draft.csl:
        draft.csl["container-title"] = draft.csl.pop("title")
        draft.spans["container-title"] = draft.spans.pop("title")
    start = _open(parts, draft, state)
    if start is not None:
        chunk = parts.chunks[state.at]
        draft.take("title", quotation(parts, state.at) if chunk.kind != "words" else (start, chunk.end))
        draft.claim(chunk.start, chunk.end)
        state.at += 1
    return True


def _read_words(parts: Parts, draft: Draft, state: State) -> bool:
    """Read words that do not tell what they are: by what is known already and by what follows."""
    chunk = parts.chunks[state.at]
    if chunk.kind == "words" and _read_imprint(parts, draft, state):
        return True
    if chunk.kind == "quoted" and "title" in draft.csl and not parts.quoted and not draft.locator:
        return _read_entry(parts, draft, state)
    if chunk.kind not in {"words", "italic"} or draft.locator or not _capital(parts, state.at):
        return False
    return read_container(parts, draft, state) or _read_series(parts, draft, state)


def _capital(parts: Parts, index: int) -> bool:
    first = parts.words(index)[:1]
    return parts.kind(index) == "italic" or first.isupper() or first.isdigit()


def _read_entry(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a quotation behind a reference work's title: its headword."""
    from chicago.parser.kinds import is_reference_work

    if not is_reference_work(draft.text_of("title")):
        return False
    parts.strong = True
    return _read_under_quoted(parts, draft, state)


def _read_under_quoted(parts: Parts, draft: Draft, state: State) -> bool:
    draft.csl["container-title"] = draft.csl.pop("title")
    draft.spans["container-title"] = draft.spans.pop("title")
    draft.take("title", quotation(parts, state.at))
    draft.claim(parts.chunks[state.at].start, parts.chunks[state.at].end)
    state.at += 1
    return True


def _read_imprint(parts: Parts, draft: Draft, state: State) -> bool:
    """Read publication facts that stand between commas or periods."""
    article = "volume" in draft.csl or ("reviewed-title" in draft.csl) or draft.locator
    if "publisher" in draft.csl or (parts.quoted and article):
        return False
    found = None if parts.imprint_ahead(state.at) else comma_imprint(parts.text, parts.chunks, state.at)
    if found is None or (_awaits_container(parts, draft) and not _is_house(draft, found[0])):
        return False
    fact, count = found
    first, last = parts.chunks[state.at], parts.chunks[state.at + count - 1]
    draft.take_fact(fact, first.start, last.end)
    parts.strong = True
    state.at += count
    return True


def _awaits_container(parts: Parts, draft: Draft) -> bool:
    """Tell whether a periodical's or a site's name is to be expected: behind a quoted title and nothing else."""
    return parts.quoted and not {"container-title", "translator", "editor", "edition"} & draft.csl.keys()


def _is_house(draft: Draft, fact: Fact) -> bool:
    """Tell whether an imprint names a publisher beyond doubt."""
    spans = dict(fact.pairs)
    house = spans.get("publisher")
    if "issued" in spans and not is_year(draft.words(spans["issued"])):
        return False
    return house is not None and ("publisher-place" in spans or is_publisher(draft.words(house)))


def _read_series(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a series, or the title of a volume, which stands right before the imprint."""
    chunk = parts.chunks[state.at]
    last = state.at
    while parts.tag(state.at - 1) == "volume" and (
        parts.plain(last + 1) or is_plain_range(parts.words(last + 1) if last + 1 < len(parts.chunks) else "")
    ):
        last += 1
    if parts.tag(last + 1) != "imprint" or "publisher" in draft.csl:
        return False
    if parts.tag(state.at - 1) == "volume":
        draft.take("volume-title", (chunk.start, parts.chunks[last].end))
    else:
        match = _SERIES_NUMBER.fullmatch(draft.text, *chunk.inner)
        draft.take("collection-title", match.span("series") if match else chunk.inner)
        if match:
            draft.take("collection-number", match.span("number"))
    draft.claim(chunk.start, parts.chunks[last].end)
    state.at = last + 1
    return True


def _read_issue(parts: Parts, draft: Draft, state: State) -> bool:
    """Read an issue; a number in brackets that follows no periodical is a database's."""
    chunk = parts.chunks[state.at]
    if chunk.kind == "round" and "container-title" not in draft.csl:
        draft.take("number", chunk.inner)
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    return _read_plain_fact(parts, draft, state)


Reader = Callable[[Parts, Draft, State], bool]
_READERS: dict[str, Reader] = {
    "date": _read_date, "year": _read_date, "locator": _read_locator, "number": _read_locator, "in": _read_in,
    "review": _read_review,
    "rolemark": _refuse,
    "issue": _read_issue, "front": _read_front, "by": _read_by, "under": _read_under,
}  # fmt: skip
