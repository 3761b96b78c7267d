"""Laws, regulations, cases and treaties: notes only, after the Bluebook (14.170–98)."""

import re
from typing import Final

from chicago.dates import SHORT_MONTHS
from chicago.layouts.base import Citing, Layout, in_brackets
from chicago.layouts.parts import link, plain_title, title_words
from chicago.punctuation import join
from chicago.text import italic

_HIGHEST: Final = re.compile(
    r"^(?:U\.?\s?S\.? Supreme Court|Supreme Court of the United States|Supreme Court|U\.S\.)$", re.IGNORECASE
)
_COMMON_PARTY: Final = re.compile(
    r"^(?:United States|U\.?S\.?|People|State|Commonwealth|The (?:People|State|King|Queen)|R|Regina|Rex)\b.*$"
)
_LABELS: Final = {"section": ("§ ", "§§ "), "paragraph": ("¶ ", "¶¶ "), "chapter": ("ch. ", "chs. ")}


def source(citing: Citing) -> str:
    """Print volume, reporter or code, and first page or section: 347 U.S. 483; 42 U.S.C. § 1983."""
    words = citing.work.words
    name = title_words(citing, "container-title")
    marked = join(words.get("volume", ""), name, " ")
    marked = join(marked, words.get("page", "").split("-")[0].split("–")[0].strip(), " ")
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
        return where.marked
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
    return f"No. {words}" if words[:1].isdecimal() and not citing.work.title("container-title") else ""


def chamber(citing: Citing) -> str:
    """Print the congress or parliament, and its session."""
    return join(citing.work.word("authority"), citing.work.word("chapter-number"), ", ")


def issued(citing: Citing) -> str:
    """Print the date, months abbreviated as lawyers do."""
    return citing.work.date().full(SHORT_MONTHS)


def year(citing: Citing) -> str:
    """Print the year."""
    return citing.work.date().year()


def number(citing: Citing) -> str:
    """Print the number of a public law: Pub. L. No. 88-352 (14.181)."""
    words = citing.work.word("number")
    return f"Pub. L. No. {words}" if re.fullmatch(r"\d+[-–]\d+", words) else words


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
    """Print the source, and where in it: a cited section stands in the place of the law's own."""
    where = place(citing)
    in_sections = where.startswith("§") and "section" in citing.work.words
    return join(source(citing), where, " " if in_sections else ", ")


LAW = Layout(
    kinds=("legislation", "bill"),
    label=("Law", "Bill"),
    note=(plain_title, number, chamber, section_or_place, in_brackets(year), link),
    short=(plain_title, place),
    entry=(),
    fields=("title", "title-short", "number", "volume", "container-title", "page", "section", "issued", "URL"),
    required=("title", "container-title|number"),
)

REGULATION = Layout(
    kinds=("regulation",),
    label="Regulation or order",
    note=(plain_title, number, section_or_place, in_brackets(issued), link),
    short=(plain_title, place),
    entry=(),
    fields=LAW.fields,
    required=("title", "container-title|number"),
)

HEARING = Layout(
    kinds=("hearing",),
    label="Hearing",
    note=(
        lambda citing: italic(title_words(citing)),
        number,
        chamber,
        source,
        place,
        in_brackets(year),
        link,
    ),
    short=(lambda citing: italic(title_words(citing)), place),
    entry=(),
    fields=("title", "title-short", "number", "authority", "issued", "URL"),
    required=("title", "authority", "issued"),
)

TREATY = Layout(
    kinds=("treaty",),
    label="Treaty",
    note=(plain_title, issued, source, place, link),
    short=(plain_title, place),
    entry=(),
    fields=("title", "title-short", "issued", "volume", "container-title", "page", "URL"),
    required=("title", "issued"),
)
