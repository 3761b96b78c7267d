"""A document as a student brings it: a new revision, the draft in the history, and nothing lost where it is refused."""

from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from courses.models import Membership, Prompt
from posts.models import Citation, Post, Reason, Revision
from tests.factories import make_course, make_member, make_prompt
from tests.posts.uploads.known import known_essay
from tests.posts.uploads.making import WordWriter, paragraph, run, word_file
from tests.posts.uploads.test_hostile_files import KINDS

pytestmark = pytest.mark.django_db

BOOK = "Georges Rudé, The Crowd in the French Revolution (Oxford: Clarendon Press, 1959), 73."
TEXT = f"# Bread\n\nIt came first.(({BOOK})) It went.((Rudé, Crowd, 80.))\n"
DRAFT = "What I had typed before."


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(moderation="all"))


@pytest.fixture
def prompt(seat: Membership) -> Prompt:
    return make_prompt(seat.course)


@pytest.fixture
def student(client: Client, seat: Membership) -> Client:
    client.force_login(seat.author)
    return client


@pytest.fixture
def page(prompt: Prompt) -> str:
    return reverse("write_upload", args=[prompt.course.slug, prompt.week])


@pytest.fixture
def draft(student: Client, prompt: Prompt) -> Post:
    """A draft that was saved by itself: no revision holds it yet."""
    typed = {"title": "My title", "body": DRAFT, "version": 0, "action": "autosave"}
    student.post(reverse("write", args=[prompt.course.slug, prompt.week]), typed)
    return Post.objects.get()


def send(
    student: Client, page: str, data: bytes, *, name: str = "essay.md", version: int = 0, how: str = "replace"
) -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    return cast("HttpResponse", student.post(page, {"file": file, "version": version, "how": how}))


def revisions() -> list[tuple[str, str]]:
    return list(Revision.objects.order_by("number").values_list("reason", "body"))


def test_a_document_becomes_a_draft_whose_notes_are_read_and_linked(student: Client, page: str) -> None:
    answer = send(student, page, TEXT.encode())
    assert answer.status_code == 302
    assert [reason for reason, _ in revisions()] == [Reason.IMPORT]
    assert Post.objects.get().draft_title == "Bread"
    assert Citation.objects.exclude(source=None).count() == 2
    assert Citation.objects.values("source").distinct().count() == 1
    told = student.get(answer["Location"]).content.decode()
    assert "2 notes came with it." in told


def test_a_word_document_of_thirty_notes_is_told_to_have_thirty(student: Client, page: str) -> None:
    answer = send(student, page, WordWriter(7).write(known_essay(7)), name="essay.docx")
    told = student.get(answer["Location"]).content.decode()
    assert "30 notes came with it." in told
    assert "comments were left out" in told
    assert Revision.objects.get().footnotes.count() == 30


def test_a_draft_stays_in_the_history_below_the_document(student: Client, page: str, draft: Post) -> None:
    send(student, page, b"The document.", version=draft.draft_version)
    assert revisions() == [(Reason.SAVE, DRAFT), (Reason.IMPORT, "The document.\n")]
    draft.refresh_from_db()
    assert (draft.draft_title, draft.draft_body) == ("My title", "The document.\n")


def test_a_document_can_be_put_below_the_draft(student: Client, page: str, draft: Post) -> None:
    send(student, page, b"The document.", version=draft.draft_version, how="append")
    draft.refresh_from_db()
    assert draft.draft_body == f"{DRAFT}\n\nThe document.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_file_leaves_the_draft_as_it_was(student: Client, page: str, draft: Post, kind: str) -> None:
    data, says = KINDS[kind]
    answer = send(student, page, data, name="essay.docx", version=draft.draft_version)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert list(Post.objects.values_list("draft_body", "draft_version")) == [(DRAFT, draft.draft_version)]
    assert revisions() == []


def test_a_draft_that_changed_meanwhile_is_not_replaced_and_both_texts_are_shown(
    student: Client, page: str, draft: Post
) -> None:
    answer = send(student, page, b"The document.", version=draft.draft_version - 1)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "The document." in shown
    assert DRAFT in shown
    assert revisions() == []
    words = {"title": "", "body": "The document.\r\n", "version": draft.draft_version, "how": "replace"}
    assert student.post(page, words).status_code == 302
    assert revisions() == [(Reason.SAVE, DRAFT), (Reason.IMPORT, "The document.\n")]


def test_the_same_document_sent_twice_by_a_double_click_is_one_revision(student: Client, page: str) -> None:
    data = word_file(paragraph(run("Bread came first.")))
    assert [send(student, page, data, name="a.docx").status_code for _ in range(2)] == [302, 302]
    assert revisions() == [(Reason.IMPORT, "Bread came first.\n")]


def test_nothing_chosen_is_said_and_the_editor_leads_to_the_page(student: Client, page: str, prompt: Prompt) -> None:
    answer = student.post(page, {"version": 0})
    assert (answer.status_code, Post.objects.exists()) == (422, False)
    assert "Choose the file of your essay first." in answer.content.decode()
    editor = student.get(reverse("write", args=[prompt.course.slug, prompt.week])).content.decode()
    assert f'href="{page}"' in editor
