"""Marking one frozen version: saved under a version of its own, nothing overwritten, every change logged."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from courses.models import Membership
from grading.actions import Conflict, NotAllowed, Sheet, save_assessment
from grading.models import Assessment, MarkChange, MarkState
from posts.models import Post, Reason
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post, make_revision, publish, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author, make_prompt(author.course, points=10), body="The *land* decree.")


def marking(post: Post) -> str:
    return reverse("mark", args=[post.course.slug, post.prompt.week if post.prompt else 0, post.slug])


def save(
    post: Post, by: Membership, *, points: Decimal | None = Decimal(1), state: str = "draft", version: int = 0
) -> Assessment:
    """Saves a mark for the version handed in last, by the action."""
    sheet = Sheet(points=points, state=state)
    return save_assessment(post=post, revision=submitted(post), sheet=sheet, version=version, by=by)


def filled(post: Post, **facts: object) -> dict[str, object]:
    """A form of marking as a browser sends it."""
    return {
        "points": "7.5",
        "feedback": "Name the *page*.",
        "state": "draft",
        "revision": post.submitted_revision_id,
        "version": 0,
        **facts,
    }


def test_the_version_handed_in_stands_beside_the_form(instructor: Membership, post: Post) -> None:
    page = page_of(instructor, marking(post))
    assert "The <em>land</em> decree." in page
    assert "Points of 10" in page


def test_a_mark_is_saved_with_its_feedback_printed_and_logged(instructor: Membership, post: Post) -> None:
    response = signed_in(instructor).post(marking(post), filled(post))
    assert response["Location"] == marking(post)
    mark = Assessment.objects.get()
    assert (mark.points, mark.state, mark.version, mark.grader) == (Decimal("7.50"), "draft", 1, instructor.author)
    assert mark.revision == post.submitted_revision
    assert mark.feedback_html == "<p>Name the <em>page</em>.</p>\n"
    change = MarkChange.objects.get()
    assert (change.points_before, change.points_after, change.state_before, change.state_after) == (
        None,
        Decimal("7.50"),
        "",
        "draft",
    )


def test_every_change_is_appended_and_replaced_feedback_is_kept(instructor: Membership, post: Post) -> None:
    client = signed_in(instructor)
    client.post(marking(post), filled(post))
    client.post(marking(post), filled(post, version=1, points="8", feedback="Better.", state="ready"))
    last = MarkChange.objects.first()
    assert last
    assert (last.points_before, last.points_after) == (Decimal("7.50"), Decimal("8.00"))
    assert (last.state_before, last.state_after) == ("draft", "ready")
    assert last.feedback_before == "Name the *page*."
    assert MarkChange.objects.count() == 2


def test_a_mark_and_its_line_in_the_log_are_saved_together_or_not_at_all(instructor: Membership, post: Post) -> None:
    with connection.cursor() as cursor:  # undone with the test's transaction
        cursor.execute("ALTER TABLE grading_markchange ADD CONSTRAINT log_is_full CHECK (false)")
    with pytest.raises(IntegrityError, match="log_is_full"), transaction.atomic():
        save(post, instructor)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"points": "10.01"}, "less than or equal to 10"),
        ({"points": "-1"}, "greater than or equal to 0"),
        ({"points": "seven"}, "Enter a number"),
        ({"points": "7.505"}, "no more than 2 decimal places"),
        ({"points": "", "state": "ready"}, "Give points before the mark is ready"),
        ({"feedback": "a" * 10_001}, "At most 10,000 characters"),
        ({"state": "released"}, "not one of the available choices"),
    ],
)
def test_a_refused_form_says_why_and_keeps_every_word(
    instructor: Membership, post: Post, facts: dict[str, object], sentence: str
) -> None:
    data = filled(post, **facts)
    response = signed_in(instructor).post(marking(post), data)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert response.context["form"]["feedback"].value() == data["feedback"]
    assert response.context["form"]["points"].value() == data["points"]
    assert not Assessment.objects.exists()


def test_the_action_refuses_what_the_form_refuses(instructor: Membership, post: Post) -> None:
    refused = [(Decimal("10.01"), "draft"), (Decimal(-1), "draft"), (None, "ready"), (Decimal(5), "released")]
    for points, state in refused:
        with pytest.raises(NotAllowed):
            save(post, instructor, points=points, state=state)
    assert not Assessment.objects.exists()


def test_if_another_grader_saved_first_both_are_shown_and_nothing_is_overwritten(
    instructor: Membership, post: Post
) -> None:
    other = make_assistant(section=post.section, name="Tess Ayers")
    signed_in(other).post(marking(post), filled(post, points="3", feedback="Their words."))
    response = signed_in(instructor).post(marking(post), filled(post, points="9", feedback="My words."))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Tess Ayers saved this mark meanwhile" in page
    assert "Their words." in page
    assert response.context["form"]["feedback"].value() == "My words."
    assert response.context["form"]["points"].value() == "9"
    mark = Assessment.objects.get()
    assert (mark.points, mark.feedback, mark.grader) == (Decimal(3), "Their words.", other.author)
    assert MarkChange.objects.count() == 1


def test_after_a_conflict_one_can_save_over_it_knowingly(instructor: Membership, post: Post) -> None:
    make_mark(make_assistant(section=post.section), post)
    client = signed_in(instructor)
    refused = client.post(marking(post), filled(post, points="9"))
    again = {name: refused.context["form"][name].value() for name in filled(post)}
    assert client.post(marking(post), again).status_code == 302
    assert Assessment.objects.get().points == Decimal(9)


def test_two_who_save_the_same_version_at_once_do_not_both_win(instructor: Membership, post: Post) -> None:
    make_mark(instructor, post)
    save(post, instructor, points=Decimal(1), version=1)
    with pytest.raises(Conflict) as conflict:
        save(post, make_assistant(section=post.section), points=Decimal(2), version=1)
    assert conflict.value.stored.points == Decimal(1)


def test_a_double_click_is_no_conflict(instructor: Membership, post: Post) -> None:
    client = signed_in(instructor)
    assert [client.post(marking(post), filled(post)).status_code for _ in range(2)] == [302, 302]
    assert MarkChange.objects.count() == 1


def test_the_mark_goes_to_the_version_that_was_read_even_if_a_newer_came_in(instructor: Membership, post: Post) -> None:
    read = submitted(post)
    hand_in(post, "A newer version.")
    signed_in(instructor).post(marking(post), filled(post, revision=read.pk))
    assert Assessment.objects.get().revision == read


def test_a_revision_that_was_never_handed_in_is_not_marked(instructor: Membership, post: Post) -> None:
    private = make_revision(post, "A private draft.", reason=Reason.SAVE)
    other = submitted(make_post(make_member(section=post.section), post.prompt))
    client = signed_in(instructor)
    for revision in (private.pk, other.pk, 10**30):
        assert client.post(marking(post), filled(post, revision=revision)).status_code == 404
    assert not Assessment.objects.exists()


def test_while_changes_are_asked_for_the_accepted_version_is_the_one_to_mark(
    instructor: Membership, post: Post
) -> None:
    hand_in(post, "A newer version.")
    assert "A newer version." in page_of(instructor, marking(post))
    Post.objects.filter(pk=post.pk).update(workflow="changes_requested")
    page = page_of(instructor, marking(post))
    assert "The <em>land</em> decree." in page
    assert "A newer version." not in page


def test_marks_of_earlier_versions_stay_to_be_read(instructor: Membership, post: Post) -> None:
    make_mark(instructor, post, points="3.25", state=MarkState.RELEASED, feedback="The first time.")
    hand_in(post, "A newer version.")
    publish(post)
    page = page_of(instructor, marking(post))
    assert "The first time." in page
    assert "3.25 points" in page
    assert "Handed in again" in page_of(instructor, reverse("marking", args=[post.course.slug]))


def test_only_the_staff_in_charge_mark(post: Post, author: Membership) -> None:
    far = make_assistant(section=make_section(post.course))
    for seat in (author, far, make_member(section=post.section), make_instructor(make_course())):
        assert signed_in(seat).get(marking(post)).status_code == 404
        assert signed_in(seat).post(marking(post), filled(post)).status_code == 404
        with pytest.raises(NotAllowed):
            save(post, seat)
    assert not Assessment.objects.exists()
    assert signed_in(make_assistant(section=post.section)).post(marking(post), filled(post)).status_code == 302


def test_the_week_in_the_address_must_be_the_posts(instructor: Membership, post: Post) -> None:
    wrong = reverse("mark", args=[post.course.slug, 7, post.slug])
    assert signed_in(instructor).get(wrong).status_code == 404


def test_a_post_without_a_prompt_is_marked_under_week_0(instructor: Membership, author: Membership) -> None:
    post = make_post(author)
    assert signed_in(instructor).post(marking(post), filled(post, points="99.5")).status_code == 302
    assert Assessment.objects.get().points == Decimal("99.50")


def test_one_version_has_one_mark_in_the_database(instructor: Membership, post: Post) -> None:
    make_mark(instructor, post)
    with pytest.raises(IntegrityError, match="assessment_unique_for_revision"):
        make_mark(instructor, post)
