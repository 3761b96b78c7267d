"""Writing, answering, changing and deleting comments."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments.models import MAX_ANSWERS, MAX_COMMENT, MAX_DEPTH, Circle, Comment, State
from courses.models import Audience, Membership
from posts.models import Post
from tests.factories import make_course, make_instructor, make_member, make_section
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import signed_in

pytestmark = pytest.mark.django_db


def classmates(**facts: object) -> tuple[Membership, Membership, Post]:
    """An author, a classmate in the same section, and the author's post."""
    author = make_member(make_course(**facts))
    classmate = make_member(section=author.section)
    return author, classmate, make_post(author)


def new(post: Post) -> str:
    return reverse("comment_new", args=[post.course.slug, post.slug])


def on(name: str, comment: Comment) -> str:
    return reverse(name, args=[comment.post.course.slug, comment.pk])


def test_a_classmate_comments_in_markdown_and_is_led_to_the_comment() -> None:
    _, classmate, post = classmates()
    response = signed_in(classmate).post(new(post), {"body": "On *land*: which page?", "circle": "class"})
    comment = Comment.objects.get()
    assert response["Location"] == f"{post.get_absolute_url()}#comment-{comment.pk}"
    assert comment.body == "On *land*: which page?"
    assert comment.body_html == "<p>On <em>land</em>: which page?</p>\n"
    assert comment.state == State.PUBLISHED


def test_a_script_in_a_comment_is_shown_as_typed_and_never_run() -> None:
    _, classmate, post = classmates()
    client = signed_in(classmate)
    client.post(new(post), {"body": "<script>alert(1)</script> [x](javascript:alert(2))", "circle": "class"})
    page = client.get(post.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page
    assert 'href="javascript:' not in page


def test_the_same_form_sent_twice_posts_once() -> None:
    _, classmate, post = classmates()
    client, form = signed_in(classmate), {"body": "Which page?", "circle": "class", "key": str(uuid.uuid4())}
    first, second = client.post(new(post), form), client.post(new(post), form)
    assert Comment.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_other_words_under_a_key_that_was_used_are_not_lost() -> None:
    _, classmate, post = classmates()
    client, key = signed_in(classmate), str(uuid.uuid4())
    for body in ("Which page?", "And which edition?", "And which edition?"):
        client.post(new(post), {"body": body, "circle": "class", "key": key})
    assert [comment.body for comment in Comment.objects.all()] == ["Which page?", "And which edition?"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("   ", "Write something first."), ("a" * (MAX_COMMENT + 1), "At most 10,000 characters fit here")],
)
def test_a_refused_comment_keeps_every_word_and_says_why(body: str, sentence: str) -> None:
    _, classmate, post = classmates()
    response = signed_in(classmate).post(new(post), {"body": body, "circle": "staff"})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert response.context["form"]["body"].value() == body
    assert response.context["form"]["circle"].value() == "staff"
    assert not Comment.objects.exists()


def test_without_a_script_the_form_is_a_page_of_its_own() -> None:
    _, classmate, post = classmates()
    page = signed_in(classmate).get(new(post)).content.decode()
    assert page.count("<h1") == 1
    assert 'name="body"' in page


def test_a_post_that_one_may_not_read_takes_no_comment() -> None:
    author, _, post = classmates()
    elsewhere = make_member(author.course, section=make_section(author.course))
    stranger = make_member()
    for seat in (elsewhere, stranger):
        assert signed_in(seat).post(new(post), {"body": "Hello", "circle": "class"}).status_code == 404
    assert Client().post(new(post), {"body": "Hello", "circle": "class"}).status_code == 403
    assert not Comment.objects.exists()


def test_a_visitor_reads_the_comments_of_a_public_post_and_gets_no_form() -> None:
    author = make_member(make_course(is_public=True))
    post = make_post(author, audience=Audience.PUBLIC, public_consent_at=timezone.now())
    make_comment(make_member(section=author.section), post, "Which page is that?")
    make_comment(author, post, "Between us alone.", circle=Circle.STAFF)
    page = Client().get(post.get_absolute_url()).content.decode()
    assert "Which page is that?" in page
    assert "Between us alone." not in page
    assert "<textarea" not in page
    assert "Reply" not in page
    assert (
        Client()
        .get(on("comment", Comment.objects.get(circle=Circle.CLASS)))["Location"]
        .startswith(post.get_absolute_url())
    )


def test_a_reply_stands_below_what_it_answers_and_shows_it_above_the_form() -> None:
    author, classmate, post = classmates()
    asked = make_comment(classmate, post, "Which page is that?")
    client = signed_in(author)
    assert "Which page is that?" in client.get(on("comment_reply", asked)).content.decode()
    client.post(on("comment_reply", asked), {"body": "Page 126."})
    reply = Comment.objects.get(parent=asked)
    assert (reply.thread, reply.depth, reply.circle) == (asked, 1, Circle.CLASS)


def test_a_reply_inherits_the_circle_whatever_the_form_says() -> None:
    author, classmate, post = classmates()
    asked = make_comment(classmate, post, circle=Circle.STAFF)
    signed_in(author).post(on("comment_reply", asked), {"body": "Page 126.", "circle": "class"})
    assert Comment.objects.get(parent=asked).circle == Circle.STAFF


def test_replies_below_the_deepest_level_stay_at_it_and_remember_whom_they_answer() -> None:
    author, classmate, post = classmates()
    comment = make_comment(classmate, post)
    for turn in range(MAX_DEPTH + 2):
        seat = author if turn % 2 == 0 else classmate
        signed_in(seat).post(on("comment_reply", comment), {"body": f"Turn {turn}."})
        comment = Comment.objects.get(parent=comment)
    assert comment.depth == MAX_DEPTH
    page = signed_in(author).get(post.get_absolute_url()).content.decode()
    assert page.count('<ol class="replies">') == MAX_DEPTH
    assert f"answers {author.author.name}" in page


def test_a_held_comment_cannot_be_answered_and_the_answer_is_kept() -> None:
    author, classmate, post = classmates()
    held = make_comment(classmate, post, state=State.HELD)
    response = signed_in(make_instructor(author.course)).post(on("comment_reply", held), {"body": "Page 126."})
    assert "cannot be answered" in response.content.decode()
    assert response.context["form"]["body"].value() == "Page 126."
    assert Comment.objects.count() == 1


def test_one_changes_ones_own_words_for_fifteen_minutes() -> None:
    _, classmate, post = classmates()
    comment = make_comment(classmate, post, "Which pge?")
    signed_in(classmate).post(on("comment_edit", comment), {"body": "Which page?"})
    comment.refresh_from_db()
    assert comment.body == "Which page?"
    assert comment.body_html == "<p>Which page?</p>\n"
    assert comment.edited_at


def test_after_fifteen_minutes_the_words_stand_and_the_new_ones_are_kept_to_copy() -> None:
    _, classmate, post = classmates()
    comment = make_comment(classmate, post, "Which pge?", created_at=timezone.now() - timedelta(minutes=16))
    client = signed_in(classmate)
    response = client.post(on("comment_edit", comment), {"body": "Which page?"})
    assert "The words stand now" in response.content.decode()
    assert response.context["form"]["body"].value() == "Which page?"
    assert "The words stand now" in client.get(on("comment_edit", comment), follow=True).content.decode()
    assert Comment.objects.get().body == "Which pge?"


def test_once_answered_the_words_stand() -> None:
    author, classmate, post = classmates()
    comment = make_comment(classmate, post, "Which pge?")
    make_comment(author, post, parent=comment)
    response = signed_in(classmate).post(on("comment_edit", comment), {"body": "Which page?"})
    assert "someone has answered" in response.content.decode()


def test_an_answer_that_waits_for_approval_is_not_betrayed_by_the_end_of_editing() -> None:
    author, classmate, post = classmates()
    comment = make_comment(classmate, post, "Which pge?")
    make_comment(author, post, parent=comment, state=State.HELD)
    client = signed_in(classmate)
    assert on("comment_edit", comment) in client.get(post.get_absolute_url()).content.decode()
    assert client.post(on("comment_edit", comment), {"body": "Which page?"}).status_code == 302


def test_nobody_changes_or_deletes_the_words_of_another() -> None:
    author, classmate, post = classmates()
    comment = make_comment(classmate, post, "Which page?")
    for seat in (author, make_instructor(author.course), make_member()):
        for name in ("comment_edit", "comment_delete"):
            assert signed_in(seat).get(on(name, comment)).status_code == 404
            assert signed_in(seat).post(on(name, comment), {"body": "Other words."}).status_code == 404
    comment.refresh_from_db()
    assert (comment.body, comment.deleted_at) == ("Which page?", None)


def test_a_deleted_comment_leaves_a_trace_and_its_answers_and_no_word_anywhere() -> None:
    author, classmate, post = classmates()
    comment = make_comment(classmate, post, "Regrettable words.")
    make_comment(author, post, "Page 126.", parent=comment)
    signed_in(classmate).post(on("comment_delete", comment))
    for seat in (author, classmate, make_instructor(author.course)):
        page = signed_in(seat).get(post.get_absolute_url()).content.decode()
        assert "Deleted by its writer." in page
        assert "Page 126." in page
        assert "1 comment<" in page
        assert "Regrettable" not in page
        for name in ("comment_reply", "comment_report", "comment_edit"):
            assert "Regrettable" not in signed_in(seat).get(on(name, comment)).content.decode()


def test_a_deletion_can_be_taken_back_for_thirty_days() -> None:
    _, classmate, post = classmates()
    comment = make_comment(classmate, post)
    client = signed_in(classmate)
    client.post(on("comment_delete", comment))
    client.post(on("comment_delete", comment), {"restore": "1"})
    comment.refresh_from_db()
    assert comment.deleted_at is None
    Comment.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    client.post(on("comment_delete", comment), {"restore": "1"})
    comment.refresh_from_db()
    assert comment.deleted_at


def test_deleting_asks_first() -> None:
    _, classmate, post = classmates()
    comment = make_comment(classmate, post)
    assert "Delete your comment?" in signed_in(classmate).get(on("comment_delete", comment)).content.decode()
    comment.refresh_from_db()
    assert comment.deleted_at is None


def test_the_key_of_a_form_is_unique_for_its_writer_in_the_database() -> None:
    _, classmate, post = classmates()
    key = uuid.uuid4()
    make_comment(classmate, post, key=key)
    with pytest.raises(IntegrityError, match="comment_key_unique_for_author"):
        make_comment(classmate, post, key=key)


def test_a_thread_takes_a_hundred_answers_and_gives_the_words_of_the_next_back() -> None:
    author, classmate, post = classmates()
    first = make_comment(author, post)
    for _ in range(MAX_ANSWERS - 1):
        make_comment(classmate, post, parent=first)
    client = signed_in(classmate)
    assert client.post(on("comment_reply", first), {"body": "The last one."}).status_code == 302
    refused = client.post(on("comment_reply", first), {"body": "One too many."}).content.decode()
    assert "This thread has 100 answers" in refused
    assert "One too many." in refused
    assert not Comment.objects.filter(body="One too many.").exists()
