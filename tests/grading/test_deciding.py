"""The queue of what is held, and the decision about a post."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, State
from courses.models import Membership, Prompt
from grading.models import BankRemark
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
    assert f">{post.draft_title}</a></h2>" not in queue(instructor)


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
    assert ">Undo</button>" in queue(instructor, "?list=log")
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
    assert ">Undo</button>" in page
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


def undo(by: Membership, post: Post, decision: Decision | None = None, **more: object) -> str:
    """Presses “Undo” and gives what the page says then."""
    step = decision or post.decisions.first()
    assert step is not None
    response = signed_in(by).post(deciding(post), {"decision": "undo", "step": step.pk, **more}, follow=True)
    return str(response.content.decode())


@pytest.mark.parametrize("decision", ["accept", "changes"])
def test_a_decision_is_taken_back_at_one_press(instructor: Membership, post: Post, decision: str) -> None:
    decide(instructor, post, decision, reason="Name the page.")
    page = page_of(instructor, deciding(post))
    assert page.count(">Undo</button>") == 2  # the reader's last step, and below the decision
    assert "Taken back" in undo(instructor, post)
    post.refresh_from_db()
    assert (post.workflow, post.published_revision) == ("submitted", None)
    assert "Handed in again" not in page_of(instructor, deciding(post)) + queue(instructor)
    assert ">Undo</button>" not in queue(instructor, "?list=log")


def test_what_came_after_keeps_a_decision_from_being_taken_back(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "changes", reason="Name the page.")
    step = post.decisions.first()
    hand_in(post, "Bread came second.")
    assert ">Undo</button>" not in queue(instructor, "?list=log")
    assert "cannot be taken back" in undo(instructor, post, step)
    decide(instructor, post, "accept")
    assert "cannot be taken back" in undo(instructor, post, step)
    post.refresh_from_db()
    assert post.workflow == "accepted"


def test_an_assistant_takes_back_no_acceptance_and_nobody_a_decision_about_another_post(
    instructor: Membership, post: Post
) -> None:
    decide(instructor, post, "accept")
    assistant = make_assistant(section=post.section)
    address = reverse("moderate_post", args=[post.course.slug, post.slug])
    step = post.decisions.first()
    assert step is not None
    assert ">Undo</button>" not in page_of(assistant, address)
    assert signed_in(assistant).post(address, {"decision": "undo", "step": step.pk}).status_code == 404
    other = make_post(make_member(section=post.section), post.prompt, state="submitted")
    elsewhere = reverse("moderate_post", args=[post.course.slug, other.slug])
    assert signed_in(instructor).post(elsewhere, {"decision": "undo", "step": step.pk}).status_code == 404


def test_hiding_tells_its_author_why(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "accept")
    decide(instructor, post, "hide", reason="It names a living person.")
    assert "It names a living person." in page_of(post_seat(post), post.get_absolute_url())
    assert signed_in(make_member(section=post.section)).get(post.get_absolute_url()).status_code == 404


def post_seat(post: Post) -> Membership:
    return Membership.objects.get(course=post.course, author=post.author)


def test_a_saved_phrase_stands_behind_the_reason(instructor: Membership, post: Post) -> None:
    phrase = BankRemark.objects.create(course=post.course, text="See the guide.", by=instructor.author)
    theirs = BankRemark.objects.create(course=make_course(), text="Not ours.", by=instructor.author)
    page = page_of(instructor, deciding(post))
    assert "See the guide." in page
    assert "Not ours." not in page
    decide(instructor, post, "changes", reason="Name the page.", phrase=theirs.pk)
    assert not post.decisions.exists()
    decide(instructor, post, "changes", reason="Name the page.", phrase=phrase.pk)
    assert post.decisions.values_list("reason", flat=True).get() == "Name the page.\n\nSee the guide."


def test_a_reason_is_kept_as_a_phrase(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "changes", reason="Name the page.", keep="on")
    assert BankRemark.objects.values_list("text", flat=True).get() == "Name the page."


def test_the_next_post_that_waits_comes_up(instructor: Membership, post: Post) -> None:
    other = make_post(make_member(section=post.section), post.prompt, state="submitted")

    def led_to(found: Post, decision: str) -> str:
        data = {"decision": decision, "revision": found.submitted_revision_id}
        return str(signed_in(instructor).post(deciding(found), data)["Location"])

    assert led_to(post, "accept") == deciding(other)
    assert led_to(other, "accept") == reverse("moderation", args=[post.course.slug])
    assert led_to(post, "hide") == deciding(post)


def test_open_checks_and_the_reason_for_holding_stand_beside_the_post(instructor: Membership, post: Post) -> None:
    submission = post.submissions.get()
    submission.open_checks.create(position=0, code="L02", severity="warn", note=3, says="No page is given.")
    page = page_of(instructor, deciding(post))
    assert "No page is given." in page
    assert f"#fn-{post.pk}-3" in page
    assert "is held" in page or "first post" in page


def step_back(by: Membership, comment: Comment, **data: object) -> str:
    """Decides on a comment from the queue and gives what the page says then."""
    address = reverse("moderate_comment", args=[comment.post.course.slug, comment.pk])
    return str(signed_in(by).post(address, data, follow=True).content.decode())


def test_a_comment_is_returned_with_a_reason_and_that_is_taken_back(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "accept")
    post.refresh_from_db()
    comment = make_comment(make_member(section=post.section), post, state=State.HELD)
    assert "Say what should change" in step_back(instructor, comment, decision="changes")
    assert "is told what should change" in step_back(
        instructor, comment, decision="changes", reason="Quote it rightly."
    )
    comment.refresh_from_db()
    assert comment.state == State.RETURNED
    step = comment.moderations.first()
    assert step is not None
    assert "Taken back" in step_back(instructor, comment, decision="undo", step=step.pk)
    comment.refresh_from_db()
    assert comment.state == State.HELD
    assert "cannot be taken back" in step_back(instructor, comment, decision="undo", step=step.pk)


def test_a_second_moderator_of_a_comment_is_told_and_keeps_the_words(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "accept")
    post.refresh_from_db()
    comment = make_comment(make_member(section=post.section), post, state=State.HELD)
    other = make_instructor(post.course)
    assert "is up" in step_back(instructor, comment, decision="approve", stands="held")
    for decision in ("approve", "hide", "changes"):
        page = step_back(other, comment, decision=decision, stands="held", reason="It is not about bread.")
        assert "Someone decided on this comment meanwhile: it is published now." in page
        assert "It is not about bread.</textarea>" in page
    comment.refresh_from_db()
    assert (comment.state, comment.moderations.count()) == (State.PUBLISHED, 1)


def test_a_second_moderator_of_a_post_is_told(instructor: Membership, post: Post) -> None:
    other = make_instructor(post.course)
    decide(instructor, post, "accept", stands="submitted")
    page = decide(other, post, "changes", stands="submitted", reason="Name the page.")
    assert "Someone decided meanwhile: the post is published." in page
    assert "Name the page.</textarea>" in page
    decide(instructor, post, "hide")
    assert "hidden already" in decide(other, post, "hide")
    decide(instructor, post, "show")
    assert "shown already" in decide(other, post, "show")
    assert list(post.decisions.order_by("pk").values_list("verdict", flat=True)) == ["accepted", "hidden", "shown"]


def test_a_later_version_is_not_called_returned_once_another_was_accepted(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "changes", reason="Name the page.")
    hand_in(post, "Bread came second.")
    assert "Handed in again" in queue(instructor)
    post.refresh_from_db()
    decide(instructor, post, "accept")
    post.refresh_from_db()
    hand_in(post, "Bread came third.")
    assert "the accepted one stays up until you decide" in queue(instructor)
    assert "Handed in again" not in queue(instructor)


@pytest.mark.parametrize(("policy", "why"), [("all", "Every comment is held"), ("", "no approved comment here yet")])
def test_a_comment_is_held_by_the_policy_of_its_week(instructor: Membership, post: Post, policy: str, why: str) -> None:
    Prompt.objects.filter(course=post.course).update(moderation=policy)
    decide(instructor, post, "accept")
    post.refresh_from_db()
    make_comment(make_member(section=post.section), post, state=State.HELD)
    assert why in queue(instructor)


def test_what_changed_since_the_version_that_is_up_is_shown(instructor: Membership, post: Post) -> None:
    assert "What changed since" not in page_of(instructor, deciding(post))
    decide(instructor, post, "accept")
    post.refresh_from_db()
    hand_in(post, "The *land* decree and the bread.")
    assert "What changed since the version that is up, revision 1" in page_of(instructor, deciding(post))
    page = page_of(instructor, deciding(post) + "?changes=1")
    assert "<ins>" in page
    assert "The essay as it reads" in page
    assert page.count(">Accept</button>") == 1


def test_a_first_version_is_hidden_and_leaves_the_line_until_it_is_shown_again(
    instructor: Membership, post: Post
) -> None:
    decide(instructor, post, "hide", reason="It names a patient.")
    assert f">{post.draft_title}</a></h2>" not in queue(instructor)
    assert "It names a patient." in page_of(Membership.objects.get(author=post.author_id), post.get_absolute_url())
    decide(instructor, post, "show")
    assert f">{post.draft_title}</a></h2>" in queue(instructor)


def test_what_is_handed_in_after_hiding_waits_again_and_stays_hidden(instructor: Membership, post: Post) -> None:
    decide(instructor, post, "hide", reason="It names a patient.")
    hand_in(Post.objects.get(pk=post.pk), "Without the name.")
    assert f">{post.draft_title}</a></h2>" in queue(instructor)
    post.refresh_from_db()
    assert "Accepted, but still hidden" in decide(instructor, post, "accept")
    assert not Post.objects.readable_by(make_member(section=post.section)).exists()
    decide(instructor, post, "show")
    assert Post.objects.readable_by(make_member(section=post.section)).exists()


def test_the_next_item_is_the_one_that_has_waited_longest_be_it_a_comment(instructor: Membership, post: Post) -> None:
    up = make_post(make_member(section=post.section), post.prompt)
    comment = make_comment(make_member(section=post.section), up, "In between.", state=State.HELD)
    later = make_post(make_member(section=post.section), post.prompt, draft_title="Later", state="submitted")
    now = timezone.now()
    Comment.objects.filter(pk=comment.pk).update(created_at=now - timedelta(hours=2))
    Post.objects.filter(pk=later.pk).update(submitted_at=now - timedelta(hours=1))
    data = {"decision": "accept", "revision": post.submitted_revision_id}
    client = signed_in(instructor)
    answer = client.post(deciding(post), data)
    assert answer["Location"] == reverse("moderation", args=[post.course.slug])
    Comment.objects.filter(pk=comment.pk).update(state=State.PUBLISHED)
    again = {"decision": "changes", "revision": post.submitted_revision_id, "reason": "Name the pages."}
    assert client.post(deciding(post), again)["Location"] == deciding(later)
