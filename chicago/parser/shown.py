"""What is heard, seen, posted or stored: recordings, pictures, performances, posts and data (14.133–35, 14.160–69)."""

import re
from collections.abc import Callable

from chicago.parser.draft import Draft
from chicago.parser.imprint import is_place, is_publisher
from chicago.parser.lead import State, quotation
from chicago.parser.media import is_archive, is_social_site, is_video_site
from chicago.parser.parts import Parts

_CATALOGUE = re.compile(
    r"(?P<publisher>[^\W\d_].{0,60}?),? (?P<number>(?:[A-Z]{1,5}[- ]?)?\d[\w-]{0,12}(?: \d{1,6}){0,2}(?:, \d+ \w+s)?)"
)


def read_shown(parts: Parts, draft: Draft, state: State) -> bool:
    """Read words that do not tell what they are by the kind of thing that the other parts say it is."""
    reader = _SHOWN.get(parts.shape)
    chunk = parts.chunks[state.at]
    if reader is None or chunk.kind not in {"words", "italic"} or not _title_begins(parts, state.at):
        return False
    if not reader(parts, draft, state):
        return False
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    parts.strong = True
    return True


def _title_begins(parts: Parts, index: int) -> bool:
    first = parts.words(index)[0]
    return first.isupper() or first.isdigit() or parts.kind(index) == "italic" or parts.shape == "post"


def read_episode(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a title in quotation marks behind its programme's: the episode."""
    if parts.shape not in {"broadcast", "podcast", "song"} or "container-title" in draft.csl:
        return False
    draft.csl["container-title"] = draft.csl.pop("title")
    draft.spans["container-title"] = draft.spans.pop("title")
    draft.take("title", quotation(parts, state.at))
    draft.claim(parts.chunks[state.at].start, parts.chunks[state.at].end)
    parts.strong = parts.quoted = True
    state.at += 1
    return True


def read_on(parts: Parts, draft: Draft, state: State) -> bool:
    """Read "on" and what follows: the album of a track, the network of a programme."""
    fact, chunk = parts.fact(state.at), parts.chunks[state.at]
    field = "publisher" if parts.shape == "broadcast" else "container-title"
    if field in draft.csl or "title" not in draft.csl:
        return False
    for name, span in fact.pairs:
        draft.take(name, span)
    draft.claim(chunk.start, chunk.end)
    state.at += 1
    if fact.rest:
        draft.take(field, fact.rest)
    elif state.at < len(parts.chunks) and parts.kind(state.at) in {"italic", "words", "quoted"}:
        draft.take(field, quotation(parts, state.at))
        draft.claim(parts.chunks[state.at].start, parts.chunks[state.at].end)
        state.at += 1
    parts.strong = True
    return True


def _read_post(parts: Parts, draft: Draft, state: State) -> bool:
    words, inner = parts.words(state.at), parts.chunks[state.at].inner
    if "container-title" in draft.csl or not is_social_site(words):
        return False
    draft.take("container-title", inner)
    return True


def _read_video(parts: Parts, draft: Draft, state: State) -> bool:
    inner = parts.chunks[state.at].inner
    if is_video_site(parts.words(state.at)) and "container-title" not in draft.csl:
        draft.take("container-title", inner)
    elif "publisher" not in draft.csl and parts.quoted:
        draft.take("publisher", inner)
    else:
        return False
    return True


def _read_broadcast(parts: Parts, draft: Draft, state: State) -> bool:
    quoted_first = parts.quoted and "container-title" not in draft.csl
    field = "container-title" if quoted_first else "publisher"
    if field in draft.csl or "title" not in draft.csl:
        return False
    draft.take(field, parts.chunks[state.at].inner)
    return True


def _read_recording(parts: Parts, draft: Draft, state: State) -> bool:
    """Read a label with its number, or whoever performs: an orchestra stands before its conductor."""
    inner = parts.chunks[state.at].inner
    if "publisher" in draft.csl:
        return _is_number(parts, draft, state)
    if parts.tag(state.at + 1) == "role" and "performer" not in draft.csl:
        draft.take("performer", inner)
        return True
    match = _CATALOGUE.fullmatch(draft.text, *inner)
    draft.take("publisher", match.span("publisher") if match else inner)
    if match:
        draft.take("number", match.span("number"))
    return True


def _is_number(parts: Parts, draft: Draft, state: State) -> bool:
    if "number" in draft.csl or not any(letter.isdigit() for letter in parts.words(state.at)):
        return False
    draft.take("number", parts.chunks[state.at].inner)
    return True


def _read_holder(parts: Parts, draft: Draft, state: State) -> bool:
    """Read who keeps a picture, a map or an object, and where."""
    words, inner = parts.words(state.at), parts.chunks[state.at].inner
    if "archive" not in draft.csl and not (is_place(words) and parts.shape == "map"):
        draft.take("archive", inner)
    elif "archive-place" not in draft.csl and not is_archive(words):
        draft.take("archive-place", inner)
    elif "archive-place" not in draft.csl or is_archive(words):
        return _widen(draft, "archive", inner[1])
    else:
        return _widen(draft, "archive-place", inner[1])
    return True


def _widen(draft: Draft, field: str, end: int) -> bool:
    start = draft.spans.get(field, (end, end))[0]
    draft.spans[field] = (start, end)
    draft.csl[field] = draft.words((start, end))
    return start < end


def _read_stage(parts: Parts, draft: Draft, state: State) -> bool:
    inner = parts.chunks[state.at].inner
    if "publisher" not in draft.csl:
        draft.take("publisher", inner)
    elif "event-place" not in draft.csl:
        draft.take("event-place", inner)
    else:
        return _widen(draft, "event-place", inner[1])
    return True


def _read_store(parts: Parts, draft: Draft, state: State) -> bool:
    words, inner = parts.words(state.at), parts.chunks[state.at].inner
    field = "publisher-place" if is_place(words) and not is_publisher(words) else "publisher"
    if field in draft.csl:
        return False
    draft.take(field, inner)
    return True


_Reader = Callable[[Parts, Draft, State], bool]
_SHOWN: dict[str, _Reader] = {
    "post": _read_post, "video": _read_video, "broadcast": _read_broadcast, "podcast": _read_broadcast,
    "song": _read_recording, "art": _read_holder, "map": _read_holder, "stage": _read_stage, "data": _read_store,
}  # fmt: skip
