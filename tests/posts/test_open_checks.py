"""The checks in their course: what they compare with, what stops a submission, and what is kept of them."""

import uuid

import pytest

from courses.models import Membership, Prompt
from posts import actions
from posts.models import OpenCheck, Post
from posts.previewing import preview
from tests.factories import make_course, make_member, make_prompt

pytestmark = pytest.mark.django_db

BOOK = "Lynne Viola, Peasant Rebels under Stalin (New York: Oxford University Press, 1996), {}."
WORDS = "nobody in the village had ever been asked by an office"
QUOTED = f"A clerk said that “{WORDS}.”((" + BOOK + "))"


def _hand_in(seat: Membership, prompt: Prompt, body: str) -> Post:
    post = actions.start_post(seat=seat, prompt=prompt)
    words = actions.Words("Offices", body, post.draft_version)
    return actions.submit(post=post, words=words, choices=actions.Choices(), key=uuid.uuid4(), by=seat).post


def _codes(seat: Membership, prompt: Prompt, body: str) -> set[str]:
    shown = preview(writer=seat, body=body, post=None, prompt=prompt)
    return {each.code for each in shown.findings}


@pytest.mark.parametrize(("post_first", "told"), [(False, {"L13", "L14"}), (True, set())])
def test_only_what_the_writer_may_read_is_compared_and_nobody_is_named(post_first: bool, told: set[str]) -> None:
    course = make_course(moderation="off")
    prompt = make_prompt(course, post_first=post_first, most_quoted=100)
    other = make_member(course)
    _hand_in(other, prompt, QUOTED.format(54))
    writer = make_member(course, section=other.section)
    body = QUOTED.format(45) + f" And so {WORDS}."
    assert _codes(writer, prompt, body) & {"L13", "L14", "L16"} == told
    shown = preview(writer=writer, body=body, post=None, prompt=prompt)
    assert other.author.name not in " ".join(each.says for each in shown.findings)


def test_what_was_open_is_kept_with_the_submission() -> None:
    course = make_course()
    post = _hand_in(make_member(course), make_prompt(course), "They wrote((" + BOOK.format(45) + ")).")
    assert [(each.code, each.note) for each in OpenCheck.objects.filter(submission__post=post)] == [("L06", 1)]


def test_a_check_that_the_week_lets_stop_refuses_with_a_sentence_and_keeps_the_draft() -> None:
    course = make_course()
    seat, prompt = make_member(course), make_prompt(course, severities={"L06": "block"})
    body = "They wrote((" + BOOK.format(45) + "))."
    with pytest.raises(actions.NotAllowed, match=r"The mark of note 1 stands before “\.”"):
        _hand_in(seat, prompt, body)
    assert not OpenCheck.objects.exists()
    Prompt.objects.update(severities={})
    prompt.refresh_from_db()
    assert _hand_in(seat, prompt, body).submitted_revision
