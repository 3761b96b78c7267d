"""Essays come in from files, each once, and what cannot come in is refused by name."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from courses.models import Membership
from posts.models import Citation, Post, Workflow
from sources.models import Source, Status
from tests.factories import make_course, make_member, make_prompt
from tests.posts.essays import MARCH

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(slug="bread", moderation="all"))


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(seat: Membership, *files: Path, **options: object) -> str:
    out = StringIO()
    call_command("import_essays", *files, course="bread", author=seat.author.email, stdout=out, **options)
    return out.getvalue()


def test_essays_without_a_prompt_are_published_to_the_course(seat: Membership, tmp_path: Path) -> None:
    said = run(
        seat, write(tmp_path, "a.txt", f"The March\n\n{MARCH}"), write(tmp_path, "b.md", "# Rain\r\n\r\nIt rained.")
    )
    assert [(post.draft_title, post.prompt, post.audience, post.is_live) for post in Post.objects.order_by("pk")] == [
        ("The March", None, "course", True),
        ("Rain", None, "course", True),
    ]
    assert Post.objects.get(draft_title="The March").draft_body == MARCH
    assert Source.objects.get().status == Status.LISTED
    for line in ("2 imported", "5, with 5 citations; 0 could not be read", "1 made, 4 citations matched"):
        assert line in said


def test_a_second_run_imports_nothing(seat: Membership, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"The March\n\n{MARCH}")
    run(seat, path)
    assert "0 imported, 1 known already" in run(seat, path)
    assert (Post.objects.count(), Citation.objects.count()) == (1, 5)


def test_with_a_prompt_the_author_s_one_essay_is_submitted(seat: Membership, tmp_path: Path) -> None:
    week = make_prompt(seat.course).week
    said = run(seat, write(tmp_path, "a.txt", "One\n\nWords."), write(tmp_path, "b.txt", "Two\n\nWords!"), prompt=week)
    assert Post.objects.get().workflow == Workflow.SUBMITTED
    assert f"has a post for week {week} already" in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (" \n\n", "it is empty"),
        ("Only one line", "it has no title"),
        ("A title\n\n", "it has no title"),
        (b"T\n\n\xff\xfe\xe9", "it is not UTF-8"),
        ("T\n\n" + "x" * 100_001, "100,001 characters; an essay may have 100,000"),
        ("x" * 201 + "\n\nWords.", "put a title of at most 200 first"),
        ("T\n\na\x00b", "bytes that are no text"),
        ("T\n\n" + "a((b)) " * 301, "more than 300 notes"),
    ],
)
def test_a_file_that_cannot_come_in_is_refused_by_name_and_the_others_go_in(
    seat: Membership, tmp_path: Path, text: str | bytes, reason: str
) -> None:
    bad, good = write(tmp_path, "bad.txt", text), write(tmp_path, "good.txt", "Rain\n\nIt rained.")
    said = run(seat, bad, good)
    assert f"refused  {bad}: " in said
    assert reason in said
    assert [post.draft_title for post in Post.objects.all()] == ["Rain"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"course": "no-such"}, "There is no course “no-such”"),
        ({"author": "nobody@example.edu"}, "is no member of “bread”"),
        ({"prompt": 9}, "has no week 9"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence(
    seat: Membership, tmp_path: Path, options: dict[str, object], sentence: str
) -> None:
    path = write(tmp_path, "a.txt", "Rain\n\nIt rained.")
    with pytest.raises(CommandError, match=sentence):
        call_command("import_essays", path, **{"course": "bread", "author": seat.author.email, **options})
