"""Which kind of source the fields of a citation make."""

import re

from chicago.parser.draft import Draft
from chicago.parser.parts import Parts
from chicago.parser.shapes import TYPES
from chicago.parser.vocabulary import DICTIONARY_WORDS, MAGAZINE_WORDS, MAGAZINES, NEWSPAPER_WORDS, NEWSPAPERS

_REFERENCE = re.compile(r"encyclop|britannica|wikipedia", re.IGNORECASE)
_BLOG = re.compile(r"\bblog\b|blogspot|wordpress|\bweblog\b", re.IGNORECASE)
_REPORT = re.compile(r"(?:annual |final |interim )?report\b|hearings?\b|statistical ", re.IGNORECASE)
_FILM = re.compile(r"film|dvd|blu-ray|vhs|video|documentary|streaming", re.IGNORECASE)

_LEARNED = frozenset(
    {"journal", "quarterly", "review", "studies", "annals", "proceedings", "transactions", "bulletin", "archives"}
)  # Numbered by volumes: where a month stands alone, the volume was left out.


def is_dictionary(words: str) -> bool:
    """Tell whether a title is a dictionary's."""
    return bool(DICTIONARY_WORDS & set(re.split(r"\W+", words.lower())))


def is_reference_work(words: str) -> bool:
    """Tell whether a title is that of a work with headwords."""
    return is_dictionary(words) or bool(_REFERENCE.search(words))


def is_newspaper(words: str) -> bool:
    """Tell whether a periodical's name is a newspaper's."""
    plain = words.lower().strip()
    return plain.removeprefix("the ") in NEWSPAPERS or bool(NEWSPAPER_WORDS & set(re.split(r"[\s/]+", plain)))


def is_magazine(words: str) -> bool:
    """Tell whether a periodical's name is a magazine's."""
    plain = words.lower().strip()
    return plain in MAGAZINES or plain.endswith("review of books") or bool(MAGAZINE_WORDS & set(plain.split()))


def type_of(parts: Parts, draft: Draft) -> str:
    """Give the CSL type."""
    tags = parts.tags()
    if "thesis" in tags:
        return "thesis"
    if "event" in tags:
        return (
            "speech"
            if re.match(r"speech|address|lecture|remarks|sermon|talk", draft.text_of("genre"), re.IGNORECASE)
            else "paper-conference"
        )
    if "interviewer" in draft.csl:
        return "interview"
    if parts.shape in TYPES:
        return TYPES[parts.shape]
    if "director" in draft.csl or _FILM.fullmatch(draft.text_of("medium")) or _FILM.fullmatch(draft.text_of("genre")):
        return "motion_picture"
    if "container-title" in draft.csl or "reviewed-title" in draft.csl:
        return _part_of(parts, draft, tags)
    return _whole(parts, draft)


def _part_of(parts: Parts, draft: Draft, tags: set[str]) -> str:
    container = draft.text_of("container-title")
    if "under" in tags or (is_reference_work(container) and "editor" not in draft.csl):
        return "entry-dictionary" if is_dictionary(container) else "entry-encyclopedia"
    if draft.text_of("genre").lower() in {"blog", "weblog"} or _BLOG.search(container):
        return "post-weblog"
    if ("in" in tags and "issue" not in draft.csl) or "front" in tags:
        return "chapter"
    return _article(draft, container)


def _article(draft: Draft, container: str) -> str:
    if {"issue", "volume"} & draft.csl.keys() and not is_magazine(container):
        return "article-journal"
    if {"URL", "accessed"} & draft.csl.keys() and not {"issued", "volume", "issue"} & draft.csl.keys():
        return "webpage"
    if is_magazine(container):
        return "article-magazine"
    if is_newspaper(container):
        return "article-newspaper"
    if {"editor", "publisher-place"} & draft.csl.keys() or ("publisher" in draft.csl and "URL" not in draft.csl):
        return "chapter"
    date = draft.date("issued")
    if "URL" in draft.csl or "accessed" in draft.csl:
        return "webpage"
    monthly = date and date.has_month and not _LEARNED & set(container.lower().split())
    return "article-magazine" if monthly else "article-journal"


def _whole(parts: Parts, draft: Draft) -> str:
    online = "URL" in draft.csl and not {"publisher", "publisher-place"} & draft.csl.keys()
    if online and (parts.quoted or "title" not in draft.csl or "accessed" in draft.csl):
        return "webpage"
    if any("literal" in name for name in draft.names_of("author")) and _REPORT.match(draft.text_of("title")):
        return "report"
    return "book"
