"""What a student must not learn before release: the canary 73.61, and that there is a mark at all."""

from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from courses.models import Audience, Membership
from grading.actions import Sheet, release, save_assessment, withdraw_release
from grading.models import Assessment, MarkState
from posts.models import Post
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_grading import make_mark
from tests.factories_posts import make_post, submitted
from tests.readers import signed_in

pytestmark = pytest.mark.django_db

CANARY, WORDS = "73.61", "zinnober"


class School:
    """An author with a post, a classmate with one as well, the staff in charge, and those who are not."""

    def __init__(self) -> None:
        self.course = make_course(is_public=True)
        near, far = make_section(self.course), make_section(self.course)
        self.prompt = make_prompt(self.course, points=100)
        self.author, self.classmate = (make_member(section=near) for _ in range(2))
        self.far_student, self.far_assistant = make_member(section=far), make_assistant(section=far)
        self.stranger = make_instructor(make_course())
        self.instructor = make_instructor(self.course)
        self.post = make_post(self.author, self.prompt, audience=Audience.COURSE)
        self.other = make_post(self.classmate, self.prompt, audience=Audience.COURSE)
        self.comment = make_comment(self.classmate, self.post)

    def mark(self, state: str) -> Assessment:
        return make_mark(self.instructor, self.post, points=CANARY, feedback=WORDS, state=state)

    def addresses(self) -> list[str]:
        """Every page that could tell of a mark."""
        slug, post = self.course.slug, self.post.slug
        of_course = ["week_now", "sources", "bibliography", "people", "my_seat", "desk", "moderation", "marking"]
        of_post = ["post", "post_edit", "receipt", "history", "feedback", "moderate_post", "comment_new"]
        return [
            *(reverse(name, args=[slug]) for name in [*of_course, "release", "gradebook", "gradebook_csv"]),
            *(reverse(name, args=[slug, post]) for name in of_post),
            reverse("week", args=[slug, 1]),
            reverse("write", args=[slug, 1]),
            reverse("mark", args=[slug, 1, post]),
            reverse("revision", args=[slug, post, 1]),
            reverse("person", args=[slug, self.author.pk]),
            reverse("comment_reply", args=[slug, self.comment.pk]),
            reverse("home"),
            reverse("me"),
        ]


@pytest.fixture
def school() -> School:
    return School()


def seen_by(client: Client, school: School) -> str:
    return "".join(client.get(each, follow=True).content.decode() for each in school.addresses())


def outsiders(school: School) -> list[Client]:
    """All but the author and the staff in charge, and a visitor without an account."""
    seats = [school.classmate, school.far_student, school.far_assistant, school.stranger]
    return [*map(signed_in, seats), Client()]


@pytest.mark.parametrize("state", [MarkState.DRAFT, MarkState.READY])
def test_an_unreleased_mark_is_in_no_page_of_anyone_but_the_staff_in_charge(school: School, state: str) -> None:
    school.mark(state)
    for client in [signed_in(school.author), *outsiders(school)]:
        seen = seen_by(client, school)
        assert CANARY not in seen
        assert WORDS not in seen
    assert CANARY in seen_by(signed_in(school.instructor), school)
    assert CANARY in seen_by(signed_in(make_assistant(section=school.post.section)), school)


def test_an_unreleased_mark_changes_nothing_that_its_author_sees(school: School) -> None:
    """No count, no colour, no order: the pages of author and classmate are the same before and after."""

    def pages(seat: Membership) -> list[tuple[int, str]]:
        client = signed_in(seat)
        answers = [client.get(each) for each in school.addresses()]
        return [(answer.status_code, without_tokens(answer.content.decode())) for answer in answers]

    seats = [school.author, school.classmate]
    before = [pages(seat) for seat in seats]
    school.mark(MarkState.DRAFT)
    drafted = [pages(seat) for seat in seats]
    Assessment.objects.update(state=MarkState.READY)
    assert before == drafted == [pages(seat) for seat in seats]


def without_tokens(page: str) -> str:
    """The page without what differs at each request: the hidden tokens and keys of its forms."""
    return "".join(
        line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and 'type="hidden"' not in line
    )


def test_a_released_mark_is_for_its_author_and_the_staff_in_charge_alone(school: School) -> None:
    school.mark(MarkState.RELEASED)
    for client in outsiders(school):
        assert CANARY not in seen_by(client, school)
    assert CANARY in seen_by(signed_in(school.author), school)


def test_a_withdrawn_mark_is_gone_from_every_page_of_its_author(school: School) -> None:
    mark = school.mark(MarkState.READY)
    release(assessments=[mark], by=school.instructor)
    withdraw_release(assessment=mark, by=school.instructor, why="A mistake.")
    assert CANARY not in seen_by(signed_in(school.author), school)


def test_no_mail_leaves_before_release_and_none_tells_the_mark(
    school: School, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        mark = save_assessment(
            post=school.post,
            revision=submitted(school.post),
            sheet=Sheet(points=Decimal(CANARY), feedback=WORDS, state=MarkState.READY),
            version=0,
            by=school.instructor,
        )
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        release(assessments=[mark], by=school.instructor)
    [letter] = mail.outbox
    told = str(letter.message())
    assert CANARY not in told
    assert WORDS not in told


def test_the_feedback_of_a_post_answers_404_until_there_is_some(school: School) -> None:
    address = reverse("feedback", args=[school.course.slug, school.post.slug])
    readers = [school.author, school.instructor, school.classmate]
    for state in (None, MarkState.DRAFT, MarkState.READY):
        if state:
            Assessment.objects.all().delete()
            school.mark(state)
        assert {signed_in(seat).get(address).status_code for seat in readers} == {404}


def test_a_classmates_post_is_not_opened_by_ones_own_mark(school: School) -> None:
    school.mark(MarkState.RELEASED)
    other = reverse("feedback", args=[school.course.slug, school.other.slug])
    assert signed_in(school.author).get(other).status_code == 404


def test_a_draft_without_marks_is_no_page_of_the_desk(school: School) -> None:
    draft = make_post(school.far_student, school.prompt, state="draft", body=WORDS)
    for name, args in (("moderate_post", []), ("mark", [1])):
        address = reverse(name, args=[school.course.slug, *args, draft.slug])
        assert signed_in(school.instructor).get(address).status_code == 404
    assert Post.objects.get(pk=draft.pk).submitted_revision is None
