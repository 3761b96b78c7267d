"""The demo's essays: saved, submitted, accepted or returned, as its students and its instructor would."""

import uuid

from courses.models import Prompt
from pages.demo import past
from pages.demo.people import Cast
from pages.demo.script import EssayFile
from posts.actions import Choices, Words, accept, request_changes, save_revision, start_post, submit
from posts.models import Post, Reason


def write(essay: EssayFile, prompt: Prompt, cast: Cast) -> Post:
    """Brings an essay as far as the script says, and returns its post."""
    seat = cast.seats[essay.facts["author"]]
    at = cast.days.moment(essay.at)
    post = start_post(seat=seat, prompt=prompt)
    words = Words(essay.facts["title"], essay.body, post.draft_version)
    if essay.is_draft:
        save_revision(post=post, words=words, reason=Reason.SAVE, by=seat.author)
        past.written(post, at)
        return post
    note = Choices(note=essay.facts.get("note_to_instructor", ""))
    submit(post=post, words=words, choices=note, key=uuid.uuid4(), by=seat)
    _decide(essay, post, cast)
    past.submitted(post, at, cast.days.moment(essay.facts.get("decided", essay.at)))
    post.refresh_from_db()
    return post


def _decide(essay: EssayFile, post: Post, cast: Cast) -> None:
    """Accepts or returns what the course holds, or leaves it waiting."""
    if essay.facts["state"] == "returned":
        request_changes(post=post, reason=essay.facts["reason"], by=cast.instructor)
    elif "decided" in essay.facts:
        accept(post=post, by=cast.instructor)
