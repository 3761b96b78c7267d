"""What tells a recording, a picture, a post or a set of data: its medium, length, size, episode, track, site."""

import re

from chicago.parser.dates import read_date
from chicago.parser.surface import Span
from chicago.parser.vocabulary import ART_MEDIA, DATABASES, MAP_MEDIA, MEDIA, RECORDED_MEDIA, SOCIAL_SITES, VIDEO_SITES

Pairs = tuple[tuple[str, Span], ...]
Read = tuple[str, Pairs, Span | None]

_PAINT = (
    r"(?:oil|acrylic|tempera|gouache|water ?colou?r|ink|pencil|charcoal|chalk|pastel|crayon|graphite|enamel|pen|print"
    r"|silkscreen|gelatin silver|mixed media|collage|fresco|gold leaf|egg tempera)"
)
_ON = re.compile(
    rf"{_PAINT}(?:(?:, | and |, and ){_PAINT}){{0,3}}(?: (?:on|over) [a-z]+(?: [a-z]+){{0,2}})?", re.IGNORECASE
)
_PRINT = re.compile(r"(?:[A-Z]?[\w-]+ ){0,2}(?:print|engraving|poster|drawing|etching|negative)s?", re.IGNORECASE)
_DIMENSIONS = re.compile(
    r"\d[\d./ ½¼¾⅛⅜⅝⅞]{0,8}(?: ?(?:cm|mm|m|in|ft))?\.?"
    r"(?: ?[×x] ?\d[\d./ ½¼¾⅛⅜⅝⅞]{0,8}(?: ?(?:cm|mm|m|in|ft))?\.?){1,2}(?: ?(?:inches|feet))?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\d{1,3} (?:min|minutes|mins|sec|hr|hrs|hours?)\b\.?(?:(?:, | and )\d{1,2} (?:min|minutes|sec|seconds)\.?)?",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\d{1,3}:[0-5]\d(?::[0-5]\d)?")
MOMENT = re.compile(
    r"(?:at )?(?P<locator>\d{1,3}:[0-5]\d(?::[0-5]\d)?(?: ?(?:[–—-]|to) ?\d{1,3}:[0-5]\d(?::[0-5]\d)?)?)", re.IGNORECASE
)
_SCALE = re.compile(r"(?:scale )?(?P<scale>1 ?: ?(?:\d{1,3}(?:[,. ]\d{3}){1,3}|\d{4,8}))(?: scale)?", re.IGNORECASE)
_ACCESSION = re.compile(
    r"(?:acc(?:ession)?|inv(?:entory)?|object|cat(?:alogue)?)\.?(?: no\.?| number)? [\w.-]{1,20}", re.IGNORECASE
)
_SEASON = re.compile(r"(?:season|series) (?P<season>\d{1,3}|one|two|three|four|five|six)", re.IGNORECASE)
_EPISODE = re.compile(
    r"(?:(?:season|series) (?P<season>\d{1,3}),? )?(?:episode|ep\.?|part|no\.) (?P<number>\d{1,4})", re.IGNORECASE
)
_SHORT_EPISODE = re.compile(r"S(?P<season>\d{1,2}) ?E(?P<number>\d{1,3})", re.IGNORECASE)
_AIRED = re.compile(
    r"(?:first |originally )?(?P<status>aired|broadcast|premiered|recorded|released|streamed|performed|filmed)(?: on)? "
    r"(?P<issued>.+?)(?:,? on (?P<publisher>[A-Z].+))?",
    re.IGNORECASE,
)
_TRACK = re.compile(r"(?:(?:side \w+, )?track (?P<number>\d{1,2}),? )?(?:on|from) (?P<rest>[A-Z0-9].*)")
_TRACK_BEFORE = re.compile(r"track (?P<number>\d{1,2}),? (?:on|from)", re.IGNORECASE)
_PATENT = re.compile(
    r"(?:(?:US|U\.S\.) patent(?: no\.?)? (?P<number>\d[\d,/]{0,14}\w?)"
    r"|(?P<coded>[A-Z]{2} patent(?: no\.?)? [\w ,/-]{1,20})"
    r"|(?P<jurisdiction>[A-Z]\w{2,20}) patent(?: no\.?)? (?P<foreign>[\w ,/-]{1,20}))",
    re.IGNORECASE,
)
_PATENT_FIELDS = {"coded": "number", "foreign": "number"}
_FILED = re.compile(r"(?:and )?(?P<what>filed|issued|granted) (?P<date>.+)", re.IGNORECASE)
_CLOCK_OF_DAY = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)? ?[ap]\.?m\.?(?: [A-Z]{2,4})?", re.IGNORECASE)
_REPOSITORY = re.compile(r".*\b(?:dataverse|zenodo|dryad|figshare|icpsr)\b.*", re.IGNORECASE)
_ARCHIVE = re.compile(
    r".*\b(?:archives?|athenaeum|collection|gallery|galleries|institut\w*|library|moma|museums?|museo|papers|society|trust"
    r"|university)\b.*",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:version|ver\.|release) (?P<version>\d[\w.]{0,12})", re.IGNORECASE)
_SITES = "|".join(sorted(SOCIAL_SITES | VIDEO_SITES, key=len, reverse=True))
_POSTED = re.compile(
    rf"(?P<site>{_SITES}) (?P<what>videos?|photo(?:graph)?s?|posts?|stor(?:y|ies)|reels?|messages?|threads?|tweets?)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@[\w.@-]{1,60}")


def read_media(text: str, start: int, end: int) -> Read | None:
    """Read a part by its words: its tag, the places of its fields, and where the words of another title begin.

    >>> read_media("season 1", 0, 8)
    ('season', (('season', (7, 8)),), None)
    """
    if end - start > 120:
        return None
    return _medium(text, start, end) or _measure(text, start, end) or _of_a_series(text, start, end)


def _medium(text: str, start: int, end: int) -> Read | None:
    words = text[start:end].lower()
    for tag, known in (("art", ART_MEDIA), ("map", MAP_MEDIA), ("recorded", RECORDED_MEDIA), ("medium", MEDIA)):
        if words in known:
            return tag, (("medium", (start, end)),), None
    if words in {"dataset", "data set", "database"}:
        return "data", (("medium", (start, end)),), None
    if words in DATABASES:
        return "database", (("archive", (start, end)),), None
    if _ON.fullmatch(text, start, end) or (words not in {"print", "poster"} and _PRINT.fullmatch(text, start, end)):
        return "art", (("medium", (start, end)),), None
    match = _POSTED.fullmatch(text, start, end)
    if match:
        video = match["what"].lower().startswith("video")
        pairs = (("container-title", match.span("site")), ("medium" if video else "genre", match.span("what")))
        return ("recorded" if video else "post"), pairs, None
    return None


def _measure(text: str, start: int, end: int) -> Read | None:
    for tag, field, form in (
        ("duration", "dimensions", _DURATION),
        ("size", "dimensions", _DIMENSIONS),
        ("accession", "archive_location", _ACCESSION),
    ):
        if form.fullmatch(text, start, end):
            return tag, ((field, (start, end)),), None
    for tag, form in (("scale", _SCALE), ("version", _VERSION)):
        match = form.fullmatch(text, start, end)
        if match:
            return tag, ((tag, match.span(tag)),), None
    return None


def _of_a_series(text: str, start: int, end: int) -> Read | None:
    for tag, form in (("season", _SEASON), ("season", _EPISODE), ("season", _SHORT_EPISODE)):
        match = form.fullmatch(text, start, end)
        if match and not text.startswith(("part", "Part", "no"), start):
            return tag, tuple((name, match.span(name)) for name in match.groupdict() if match[name]), None
    match = _AIRED.fullmatch(text, start, end)
    if match and read_date(match["issued"]):
        told = () if match["status"].lower() == "aired" else ("status",)  # which is said of every programme
        names = [name for name in (*told, "issued", "publisher") if match[name]]
        return "aired", tuple((name, match.span(name)) for name in names), None
    match = _PATENT.fullmatch(text, start, end)
    if match:
        spans = {name: match.span(name) for name in match.groupdict() if match[name]}
        return "patent", tuple((_PATENT_FIELDS.get(name, name), span) for name, span in spans.items()), None
    match = _FILED.fullmatch(text, start, end)
    if match and read_date(match["date"]):
        what = "submitted" if match["what"].lower() == "filed" else "issued"
        return "filed", ((what, match.span("date")),), None
    return _on_album(text, start, end)


def _on_album(text: str, start: int, end: int) -> Read | None:
    if _CLOCK_OF_DAY.fullmatch(text, start, end):
        return "clock", (), None
    match = _TRACK.fullmatch(text, start, end)
    if match:
        pairs = (("chapter-number", match.span("number")),) if match["number"] else ()
        return "on", pairs, match.span("rest")
    match = _TRACK_BEFORE.fullmatch(text, start, end)
    if match:
        return "on", (("chapter-number", match.span("number")),), None
    return ("on", (), None) if text[start:end].lower() == "on" else None


def read_handle(text: str, start: int, end: int) -> bool:
    """Tell whether brackets hold the name under which somebody posts: (@quill)."""
    return bool(_HANDLE.fullmatch(text, start, end))


def is_social_site(words: str) -> bool:
    """Tell whether words name a site where people post."""
    return words.lower() in SOCIAL_SITES


def is_video_site(words: str) -> bool:
    """Tell whether words name a site that shows videos."""
    return words.lower() in VIDEO_SITES


def is_repository(words: str) -> bool:
    """Tell whether words name a place where data are published."""
    return bool(_REPOSITORY.fullmatch(words))


def is_archive(words: str) -> bool:
    """Tell whether words name a house that keeps works of art, maps and papers."""
    return bool(_ARCHIVE.fullmatch(words))
