"""One's own work: by course and week, with released marks alone; and all of it in one file, with nothing of others'."""

import hashlib
import json
import re
import uuid
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.extending import extend
from courses.models import Membership
from grading.participating import release_points, save_points
from pages import archive
from posts.actions import Choices, Words, request_changes, save_draft, start_post, submit
from posts.models import Post, Reason, Submission
from posts.revising import save_revision
from tests.factories import make_author, make_course, make_instructor, make_member, make_prompt
from tests.factories_comments import make_comment
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post
from tests.factories_sources import make_source
from tests.readers import page_of, signed_in

CANARY = "73.61"
CITED = "Bread came first.((Olympe Okri, Bread of the Market (Boston: Beacon Press, 1990), 12.))"
DOWNLOAD = "/me/download/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(slug="corn", title="Corn and Crown", moderation="all"), name="Ana Author")


@pytest.fixture
def staff(seat: Membership) -> Membership:
    return make_instructor(seat.course, name="Ines Instructor")


@pytest.fixture
def post(seat: Membership) -> Post:
    """Saved once, then handed in."""
    post = start_post(seat=seat, prompt=make_prompt(seat.course))
    save_revision(post=post, words=Words("Corn", "First try.", 0), reason=Reason.SAVE, by=seat.author)
    submit(post=post, words=Words("Corn", CITED, 1), choices=Choices(note="Mind page 2."), key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    return post


def files(seat: Membership, client: Client | None = None) -> dict[str, str]:
    """The files of the download, by name."""
    answer = (client or signed_in(seat)).post(DOWNLOAD)
    assert answer.status_code == 200
    with ZipFile(BytesIO(answer.getvalue())) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def of_post(found: dict[str, str], post: Post, name: str) -> str:
    assert post.prompt
    return found[f"course-corn/week-{post.prompt.week:02}-{post.slug}/{name}"]


def test_the_page_shows_each_post_with_its_week_state_and_receipt(seat: Membership, post: Post) -> None:
    page = page_of(seat, reverse("me"))
    for words in ("Corn and Crown", ">Corn</a>", "Submitted", reverse("receipt", args=["corn", post.slug]), DOWNLOAD):
        assert words in page
    assert "draft is newer" not in page


def test_a_draft_leads_to_its_editor_and_a_newer_draft_is_named(seat: Membership, post: Post) -> None:
    save_draft(post=post, words=Words("Corn", "More words.", post.draft_version))
    second = make_prompt(seat.course)
    draft = start_post(seat=seat, prompt=second)
    save_draft(post=draft, words=Words("Only begun", "…", 0))
    page = page_of(seat, reverse("me"))
    assert "draft is newer" in page
    assert f'{reverse("write", args=["corn", second.week])}">Only begun' in page
    assert page.index("Only begun") < page.index(">Corn</a>")


@pytest.mark.parametrize("state", ["draft", "ready"])
def test_a_mark_that_is_not_released_is_neither_on_the_page_nor_in_the_file(
    seat: Membership, staff: Membership, post: Post, state: str
) -> None:
    make_mark(staff, post, points=CANARY, state=state, feedback=f"Between us: {CANARY}.")
    assert CANARY not in page_of(seat, reverse("me"))
    found = files(seat)
    assert CANARY not in str(found)
    assert not [name for name in found if name.endswith("marks.json")]


def test_a_released_mark_is_on_the_page_and_in_the_file_with_its_feedback(
    seat: Membership, staff: Membership, post: Post
) -> None:
    make_mark(staff, post, points="8.50", state="released", feedback="Fine work.")
    assert "8.5" in page_of(seat, reverse("me"))
    (mark,) = json.loads(of_post(files(seat), post, "marks.json"))
    assert (mark["points"], mark["feedback"], mark["revision"]) == ("8.50", "Fine work.", 2)


def test_points_for_replies_are_in_the_file_once_they_are_released(seat: Membership, staff: Membership) -> None:
    prompt = make_prompt(seat.course, replies=2, reply_points=100)
    points = save_points(seat=seat, prompt=prompt, points=Decimal(CANARY), state="ready", version=0, by=staff)
    assert CANARY not in str(files(seat))
    release_points(rows=[points], by=staff)
    [told] = json.loads(files(seat)["course-corn/reply-points.json"])
    assert (told["week"], told["points"], told["of"]) == (prompt.week, CANARY, "100.00")


def test_every_version_is_there_as_typed_with_the_fingerprint_of_its_receipt(seat: Membership, post: Post) -> None:
    found = files(seat)
    assert of_post(found, post, "revision-0001-save.md") == "First try."
    handed_in = of_post(found, post, "revision-0002-submit.md")
    assert handed_in == of_post(found, post, "draft.md") == CITED
    (told,) = json.loads(of_post(found, post, "post.json"))["submissions"]
    submission = Submission.objects.get()
    assert told["sha256"] == hashlib.sha256(handed_in.encode()).hexdigest()
    assert told["receipt_number"] == submission.receipt_number
    assert told["note_to_staff"] == "Mind page 2."


def test_notes_come_with_their_sources_and_sources_as_csl_json(seat: Membership, post: Post) -> None:
    found = files(seat)
    (note,) = json.loads(of_post(found, post, "notes.json"))
    (citation,) = note["citations"]
    (source,) = json.loads(found["course-corn/sources.json"])
    assert (note["number"], citation["locator"]) == (1, "12")
    assert (source["title"], source["type"]) == ("Bread of the Market", "book")
    assert source["author"] == [{"family": "Okri", "given": "Olympe"}]


def test_what_staff_decided_and_the_time_they_gave_are_there_without_what_they_keep_to_themselves(
    seat: Membership, staff: Membership, post: Post
) -> None:
    assert post.prompt
    later = post.prompt.due + timedelta(days=3)
    extend(prompt=post.prompt, seat=seat, due=later, why="Appendicitis.", by=staff)
    request_changes(post=post, reason="Cite the page.", by=staff)
    found = files(seat)
    told = json.loads(of_post(found, post, "post.json"))
    assert told["decisions"][0]["reason"] == "Cite the page."
    assert told["extension_until"] == later.isoformat()
    assert "Appendicitis" not in str(found)
    assert "Ines Instructor" not in str(found)


def test_nothing_that_others_wrote_is_in_the_file(seat: Membership, staff: Membership, post: Post) -> None:
    mate = make_member(section=seat.section, name="Max Mate")
    theirs = make_post(mate, post.prompt, body="CANARYBODY", draft_title="CANARYTITLE")
    make_comment(mate, post, body="CANARYCOMMENT")
    make_comment(seat, theirs, body="My own remark.")
    make_comment(seat, theirs, body="CANARYDELETED", deleted_at=timezone.now())
    make_mark(staff, theirs, points=CANARY, state="released")
    make_source(seat.course, by=mate, listed=False, title="CANARYPROPOSAL")
    found = files(seat)
    assert "My own remark." in found["course-corn/comments.json"]
    assert re.findall("CANARY[A-Z]+|73.61|Max Mate", str(found)) == []


def test_own_proposals_go_with_their_writer(seat: Membership) -> None:
    make_source(seat.course, by=seat, listed=False, title="Proposed by me")
    assert "Proposed by me" in files(seat)["course-corn/sources.json"]


def test_who_has_left_a_course_still_takes_the_own_words_away(seat: Membership, post: Post) -> None:
    Membership.objects.filter(pk=seat.pk).update(ended_at=timezone.now(), ended_by=seat.author)
    assert of_post(files(seat), post, "draft.md") == CITED
    assert "Corn and Crown" not in page_of(seat, reverse("me"))


def test_whoever_wrote_nothing_is_told_what_to_do_and_gets_a_file_all_the_same() -> None:
    client = Client()
    client.force_login(make_author("New Here"))
    assert "You have written nothing yet." in client.get(reverse("me")).content.decode()
    with ZipFile(BytesIO(client.post(DOWNLOAD).getvalue())) as opened:
        assert sorted(opened.namelist()) == ["README.txt", "account.json"]


def test_the_names_of_files_are_safe_whatever_a_title_says(seat: Membership) -> None:
    for title in ("../../etc/passwd", "CON", "a\\b:c*?\x07", "Été à l’“Odéon”", "…"):
        make = start_post(seat=seat)
        submit(post=make, words=Words(title, "Words.", 0), choices=Choices(), key=uuid.uuid4(), by=seat)
    names = list(files(seat))
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"([\w-]+/)*[\w-]+\.(md|json|txt)", name, re.ASCII) for name in names)


def test_an_essay_without_a_week_is_there_too(seat: Membership) -> None:
    loose = start_post(seat=seat)
    save_draft(post=loose, words=Words("Loose", "Outside the weeks.", 0))
    assert files(seat)[f"course-corn/post-{loose.slug}/draft.md"] == "Outside the weeks."


def test_past_a_bound_old_saves_are_left_out_and_named(
    seat: Membership, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", len(CITED))
    found = files(seat)
    assert of_post(found, post, "revision-0002-submit.md") == CITED
    assert "revision-0001-save.md" not in " ".join(found)
    assert "revision-0001-save.md" in found["README.txt"]


def test_a_visitor_is_sent_to_sign_in_and_nothing_is_kept_on_the_way(client: Client, seat: Membership) -> None:
    assert client.post(DOWNLOAD)["Location"].startswith("/accounts/login/")
    assert "Everything of mine" in page_of(seat, DOWNLOAD)
    answer = signed_in(seat).post(DOWNLOAD)
    assert "no-store" in answer["Cache-Control"]
    assert re.fullmatch(r'attachment; filename="my-work-\d{4}-\d\d-\d\d\.zip"', answer["Content-Disposition"])


def test_whoever_downloads_time_and_again_is_asked_to_wait(seat: Membership) -> None:
    client = signed_in(seat)
    for _ in range(5):
        files(seat, client)
    assert client.post(DOWNLOAD).status_code == 429


def test_the_queries_of_the_page_do_not_grow_with_the_posts(seat: Membership, staff: Membership, post: Post) -> None:
    client = signed_in(seat)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("me")).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(6):
        make_mark(staff, make_post(seat, make_prompt(seat.course)), state="released")
    assert queries() == few


def test_the_queries_of_the_file_do_not_grow_with_the_versions(seat: Membership, post: Post) -> None:
    client = signed_in(seat)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            files(seat, client)
        return len(captured)

    few = queries()
    for number in range(6):
        hand_in(post, f"Words {number}.")
    assert queries() == few
