"""Many letters leave after the page has answered, and a letter that fails keeps no other back."""

import threading

import pytest
from django.core import mail

from courses.outgoing import AT_ONCE, send


def letters(number: int) -> dict[str, mail.EmailMessage]:
    return {f"letter {each}": mail.EmailMessage("Bread", "Land", to=[f"{each}@example.edu"]) for each in range(number)}


def threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "letters"]


def test_many_letters_keep_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    go, post = threading.Event(), mail.EmailMessage.send

    def slowly(letter: mail.EmailMessage, fail_silently: bool = False) -> int:
        assert go.wait(30)
        return post(letter, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", slowly)
    send(letters(AT_ONCE + 1))
    assert mail.outbox == []
    [thread] = threads()
    assert not thread.daemon  # a process that is asked to stop waits for it
    go.set()
    thread.join(30)
    assert len(mail.outbox) == AT_ONCE + 1


def test_a_few_letters_have_left_when_the_page_answers() -> None:
    send(letters(AT_ONCE))
    assert len(mail.outbox) == AT_ONCE
    assert threads() == []


def test_a_letter_that_fails_is_told_to_the_log_by_its_name(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    post = mail.EmailMessage.send

    def refuse_one(letter: mail.EmailMessage, fail_silently: bool = False) -> int:
        if letter.to == ["1@example.edu"]:
            raise ConnectionResetError
        return post(letter, fail_silently)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_one)
    send(letters(3))
    assert [letter.to for letter in mail.outbox] == [["0@example.edu"], ["2@example.edu"]]
    assert "The letter about letter 1 did not leave." in caplog.text
