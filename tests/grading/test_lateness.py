"""What lateness costs, by the rule of the week, on the course's calendar."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.extending import extend
from courses.models import Membership
from grading.actions import Sheet, release, save_assessment
from grading.models import Assessment, MarkState
from posts.models import Post, Submission
from tests.factories import make_instructor, make_member, make_prompt
from tests.factories_posts import hand_in, make_post, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def late(author: Membership) -> Post:
    """A post handed in two days and an hour after its deadline: three days have begun."""
    now = author.course.now().replace(microsecond=0)
    dates = {"opens": now - timedelta(days=9), "due": now - timedelta(days=2, hours=1), "cutoff": now}
    return make_post(author, make_prompt(author.course, points=20, late_percent=10, late_floor=50, **dates))


def mark(post: Post, by: Membership, points: str, version: int = 0) -> Assessment:
    sheet = Sheet(points=Decimal(points), state=MarkState.READY)
    return save_assessment(post=post, revision=submitted(post), sheet=sheet, version=version, by=by)


def test_each_day_begun_takes_its_percent_of_the_points_of_the_week(late: Post, instructor: Membership) -> None:
    stored = mark(late, instructor, "18")
    assert (stored.raw_points, stored.points, stored.days_late) == (Decimal(18), Decimal(12), 3)
    assert stored.arithmetic == "18 − 3 days × 10 % of 20 = 12"


def test_lateness_alone_never_takes_a_mark_below_the_floor(late: Post, instructor: Membership) -> None:
    assert mark(late, instructor, "14").points == Decimal(10)
    assert mark(late, instructor, "6", version=1).points == Decimal(6)


def test_a_version_handed_in_again_is_as_late_as_the_first(late: Post, instructor: Membership) -> None:
    Submission.objects.filter(post=late).update(at=timezone.now() - timedelta(days=5))
    hand_in(late, "Better words.")
    assert mark(late, instructor, "18").points == Decimal(18)


def test_the_author_reads_how_it_was_reckoned_after_release_and_not_before(
    late: Post, author: Membership, instructor: Membership
) -> None:
    stored = mark(late, instructor, "18")
    address = reverse("feedback", args=[late.course.slug, late.slug])
    assert signed_in(author).get(address).status_code == 404
    release(assessments=[stored], by=instructor)
    assert "18 − 3 days × 10 % of 20 = 12" in page_of(author, address)


def test_lateness_is_reckoned_by_the_authors_own_deadline(
    late: Post, author: Membership, instructor: Membership
) -> None:
    assert late.prompt
    extend(seat=author, prompt=late.prompt, due=late.prompt.due + timedelta(days=2), by=instructor)
    stored = mark(late, instructor, "18")
    assert (stored.points, stored.days_late) == (Decimal(16), 1)
    assert stored.arithmetic == "18 − 1 day × 10 % of 20 = 16"
