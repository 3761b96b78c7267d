"""Before release no mark, no remark and no number of them changes a byte that a student receives, nor how many."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from grading.actions import Sheet, save_assessment, withdraw_release
from grading.models import Assessment, MarkState, Participation
from grading.participating import save_points
from grading.remarking import add_remark
from posts.models import Post
from tests.permissions.matrix import MATRIX
from tests.permissions.world import World

STUDENTS = ("AU", "CL", "ST", "AN")

# What differs each time one asks, of one length each: the token and the key of a form, a time of day.
FLEETING = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")\w{64}'
    rb"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    rb"|\d\d:\d\d(?::\d\d)?(?:\.\d{6})?"
)


def received(world: World, *roles: str) -> dict[str, bytes]:
    """All that roles are answered, headers and all, page by page."""
    return {f"{role} {label}": answer for role in roles for label, answer in _received_by(world, role)}


def _received_by(world: World, role: str) -> Iterator[tuple[str, bytes]]:
    client = Client()
    if visitor := world.visitors[role]:
        client.force_login(visitor)
    for row in MATRIX:
        if row.method == "GET" and row.name != "account_logout":
            yield row.label, _plain(client.get(reverse(row.name, kwargs=dict(row.find(world.here)))))
    if visitor:
        cache.clear()  # of how often one took one's work away
        yield "POST me_download", _plain(client.post(reverse("me_download")))


def _plain(answer: HttpResponseBase) -> bytes:
    headers, content = dict(answer.headers), answer.getvalue()
    if content.startswith(b"PK"):  # its own times are in it, and how well they pack: what is packed counts
        headers.pop("Content-Length", None)
        with ZipFile(BytesIO(content)) as archive:
            content = b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    whole = f"{answer.status_code} {headers} ".encode() + content
    return FLEETING.sub(lambda found: b"#" * len(found[0]), whole)


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """The pages that differ in a byte."""
    return [label for label, answer in after.items() if before[label] != answer]


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
