"""A receipt: what it says, and that it proves a text to whoever holds both and tells nothing to anybody else."""

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Membership
from posts.actions import Choices, NotAllowed, Words, start_post, submit, withdraw
from posts.models import Post, Revision, Submission
from posts.receipts import days_late
from tests.factories import make_course, make_member, make_prompt
from tests.readers import page_of, signed_in

BODY = "Bread came first.((So they say, 14.))\n\nThen came the “rural offices” – and the tax."
CHECK = "/receipts/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(title="Revolutions"), name="Ana Author")


@pytest.fixture
def post(seat: Membership) -> Post:
    return start_post(seat=seat, prompt=make_prompt(seat.course))


def hand_in(post: Post, body: str = BODY, key: uuid.UUID | None = None) -> Submission:
    seat = Membership.objects.get(course=post.course, author=post.author)
    post.refresh_from_db()
    words = Words("Corn", body, post.draft_version)
    return submit(post=post, words=words, choices=Choices(), key=key or uuid.uuid4(), by=seat)


def check(number: str, text: str, client: Client | None = None) -> str:
    answer = (client or Client()).post(CHECK, {"number": number, "text": text})
    assert answer.status_code == 200
    return answer.content.decode()


def address(post: Post) -> str:
    return reverse("receipt", args=[post.course.slug, post.slug])


def test_the_receipt_says_its_number_the_time_the_revision_the_lateness_and_the_fingerprint(post: Post) -> None:
    submission = hand_in(post)
    post.refresh_from_db()
    page = page_of(Membership.objects.get(author=post.author), address(post))
    local = submission.at.astimezone(post.course.zone)
    for fact in (submission.receipt_number, f"{local:%H:%M}", hashlib.sha256(BODY.encode()).hexdigest(), "in time"):
        assert fact in page
    assert f"/history/{submission.revision.number}/" in page


def test_whoever_holds_receipt_and_text_is_told_yes_and_when(post: Post) -> None:
    submission = hand_in(post)
    page = check(submission.receipt_number, BODY)
    assert "Yes: this text was handed in under this receipt." in page
    for fact in (submission.revision.sha256, "Revolutions", "Corn", "in time"):
        assert fact in page


@pytest.mark.parametrize(
    "text",
    [
        BODY.replace("\n", "\r\n"),
        BODY.replace("\n", "\r"),
        BODY + "\n",
        "\r\n" + BODY + "\r\n\r\n",
    ],
)
def test_line_ends_make_no_difference(post: Post, text: str) -> None:
    assert "Yes: this text" in check(hand_in(post).receipt_number, text)


@pytest.mark.parametrize(
    "text", [BODY.replace("14", "41"), BODY.replace("“", '"'), BODY[:-1], BODY + " ", BODY.replace("\n\n", "\n"), "x"]
)
def test_one_letter_makes_it_another_text(post: Post, text: str) -> None:
    page = check(hand_in(post).receipt_number, text)
    assert "No: this text was not handed in under this receipt." in page
    assert hashlib.sha256(text.encode()).hexdigest() in page


def test_a_number_is_read_without_dashes_and_in_small_letters(post: Post) -> None:
    submission = hand_in(post)
    assert "Yes: this text" in check(f" {submission.receipt.lower()} ", BODY)


def test_an_unknown_number_and_another_text_get_the_very_same_answer(post: Post) -> None:
    submission = hand_in(post)

    def answer(number: str) -> str:
        page = check(number, "Another text.")
        return page[page.index('<main id="main"') : page.index("<form class")]

    assert answer(submission.receipt_number) == answer("AAAAA-AAAAA-AAAAA-AAAAA") == answer(str(submission.pk))
    assert "Corn" not in answer(submission.receipt_number)


def test_the_answer_names_nobody(post: Post) -> None:
    assert "Ana Author" not in check(hand_in(post).receipt_number, BODY)


def test_a_text_that_no_longer_has_its_fingerprint_is_not_vouched_for(post: Post) -> None:
    submission = hand_in(post)
    Revision.objects.filter(pk=submission.revision_id).update(body="Altered behind the back.")
    assert "No: this text" in check(submission.receipt_number, "Altered behind the back.")
    assert "No: this text" in check(submission.receipt_number, BODY)


def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed() -> None:
    answer = Client().post(CHECK, {"number": "", "text": "My whole essay."})
    assert answer.status_code == 422
    assert "Type the receipt number." in answer.content.decode()
    assert "My whole essay." in answer.content.decode()
    long = Client().post(CHECK, {"number": "A", "text": "a" * 100_001})
    assert "an essay has 100000 at most" in long.content.decode()


def test_an_essay_of_the_greatest_length_is_checked_whatever_its_line_ends(post: Post) -> None:
    body = "a line\n" * 14_285
    submission = hand_in(post, body)
    assert "Yes: this text" in check(submission.receipt_number, body.replace("\n", "\r\n"))


def test_whoever_checks_too_often_is_asked_to_wait_and_keeps_the_text(post: Post) -> None:
    submission = hand_in(post)
    client = Client()
    for _ in range(30):
        check("AAAAA", "Words.", client)
    answer = client.post(CHECK, {"number": submission.receipt_number, "text": BODY})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Wait a minute" in page
    assert "rural offices" in page
    assert "Yes: this text" not in page


def test_no_two_submissions_have_one_receipt_number(post: Post) -> None:
    first, second = hand_in(post), hand_in(post, "Other words.")
    assert first.receipt != second.receipt
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=second.pk).update(receipt=first.receipt)


def test_the_same_key_gives_the_same_receipt_again(post: Post) -> None:
    key = uuid.uuid4()
    first = hand_in(post, key=key)
    assert hand_in(post, key=key) == first
    assert Submission.objects.count() == 1
    assert Revision.objects.count() == 1


def test_a_double_click_on_submit_is_one_submission(client: Client, post: Post) -> None:
    hand_in(post)
    post.refresh_from_db()
    client.force_login(post.author)
    sent = {"audience": "section", "version": post.draft_version, "key": str(uuid.uuid4()), "note": ""}
    pages = [client.post(reverse("post_submit", args=[post.course.slug, post.slug]), sent) for _ in range(2)]
    assert [page["Location"] for page in pages] == [address(post)] * 2
    assert Submission.objects.count() == 2


def test_earlier_receipts_stay_on_the_page_and_a_withdrawn_one_says_so(post: Post, seat: Membership) -> None:
    seat.course.moderation = "all"
    seat.course.save()
    first = hand_in(post)
    withdraw(post=post, by=seat)
    second = hand_in(post, "Better words.")
    post.refresh_from_db()
    page = page_of(seat, address(post))
    assert page.index(second.receipt_number) < page.index(first.receipt_number)
    assert "withdrawn" in page[page.index(first.receipt_number) :]
    assert "Withdrawn" in check(first.receipt_number, BODY)


def test_what_was_withdrawn_does_not_make_a_late_essay_early(post: Post, seat: Membership) -> None:
    seat.course.moderation = "all"
    seat.course.save()
    withdrawn = hand_in(post)
    withdraw(post=post, by=seat)
    late = hand_in(post, "Written after the deadline.")
    due_at = post.prompt.due_at() if post.prompt else timezone.now()
    Submission.objects.filter(pk=late.pk).update(at=due_at + timedelta(hours=1))
    late.refresh_from_db()
    assert days_late(late) == 1
    withdrawn.refresh_from_db()
    assert days_late(withdrawn) == 0


def test_after_the_deadline_nothing_is_withdrawn(post: Post, seat: Membership) -> None:
    seat.course.moderation = "all"
    seat.course.save()
    hand_in(post)
    assert post.prompt
    now = seat.course.now()
    post.prompt.opens, post.prompt.due = now - timedelta(days=2), now - timedelta(minutes=1)
    post.prompt.save()
    with pytest.raises(NotAllowed, match="deadline has passed"):
        withdraw(post=post, by=seat)


def test_the_queries_of_the_page_do_not_grow_with_the_receipts(post: Post, seat: Membership) -> None:
    hand_in(post)
    post.refresh_from_db()
    client = signed_in(seat)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(post)).status_code == 200
        return len(captured)

    few = queries()
    for number in range(4):
        hand_in(post, f"Words {number}.")
    assert queries() <= few
