"""Two graders at the same moment: one saves, the other is told; and two who release tell each student once."""

from decimal import Decimal

import pytest
from django.core import mail

from courses.models import Membership
from grading.actions import Conflict, Sheet, release, save_assessment
from grading.models import Assessment, MarkChange, MarkState
from posts.models import Post
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_grading import make_mark
from tests.factories_posts import make_post, submitted
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def post() -> Post:
    course = make_course()
    return make_post(make_member(course), make_prompt(course))


def save(post: Post, by: Membership, points: int, version: int) -> Assessment:
    return save_assessment(
        post=post,
        revision=submitted(post),
        sheet=Sheet(points=Decimal(points)),
        version=version,
        by=by,
    )


@pytest.mark.parametrize("version", [0, 1])
def test_of_two_graders_one_saves_and_the_other_is_told(post: Post, version: int) -> None:
    graders = [make_instructor(post.course) for _ in range(2)]
    if version:
        make_mark(graders[0], post, points="5")
    results = race(lambda: save(post, graders[0], 1, version), lambda: save(post, graders[1], 2, version))
    [saved] = [result for result in results if isinstance(result, Assessment)]
    [conflict] = [result for result in results if isinstance(result, Conflict)]
    assert Assessment.objects.get().points == saved.points == conflict.stored.points
    assert MarkChange.objects.count() == 1


def test_two_who_release_at_once_tell_each_student_once(post: Post) -> None:
    instructors = [make_instructor(post.course) for _ in range(2)]
    mark = make_mark(instructors[0], post, state=MarkState.READY)
    released = race(*(lambda by=by: release(assessments=[mark], by=by) for by in instructors))
    assert sorted(len(marks) for marks in released if isinstance(marks, list)) == [0, 1]
    assert len(mail.outbox) == 1
    assert MarkChange.objects.count() == 1
