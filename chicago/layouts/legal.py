"""Laws, regulations, cases and treaties: notes only, after the Bluebook (14.170–98)."""

import re
from typing import Final

from chicago.dates import SHORT_MONTHS
from chicago.layouts.base import Citing, Layout, in_brackets
from chicago.layouts.names import listed
from chicago.layouts.parts import field, link, plain_title, title_words
from chicago.punctuation import join
from chicago.text import italic

_HIGHEST: Final = re.compile(
    r"^(?:U\.?\s?S\.? Supreme Court|Supreme Court of the United States|Supreme Court|U\.S\.)$", re.IGNORECASE
)
_COMMON_PARTY: Final = re.compile(
    r"^(?:United States|U\.?S\.?|People|State|Commonwealth|The (?:People|State|King|Queen)|R|Regina|Rex)\b.*$"
)
_LABELS: Final = {"section": ("§ ", "§§ "), "paragraph": ("¶ ", "¶¶ "), "chapter": ("ch. ", "chs. ")}
# A bill is H.R. 5005, but a report or an order has a number that is called one.
_NUMBERED_KINDS: Final = re.compile(r"\b(?:Rep\.|Report|Doc\.|Document|Order|Proclamation)$")
_SIGNS: Final = ("§", "¶")


def source(citing: Citing) -> str:
    """Print volume, reporter or code, and first page or section: 347 U.S. 483; 42 U.S.C. § 1983."""
    words = citing.work.words
    name = title_words(citing, "container-title")
    marked = join(words.get("volume", ""), name, " ")
    marked = join(marked, re.split("[-–]", words.get("page", ""))[0].strip(), " ")
    section = words.get("section", "")
    if section and not (citing.locator and citing.locator.label == "section"):
        marked = join(marked, section if section.startswith("§") else f"§ {section}", " ")
    return marked


def place(citing: Citing) -> str:
    """Print the pinpoint that follows the first page: 483, 495 (14.176)."""
    where = citing.locator
    if not where:
        return ""
    labels = _LABELS.get(where.label)
    if labels is None:
        return where.bare if where.bare[:1] in _SIGNS else where.marked
    return (labels[1] if re.search(r"[-–,]", where.bare) else labels[0]) + where.bare


def decided(citing: Citing) -> str:
    """Print the court, unless the reporter already says it is the highest, and the year."""
    work = citing.work
    court = work.word("authority")
    reported = bool(work.title("container-title"))
    when = work.date().year() if reported else work.date().full(SHORT_MONTHS)
    return join("" if reported and _HIGHEST.match(court) else court, when, " ")


def docket(citing: Citing) -> str:
    """Print the docket number of a case that no reporter holds."""
    words = citing.work.word("number")
    if citing.work.title("container-title"):
        return ""
    return f"No. {words}" if words[:1].isdecimal() else words


def chamber(citing: Citing) -> str:
    """Print the congress or parliament, and its session."""
    return join(citing.work.word("authority"), citing.work.word("chapter-number"), ", ")


def issued(citing: Citing) -> str:
    """Print the date, months abbreviated as lawyers do."""
    return citing.work.date().full(SHORT_MONTHS)


def signed(citing: Citing) -> str:
    """Print the day of a treaty (14.186)."""
    return citing.work.date().full()


def year(citing: Citing) -> str:
    """Print the year."""
    return citing.work.date().year()


def number(citing: Citing) -> str:
    """Print the number of a public law, Pub. L. No. 88-352, or of a bill, H.R. 5005 (14.180–81)."""
    words = citing.work.word("number")
    if citing.work.kind == "legislation":
        law = citing.work.word("genre") or "Pub. L."
        return f"{law} No. {words}" if re.fullmatch(r"\d+[-–]\d+", words) else words
    if not words[:1].isdecimal():
        return words
    what = citing.work.word("genre")
    return join(f"{what} No." if _NUMBERED_KINDS.search(what) else what, words, " ")


def party(citing: Citing) -> str:
    """Print a case in short: the first party, or the second where the first is a state (14.177)."""
    given = citing.work.title("title-short")
    if given:
        return italic(given.words)
    title = citing.work.title().words
    first, versus, second = title.partition(" v. ")
    if not versus:
        first, versus, second = title.partition(" v ")
    name = second if versus and _COMMON_PARTY.match(first) else first
    return italic(re.sub(r",? (?:Inc|Co|Corp|Ltd|LLC|N\.A)\.?$", "", name))


def reporter_at(citing: Citing) -> str:
    """Print the reporter and the pinpoint of a short citation: 347 U.S. at 495 (14.177)."""
    where = place(citing)
    name = join(citing.work.word("volume"), title_words(citing, "container-title"), " ")
    if not where:
        return source(citing)
    return f"{name} at {where}" if name else where


CASE = Layout(
    kinds=("legal_case",),
    label="Court case",
    note=(plain_title, docket, source, place, in_brackets(decided), link),
    short=(party, reporter_at),
    entry=(),
    fields=("title", "title-short", "volume", "container-title", "page", "authority", "issued", "URL"),
    required=("title", "volume", "container-title", "page", "issued"),
)


def section_or_place(citing: Citing) -> str:
    """Print the source, and where in it: a cited section follows the code at once, for a code has no first page."""
    where = place(citing)
    in_code = where.startswith("§") and bool(citing.work.title("container-title")) and not citing.work.word("page")
    return join(source(citing), where, " " if in_code else ", ")


later = in_brackets(field("status"))


def title_or_number(citing: Citing) -> str:
    """Print the title in short, or the number of what has none."""
    return plain_title(citing) or number(citing)


LAW = Layout(
    kinds=("legislation",),
    label="Law",
    note=(plain_title, number, section_or_place, in_brackets(year), later, link),
    short=(title_or_number, place),
    entry=(),
    fields=("title", "title-short", "number", "volume", "container-title", "page", "section", "issued", "URL"),
    required=("title", "container-title|number"),
)

BILL = Layout(
    kinds=("bill",),
    label="Bill",
    note=(plain_title, number, chamber, section_or_place, in_brackets(year), later, link),
    short=(title_or_number, place),
    entry=(),
    fields=LAW.fields,
    required=LAW.required,
)

REGULATION = Layout(
    kinds=("regulation",),
    label="Regulation or order",
    note=(plain_title, number, section_or_place, in_brackets(issued), later, link),
    short=(title_or_number, place),
    entry=(),
    fields=LAW.fields,
    required=("title", "container-title|number"),
)


def hearing(citing: Citing) -> str:
    """Print the hearing's title, with the bill and the committee where they are given apart from it (14.182)."""
    title, committee, bill = title_words(citing), citing.work.word("section"), citing.work.word("number")
    if citing.short or not committee:
        return italic(title)
    on = f"Hearing on {bill}" if bill else "Hearing"
    return italic(join(title, f"{on} Before the {committee}", ": "))


def hearing_number(citing: Citing) -> str:
    """Print the bill's number, unless the title holds it."""
    return "" if citing.work.word("section") else number(citing)


def congress_and_page(citing: Citing) -> str:
    """Print the congress, and the page right after it: 107th Cong. 53 (14.182)."""
    where = citing.locator
    paged = where is not None and where.label == "page"
    return join(chamber(citing), place(citing), " " if paged and chamber(citing).endswith(".") else ", ")


def witness(citing: Citing) -> str:
    """Print whose testimony is cited."""
    names = listed(citing, citing.work.names("author"))
    return f"testimony of {names}" if names else ""


HEARING = Layout(
    kinds=("hearing",),
    label="Hearing",
    note=(hearing, hearing_number, congress_and_page, in_brackets(year), in_brackets(witness), link),
    short=(hearing, place),
    entry=(),
    fields=("title", "title-short", "number", "authority", "issued", "URL"),
    required=("title", "authority", "issued"),
)


def parties(citing: Citing) -> str:
    """Print who made the treaty: U.S.-U.K. (14.186)."""
    return "-".join(person.full for person in citing.work.names("author"))


def treaties(citing: Citing) -> str:
    """Print the series that holds the treaty, and its number there."""
    words = citing.work.word("number")
    return join(source(citing), f"No. {words}" if words[:1].isdecimal() else words, " ")


TREATY = Layout(
    kinds=("treaty",),
    label="Treaty",
    note=(plain_title, parties, signed, treaties, place, link),
    short=(plain_title, place),
    entry=(),
    fields=("title", "title-short", "issued", "volume", "container-title", "page", "URL"),
    required=("title", "issued"),
)
