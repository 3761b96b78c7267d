"""What authors are told by mail."""

from django.core.mail import send_mail
from django.template.loader import render_to_string

from posts.decision import Decision, Verdict

TOLD = {Verdict.ACCEPTED, Verdict.CHANGES_REQUESTED, Verdict.UNDONE}


def send_decision(decision: Decision) -> None:
    """Tells the author that the post was accepted, what should change, or that this was taken back.

    Hiding is told on the post's own page, with its reason.
    """
    if decision.verdict not in TOLD:
        return
    post = decision.post
    if not post.course.memberships.current().filter(author=post.author_id).exists():
        return
    subject = f"{post.course}: “{decision.revision.title}” – {decision.get_verdict_display().lower()}"
    body = render_to_string("posts/decision.txt", {"decision": decision, "post": post})
    send_mail(" ".join(subject.split()), body, None, [post.author.email], fail_silently=True)
