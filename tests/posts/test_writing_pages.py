"""The editor, the preview and the receipt as a student meets them."""

import json
from datetime import timedelta
from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from courses.models import Membership, Prompt
from posts.models import Citation, Footnote, Post, Revision, Workflow
from sources.models import Source
from tests.factories import make_course, make_member, make_prompt
from tests.posts.essays import MARCH

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course(moderation="all"))


@pytest.fixture
def prompt(seat: Membership) -> Prompt:
    return make_prompt(seat.course)


@pytest.fixture
def editor(seat: Membership, prompt: Prompt) -> str:
    return reverse("write", args=[seat.course.slug, prompt.week])


@pytest.fixture
def student(client: Client, seat: Membership) -> Client:
    client.force_login(seat.author)
    return client


def send(
    student: Client, path: str, action: str, body: str = MARCH, version: int = 0, title: str = "The March"
) -> HttpResponse:
    answer = student.post(path, {"title": title, "body": body, "version": version, "action": action})
    return cast("HttpResponse", answer)


def test_opening_the_editor_makes_no_post(student: Client, editor: str) -> None:
    assert student.get(editor).status_code == 200
    assert not Post.objects.exists()


def test_autosave_and_preview_write_nothing_but_the_draft(student: Client, editor: str, seat: Membership) -> None:
    for version in range(5):
        answer = send(student, editor, "autosave", MARCH + "x" * version, version)
        assert json.loads(answer.content)["version"] == version + 1
        previewed = student.post(reverse("preview", args=[seat.course.slug]), {"title": "t", "body": MARCH})
        assert "Hufton, “Women in Revolution,” 150–52." in previewed.content.decode()
    assert Post.objects.get().draft_body == MARCH + "xxxx"
    for model in (Revision, Footnote, Citation, Source):
        assert not model.objects.exists()


def test_line_ends_of_browsers_are_those_that_the_writer_sees(student: Client, editor: str) -> None:
    send(student, editor, "save", MARCH.replace("\n", "\r\n"))
    assert Revision.objects.get().body == MARCH


def test_a_draft_saved_elsewhere_is_not_overwritten_and_both_texts_are_shown(student: Client, editor: str) -> None:
    send(student, editor, "save", "The first window.")
    answer = send(student, editor, "save", "The second window.", version=0)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "The first window." in page
    assert "The second window." in page
    assert Post.objects.get().draft_body == "The first window."


def test_an_autosave_over_a_newer_draft_gets_the_newer_words(student: Client, editor: str) -> None:
    send(student, editor, "autosave", "The first window.")
    answer = send(student, editor, "autosave", "The second window.", version=0)
    assert answer.status_code == 409
    told = json.loads(answer.content)
    assert (told["version"], told["title"], told["body"]) == (1, "The March", "The first window.")


@pytest.mark.parametrize("action", ["save", "submit", "preview"])
def test_a_refused_essay_keeps_every_word(student: Client, editor: str, action: str) -> None:
    long = "word " * 20_001
    answer = send(student, editor, action, long)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert long.strip() in page
    assert "it may have 100000" in page


def test_the_preview_button_works_without_javascript(student: Client, editor: str) -> None:
    page = send(student, editor, "preview").content.decode()
    assert "Hufton, “Women in Revolution,” 150–52." in page
    assert not Post.objects.exists()


def test_the_preview_says_which_notes_have_no_source(student: Client, seat: Membership) -> None:
    data = {"title": "t", "body": "Bread.((Nobody, “Nothing,” 3.)) Rain.(()"}
    page = student.post(reverse("preview", args=[seat.course.slug]), data).content.decode()
    assert "Printed as typed: no source fits." in page
    assert "Note 1 is printed as typed: no source fits." in page
    assert "Note 2 is not closed" in page


def test_the_preview_runs_no_script_of_the_writer(student: Client, seat: Membership) -> None:
    body = "<script>alert(1)</script> [x](javascript:alert(1)) ((<img src=x onerror=alert(1)>, <i>T</i>, 3.))"
    page = student.post(reverse("preview", args=[seat.course.slug]), {"title": "<b>", "body": body}).content.decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "<b>" not in page


def test_submitting_leads_to_a_receipt(student: Client, editor: str, seat: Membership) -> None:
    answer = send(student, editor, "submit")
    path = answer["Location"]
    form = student.get(path).context["form"]
    data = {"audience": "section", "note": "Please look at note 2.", "version": form["version"].value()}
    handed_in = student.post(path, {**data, "key": form["key"].value()})
    receipt = student.get(handed_in["Location"]).content.decode()
    post = Post.objects.get()
    assert post.workflow == Workflow.SUBMITTED
    assert post.submitted_revision is not None
    assert post.submitted_revision.sha256 in receipt
    assert "Please look at note 2." in receipt
    assert "in time" in receipt


def test_a_double_click_submits_once(student: Client, editor: str) -> None:
    path = send(student, editor, "submit")["Location"]
    form = student.get(path).context["form"]
    data = {"audience": "section", "version": form["version"].value(), "key": form["key"].value()}
    first = student.post(path, data)
    second = student.post(first["Location"].replace("receipt", "submit"), data)
    assert first["Location"] == second["Location"]
    assert Post.objects.get().submissions.count() == 1


def test_submitting_what_was_changed_in_another_window_is_refused(student: Client, editor: str) -> None:
    path = send(student, editor, "submit")["Location"]
    form = student.get(path).context["form"]
    send(student, editor, "autosave", "Newer words.", version=form["version"].value())
    answer = student.post(path, {"audience": "section", "version": form["version"].value(), "key": form["key"].value()})
    assert answer.status_code == 409
    assert Post.objects.get().workflow == Workflow.DRAFT


def test_after_the_cut_off_the_editor_and_the_submit_page_say_so_at_once(
    student: Client, editor: str, prompt: Prompt
) -> None:
    path = send(student, editor, "submit")["Location"]
    prompt.due = prompt.cutoff = prompt.course.now() - timedelta(minutes=1)
    prompt.save()
    assert "nothing can be handed in any more" in student.get(editor).content.decode()
    assert "Go to submit" not in student.get(editor).content.decode()
    page = student.get(path).content.decode()
    assert "is past its cut-off" in page
    assert '<button class="button" type="submit">Submit</button>' not in page


def test_the_same_words_saved_in_two_windows_are_no_conflict(student: Client, editor: str) -> None:
    send(student, editor, "autosave", "The same words.")
    answer = send(student, editor, "autosave", "The same words.", version=0)
    assert (answer.status_code, json.loads(answer.content)["version"]) == (200, 1)


def test_changes_after_the_submission_are_told(student: Client, editor: str, seat: Membership) -> None:
    path = send(student, editor, "submit")["Location"]
    form = student.get(path).context["form"]
    student.post(path, {"audience": "section", "version": form["version"].value(), "key": form["key"].value()})
    post = Post.objects.get()
    pages = [post.get_absolute_url(), reverse("week_now", args=[seat.course.slug])]
    assert not any("not handed in" in student.get(page).content.decode() for page in pages)
    send(student, editor, "autosave", "New words.", version=post.draft_version)
    assert all("not handed in" in student.get(page).content.decode() for page in pages)
