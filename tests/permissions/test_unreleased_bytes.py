"""Before release no mark, no remark and no number of them changes a byte that a student receives, nor how many."""

from decimal import Decimal

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from grading.actions import Sheet, save_assessment, withdraw_release
from grading.models import Assessment, MarkState, Participation
from grading.participating import save_points
from grading.remarking import add_remark
from posts.models import Post
from tests.permissions.received import differing, received
from tests.permissions.world import World

STUDENTS = ("AU", "CL", "ST", "AN")


@pytest.mark.django_db
def test_no_mark_and_no_remark_changes_a_byte_before_release(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    instructor = world.here.people["IN"]
    Assessment.objects.filter(post__course=world.here.course).exclude(state=MarkState.RELEASED).delete()
    Participation.objects.filter(prompt__course=world.here.course).exclude(state=MarkState.RELEASED).delete()
    post = Post.objects.select_related("course", "prompt").get(pk=world.here.posts["published"].pk)
    assert post.submitted_revision
    assert post.prompt
    before = received(world, *STUDENTS)
    with django_capture_on_commit_callbacks(execute=True):
        for version, (state, roles) in enumerate(((MarkState.DRAFT, ["AU"]), (MarkState.READY, STUDENTS))):
            sheet = Sheet(points=Decimal("7.3") + version, feedback="Zinnober. " * 40, state=state)
            mark = save_assessment(
                post=post, revision=post.submitted_revision, sheet=sheet, version=version, by=instructor
            )
            add_remark(mark=mark, note=1, text=f"Zinnober, {version}.", by=instructor)
            add_remark(mark=mark, quote="Bread", text=f"Zinnober, {version}.", by=instructor)
            save_points(
                seat=world.here.people["AU"],
                prompt=post.prompt,
                points=Decimal(version + 1),
                state=state,
                version=version,
                by=instructor,
            )
            assert differing(before, received(world, *roles)) == []
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_withdrawn_mark_leaves_no_byte_behind(world: World) -> None:
    """And a released one is seen: the comparison would tell."""
    released = Assessment.objects.select_related("post", "revision").get(post=world.here.posts["released"])
    instructor = world.here.people["IN"]
    seen = received(world, "AU", "CL")
    withdraw_release(assessment=released, by=instructor, why="A slip.")
    withdrawn = received(world, "AU", "CL")
    assert "AU GET feedback released" in differing(seen, withdrawn)
    assert [label for label in differing(seen, withdrawn) if not label.startswith("AU")] == []
    Assessment.objects.filter(pk=released.pk).delete()
    assert differing(withdrawn, received(world, "AU")) == []
