"""The queue of what is held, and the decision about a post."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, State
from courses.models import Membership
from posts.models import Decision, Post, Verdict, Workflow
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_posts import hand_in, make_post, publish, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member(make_course(moderation="first"))


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author, make_prompt(author.course), body="The *land* decree.", state="submitted")


def queue(seat: Membership, query: str = "") -> str:
    return page_of(seat, reverse("moderation", args=[seat.course.slug]) + query)


def deciding(post: Post) -> str:
    return reverse("moderate_post", args=[post.course.slug, post.slug])


def decide(seat: Membership, post: Post, decision: str, **facts: object) -> str:
    data = {"decision": decision, "revision": post.submitted_revision_id, **facts}
    return signed_in(seat).post(deciding(post), data, follow=True).content.decode()


def test_posts_and_comments_wait_in_one_line_the_oldest_first(instructor: Membership, post: Post) -> None:
    other = make_post(make_member(section=post.section), post.prompt, draft_title="The late essay", state="submitted")
    up = make_post(make_member(section=post.section), post.prompt)
    comment = make_comment(make_member(section=post.section), up, "In between.", state=State.HELD)
    now = timezone.now()
    Post.objects.filter(pk=post.pk).update(submitted_at=now - timedelta(hours=3))
    Comment.objects.filter(pk=comment.pk).update(created_at=now - timedelta(hours=2))
    Post.objects.filter(pk=other.pk).update(submitted_at=now - timedelta(hours=1))
    page = queue(instructor)
    assert page.index(post.draft_title) < page.index("In between.") < page.index("The late essay")


def test_each_item_says_why_it_is_held(instructor: Membership, post: Post) -> None:
    assert "The author’s first post here" in queue(instructor)
    decide(instructor, post, "changes", reason="Name the pages.")
    hand_in(post, "Again.")
    assert "Handed in again after changes were requested" in queue(instructor)
    publish(post)
    make_comment(make_member(section=post.section), post, state=State.HELD)
    assert "The writer has no approved comment here yet" in queue(instructor)


def test_an_assistant_sees_their_own_section_alone(post: Post) -> None:
    assert post.draft_title in queue(make_assistant(section=post.section))
    far = make_assistant(section=make_section(post.course))
    assert post.draft_title not in queue(far)
    assert "Nothing waits for a decision" in queue(far)
    assert signed_in(far).get(deciding(post)).status_code == 404
    assert signed_in(far).post(deciding(post), {"decision": "accept"}).status_code == 404


def test_the_post_is_shown_as_it_will_read_with_the_note_to_the_instructor(author: Membership) -> None:
    post = make_post(author, make_prompt(author.course), state="draft")
    hand_in(post, "The *land* decree.", note="I was ill this week.")
    page = page_of(make_instructor(author.course), deciding(post))
    assert "The <em>land</em> decree." in page
    assert "I was ill this week." in page
    assert "I was ill" not in page_of(make_assistant(section=author.section), deciding(post))


def test_a_draft_is_not_shown_to_staff(author: Membership, instructor: Membership) -> None:
    post = make_post(author, make_prompt(author.course), state="draft")
    assert signed_in(instructor).get(deciding(post)).status_code == 404


def test_what_was_changed_in_the_draft_since_is_not_shown(instructor: Membership, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(draft_title="A secret title", draft_body="Secret words.")
    for address in (deciding(post), reverse("mark", args=[post.course.slug, 1, post.slug])):
        assert "ecret" not in page_of(instructor, address)


def test_accepting_publishes_the_version_that_was_handed_in(instructor: Membership, post: Post) -> None:
    assert "Accepted: the post is up." in decide(instructor, post, "accept")
    post.refresh_from_db()
    assert post.published_revision_id == post.submitted_revision_id
    assert post.draft_title not in queue(instructor)


def test_changes_need_a_reason_which_is_kept_when_it_is_refused(instructor: Membership, post: Post) -> None:
    assert "Say what should change" in decide(instructor, post, "changes", reason="  ")
    assert not Decision.objects.exists()
    too_long = "Name the pages. " * 300
    assert too_long.strip() in decide(instructor, post, "changes", reason=too_long)
    decide(instructor, post, "changes", reason="Name the pages.")
    decision = Decision.objects.get()
    assert (decision.verdict, decision.reason) == (Verdict.CHANGES_REQUESTED, "Name the pages.")
    assert "Name the pages." in page_of(instructor, deciding(post))


def test_a_decision_that_comes_too_late_keeps_the_reason_and_says_why(instructor: Membership, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(workflow=Workflow.ACCEPTED)
    page = decide(instructor, post, "accept", reason="Words that stay.")
    assert "Nothing waits here" in page
    assert "Words that stay." in page


def test_a_version_that_nobody_has_read_is_not_accepted(instructor: Membership, post: Post) -> None:
    read = post.submitted_revision_id
    hand_in(post, "A newer version.")
    page = decide(instructor, post, "accept", revision=read, reason="Fine.")
    assert "A newer version was handed in meanwhile" in page
    assert f'value="{post.submitted_revision_id}"' in page
    assert "Fine." in page
    assert not Decision.objects.exists()


def test_hiding_is_undone_by_showing(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "accept")
    decide(instructor, post, "hide")
    classmate = make_member(section=post.section)
    assert signed_in(classmate).get(post.get_absolute_url()).status_code == 404
    assert "Undo: show it again" in queue(instructor, "?list=log")
    decide(instructor, post, "show")
    assert signed_in(classmate).get(post.get_absolute_url()).status_code == 200
    verdicts = Decision.objects.order_by("pk").values_list("verdict", flat=True)
    assert list(verdicts) == ["accepted", "hidden", "shown"]


def test_the_log_shows_an_instructor_all_and_an_assistant_their_own_steps(instructor: Membership, post: Post) -> None:
    assistant = make_assistant(section=post.section)
    decide(instructor, post, "accept")
    comment = make_comment(make_member(section=post.section), post, state=State.HELD)
    address = reverse("moderate_comment", args=[post.course.slug, comment.pk])
    signed_in(assistant).post(address, {"decision": "hide", "back": "log"})
    page = queue(instructor, "?list=log")
    assert "Accepted" in page
    assert "Undo: show it again" in page
    own = queue(assistant, "?list=log")
    assert "Accepted" not in own
    assert "Hidden" in own


def test_the_queue_and_the_log_take_no_more_queries_for_more_items(instructor: Membership, post: Post) -> None:
    client, counts = signed_in(instructor), []
    addresses = [
        reverse("moderation", args=[post.course.slug]) + query for query in ("", "?list=reported", "?list=log")
    ]
    client.get(addresses[0])
    for number in (1, 6):
        for _ in range(number):
            held = make_post(make_member(section=post.section), post.prompt, state="submitted")
            up = make_post(make_member(section=post.section), post.prompt)
            make_comment(make_member(section=post.section), up, state=State.HELD)
            make_comment(instructor, up).reports.create(by=held.author, reason="Look.")
            Decision.objects.create(post=up, revision=submitted(up), verdict=Verdict.ACCEPTED, by=instructor.author)
            up.comments.earliest("pk").moderations.create(before="held", after="hidden", by=instructor.author)
        round_of_counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            round_of_counts.append(len(queries))
        counts.append(round_of_counts)
    assert counts[0] == counts[1]


def test_the_queue_is_paged(instructor: Membership, post: Post) -> None:
    for _ in range(26):
        make_post(make_member(section=post.section), post.prompt, state="submitted")
    assert "Page 1 of 2" in queue(instructor)
    assert queue(instructor, "?page=2").count("<li>") < queue(instructor).count("<li>")
