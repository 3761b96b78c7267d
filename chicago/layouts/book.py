"""Books (14.2–67)."""

from chicago.layouts.archives import held
from chicago.layouts.base import NOTE, Citing, Layout, group, in_brackets
from chicago.layouts.imprint import imprint
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import field, genre, in_container, italic_title, link, locator, medium
from chicago.layouts.volumes import (
    edition,
    general_editor,
    is_multivolume,
    is_one_volume,
    numbered_volume,
    series,
    volume_and,
    volume_and_page,
    volumes,
)

_LEADS = ("author", "composer", "editor", "translator", "editor-translator", "compiler")
_LATER = ("editor", "translator", "editor-translator", "compiler", "illustrator", "narrator", "contributor")

_lead = led_by(*_LEADS)
_editor_of_the_set = led_by("collection-editor")
helpers = deeds(*_LATER, after=_LEADS)


def lead(citing: Citing) -> str:
    """Print who leads; where nobody else does, the editor of a set of volumes (14.21)."""
    return _lead(citing) or (_editor_of_the_set(citing) if is_multivolume(citing.work) else "")


_format = group(medium, field("dimensions"))


def kind(citing: Citing) -> str:
    """Print what it is where that is more than a book: a sermon, an atlas."""
    words = genre(citing)
    return "" if words.casefold() in ("book", "monograph") else words


def by_colon(citing: Citing) -> bool:
    """Tell whether a note prints volume and page as 3:88, as it does where nobody is named between them (14.20)."""
    where = citing.locator
    paged = where is not None and where.label == "page"
    return paged and citing.form == NOTE and is_one_volume(citing) and not helpers(citing)


def volume_apart(citing: Citing) -> str:
    """Print the volume, unless it stands with the page."""
    return "" if by_colon(citing) else numbered_volume(citing)


volume_and_helpers = volume_and(*_LATER, after=_LEADS, number=volume_apart)


def place(citing: Citing) -> str:
    """Print where in the book, with its volume where nothing else tells it."""
    return volume_and_page(citing) if by_colon(citing) else locator(citing)


BOOK = Layout(
    kinds=("book", "musical_score", "pamphlet"),
    label=("Book", "Musical score", "Pamphlet"),
    note=(
        lead, italic_title, kind, in_container, edition, general_editor, volume_and_helpers, volumes, series,
        in_brackets(imprint), place, _format, held, link,
    ),
    short=(lead, italic_title, volume_and_page),
    entry=(
        lead, italic_title, kind, in_container, edition, general_editor, volume_and_helpers, volumes, series, imprint,
        _format, held, link,
    ),
    fields=(
        "author", "title", "title-short", "editor", "translator", "edition", "volume", "volume-title",
        "number-of-volumes", "collection-title", "collection-number", "publisher-place", "publisher", "issued",
        "original-date", "medium", "DOI", "URL", "language",
    ),
    required=("author|editor|translator", "title", "publisher|publisher-place", "issued"),
)  # fmt: skip
