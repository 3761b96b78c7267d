"""Makes sources of a library, and notes that cite them, as rows."""

from itertools import count

import chicago
from courses.models import Course, Membership, Prompt
from posts.models import Citation, Footnote, Post
from posts.places import place_sort
from sources.actions import list_sources, propose_source
from sources.models import Source
from tests.factories import make_instructor
from tests.factories_posts import make_post

_numbers = count(1)


def make_source(course: Course, *, by: Membership | None = None, listed: bool = True, **csl: object) -> Source:
    """A book in the course's library, unless its CSL fields say otherwise; proposed by `by`."""
    number = next(_numbers)
    record = {
        "type": "book",
        "author": [{"family": f"Writer{number}", "given": "Ann"}],
        "title": f"Work Number {number}",
        "publisher": "Egret",
        "issued": {"date-parts": [[1990]]},
        **{name.replace("_", "-"): value for name, value in csl.items()},
    }
    author = (by or make_instructor(course)).author
    source = propose_source(course=course, csl=record, by=author)
    if listed:
        list_sources(sources=[source])
        source.refresh_from_db()
    return source


def make_citing_note(
    post: Post, source: Source, locator: str = "12", *, label: str = "page", sentence: str = "Bread was dear."
) -> Citation:
    """The next note of the post's last revision, citing the source."""
    revision = post.revisions.latest("number")
    number = revision.footnotes.count() + 1
    footnote = Footnote.objects.create(revision=revision, number=number, typed=f"See {source.key}.", sentence=sentence)
    pages = chicago.Locator(label, locator).pages if locator else None
    first, last = pages or (None, None)
    return Citation.objects.create(
        footnote=footnote,
        position=1,
        source=source,
        link="matched",
        label=label,
        locator=locator,
        first_page=first,
        last_page=last,
        place_sort=place_sort(label, locator, pages),
        typed=footnote.typed,
    )


def make_citing_post(
    seat: Membership,
    source: Source,
    locator: str = "12",
    *,
    prompt: Prompt | None = None,
    state: str = "published",
    sentence: str = "Bread was dear.",
) -> Post:
    """A published post, unless `state` says otherwise, with one note that cites the source."""
    post = make_post(seat, prompt, state=state)
    make_citing_note(post, source, locator, sentence=sentence)
    return post
