"""Web pages, blogs and posts on social media (14.103–7)."""

from chicago.layouts.base import Citing, Layout
from chicago.layouts.names import led_by
from chicago.layouts.parts import (
    dated,
    genre,
    link,
    locator,
    medium,
    place_and_date,
    quoted_title,
    short_genre,
    title_words,
)  # fmt: skip
from chicago.punctuation import join
from chicago.text import italic
from chicago.works import Work

lead = led_by("author", "editor", "translator")


def site(citing: Citing) -> str:
    """Print the name of the site, in roman (14.103), unless its owner bears the same name."""
    name = title_words(citing, "container-title")
    return "" if name == citing.work.word("publisher") or _is_author(citing.work, name) else name


def owner(citing: Citing) -> str:
    """Print who publishes the site, unless the same stands as the author."""
    name = citing.work.word("publisher")
    return "" if _is_author(citing.work, name) else name


def _is_author(work: Work, name: str) -> bool:
    return any(person.full == name for person in work.names("author"))


def is_unsigned(work: Work) -> bool:
    """Tell whether a page names no author."""
    return not (work.names("author") or work.names("editor") or work.names("translator"))


def owner_or_site(citing: Citing) -> str:
    """Print who stands in the author's place of an unsigned page: its owner, else the site (14.104)."""
    return owner(citing) or site(citing)


def site_after_owner(citing: Citing) -> str:
    """Print the site where its owner already leads."""
    return site(citing) if owner(citing) else ""


_FIELDS = (
    "author", "title", "title-short", "container-title", "publisher", "issued", "accessed", "URL", "language",
)  # fmt: skip

PAGE = Layout(
    kinds=("webpage",),
    label="Web page",
    note=(lead, quoted_title, genre, site, owner, dated, locator, link),
    short=(lead, quoted_title, short_genre, locator),
    entry=(lead, quoted_title, genre, place_and_date(site, owner), link),
    fields=_FIELDS,
    required=("title", "container-title|publisher|author", "issued|accessed", "URL"),
)

UNSIGNED_PAGE = Layout(
    kinds=("webpage",),
    label="Web page without an author",
    when=is_unsigned,
    note=PAGE.note,
    short=PAGE.short,
    entry=(owner_or_site, quoted_title, genre, place_and_date(site_after_owner), link),
    required=PAGE.required,
)


def blog(citing: Citing) -> str:
    """Print the blog in italics, and that it is one unless its name says so (14.105)."""
    name = title_words(citing, "container-title")
    return "" if not name else italic(name) if "blog" in name.lower() else f"{italic(name)} (blog)"


def network(citing: Citing) -> str:
    """Print the network and what was posted there: Instagram photo (14.106)."""
    where, what = site(citing), genre(citing)
    if not where or where.casefold() in what.casefold():
        return what
    return f"{where} {what}" if what and " " not in what else join(what, where, ", ")


def comment(citing: Citing) -> str:
    """Print what stands in a blog without a title of its own, such as a comment (14.105)."""
    return "" if citing.work.title() else genre(citing)


BLOG_POST = Layout(
    kinds=("post-weblog",),
    label="Blog post",
    note=(lead, quoted_title, comment, blog, owner, dated, locator, link),
    short=(lead, quoted_title, short_genre, locator),
    entry=(lead, quoted_title, comment, place_and_date(blog, owner), link),
    fields=_FIELDS,
    required=("author", "title", "container-title", "issued|accessed", "URL"),
)

POST = Layout(
    kinds=("post",),
    label="Post on social media",
    note=(lead, quoted_title, network, owner, medium, dated, locator, link),
    short=(lead, quoted_title, short_genre, locator),
    entry=(lead, quoted_title, place_and_date(network, owner, medium), link),
    fields=_FIELDS,
    required=("author", "title", "container-title", "issued", "URL"),
)
