"""The author's consent to the public: given with a submission, taken back at any time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from courses.models import Audience, Membership
from posts.post import Post
from posts.revising import NotAllowed
from posts.submission import Submission


def audience_of(post: Post, submission: Submission) -> tuple[Audience, datetime | None]:
    """Returns for whom a submission goes up, and when its author consented to the public, if that still holds."""
    audience, consent = Audience(submission.audience), submission.public_consent_at
    taken_back = post.consent_withdrawn_at and post.consent_withdrawn_at > submission.at
    if audience == Audience.PUBLIC and taken_back:
        return Audience.COURSE, None
    return audience, consent


@transaction.atomic
def withdraw_consent(*, post: Post, by: Membership) -> None:
    """Takes one's post back from the public at once; the course goes on reading it.

    A version that waits goes up for the course too; consent is given anew with the next submission.
    """
    own = Post.objects.select_for_update().get(pk=post.pk, author=by.author)
    if own.audience != Audience.PUBLIC:
        raise NotAllowed("This post is not public; nobody outside the course can read it.")
    own.audience, own.public_consent_at, own.consent_withdrawn_at = Audience.COURSE, None, timezone.now()
    own.save(update_fields=["audience", "public_consent_at", "consent_withdrawn_at"])
