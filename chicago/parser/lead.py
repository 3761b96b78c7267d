"""The head of a citation: who made the source, and its title."""

import re
from dataclasses import dataclass

from chicago.parser.dates import is_year
from chicago.parser.draft import Draft
from chicago.parser.imprint import comma_imprint
from chicago.parser.kinds import is_magazine, is_newspaper
from chicago.parser.locators import is_plain_range
from chicago.parser.names import (
    are_people,
    has_et_al,
    is_called_by_place,
    is_organisation,
    is_person,
    split_names,
)
from chicago.parser.parts import Parts
from chicago.parser.surface import Span
from chicago.parser.verdict import Context
from chicago.parser.vocabulary import FAMILY_OPENERS, PARTICLES, PROSE_WORDS, SMALL_NAMES

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
_TITLE_BY = re.compile(r"(?P<title>.{3,200}?),? by (?P<author>[^,;:]{3,80})")
_IDEM = re.compile(r"(?:idem|eadem)", re.IGNORECASE)
_NUMBER_AT_END = re.compile(r",? \d[\d–-]*$")
_DICTIONARY = re.compile(r"(?:encyclop\w+|dictionary|britannica|wikipedia|lexicon|thesaurus)", re.IGNORECASE)
_SERIES = re.compile(
    r"(?:[A-Z]\w+ )*(?:Studies|Texts|Essays|Readings|Documents|Monographs) (?:in|of|on|from) .+"
    r"|(?:[A-Z]\w+ (?:and |of |the |in )*){1,6}(?:Series|Studies|Classics|Library|Texts|Monographs|Editions)"
)
_VOLUME_AT_END = re.compile(
    r"(?P<title>.*\w\W??)[,:]? (?:volume|vol\.) (?P<volume>\d{1,2}|[IVXL]{1,5})\W?", re.IGNORECASE | re.DOTALL
)
_UNTITLED = frozenset({"letter to the editor", "editorial", "op-ed", "obituary"})
_IMPRINTS = frozenset({"imprint", "thesis", "event", "year", "date"})


@dataclass(slots=True)
class State:
    """Where the reading stands: the next part, and what the title looked like."""

    at: int = 0
    quoted: bool = False
    italic: bool = False
    bibliography: bool = False


def read_lead(parts: Parts, draft: Draft, context: Context) -> State | None:
    """Read authors and title; None if the words before an explicit title can be no author."""
    state = State()
    if _IDEM.fullmatch(parts.words(0)) and len(parts.chunks) > 1:
        draft.claim(parts.chunks[0].start, parts.chunks[0].end)
        state.at = 1
        _read_title(parts, draft, state)
        return state
    if parts.tag(0) == "by" and parts.plain(1):
        draft.take("author", parts.fact(0).pairs[0][1])
        draft.claim(parts.chunks[0].start, parts.chunks[0].end)
        state.at = 1
    elif not _read_makers(parts, draft, state, context):
        return None
    _read_title(parts, draft, state)
    return state


def _read_makers(parts: Parts, draft: Draft, state: State, context: Context) -> bool:
    lead = 0
    while lead < len(parts.chunks) and parts.plain(lead):
        lead += 1
    if lead == 1 and parts.kind(1) == "quoted" and (is_newspaper(parts.words(0)) or is_magazine(parts.words(0))):
        draft.take("container-title", parts.chunks[0].inner)  # a piece without an author stands under its paper
        draft.claim(parts.chunks[0].start, parts.chunks[0].end)
        state.at, state.bibliography = 1, parts.after(0) == "."
        return True
    count, inverted = _makers(parts, lead, context)
    if count:
        span = (parts.chunks[0].start, parts.chunks[count - 1].end)
        state.at = count
        state.bibliography = inverted and parts.after(count - 1) == "."
        _take_makers(parts, draft, state, span, inverted=inverted)
        return True
    follows_title = parts.kind(lead) == "quoted" and parts.tag(lead) == ""
    return not (lead and follows_title and not _is_reference_work(parts, lead))


def _untitled_piece(parts: Parts, index: int) -> bool:
    """Tell whether a part says what a newspaper's piece without a title is: its author stands before it."""
    return parts.tag(index) == "genre" and parts.words(index).lower() in _UNTITLED


def _is_reference_work(parts: Parts, lead: int) -> bool:
    return lead == 1 and bool(_DICTIONARY.search(parts.words(0))) and not is_organisation(parts.words(0))


def _take_makers(parts: Parts, draft: Draft, state: State, span: Span, *, inverted: bool) -> None:
    at = state.at
    roles = ["author"]
    if parts.tag(at) == "rolemark":
        roles = parts.fact(at).label.split()
        draft.claim(parts.chunks[at].start, parts.chunks[at].end)
        state.at = at = at + 1
        parts.strong = True
    for role in roles:
        draft.take(role, span, inverted=inverted)
    if parts.tag(at) in {"year", "date"} and _title_follows(parts, at + 1):
        draft.take_fact(parts.fact(at), parts.chunks[at].start, parts.chunks[at].end)
        state.at = at + 1
        state.bibliography = parts.strong = True


def _title_follows(parts: Parts, index: int) -> bool:
    return parts.kind(index) in {"quoted", "italic"} or (index < len(parts.chunks) and parts.plain(index))


def _makers(parts: Parts, lead: int, context: Context) -> tuple[int, bool]:
    """Count the leading parts that name the makers, and tell whether the family name comes first."""
    if not lead:
        return 0, False
    if _inverted(parts, lead):
        return 2, True
    if _is_reference_work(parts, lead):
        return 0, False
    listed = parts.words(0)
    family_first = _listed_inverted(parts, listed)
    if parts.tag(lead) == "rolemark" and lead <= 8 and all(are_people(parts.words(i)) for i in range(lead)):
        return lead, _listed_inverted(parts, parts.text[parts.chunks[0].start : parts.chunks[lead - 1].end])
    place = lead > 1 and lead == len(parts.chunks) - 1 and parts.fact(lead).rest is None  # Viola, Rebels, introduction
    untitled = parts.tag(lead) in {"review", "front"} and not place
    if parts.kind(lead) == "quoted" or untitled or _untitled_piece(parts, lead):
        return (lead if _made_by(parts, lead) else 0), family_first
    if lead == 1 and not _title_after(parts, lead):
        return _lone_maker(parts, context), False
    if _listed_before_italics(parts, lead):
        return lead, False
    return int(_stands_alone(parts, context) or _before_italics(parts, lead)), family_first


def _stands_alone(parts: Parts, context: Context) -> bool:
    """Tell whether the first part names its makers, whatever the title behind it looks like."""
    listed = parts.words(0)
    if are_people(listed) or has_et_al(listed) or _body(parts, 0):
        return True
    initials = "." in listed and bool(_INITIALS.fullmatch(listed)) and parts.imprint_ahead(1)  # H.D.
    return initials or _small_name(parts) or _saint(parts, context)


def _made_by(parts: Parts, lead: int) -> bool:
    """Tell whether the first parts name who made what stands in quotation marks behind them."""
    alone = lead == 1 and (_stands_for_maker(parts) or parts.words(0) in SMALL_NAMES)
    return alone or all(are_people(parts.words(i)) for i in range(lead))


def _listed_before_italics(parts: Parts, lead: int) -> bool:
    """Tell whether names that no "and" joins stand before a book's title: Michael Hardt, Antonio Negri, *Empire*."""
    whole = lead > 1 and all(are_people(parts.words(i)) and " " in parts.words(i) for i in range(lead))
    return whole and parts.kind(lead) == "italic" and parts.tag(lead + 1) in {"imprint", "edition", "role"}


def _before_italics(parts: Parts, lead: int) -> bool:
    """Tell whether words in capitals are the maker of the title in italics behind them: Doctors Without Borders."""
    words = parts.words(0).split()
    called = len(words) <= 6 and words[0][0].isupper() and sum(word[0].islower() for word in words) <= 1
    comma = lead == 1 and parts.chunks[1].before == ","
    return comma and called and parts.kind(1) == "italic" and parts.tag(2) in {"imprint", "edition", "role"}


def _body(parts: Parts, index: int) -> bool:
    return is_organisation(parts.words(index)) or (parts.after(index) == "." and parts.words(index)[0].isupper())


def _saint(parts: Parts, context: Context) -> bool:
    """Tell whether a name with a place stands before a title: known, or with a title set off or an imprint."""
    if not is_called_by_place(parts.words(0)) or parts.chunks[1].before != ",":
        return False
    if parts.kind(1) in {"italic", "quoted"} or context.knows_maker(parts.words(0)):
        return True
    return parts.plain(1) and (
        parts.tag(2) in {"role", "edition"} or (parts.tag(2), parts.kind(2)) == ("imprint", "round")
    )


def _small_name(parts: Parts) -> bool:
    """Tell whether an author writes the name without capitals: two words, a title in capitals, an imprint behind it."""
    words = parts.words(0).split()
    small = len(words) == 2 and all(word.isalpha() and word.islower() for word in words)
    return (
        small and parts.words(1)[:1].isupper() and parts.imprint_ahead(1) and not set(words) & (PROSE_WORDS | PARTICLES)
    )


def _stands_for_maker(parts: Parts) -> bool:
    """Tell whether a body or a bare initial stands where an author does, before a title in quotation marks."""
    if parts.shape and len(parts.words(0)) <= 60 and parts.words(0)[0].isupper():
        return True
    if parts.words(0)[0].isupper() and len(parts.words(0)) <= 60 and {"link", "accessed"} & parts.tags():
        return True  # the site that holds a page stands where its author would
    return _body(parts, 0) or is_called_by_place(parts.words(0)) or bool(_INITIALS.fullmatch(parts.words(0)))


def _title_after(parts: Parts, lead: int) -> bool:
    """Tell whether a title of its own stands behind the leading words: in italics, or behind a year."""
    if parts.kind(lead) == "italic" or _is_number_title(parts, lead):
        return True
    return parts.tag(lead) in {"year", "date"} and parts.kind(lead) == "round" and _title_follows(parts, lead + 1)


def _is_number_title(parts: Parts, index: int) -> bool:
    """Tell whether a number is a title: publication facts in brackets stand right behind it."""
    bare = parts.kind(index) == "words" and parts.tag(index) in {"year", "number"}
    return bare and index > 0 and parts.tag(index + 1) == "imprint" and parts.kind(index + 1) == "round"


def _lone_maker(parts: Parts, context: Context) -> int:
    """A name alone before a locator is an author's, unless the earlier notes know it as a title."""
    words = parts.words(0)
    if parts.tag(1) == "in" and is_person(words, most=1):
        return 1
    told = [parts.tag(i) in {"locator", "number", "latin", "year", "volume"} for i in range(1, len(parts.chunks))]
    bracketed = (parts.tag(1), parts.kind(1)) == ("locator", "round")  # Conquest (p. 306) thinks so
    bracketed = bracketed or (parts.tag(1) == "issue" and len(parts.chunks) == 2)  # Conquest (306)
    locator_only = bracketed or all(told)
    if parts.tag(1) == "latin" and are_people(words):
        return 1
    known = context.knows_maker(words)  # though a title has the name, too: Primo Levi’s Ordinary Virtues
    is_maker = known or (_sounds_like_maker(words) and not context.knows_title(words))
    return int(are_people(words) and locator_only and is_maker)


def _sounds_like_maker(words: str) -> bool:
    """Tell whether a name alone is more likely a person than a short title: Viola, E. P. Thompson, Du Bois."""
    plain = _NUMBER_AT_END.sub("", words)
    single = all(len(name.split()) == 1 for name in split_names(plain))
    first = plain.split(" ", 1)[0]
    return single or has_et_al(plain) or "." in first or first in PARTICLES or first in FAMILY_OPENERS


def _listed_inverted(parts: Parts, listed: str) -> bool:
    names = split_names(listed)
    if len(names) < 2 or " " in names[0]:
        return False
    given = names[1]
    if any(" " in name for name in names[2:]) and is_person(given, most=1):
        return True
    return "," in listed and (bool(_INITIALS.fullmatch(given)) or parts.after(0) == "." or parts.tag(1) == "rolemark")


def _inverted(parts: Parts, lead: int) -> bool:
    """Tell whether the first two parts are a family name and given names."""
    if lead < 2 or parts.chunks[1].before != ",":
        return False
    family, given = parts.words(0), parts.words(1)
    if not is_person(family, most=3) or has_et_al(family) or len(given.split()) > 4:
        return False
    initials = bool(_INITIALS.fullmatch(given))
    if not (initials or is_person(f"{given} Name") or has_et_al(given) or are_people(given)):
        return False
    if parts.after(1) == ".":
        return True
    if initials and "." not in given and len(given) > 3:  # a title of capitals: SPQR
        return False
    if initials:
        return " " not in family
    return _inverted_with_commas(parts, lead, family, given)


def _inverted_with_commas(parts: Parts, lead: int, family: str, given: str) -> bool:
    if family.isupper() and len(family) > 2 and not given.isupper():
        return parts.tag(2) not in {"number", "locator"} or lead > 2
    if " " in family or len(given.split()) > 3:
        return False
    if parts.kind(2) in {"quoted", "italic"} or parts.tag(2) == "rolemark":
        return True
    dated = parts.kind(2) == "round" and parts.tag(2) == "year" and _title_follows(parts, 3)
    return dated or (
        lead > 2
        and (" " not in given or _opens_with_article(parts, 2))
        and parts.words(2)[0].isupper()
        and comma_imprint(parts.text, parts.chunks, 2) is None
    )


def _opens_with_article(parts: Parts, index: int) -> bool:
    return parts.words(index).split(" ", 1)[0] in {"A", "An", "The"}


def _read_title(parts: Parts, draft: Draft, state: State) -> None:
    at = state.at
    kind = parts.kind(at)
    if kind in {"quoted", "italic"}:
        state.quoted = parts.quoted = kind == "quoted"
        state.italic = kind == "italic"
        chunk = parts.chunks[at]
        _take_marked_title(parts, draft, at)
        draft.claim(chunk.start, chunk.end)
        state.at = at + 1
    elif kind == "words" and (parts.plain(at) or _is_number_title(parts, at)):
        stop = _title_end(parts, at)
        span = (parts.chunks[at].start, parts.chunks[stop - 1].end)
        by = _TITLE_BY.fullmatch(draft.text, *span) if at == 0 else None
        if by and are_people(by["author"]) and " " in by["author"]:
            draft.take("author", by.span("author"))
            draft.claim(*span)
            span = by.span("title")
        draft.take("title", span)
        state.at = stop


def _take_marked_title(parts: Parts, draft: Draft, at: int) -> None:
    """Take a title that marks set off; a volume that stands within them is none of its words: “Capital, Volume 1”."""
    start, end = quotation(parts, at)
    volume = _VOLUME_AT_END.fullmatch(draft.text, start, end)
    if volume:
        draft.take("volume", volume.span("volume"))
        end = volume.end("title")
    draft.take("title", (start, end))


def quotation(parts: Parts, index: int) -> Span:
    """Give the words of a part that is a title, with the mark that belongs to it and without the citation's own."""
    return parts.chunks[index].inner


def _title_end(parts: Parts, first: int) -> int:
    """Find the part behind a title that is not set off by marks; commas inside it are followed."""
    index = first + 1
    while index < len(parts.chunks):
        chunk = parts.chunks[index]
        if chunk.kind in {"link", "quoted", "italic"} or (chunk.before == "." and not _is_subtitle(parts, index)):
            break
        if chunk.kind in {"round", "square"}:
            if parts.facts[index] is not None or not (_resumes(parts, index) or parts.imprint_ahead(index)):
                break
        elif not _continues_title(parts, index):
            break
        index += 1
    return index


def _is_subtitle(parts: Parts, index: int) -> bool:
    """Tell whether a period stands before a subtitle: publication facts come only behind the next part."""
    if not parts.plain(index) or (parts.plain(0) and parts.chunks[1].before == "."):
        return False
    here, behind = (comma_imprint(parts.text, parts.chunks, at) for at in (index, index + 1))
    return here is None and (behind is not None or parts.tag(index + 1) == "imprint")


def _resumes(parts: Parts, index: int) -> bool:
    """Tell whether a title goes on behind its own brackets."""
    return parts.kind(index + 1) == "words" and parts.after(index) in {"", ":"} and parts.plain(index + 1)


def _continues_title(parts: Parts, index: int) -> bool:
    words = parts.words(index)
    if parts.facts[index] is not None:
        dated = parts.tag(index) in {"year", "number", "date"} and parts.kind(index) == "words"
        return dated and _before_imprint(parts, index) and (is_plain_range(words) or is_year(words))
    if parts.periodical_at(index) or parts.site_at(index) or parts.series_at(index):
        return False
    if parts.shape in {"song", "podcast", "broadcast", "patent"} or _is_series(parts, index):
        return False
    return parts.imprint_ahead(index) or comma_imprint(parts.text, parts.chunks, index) is None


def _is_series(parts: Parts, index: int) -> bool:
    """Tell whether words right before the imprint's brackets are called what series are."""
    closed = parts.tag(index + 1) == "imprint" and parts.kind(index + 1) == "round"
    return closed and bool(_SERIES.fullmatch(parts.words(index)))


def _before_imprint(parts: Parts, index: int) -> bool:
    """Tell whether publication facts are still to come behind a number: then it belongs to the title."""
    for later in range(index + 1, min(index + 5, len(parts.chunks))):
        if parts.tag(later) in {"imprint", "edition", "role", "rolemark", "volume"}:
            return True
        if parts.plain(later) and comma_imprint(parts.text, parts.chunks, later):
            return True
    return False
