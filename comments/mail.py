"""What the writers of comments are told by mail: what should change in one, and that this was taken back."""

from django.core.mail import send_mail
from django.template.loader import render_to_string

from comments.models import Moderation, State


def send_step(step: Moderation) -> None:
    """Tells the writer what should change; other steps are seen beside the comment."""
    is_taken_back = step.undoes is not None and step.undoes.after == State.RETURNED
    asks = step.after == State.RETURNED and step.undoes is None
    if not asks and not is_taken_back:
        return
    comment, course = step.comment, step.comment.post.course
    if not course.memberships.current().filter(author=comment.author_id).exists():
        return
    does = "the request to change your comment was taken back" if is_taken_back else "please change your comment"
    facts = {"step": step, "comment": comment, "course": course, "is_taken_back": is_taken_back}
    body = render_to_string("comments/step.txt", facts)
    send_mail(" ".join(f"{course}: {does}".split()), body, None, [comment.author.email], fail_silently=True)
