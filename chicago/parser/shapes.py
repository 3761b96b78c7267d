"""What kind of thing a citation's parts make it, where their own words tell: a post, a recording, a picture, data."""

import re

from chicago.parser.media import is_repository, is_social_site, is_video_site
from chicago.parser.parts import Parts

_HEARD = re.compile(r".*\b(?:lps?|cds?|vinyl|rpm|cassette|compact discs?|mp3)\b.*", re.IGNORECASE)
_CALLED_PODCAST = re.compile(r".*\b(?:podcast|audio|radio)\b.*", re.IGNORECASE)
TYPES = {
    "post": "post", "video": "motion_picture", "broadcast": "broadcast", "podcast": "broadcast", "song": "song",
    "art": "graphic", "map": "map", "stage": "performance", "data": "dataset", "patent": "patent",
}  # fmt: skip


def shape_of(parts: Parts) -> str:
    """Give the kind of thing, or nothing where the parts are a book's, an article's or a page's."""
    tags = parts.tags()
    for shape, marks in (
        ("patent", {"patent", "filed"}),
        ("post", {"post"}),
        ("map", {"map", "scale"}),
        ("art", {"art", "size", "accession"}),
        ("data", {"data", "version"}),
    ):
        if tags & marks:
            return shape
    return _site(parts) or _sound(parts, tags) or _stage(parts, tags)


def _site(parts: Parts) -> str:
    """Tell posts, videos and data by the site behind the title."""
    for index in range(1, len(parts.chunks)):
        if parts.kind(index) == "words" and parts.kind(index - 1) in {"quoted", "italic", "words"}:
            words = parts.words(index)
            if is_social_site(words) and _dated_later(parts, index):
                return "post"
            if is_video_site(words):
                return "video"
            if is_repository(words) and parts.kind(index - 1) == "quoted":
                return "data"
    return ""


def _dated_later(parts: Parts, index: int) -> bool:
    return any(parts.tag(later) in {"date", "link", "accessed"} for later in range(index + 1, len(parts.chunks)))


def _sound(parts: Parts, tags: set[str]) -> str:
    media = " ".join(
        parts.words(i) for i in range(len(parts.chunks)) if parts.tag(i) in {"recorded", "label", "medium"}
    )
    hosted = any(parts.fact(i).label == "host" or _names_host(parts, i) for i in range(len(parts.chunks)))
    if hosted or _CALLED_PODCAST.fullmatch(media):
        return "podcast"
    if ("on" in tags and "aired" not in tags) or _HEARD.fullmatch(media) or _recorded(parts):
        return "song"
    if tags & {"season", "aired"}:
        return "broadcast"
    return "video" if "music video" in media else ""


def _names_host(parts: Parts, index: int) -> bool:
    return any(name == "host" for name, _ in parts.fact(index).pairs)


def _recorded(parts: Parts) -> bool:
    return any(
        parts.words(i).lower().startswith("recorded ") for i in range(len(parts.chunks)) if parts.tag(i) == "aired"
    )


def _stage(parts: Parts, tags: set[str]) -> str:
    """Tell a performance: somebody directed it, and a house, a place and a day stand where a film has its imprint."""
    directed = any(name == "director" for i in range(len(parts.chunks)) for name, _ in parts.fact(i).pairs)
    if not directed or tags & {"imprint", "review", "medium", "recorded"} or "date" not in tags:
        return ""
    day = next(i for i in range(len(parts.chunks)) if parts.tag(i) == "date")
    return "stage" if day > 2 and parts.plain(day - 1) and parts.plain(day - 2) else ""
