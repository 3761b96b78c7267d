"""Patents and standards (14.116–17)."""

import re

from chicago.layouts.base import Citing, Layout, in_brackets
from chicago.layouts.imprint import imprint, place_words
from chicago.layouts.names import led_by
from chicago.layouts.parts import dated, field, italic_title, link, locator, plain_title
from chicago.layouts.volumes import edition
from chicago.punctuation import join

lead = led_by("author")


def number(citing: Citing) -> str:
    """Print the patent's country and number: US Patent 4,586,960."""
    words = citing.work.words
    digits, country = words.get("number", ""), words.get("jurisdiction", "") or words.get("authority", "")
    if not digits or "patent" in digits.lower():
        return digits
    digits = re.sub(r"^US\s*", "", digits)
    if digits.isdecimal():
        digits = f"{int(digits):,}"
    country = "US" if country.casefold() in ("united states", "us", "usa", "u.s.", "") else country
    return f"{country} Patent {digits}"


def dates(citing: Citing) -> str:
    """Print when it was filed and issued."""
    filed, issued = citing.work.date("submitted").full(), citing.work.date().full()
    if filed and issued:
        return f"filed {filed}, and issued {issued}"
    return f"filed {filed}" if filed else f"issued {issued}" if issued else ""


PATENT = Layout(
    kinds=("patent",),
    label="Patent",
    note=(lead, plain_title, number, dates, locator, link),
    short=(lead, plain_title, locator),
    entry=(lead, plain_title, lambda citing: join(number(citing), dates(citing), ", "), link),
    fields=("author", "title", "title-short", "number", "jurisdiction", "submitted", "issued", "URL"),
    required=("author", "title", "number", "issued"),
)


def approved(citing: Citing) -> str:
    """Print who published a standard, and the day of its approval where that is told (14.117)."""
    work = citing.work
    if not work.word("status"):
        return imprint(citing)
    place = place_words(citing, work.date().first[0])
    return join(join(place, work.word("publisher"), ": "), dated(citing), ", ")


STANDARD = Layout(
    kinds=("standard",),
    label="Standard",
    note=(lead, italic_title, field("number"), edition, in_brackets(approved), locator, link),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, field("number"), edition, approved, link),
    fields=("author", "title", "title-short", "number", "publisher", "issued", "URL"),
    required=("title", "number|publisher", "issued"),
)
