"""Two graders at the same moment: one saves, the other is told; and two who release tell each student once."""

from decimal import Decimal

import pytest
from django.core import mail

from courses.models import Membership, Prompt
from grading.actions import Conflict, Sheet, release, save_assessment
from grading.models import Assessment, MarkChange, MarkState, Participation, ParticipationChange
from grading.participating import NotAllowed, Outdated, give_suggested, release_points, save_points
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


def give(student: Membership, prompt: Prompt, by: Membership, points: int, version: int = 0) -> Participation:
    return save_points(
        seat=student, prompt=prompt, points=Decimal(points), state=MarkState.READY, version=version, by=by
    )


@pytest.mark.parametrize("version", [0, 1])
def test_of_two_who_give_points_for_replies_one_saves_and_the_other_is_told(version: int) -> None:
    course = make_course()
    student, prompt = make_member(course), make_prompt(course, replies=1, reply_points=5)
    staff = [make_instructor(course) for _ in range(2)]
    if version:
        give(student, prompt, staff[0], 5)
    results = race(
        *(lambda by=by, points=points: give(student, prompt, by, points, version) for points, by in enumerate(staff))
    )
    [saved] = [result for result in results if isinstance(result, Participation)]
    [told] = [result for result in results if isinstance(result, Outdated)]
    assert told.stored is not None
    assert Participation.objects.get().points == saved.points == told.stored.points
    assert ParticipationChange.objects.count() == 1 + version


def test_of_two_who_give_the_suggested_points_one_does_and_two_who_release_tell_each_student_once() -> None:
    course = make_course()
    student, prompt = make_member(course), make_prompt(course, replies=1, reply_points=5)
    staff = [make_instructor(course) for _ in range(2)]
    given = race(*(lambda by=by: give_suggested(prompt=prompt, students=[student], by=by) for by in staff))
    assert [result for result in given if isinstance(result, int)].count(1) == 1
    assert all(isinstance(result, NotAllowed) or result in {0, 1} for result in given)
    rows = list(Participation.objects.all())
    released = race(*(lambda by=by: release_points(rows=rows, by=by) for by in staff))
    assert sorted(len(points) for points in released if isinstance(points, list)) == [0, 1]
    assert len(mail.outbox) == 1
