"""Drafts and revisions: what is overwritten, what is frozen, and the rows that are read from the words."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from authors.models import Author
from posts.footnote import Citation, Footnote
from posts.linking import Linked, LinkedNote, cited, link_notes, notes_of
from posts.marks import MAX_NOTES
from posts.notes import MAX_NOTE, Essay, read_essay
from posts.places import place_sort
from posts.post import MAX_BODY, MAX_TITLE, Post
from posts.rendering import Printed, print_essay
from posts.revision import Reason, Revision
from sources.actions import hold_library, list_sources, propose_source, share_library
from sources.matching import Library
from sources.models import Source, Status

__all__ = ["Conflict", "NotAllowed", "Words", "save_draft", "save_revision"]


class NotAllowed(Exception):  # noqa: N818  # its words are shown to the user
    """What was asked for cannot be done; the message is a sentence that says why and what to do."""


class Conflict(Exception):  # noqa: N818  # no error: two windows wrote at once
    """The draft was saved elsewhere since it was read; `post` is the draft as it stands."""

    def __init__(self, post: Post) -> None:
        super().__init__("This draft was saved in another window or on another device since you opened it here.")
        self.post = post


@dataclass(frozen=True)
class Words:
    """A title and a body as typed, and the version of the draft that they replace."""

    title: str
    body: str
    version: int

    @property
    def sha256(self) -> str:
        """The digest of the body in UTF-8, in hexadecimal digits."""
        return hashlib.sha256(self.body.encode()).hexdigest()


def save_draft(*, post: Post, words: Words) -> int:
    """Overwrites the draft and returns its new version.

    Raises `Conflict` when the draft is no longer at the version that was read, and `NotAllowed` past a limit.
    """
    _refuse_too_long(words)
    saved = Post.objects.filter(pk=post.pk, draft_version=words.version).update(
        draft_title=words.title,
        draft_body=words.body,
        draft_version=words.version + 1,
        draft_saved_at=timezone.now(),
    )
    if saved:
        return words.version + 1
    stored = Post.objects.get(pk=post.pk)
    if (stored.draft_title, stored.draft_body) != (words.title, words.body):
        raise Conflict(stored)
    return stored.draft_version  # another window saved the very same words


@transaction.atomic
def save_revision(*, post: Post, words: Words, reason: Reason, by: Author, like: Revision | None = None) -> Revision:
    """Freezes the words with their notes, citations and new sources, all together or not at all.

    Saving the same words twice makes one revision. Notes keep the identity and the links that they have in the last
    revision, or in `like`. Raises what `save_draft` raises.
    """
    save_draft(post=post, words=words)
    last = post.revisions.first()
    if last and reason == Reason.SAVE and (last.title, last.body) == (words.title, words.body):
        return last
    essay = read_essay(words.body)
    _refuse_notes_past_limits(essay)
    notes = link_notes(essay.notes, _library(post, reason), notes_of(like or last))
    _propose_new(post, notes, by)
    if reason in {Reason.SUBMIT, Reason.IMPORT}:
        _list_cited(notes)
    printed, _ = print_essay(essay, notes, post.course, str(post.pk))
    revision = _freeze(post, words, reason, printed, by, (last.number if last else 0) + 1)
    _write_notes(revision, notes)
    return revision


def _library(post: Post, reason: Reason) -> Library:
    """Returns what the writer may cite, as it stays until the revision is written.

    A submission makes its sources the class's: it takes the class's record where the class has one by now.
    """
    if reason in {Reason.SAVE, Reason.RESTORE}:
        share_library(course=post.course)
        return Library.of(post.course, post.author)
    hold_library(course=post.course)
    library = Library.of(post.course, post.author)
    library.prefer_listed()
    return library


def _refuse_too_long(words: Words) -> None:
    for name, text, limit in (("title", words.title, MAX_TITLE), ("essay", words.body, MAX_BODY)):
        if len(text) > limit:
            raise NotAllowed(
                f"The {name} has {len(text):,} characters; it may have {limit:,}. Shorten it and save again."
            )


def _refuse_notes_past_limits(essay: Essay) -> None:
    if len(essay.notes) > MAX_NOTES:
        raise NotAllowed(f"The essay has more than {MAX_NOTES} notes, which is the limit. Take some away; then save.")
    for note in essay.notes:
        if len(note.words) > MAX_NOTE:
            raise NotAllowed(
                f"Note {note.number} has {len(note.words):,} characters; a note may have {MAX_NOTE:,}."
                " Shorten it and save again."
            )


def _propose_new(post: Post, notes: Iterable[LinkedNote], by: Author) -> None:
    """Writes the sources that the library does not have yet."""
    for entry in cited(notes):
        if entry.pk is None:
            source = propose_source(course=post.course, csl=entry.csl, by=by)
            entry.pk, entry.key = source.pk, source.key


def _list_cited(notes: Iterable[LinkedNote]) -> None:
    """Shows the cited sources to the class before the notes are printed, which lead to their addresses."""
    entries = {entry.pk: entry for entry in cited(notes) if entry.pk}
    for source in Source.objects.filter(pk__in=entries, status=Status.PROPOSED).order_by("pk"):
        list_sources(sources=[source])
        entries[source.pk].key = source.key


def _freeze(post: Post, words: Words, reason: Reason, printed: Printed, by: Author, number: int) -> Revision:
    return Revision.objects.create(
        post=post,
        number=number,
        title=words.title,
        body=words.body,
        reason=reason,
        by=by,
        sha256=words.sha256,
        words=printed.words,
        opening=printed.opening,
        body_html=printed.body_html,
        notes_html=printed.notes_html,
        bibliography_html=printed.bibliography_html,
    )


def _write_notes(revision: Revision, notes: Sequence[LinkedNote]) -> None:
    footnotes = Footnote.objects.bulk_create(
        Footnote(
            revision=revision,
            number=note.typed.number,
            identity=note.identity,
            typed=note.typed.words,
            sentence=note.typed.sentence,
            kind=note.kind,
            unread=note.unread,
        )
        for note in notes
    )
    Citation.objects.bulk_create(
        _citation(footnote, position, citation, note.typed.quoted())
        for footnote, note in zip(footnotes, notes, strict=True)
        for position, citation in enumerate(note.citations, start=1)
    )


def _citation(footnote: Footnote, position: int, citation: Linked, quoted: str) -> Citation:
    pages = citation.locator.pages if citation.locator else None
    pages = pages if pages and pages[0] <= pages[1] else None
    first, last = pages or (None, None)
    label, locator = (citation.locator.label[:20], citation.locator.value[:400]) if citation.locator else ("", "")
    return Citation(
        footnote=footnote,
        position=position,
        source_id=citation.entry.pk if citation.entry else None,
        link=citation.link,
        label=label,
        locator=locator,
        first_page=first,
        last_page=last,
        place_sort=place_sort(label, locator, pages),
        prefix=citation.prefix,
        suffix=citation.suffix,
        typed=citation.typed,
        quoted=quoted,
    )
