"""Television, radio and podcasts (14.165–68)."""

from chicago.layouts.base import Citing, Layout, group
from chicago.layouts.descriptions import lowered
from chicago.layouts.names import deeds, led_by
from chicago.layouts.parts import (
    dated,
    field,
    genre,
    italic_title,
    link,
    locator,
    medium,
    quoted_title,
    title_words,
)
from chicago.punctuation import join
from chicago.text import italic
from chicago.works import Work

hosted = led_by("host", "author")
directed = deeds("director", "script-writer", "producer", "performer")
author = led_by("author")


def show(citing: Citing) -> str:
    """Print the programme: the container, or for a whole programme its title."""
    return italic(title_words(citing, "container-title")) or italic_title(citing)


def episode(citing: Citing) -> str:
    """Print season and episode: season 1, episode 12."""
    words = citing.work.words
    season = words.get("season", "") or words.get("volume", "")
    number = words.get("episode", "") or words.get("number", "") or words.get("chapter-number", "")
    return join(
        f"season {season}" if season.isdecimal() else season,
        f"episode {number}" if number.isdecimal() else number,
        ", ",
    )


def episode_title(citing: Citing) -> str:
    """Print the title of the episode."""
    return quoted_title(citing) if citing.work.title("container-title") else ""


def aired(citing: Citing) -> str:
    """Print when it was aired, and on what network."""
    day = citing.work.date().full()
    network = citing.work.word("publisher")
    if day:
        status = lowered(citing.work.word("status")) or "aired"
        return f"{status} {day}, on {network}" if network else f"{status} {day}"
    return network


def is_podcast(work: Work) -> bool:
    """Tell whether it is a podcast: it says so, a host leads it, or it is heard online and nobody directed it."""
    told = any("podcast" in work.word(name).lower() for name in ("genre", "medium"))
    online = work.kind == "broadcast" and work.word("URL") and not work.names("director")
    return bool(told or work.names("host") or (online and work.word("status") != "aired"))


def what(citing: Citing) -> str:
    """Print what it is, unless its medium says so."""
    words = genre(citing)
    return "" if words.casefold() == citing.work.word("medium").casefold() else words


def form(citing: Citing) -> str:
    """Print the duration."""
    return citing.work.word("dimensions")


led = led_by("director", "author")
writers = deeds("script-writer", "producer", "performer")
_FIELDS = (
    "host", "director", "container-title", "number", "title", "title-short", "publisher", "issued", "dimensions", "URL",
    "language",
)  # fmt: skip

PODCAST = Layout(
    kinds=("broadcast", "song", "motion_picture"),
    label="Podcast",
    when=is_podcast,
    note=(hosted, show, episode, episode_title, directed, field("publisher"), dated, form, locator, link),
    short=(hosted, lambda citing: episode_title(citing) or show(citing), locator),
    entry=(
        hosted, show, group(episode, episode_title), directed, group(field("publisher"), dated), form, link,
    ),
)  # fmt: skip

BROADCAST = Layout(
    kinds=("broadcast",),
    label="Broadcast or podcast episode",
    note=(author, show, episode, episode_title, what, directed, aired, medium, form, locator, link),
    short=(led, lambda citing: episode_title(citing) or show(citing), locator),
    entry=(
        led, show, group(episode, episode_title), what, writers, aired, medium, form, link,
    ),
    fields=_FIELDS,
    required=("title", "container-title", "publisher", "issued"),
)  # fmt: skip
