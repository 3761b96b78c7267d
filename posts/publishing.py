"""How a post's state is stored: read under a lock, put up, saved without its draft."""

from django.utils import timezone

from posts.consent import audience_of
from posts.post import Post, Workflow
from posts.submission import Submission


def locked(post: Post) -> Post:
    """Returns the post as it is stored, held until the transaction ends."""
    rows = Post.objects.select_for_update(of=("self",))
    return rows.select_related("course", "prompt", "author", "submitted_revision").get(pk=post.pk)


def publish(post: Post, submission: Submission) -> None:
    """Puts the submitted version up, for the audience that was chosen with it."""
    post.workflow = Workflow.ACCEPTED
    post.section = submission.section
    post.audience, post.public_consent_at = audience_of(post, submission)
    post.published_revision = post.submitted_revision
    post.published_at = post.published_at or timezone.now()
    save_state(post)


def save_state(post: Post) -> None:
    """Saves everything but the draft, which other windows may be writing."""
    fields = [field.name for field in post._meta.concrete_fields if not field.name.startswith("draft_")]  # noqa: SLF001
    post.save(update_fields=[name for name in fields if name != "id"])
