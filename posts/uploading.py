"""A document becomes the draft: under the draft's version, with what stood there kept in the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from courses.models import Membership, Prompt
from posts.actions import start_post
from posts.post import MAX_TITLE, Post
from posts.revising import Conflict, NotAllowed, Words, save_revision
from posts.revision import Reason, Revision
from posts.word.document import Document
from posts.word.escaping import escaped, escaped_opening


@dataclass(frozen=True)
class Place:
    """Where a document goes: a post, or a prompt whose post it begins, at the version of the draft that was seen."""

    post: Post | None
    prompt: Prompt | None
    version: int
    appends: bool = False

    @property
    def draft(self) -> str:
        """The draft's words, or ""."""
        return self.post.draft_body if self.post else ""


@transaction.atomic
def take_in(*, document: Document, place: Place, by: Membership) -> Revision:
    """Makes the document the draft, or its end, and a revision; a draft that no revision holds is frozen first.

    Raises `Conflict` when the draft was saved elsewhere, and `NotAllowed` past a limit; the draft is then as it was.
    """
    begun = place.post or start_post(seat=by, prompt=place.prompt)
    post = Post.objects.select_for_update(of=("self",)).select_related("course", "prompt", "author").get(pk=begun.pk)
    title, body = _words_for(post, document, appends=place.appends)
    if post.draft_version != place.version:
        return _taken_already(post, title, body)
    _keep_draft(post, by)
    post.refresh_from_db(fields=["draft_version"])
    words = Words(title, body, post.draft_version)
    return save_revision(post=post, words=words, reason=Reason.IMPORT, by=by.author)


def _taken_already(post: Post, title: str, body: str) -> Revision:
    """Returns the revision that the same request made before, as a double click sends it; else raises `Conflict`."""
    last = post.revisions.first()
    if last and last.reason == Reason.IMPORT and (last.title, last.body) == (title, body):
        return last
    raise Conflict(post)


def _keep_draft(post: Post, by: Membership) -> None:
    """Freezes the draft as it stands, where it has words that no revision holds."""
    if not (post.draft_title.strip() or post.draft_body.strip()):
        return
    words = Words(post.draft_title, post.draft_body, post.draft_version)
    if post.revisions.filter(sha256=words.sha256, title=words.title).exists():
        return
    try:
        save_revision(post=post, words=words, reason=Reason.SAVE, by=by.author)
    except NotAllowed as refusal:
        raise NotAllowed(f"Your present draft cannot be kept in the history as it is. {refusal}") from None


def _words_for(post: Post, document: Document, *, appends: bool) -> tuple[str, str]:
    """Returns the title and the body that the draft is to have; a title that finds no room becomes a heading."""
    title = post.draft_title if post.draft_title.strip() else document.title
    fits = len(title) <= MAX_TITLE
    parts = chain([post.draft_body.rstrip()] if appends else [], _document_words(document, title if fits else ""))
    body = "\n\n".join(filter(None, parts))
    return title if fits else "", f"{body.rstrip()}\n" if body else ""


def _document_words(document: Document, title: str) -> Iterator[str]:
    if document.title.strip() and document.title.strip().casefold() != title.strip().casefold():
        yield (
            escaped_opening(escaped(document.title))
            if len(document.title) > MAX_TITLE
            else f"# {escaped(document.title)}"
        )
    yield document.body
