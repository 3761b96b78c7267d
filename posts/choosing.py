"""The notes of one's last revision, each with what is known of its sources, and a source chosen by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from chicago.parser import parse
from courses.models import Course, Membership
from posts.choice import Choice
from posts.footnote import Citation, Footnote, Link
from posts.library import printed_notes, reprint
from posts.post import Post
from posts.revising import NotAllowed
from posts.revision import Revision
from sources.actions import list_sources, share_library
from sources.facts import Facts
from sources.likeness import fits_short_form
from sources.matching import Entry, Library
from sources.models import Reading, Source, Status

MOST_CANDIDATES = 20


@dataclass(frozen=True)
class Offer:
    """A group of sources to choose from: what they have in common, and each one's key and title."""

    label: str
    sources: list[tuple[str, str]]


@dataclass(frozen=True)
class NoteRow:
    """A note with its printed form and its citations."""

    footnote: Footnote
    html: str
    citations: list[Citation]


def rows_of(revision: Revision, course: Course) -> list[NoteRow]:
    """Returns the notes of a revision in order, in a number of queries that does not grow with them."""
    footnotes = revision.footnotes.prefetch_related("citations__source")
    printed = printed_notes(revision, course)
    return [NoteRow(note, html, list(note.citations.all())) for note, html in zip(footnotes, printed, strict=True)]


def offers_for(citation: Citation, *, post: Post, library: Library) -> list[Offer]:
    """Returns what a writer may mean: the week's readings, the named author's sources, those of the post."""
    named = {role: people for role, people in _read(citation).items() if role == "author"}
    likely = [entry for entry in library.entries if named and fits_short_form(Facts(named), entry.facts)]
    cited = set(Citation.objects.filter(footnote__revision__post=post).values_list("source", flat=True))
    assigned = (
        set(Reading.objects.filter(prompt=post.prompt).values_list("source", flat=True)) if post.prompt else set()
    )
    groups = {
        "This week’s readings": [entry for entry in library.entries if entry.pk in assigned],
        "It may mean": likely,
        "Cited in this post": [entry for entry in library.entries if entry.pk in cited],
    }
    return [Offer(label, _titles(entries)) for label, entries in groups.items() if entries]


def _read(citation: Citation) -> Mapping[str, object]:
    """Returns what is read from the words of a citation alone."""
    parsed = parse(citation.typed)
    return parsed.citations[0].csl if parsed.citations else {}


def _titles(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(entry.key, _title(entry)) for entry in entries[:MOST_CANDIDATES] if entry.key]


def _title(entry: Entry) -> str:
    names = ", ".join(name.title() for name in entry.facts.surnames[:2])
    title = str(entry.csl.get("title") or entry.csl.get("container-title") or entry.key)
    return f"{names}: {title}" if names else title


def _named(key: str, by: Membership) -> Source | None:
    """Returns the source that a key means, though it be the key of a draft or of one that was merged into it.

    It is one that the writer may cite: the class's, or an own proposal; staff read others' too, but cite none.
    """
    named = Source.objects.filter(Q(key=key) | Q(draft_key=key), course=by.course_id).first() if key else None
    citable = Source.objects.filter(Q(status=Status.LISTED) | Q(proposed_by=by.author_id))
    return citable.filter(pk=named.stands().pk).first() if named else None


@transaction.atomic
def choose_source(*, citation: Citation, key: str, by: Membership) -> Choice:
    """Links a citation of one's last revision to the source of a key, and prints the revision again.

    The choice stays while the note's words stay. Raises `NotAllowed` for an older revision or an unknown key.
    """
    share_library(course=by.course)
    revision = (
        Revision.objects.select_for_update(of=("self",))
        .select_related("post__course")
        .get(pk=citation.footnote.revision_id)
    )
    if revision.post.revisions.values_list("pk", flat=True).first() != revision.pk:
        raise NotAllowed("This note belongs to an older version. Open the notes again, then choose.")
    source = _named(key.strip().lstrip("@"), by)
    if source is None:
        raise NotAllowed(f"The library has no source “{key.strip()}”. Take the key from the source’s page.")
    choice = Choice.objects.create(citation=citation, before=citation.source, after=source, by=by.author)
    Citation.objects.filter(pk=citation.pk).update(source=source, link=Link.HAND)
    if revision.post.submitted_revision_id == revision.pk:
        list_sources(sources=[source])
    reprint(Revision.objects.filter(pk=revision.pk), revision.post.course)
    return choice
