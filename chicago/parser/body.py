"""What follows the title: container, roles, edition, publication facts, locator, address."""

import re
from collections.abc import Callable

from chicago.parser.books import (
    is_front_of_short_form,
    read_by,
    read_entry,
    read_front,
    read_in,
    read_review,
    read_under,
)
from chicago.parser.containers import read_container, take_numbers
from chicago.parser.dates import is_year
from chicago.parser.draft import Draft
from chicago.parser.facts import Fact
from chicago.parser.imprint import comma_imprint, is_publisher
from chicago.parser.lead import State, quotation
from chicago.parser.locators import is_plain_range
from chicago.parser.media import is_archive
from chicago.parser.parts import Parts
from chicago.parser.pinpoints import read_date_part, read_locator_part, read_more_pages
from chicago.parser.shown import read_episode, read_on, read_shown

# What only a full citation has.
_STRONG = frozenset(
    {"imprint", "date", "thesis", "event", "link", "accessed", "role", "rolemark", "in", "review", "front", "under"}
    | {"edition", "volumes", "issue", "numbers", "medium"}
)
_SERIES_NUMBER = re.compile(r"(?P<series>.+?),? (?:no\. |vol\. )?(?P<number>\d{1,4})")


def read_body(parts: Parts, draft: Draft, state: State) -> None:
    """Read part after part for as long as each is understood; the first that is not ends the citation."""
    while state.at < len(parts.chunks):
        before = state.at
        tag = parts.tag(state.at)
        if tag in _STRONG and not _is_place_of_short_form(parts, draft, state.at):
            parts.strong = True
        reader = _READERS.get(tag, _read_plain_fact if tag else _read_words)
        if not reader(parts, draft, state) or state.at == before:
            break


def _is_place_of_short_form(parts: Parts, draft: Draft, index: int) -> bool:
    """Tell whether brackets at the end of a short form hold its page: Peasant Rebels (45); or say how it was read."""
    if is_front_of_short_form(parts, draft, index):
        return True
    last = index == len(parts.chunks) - 1 and not parts.strong and "container-title" not in draft.csl
    if not last or parts.kind(index) not in {"round", "square"}:
        return False
    if parts.tag(index) == "medium":
        return bool(draft.locator) and all("given" not in name for name in draft.names_of("author"))
    return parts.tag(index) == "issue" and not draft.locator and len(parts.words(index)) <= 4


def _read_plain_fact(parts: Parts, draft: Draft, state: State) -> bool:
    chunk = parts.chunks[state.at]
    draft.take_fact(parts.fact(state.at), chunk.start, chunk.end)
    state.at += 1
    return True


def _refuse(_parts: Parts, _draft: Draft, _state: State) -> bool:
    """Leave a role without a name unread."""
    return False


def _read_words(parts: Parts, draft: Draft, state: State) -> bool:
    """Read words that do not tell what they are: by what is known already and by what follows."""
    chunk = parts.chunks[state.at]
    if parts.tag(state.at - 1) == "genre" and not {"title", "container-title", "publisher"} & draft.csl.keys():
        return _read_behind_genre(parts, draft, state)
    if parts.words(state.at)[0].isdigit() and take_numbers(parts, draft, state):
        return True
    if chunk.kind == "words" and parts.shape != "song" and _read_imprint(parts, draft, state):
        return True
    if chunk.kind == "quoted" and "title" in draft.csl and not parts.quoted and not draft.locator:
        return read_entry(parts, draft, state) or read_episode(parts, draft, state)
    if "interview" in parts.tags() and is_archive(parts.words(state.at)) and "archive" not in draft.csl:
        return _read_keeper(parts, draft, state)
    if parts.shape and "title" in draft.csl:
        return read_shown(parts, draft, state)
    if not _capital(parts, state.at):
        return False
    return _read_named(parts, draft, state)


def _read_named(parts: Parts, draft: Draft, state: State) -> bool:
    """Read words in capitals: a container or a series, behind a locator a site."""
    if parts.kind(state.at) == "round":
        return _read_site_in_brackets(parts, draft, state)
    if parts.kind(state.at) not in {"words", "italic"}:
        return False
    if draft.locator:
        return _read_site_behind_place(parts, draft, state)
    return read_container(parts, draft, state) or _read_series(parts, draft, state)


def _read_site_in_brackets(parts: Parts, draft: Draft, state: State) -> bool:
    """Read the house whose page it is, in brackets before the address: “Letters” (Library of Congress), https://…"""
    chunk = parts.chunks[state.at]
    if not parts.quoted or "container-title" in draft.csl or parts.tag(state.at + 1) not in {"accessed", "link"}:
        return False
    draft.take("container-title", chunk.inner)
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def _read_site_behind_place(parts: Parts, draft: Draft, state: State) -> bool:
    """Read the site on which a text stands, behind the place in it: chap. 2, Marxists Internet Archive, https://…"""
    published = bool({"container-title", "publisher", "publisher-place"} & draft.csl.keys())
    if not parts.site_at(state.at) or "title" not in draft.csl or (published and "medium" in draft.csl):
        return False
    draft.take("medium" if published else "container-title", parts.chunks[state.at].inner)
    draft.claim(parts.chunks[state.at].start, parts.chunks[state.at].end)
    state.at += 1
    return True


def _read_keeper(parts: Parts, draft: Draft, state: State) -> bool:
    """Read the archive that keeps an interview; what stands behind it says which house that is part of."""
    last = state.at
    while parts.plain(last + 1) and parts.chunks[last + 1].before == ",":
        last += 1
    draft.take("archive", (parts.chunks[state.at].start, parts.chunks[last].end))
    state.at = last + 1
    return True


def _read_behind_genre(parts: Parts, draft: Draft, state: State) -> bool:
    """Read what an editorial or a letter to the editor has behind its name: a title, or the paper at once."""
    chunk = parts.chunks[state.at]
    if chunk.kind == "quoted":
        parts.quoted = True
        draft.take("title", quotation(parts, state.at))
    elif parts.tag(state.at + 1) in {"date", "place"}:
        draft.take("container-title", chunk.inner)
    else:
        return False
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    return True


def _capital(parts: Parts, index: int) -> bool:
    first = parts.words(index)[:1]
    return parts.kind(index) == "italic" or first.isupper() or first.isdigit()


def _read_imprint(parts: Parts, draft: Draft, state: State) -> bool:
    """Read publication facts that stand between commas or periods."""
    article = parts.quoted and ("volume" in draft.csl or draft.locator)
    if article or {"publisher", "reviewed-title"} & draft.csl.keys():
        return False
    found = None if parts.imprint_ahead(state.at) else comma_imprint(parts.text, parts.chunks, state.at)
    if found is None or (
        _awaits_container(parts, draft)
        and not _is_house(draft, found[0], online=bool({"link", "accessed"} & parts.tags()))
    ):
        return False
    fact, count = found
    first, last = parts.chunks[state.at], parts.chunks[state.at + count - 1]
    draft.take_fact(fact, first.start, last.end)
    parts.strong = True
    state.at += count
    return True


def _awaits_container(parts: Parts, draft: Draft) -> bool:
    """Tell whether a periodical's or a site's name is to be expected: behind a quoted title and nothing else."""
    told = {"container-title", "translator", "editor", "edition", "genre"} & draft.csl.keys()
    return parts.quoted and (not told or (told == {"genre"} and "genre" in parts.tags()))


def _is_house(draft: Draft, fact: Fact, *, online: bool) -> bool:
    """Tell whether an imprint names a publisher beyond doubt."""
    spans = dict(fact.pairs)
    house = spans.get("publisher")
    if online and "publisher-place" not in spans:
        return False
    if "issued" in spans and not is_year(draft.words(spans["issued"])):
        return False
    return house is not None and ("publisher-place" in spans or is_publisher(draft.words(house)))


def _read_series(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a series, or the title of a volume, which stands right before the imprint."""
    chunk = parts.chunks[state.at]
    of_volume = parts.tag(state.at - 1) == "volume"
    last = _volume_title_end(parts, state.at) if of_volume else state.at
    if parts.tag(last + 1) != "imprint" or "publisher" in draft.csl:
        return False
    match = _SERIES_NUMBER.fullmatch(draft.text, *chunk.inner)
    if of_volume:
        draft.take("volume-title", (chunk.start, parts.chunks[last].end))
    elif match:
        draft.take("collection-title", match.span("series"))
        draft.take("collection-number", match.span("number"))
    else:
        draft.take("collection-title", chunk.inner)
    draft.claim(chunk.start, parts.chunks[last].end)
    state.at = last + 1
    return True


def _volume_title_end(parts: Parts, last: int) -> int:
    while last + 1 < len(parts.chunks) and (parts.plain(last + 1) or is_plain_range(parts.words(last + 1))):
        last += 1
    return last


def _read_issue(parts: Parts, draft: Draft, state: State) -> bool:
    """Read an issue; a number in brackets that follows no periodical is a database's."""
    chunk = parts.chunks[state.at]
    if _is_place_of_short_form(parts, draft, state.at):
        draft.label = "page"
        draft.take("locator", chunk.inner)
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    if chunk.kind == "round" and "container-title" not in draft.csl:
        draft.take("number", chunk.inner)
        draft.claim(chunk.start, chunk.end)
        state.at += 1
        return True
    return _read_plain_fact(parts, draft, state)


_Reader = Callable[[Parts, Draft, State], bool]
_READERS: dict[str, _Reader] = {
    "date": read_date_part, "year": read_date_part, "locator": read_locator_part, "number": read_locator_part,
    "in": read_in, "review": read_review, "front": read_front, "by": read_by, "under": read_under,
    "more": read_more_pages, "issue": _read_issue, "rolemark": _refuse, "on": read_on,
}  # fmt: skip
