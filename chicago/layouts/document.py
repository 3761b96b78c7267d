"""What has no kind of its own: printed like a book where there is an imprint, else by title, date and address."""

from chicago.layouts.archives import whereabouts
from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.imprint import imprint
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import dated, genre, in_container, italic_title, link, locator, medium, quoted_title
from chicago.layouts.volumes import edition, series, volume
from chicago.punctuation import join
from chicago.works import Work

lead = led_by("author", "editor", "translator", "director", "composer", "performer")
author = led_by("author", "director", "composer", "performer")
container_helpers = deeds("editor", "translator", joint=", ")
helpers = deeds("editor", "translator", "illustrator", after=("author", "editor", "translator"))


def facts(citing: Citing) -> str:
    """Print publisher and date; nothing where there is neither."""
    work = citing.work
    return imprint(citing) if work.word("publisher") or work.date().known or work.word("publisher-place") else ""


def is_part(work: Work) -> bool:
    """Tell whether it stands in something else."""
    return bool(work.title("container-title"))


PART = Layout(
    kinds=("document",),
    label="Document in a larger work",
    when=is_part,
    note=(
        author,
        quoted_title,
        genre,
        in_container,
        container_helpers,
        edition,
        volume,
        in_brackets(facts),
        locator,
        medium,
        link,
    ),
    short=(author, quoted_title, locator),
    entry=(
        author,
        quoted_title,
        genre,
        group(in_container, container_helpers, edition, volume),
        facts,
        medium,
        link,
    ),
    required=("title",),
)


def is_book(work: Work) -> bool:
    """Tell whether it came out as books do: at a place, in an edition, a volume, a series."""
    return any(work.word(name) for name in ("edition", "volume", "publisher-place")) or bool(
        work.title("collection-title")
    )


def day(citing: Citing) -> str:
    """Print the publisher and the day."""
    return join(citing.work.word("publisher"), dated(citing), ", ")


BOOKLIKE = Layout(
    kinds=("document",),
    label="Document like a book",
    when=is_book,
    note=(
        lead, italic_title, genre, helpers, edition, volume, series, in_brackets(facts), locator, medium, link,
    ),
    short=(lead, italic_title, locator),
    entry=(lead, italic_title, genre, helpers, edition, volume, series, facts, medium, link),
    required=("title",),
)  # fmt: skip

DOCUMENT = Layout(
    kinds=("document",),
    label="Other document",
    note=(lead, quoted_title, genre, helpers, day, medium, whereabouts, locator, link),
    short=(lead, quoted_title, locator),
    entry=(lead, quoted_title, genre, helpers, day, medium, whereabouts, link),
    fields=(
        "author", "title", "title-short", "genre", "container-title", "publisher-place", "publisher", "issued",
        "medium", "URL", "language",
    ),
    required=("title",),
)  # fmt: skip
