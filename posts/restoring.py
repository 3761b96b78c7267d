"""An earlier revision made the newest again; nothing that stands in its way is lost."""

from django.db import transaction

from authors.models import Author
from posts.post import Post
from posts.revising import Words, save_revision
from posts.revision import Reason, Revision


@transaction.atomic
def restore(*, revision: Revision, by: Author) -> Revision:
    """Makes a new revision, and the draft, of an earlier revision's words, with its notes and their links.

    A draft that no revision holds yet is kept as one first. Restored twice in a row, it is one revision. Raises
    `NotAllowed` where the draft cannot be kept.
    """
    posts = Post.objects.select_for_update(of=("self",)).select_related("course", "prompt", "author")
    post = posts.get(pk=revision.post_id)
    last = post.revisions.first()
    draft = Words(post.draft_title, post.draft_body, post.draft_version)
    if last and (last.title, last.body) != (draft.title, draft.body):
        last = save_revision(post=post, words=draft, reason=Reason.SAVE, by=by)
        post.refresh_from_db(fields=["draft_version"])
    if last and last.reason == Reason.RESTORE and (last.title, last.body) == (revision.title, revision.body):
        return last
    words = Words(revision.title, revision.body, post.draft_version)
    return save_revision(post=post, words=words, reason=Reason.RESTORE, by=by, like=revision)
