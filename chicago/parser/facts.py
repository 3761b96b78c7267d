"""What one part of a citation says, where its own words tell: a role, an edition, a date, a locator, an address."""

import re
from dataclasses import dataclass
from functools import lru_cache

from chicago.parser.chunks import Chunk
from chicago.parser.dates import read_date
from chicago.parser.locators import read_locator
from chicago.parser.media import read_media
from chicago.parser.names import are_people
from chicago.parser.surface import Span

_ROLE_WORDS = {
    "ed": "editor", "eds": "editor", "edited": "editor", "edit": "editor", "edn": "editor", "hrsg": "editor",
    "trans": "translator", "transl": "translator", "translated": "translator", "tr": "translator",
    "dir": "director", "directed": "director", "director": "director", "comp": "compiler", "comps": "compiler",
    "compiled": "compiler", "editor": "editor", "editors": "editor", "translator": "translator",
    "translators": "translator", "compilers": "compiler", "compiler": "compiler", "illustrated": "illustrator",
    "illus": "illustrator", "narrated": "narrator", "interviewed": "interviewer", "directors": "director",
    "dirs": "director", "host": "host", "hosts": "host", "hosted": "host", "composed": "composer",
    "composer": "composer",
    "performed": "performer", "performer": "performer", "sung": "performer", "conducted": "conductor",
    "written": "script-writer", "screenplay": "script-writer", "produced": "producer", "producer": "producer",
    "producers": "producer", "narrator": "narrator", "read": "narrator", "posted": "contributor",
    "uploaded": "contributor", "trad": "translator", "übers": "translator", "übersetzt": "translator", "hg": "editor",
    "pod red": "editor", "red": "editor", "под ред": "editor", "пер": "translator",
}  # fmt: skip
_ROLE = "|".join(sorted(_ROLE_WORDS, key=len, reverse=True))
_ROLES = rf"(?P<one>{_ROLE})\b\.?(?:,? ?(?:and|&|/),? ?(?P<two>{_ROLE})\b\.?)?"
_ROLE_NAMES = re.compile(
    rf"{_ROLES}(?: from (?:the )?[A-Z]\w+(?: \w+)?)?(?: (?:by|von|da|par|di|de))?:? (?P<names>.+)", re.IGNORECASE
)
_NEEDS_BY = frozenset(
    {"composed", "conducted", "performed", "posted", "produced", "read", "red", "sung", "written", "uploaded"}
)
_GENRE = re.compile(
    r"(?:unsigned )?(?:letter to the editor|editorial|op-ed|opinion|advertisement|obituary|cartoon|comment(?:ary)?)",
    re.IGNORECASE,
)
_INTERVIEW = re.compile(
    r"(?:(?P<genre>(?:telephone|personal|video|radio|recorded|oral history|e-?mail) interview)|interview(?:ed)?)"
    r" (?:by|with) (?P<interviewer>.+)",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"(?P<genre>(?:keynote |inaugural |radio )?(?:speech|address|lecture|remarks|sermon|talk|statement|paper)"
    r"(?: delivered| given| presented| read)?) (?:to|at|before) (?:the )?(?P<event>.+)"
)
_ROLE_MARK = re.compile(_ROLES, re.IGNORECASE)
_POSTED_BY = re.compile(
    r"(?:posted|uploaded|published|added|shared) by [“\"](?P<names>[^”\"]{1,60}?),?[”\"]", re.IGNORECASE
)
_PLAIN_BY = re.compile(r"(?:by|with) (?P<names>.+)", re.IGNORECASE)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_EDITION = re.compile(
    rf"(?P<edition>\d{{1,3}}(?=st|nd|rd|th|d)|(?:{_ORDINALS}|rev\.?|revised|expanded|updated|new|enl\.?|enlarged|abridged"
    r"|critical|annotated|international|student|reprint|bilingual|norton critical)(?:,? (?:and|&) \w{3,12}\.?)?)"
    r"(?:st|nd|rd|th|d)?\.?(?: (?:rev\.?|revised|enl\.?|int\.?|[A-Z]\w{2,14}))? (?:eds?\.?|edition|edn\.?)"
    r"|(?P<abroad>\d{1,2})(?:\.|a|e|ª|ème)?,? (?:[^\W\d_]{2,12}\.? ){0,2}(?:aufl(?:age)?|ausg(?:abe)?|éd(?:ition)?"
    r"|edición|edizione|edição|изд(?:ание)?|izd|wyd|utg|uppl)\.?",
    re.IGNORECASE,
)
_VOLUME_WORD = r"(?:vols?\.?|volumes?|tom|t\.|tome|bd\.?|band|том|т\.)"
_VOLUME = re.compile(rf"{_VOLUME_WORD} ?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}}|one|two|three|four|five)", re.IGNORECASE)
_VOLUME_OF = re.compile(rf"{_VOLUME_WORD} ?(?P<volume>\d{{1,3}}|[IVXLC]{{1,7}}) of (?P<set>.+)", re.IGNORECASE)
_VOLUMES = re.compile(
    r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve) vol(?:ume)?s?\.?", re.IGNORECASE
)
_ISSUE_WORD = r"(?:nos?\.?|nr\.?|number|issue|iss\.?|№|n°)"
_PAGES = r"(?:: ?(?:pp?\.? ?)?(?P<pages>[\dA-Zivxl]+(?: ?[–—-]{1,3} ?[\divxl]+)?(?:, [\d–-]+)?))?"
_ISSUE = re.compile(rf"{_ISSUE_WORD} ?(?P<issue>\d{{1,4}}(?: ?[–/-] ?\d{{1,4}})?){_PAGES}", re.IGNORECASE)
_NUMBERS = re.compile(
    rf"(?:{_VOLUME_WORD} ?)?(?P<volume>\d{{1,4}}|[IVXLC]{{1,7}})(?:, ?|[.:/]| )(?:{_ISSUE_WORD} ?)?"
    rf"(?P<issue>\d{{1,4}}(?:[–/-]\d{{1,4}})?){_PAGES}",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?:(?:chap\.|chapter|ch\.|part|pt\.|book|bk\.) (?P<chapter>\d{1,3}|[ivxlc]{1,6}) )?in:?(?: (?P<rest>.+))?",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"(?:book |film |untitled |unsigned )?(?:review(?: essay)?|rev\.) (?:of|on):?(?: (?P<rest>.+))?", re.IGNORECASE
)
_UNDER = re.compile(r"(?:s\. ?v{1,2}\.?|s\.v\.?|sub verbo|under)(?: (?P<rest>.+))?", re.IGNORECASE)
_FRONT = re.compile(
    r"(?P<genre>introduction|foreword|preface|afterword|epilogue|prologue|conclusion)(?: to(?: (?P<rest>.+))?)?",
    re.IGNORECASE,
)
_ACCESSED = re.compile(
    r"(?:(?:last|date) )?(?:accessed|retrieved|viewed|visited|consulted|downloaded)(?: on)?:?"
    r"(?: (?P<date>(?!(?:from|at)\b).+?))?(?: (?:from|at))?:?",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(
    r"(?P<status>(?:last )?(?:modified|updated|revised|edited)|effective|posted|published)(?: on)?:? (?P<date>.+)",
    re.IGNORECASE,
)
_LATIN = re.compile(r"ibid(?:em)?\.?|(?:op|loc|art)\.? ?cit\.?|cited above|as cited|(?:as )?above", re.IGNORECASE)
_DOI = re.compile(r".*?(?P<doi>10\.\d{4,9}/.+)")
_GLUE = re.compile(
    r"from|at|available(?: (?:at|from|online(?: at)?))?|online|url:?|doi:?|posted|(?:repr(?:int)?|rpt)\.?",
    re.IGNORECASE,
)
DEGREE = (
    r"Ph\.? ?D\.?|D\.? ?Phil\.?|Ed\.? ?D\.?|Th\.? ?D\.?|M\.? ?A\.?|B\.? ?A\.?|M\.? ?Phil\.?|MSc|doctoral"
    r"|master[’']?s|bachelor[’']?s|undergraduate|senior|honors|graduate"
)
_THESIS = re.compile(
    rf"(?:unpublished |unpubl\. )?(?:{DEGREE})(?: (?:{DEGREE}))?[ ,]*(?:diss\.?|dissertation|thesis)", re.IGNORECASE
)
_AND = re.compile(r"(?:and|&) (?=\d)")
_SECTION = re.compile(
    r"(?:sec\.?|section) (?P<section>(?![IVX]\b)[A-Z]\d?)|(?:late|early|national|city|international) edition",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a part is (tag) and where the words of its fields stand, field by field."""

    tag: str
    pairs: tuple[tuple[str, Span], ...] = ()
    label: str = ""
    rest: Span | None = None


@lru_cache(maxsize=1024)
def fact_of(text: str, chunk: Chunk) -> Fact | None:
    """Read a part made of words, or an address; None if its own words do not tell."""
    if chunk.kind == "link":
        return _link(text, chunk)
    if chunk.kind != "words" or chunk.end - chunk.start > 400:
        return None
    for reader in (_numbered, _opened, _dated, _role, _spoken, _shown, _located, _closed):
        fact = reader(text, *chunk.inner)
        if fact is not None:
            return fact
    return None


def _link(text: str, chunk: Chunk) -> Fact:
    found = _DOI.fullmatch(text, chunk.start, chunk.end)
    is_doi = found and ("doi" in text[chunk.start : found.start("doi")].lower() or found.start("doi") == chunk.start)
    if found and is_doi:
        return Fact("link", (("DOI", found.span("doi")),))
    return Fact("link", (("URL", chunk.inner),))


def _numbered(text: str, start: int, end: int) -> Fact | None:
    for tag, form in (("edition", _EDITION), ("volume", _VOLUME), ("issue", _ISSUE), ("volume", _VOLUME_OF)):
        match = form.fullmatch(text, start, end)
        if match:
            names = {"set": "volume-of", "pages": "locator", "abroad": "edition"}
            pairs = [(names.get(name, name), match.span(name)) for name in match.groupdict() if match[name]]
            return Fact(tag, tuple(pairs))
    match = _VOLUMES.fullmatch(text, start, end)
    if match:
        return Fact("volumes", (("number-of-volumes", match.span("count")),))
    return None


def read_numbers(text: str, start: int, end: int) -> Fact | None:
    """Read a periodical's volume with its issue or pages: "91.5", "91, no. 5", "91:5"."""
    match = _NUMBERS.fullmatch(text, start, end)
    if match is None:
        return None
    names = {"pages": "locator"}
    return Fact("numbers", tuple((names.get(n, n), match.span(n)) for n in match.groupdict() if match[n]))


def _opened(text: str, start: int, end: int) -> Fact | None:
    """Read what opens another part: in a book, a review of one, a headword, an introduction to one."""
    for tag, form in (("in", _IN), ("review", _REVIEW), ("under", _UNDER), ("front", _FRONT)):
        match = form.fullmatch(text, start, end)
        if match and not (tag in {"in", "under"} and not _title_like(text, match)):
            rest = match.span("rest") if match["rest"] else None
            pairs = (("genre", match.span("genre")),) if tag == "front" else ()
            if tag == "in" and match["chapter"]:
                pairs = (("chapter-number", match.span("chapter")),)
            return Fact(tag, pairs, rest=rest)
    return None


def _title_like(text: str, match: re.Match[str]) -> bool:
    if match["rest"] is None:
        return True
    first = text[match.start("rest")]
    return not first.islower() or text.startswith(("his ", "her ", "their ", "idem"), match.start("rest"))


def _dated(text: str, start: int, end: int) -> Fact | None:
    if end - start > 60:
        return None
    date = read_date(text[start:end])
    if date is not None:
        return Fact("year" if len(date.parts) == 1 and not date.season else "date", (("issued", (start, end)),))
    for field, form in (("accessed", _ACCESSED), ("issued", _EFFECTIVE)):
        match = form.fullmatch(text, start, end)
        if match and match["date"] and read_date(match["date"]):
            return Fact("accessed" if field == "accessed" else "date", ((field, match.span("date")),))
        if match and not match["date"]:
            return Fact("accessed")
    return None


def _spoken(text: str, start: int, end: int) -> Fact | None:
    """Read to whom a speech was given, where no brackets hold it: speech to the National Convention."""
    match = _SPOKEN.fullmatch(text, start, end)
    if match is None:
        return None
    return Fact("event", (("genre", match.span("genre")), ("event-title", match.span("event"))))


def _role(text: str, start: int, end: int) -> Fact | None:
    match = _ROLE_MARK.fullmatch(text, start, end)
    if match:
        return Fact("rolemark", label=" ".join(_roles(match)))
    match = _INTERVIEW.fullmatch(text, start, end)
    if match and are_people(match["interviewer"]):
        genre = (("genre", match.span("genre")),) if match["genre"] else ()
        return Fact("interview", (*genre, ("interviewer", match.span("interviewer"))))
    match = _ROLE_NAMES.fullmatch(text, start, end)
    by = text[start : match.start("names")].endswith(" by ") if match else False
    if match and are_people(match["names"]) and (by or match["one"].lower() not in _NEEDS_BY):
        return Fact("role", tuple((role, match.span("names")) for role in _roles(match)))
    match = _POSTED_BY.fullmatch(text, start, end)
    if match:
        return Fact("role", (("contributor", match.span("names")),))
    match = _PLAIN_BY.fullmatch(text, start, end)
    if match and are_people(match["names"]):
        return Fact("by", (("author", match.span("names")),))
    return None


def _roles(match: re.Match[str]) -> list[str]:
    found = [_ROLE_WORDS[match["one"].lower()]]
    if match["two"]:
        found.append(_ROLE_WORDS[match["two"].lower()])
    return found


def _shown(text: str, start: int, end: int) -> Fact | None:
    found = read_media(text, start, end)
    return Fact(found[0], found[1], rest=found[2]) if found else None


def _located(text: str, start: int, end: int) -> Fact | None:
    more = _AND.match(text, start, end)
    pinpoint = read_locator(text, more.end() if more else start, end)
    if pinpoint is None or (more and pinpoint.marked):
        return None
    pairs: list[tuple[str, Span]] = [("locator", pinpoint.value)]
    if pinpoint.volume:
        pairs.append(("volume", pinpoint.volume))
    tag = "more" if more else "locator" if pinpoint.marked else "number"
    return Fact(tag, tuple(pairs), pinpoint.label)


def _closed(text: str, start: int, end: int) -> Fact | None:
    if end - start > 40:
        return None
    if _LATIN.fullmatch(text, start, end):
        return Fact("latin")
    if _GLUE.fullmatch(text, start, end):
        return Fact("glue")
    if _THESIS.fullmatch(text, start, end):
        return Fact("thesis", (("genre", (start, end)),))
    section = _SECTION.fullmatch(text, start, end)
    if section and section["section"]:
        return Fact("section", (("section", section.span("section")),))
    if section:
        return Fact(
            "section", (("edition" if text[start:end].lower().endswith("edition") else "section", (start, end)),)
        )
    if _GENRE.fullmatch(text, start, end):
        return Fact("genre", (("genre", (start, end)),))
    return None
