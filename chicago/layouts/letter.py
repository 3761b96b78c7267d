"""Letters and messages: in archives, in printed collections, and private ones (14.13, 14.111, 14.119–28)."""

import re
from typing import Final

from chicago.layouts.archives import leaf, whereabouts
from chicago.layouts.base import Citing, Layout, group, in_brackets
from chicago.layouts.descriptions import lowered
from chicago.layouts.imprint import imprint, place_words
from chicago.layouts.names import led_by, listed
from chicago.layouts.parts import field, genre, in_container, link, locator, plain_title, title_words
from chicago.layouts.volumes import edition, series, volume_and
from chicago.people import People
from chicago.punctuation import join
from chicago.text import italic
from chicago.works import Work

lead = led_by("author")
makers = volume_and("editor", "translator", "editor-translator", "compiler")


def _named(citing: Citing, people: People) -> str:
    """Return names in full, or in short notes the family names unless both ends bear the same."""
    work = citing.work
    authors, recipients = work.names("author"), work.names("recipient")
    shared = {each.short for each in authors} & {each.short for each in recipients}
    if citing.short and not shared:
        return listed(citing, people)
    return " and ".join(person.full for person in people) if len(people) < 3 else f"{people[0].full} et al."


_TALK: Final = re.compile(r"\b(?:conversation|call|discussion|interview|talk|chat)\b", re.IGNORECASE)
_LETTER: Final = re.compile(r"\b(?:letters?|correspondence)\b", re.IGNORECASE)


def is_called(work: Work) -> bool:
    """Tell whether it says what it is: a telegram, an email; that a letter is one needs no saying (14.13)."""
    what = work.word("genre")
    return bool(what) and not _LETTER.search(what)


def from_to(citing: Citing) -> str:
    """Print “George Creel to Colonel House”, “telegram to Colonel House”, or a letter's title without a recipient."""
    work = citing.work
    authors, recipients = work.names("author"), work.names("recipient")
    if recipients and is_called(work):
        sent = addressed(citing, genre(citing))
        return sent if citing.entry else join(_named(citing, authors), sent, ", ")
    if recipients:
        sender = "" if citing.entry and authors else _named(citing, authors)
        return join(sender, f"to {_named(citing, recipients)}", " ")
    what = plain_title(citing) or genre(citing) or "letter"
    return what if citing.entry else join(_named(citing, authors), what, ", ")


def day(citing: Citing) -> str:
    """Print the day of the letter; the year alone of a printed collection is the book's."""
    work = citing.work
    for name in ("event-date", "original-date"):
        if work.date(name).known:
            return work.date(name).full()
    issued = work.date()
    return "" if work.title("container-title") and not issued.first[1] else issued.full()


def day_or_place(citing: Citing) -> str:
    """Print, in a short note, the page of a printed letter, else its day."""
    return locator(citing) or day(citing)


def message(citing: Citing) -> str:
    """Print “email to author” and the like: what the message is and to whom; in short what it is (14.111)."""
    what = lowered(genre(citing) or plain_title(citing) or "personal communication")
    return re.split(" to | with ", what)[0] if citing.short else addressed(citing, what)


def addressed(citing: Citing, what: str) -> str:
    """Return what a message is, and to whom it went."""
    recipients = citing.work.names("recipient")
    if " to " in what or " with " in what or not (recipients or citing.work.word("genre")):
        return what
    names = listed(citing, recipients, inverted=False)
    joint = "with" if _TALK.search(what) else "to"
    return f"{what} {joint} {names if names and names != 'the author' else 'author'}"


def is_private(work: Work) -> bool:
    """Tell whether readers can find it nowhere: such a letter or message has no entry (14.111)."""
    words = work.words
    public = any(name in words for name in ("archive", "archive_collection", "archive_location", "URL", "DOI"))
    return not public and not work.title("container-title") and not work.word("publisher")


def is_message(work: Work) -> bool:
    """Tell whether it is private and says what it is, as an email or a message does."""
    return is_private(work) and (bool(work.word("genre")) or not work.names("recipient"))


def is_in_collection(work: Work) -> bool:
    """Tell whether a letter stands in a printed collection."""
    return bool(work.title("container-title")) and bool(work.names("recipient"))


def collection(citing: Citing) -> str:
    """Print the printed collection of the letters."""
    return italic(title_words(citing, "container-title"))


_FIELDS = (
    "author", "recipient", "title", "genre", "event-place", "issued", "container-title", "editor", "publisher-place",
    "publisher", "archive_location", "archive_collection", "archive", "archive-place", "URL",
)  # fmt: skip
_REQUIRED = ("author", "recipient|genre", "issued")


def book_imprint(citing: Citing) -> str:
    """Print who published the collection and when, where the book's year is told apart from the letter's."""
    work = citing.work
    printed = work.date("available-date")
    if not printed.known:
        return imprint(citing)
    house = join(place_words(citing, printed.first[0]), work.word("publisher"), ": ")
    return join(house, printed.year(), ", ")


IN_COLLECTION = Layout(
    kinds=("personal_communication", "chapter"),
    label="Letter in a printed collection",
    when=is_in_collection,
    note=(
        from_to, field("event-place"), day, in_container, edition, makers, series, in_brackets(book_imprint),
        locator, link,
    ),
    short=(from_to, day_or_place),
    entry=(lead, collection, edition, makers, series, book_imprint, link),
)  # fmt: skip

MESSAGE = Layout(
    kinds=("personal_communication",),
    label="Message",
    when=is_message,
    note=(lead, message, field("event-place"), day),
    short=(lead, message),
    entry=(),
)

PRIVATE_LETTER = Layout(
    kinds=("personal_communication",),
    label="Private letter",
    when=is_private,
    note=(from_to, field("event-place"), day),
    short=(from_to, day),
    entry=(),
)

LETTER = Layout(
    kinds=("personal_communication",),
    label="Letter or message",
    note=(from_to, field("event-place"), day, whereabouts, leaf, link),
    short=(from_to, day),
    entry=(lead, group(from_to, field("event-place")), day, whereabouts, link),
    fields=_FIELDS,
    required=_REQUIRED,
)
