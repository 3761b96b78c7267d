"""Interviews, unpublished and published (14.108–10)."""

from chicago.layouts.archives import whereabouts
from chicago.layouts.base import Citing, Layout, after, group
from chicago.layouts.journal_article import issue, other_place
from chicago.layouts.journal_article import pages as article_pages
from chicago.layouts.journal_article import place as page_place
from chicago.layouts.names import led_by, listed
from chicago.layouts.parts import dated, field, genre, link, locator, medium, periodical, quoted_title
from chicago.works import Work

lead = led_by("author")


def interview(citing: Citing) -> str:
    """Print “interview by” and who asked, or “conversation with” whom; in a short note the one word does."""
    what = genre(citing)
    what = what if "interview" in what or "discussion" in what or "conversation" in what else "interview"
    if citing.short and not citing.whole:
        return what
    persons = citing.work.names("interviewer")
    if not persons or " by " in what or " with " in what:
        return what
    return f"{what} {'by' if 'interview' in what else 'with'} {listed(citing, persons, inverted=False)}"


def is_in_periodical(work: Work) -> bool:
    """Tell whether the interview stands in a numbered journal."""
    return bool(work.title("container-title") and (work.word("volume") or work.word("issue")))


source = group(periodical, field("publisher"), dated)
form = group(medium, field("dimensions"))
_FIELDS = (
    "author", "interviewer", "title", "genre", "container-title", "publisher", "event-place", "issued",
    "archive_location", "archive_collection", "archive", "archive-place", "medium", "dimensions", "URL", "language",
)  # fmt: skip

IN_PERIODICAL = Layout(
    kinds=("interview",),
    label="Interview in a journal",
    when=is_in_periodical,
    note=(lead, quoted_title, interview, issue, after(": ", page_place), other_place, link),
    short=(lead, interview, locator),
    entry=(lead, quoted_title, interview, issue, after(": ", article_pages), link),
)

INTERVIEW = Layout(
    kinds=("interview",),
    label="Interview",
    note=(lead, quoted_title, interview, field("event-place"), source, whereabouts, form, locator, link),
    short=(lead, interview, locator),
    entry=(lead, quoted_title, group(interview, field("event-place")), source, whereabouts, form, link),
    fields=_FIELDS,
    required=("author", "interviewer", "issued"),
)
