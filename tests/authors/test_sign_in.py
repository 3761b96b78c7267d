"""Signing in and out, a new password by mail, and changing the password."""

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD, make_author

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as TestResponse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """The counts of attempts live in the cache, which outlives a test."""
    cache.clear()


LOGIN = "/accounts/login/"
NEW_PASSWORD = "bread land and lanterns"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> "TestResponse":
    return client.post(LOGIN, {"login": email, "password": password, **more})


def test_an_author_signs_in_by_e_mail_in_whichever_case_it_is_typed(client: Client) -> None:
    author = make_author(email="ana@example.edu")
    response = sign_in(client, "Ana@Example.edu")
    assert response.status_code == 302
    assert response["Location"] == reverse("home")
    assert get_user(client) == author


def test_signing_in_leads_back_to_the_page_that_asked_for_it(client: Client) -> None:
    make_author(email="ana@example.edu")
    assert sign_in(client, "ana@example.edu", next="/me/")["Location"] == "/me/"


def test_signing_in_never_leads_to_another_site(client: Client) -> None:
    make_author(email="ana@example.edu")
    response = sign_in(client, "ana@example.edu", next="https://elsewhere.example/")
    assert response["Location"] == reverse("home")


def test_the_sign_in_does_not_tell_whether_an_address_has_an_account(client: Client) -> None:
    make_author(email="ana@example.edu")
    known = sign_in(client, "ana@example.edu", "wrong password")
    unknown = sign_in(client, "bob@example.edu", "wrong password")
    errors = known.context["form"].errors, unknown.context["form"].errors
    assert (
        errors[0] == errors[1] == {"__all__": ["The address and the password do not belong together. Type them again."]}
    )
    assert known.status_code == unknown.status_code == 200


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client: Client) -> None:
    make_author(email="ana@example.edu")
    for _ in range(5):
        sign_in(client, "ana@example.edu", "wrong password")
    response = sign_in(client, "ana@example.edu")
    assert "Wait five minutes" in response.content.decode()
    assert not get_user(client).is_authenticated


def test_a_closed_account_is_told_so_and_stays_out(client: Client) -> None:
    make_author(email="ana@example.edu", is_active=False)
    response = client.post(LOGIN, {"login": "ana@example.edu", "password": PASSWORD}, follow=True)
    assert "This account is closed" in response.content.decode()
    assert not get_user(client).is_authenticated


def test_signing_out_needs_a_post_and_ends_the_session(client: Client) -> None:
    client.force_login(make_author())
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert get_user(client).is_authenticated
    assert client.post("/accounts/logout/")["Location"] == reverse("home")
    assert not get_user(client).is_authenticated


def test_the_field_of_the_password_repeats_nothing_and_gives_nothing_back(client: Client) -> None:
    page = sign_in(client, "ana@example.edu", "a secret typed once").content.decode()
    assert "placeholder" not in page
    assert "a secret typed once" not in page


def reset_link(client: Client, mailoutbox: list[EmailMessage], email: str) -> str:
    response = client.post("/accounts/password/reset/", {"email": email})
    assert response["Location"] == reverse("account_reset_password_done")
    (link,) = re.findall(r"http://testserver(\S+)", str(mailoutbox[-1].body))
    return str(link)


def test_a_new_password_comes_by_mail_and_opens_the_account(client: Client, mailoutbox: list[EmailMessage]) -> None:
    author = make_author(email="ana@example.edu")
    link = reset_link(client, mailoutbox, "Ana@example.edu")
    assert mailoutbox[0].to == ["ana@example.edu"]
    page = client.get(link, follow=True)
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = client.post(page.redirect_chain[-1][0], typed, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert sign_in(client, "ana@example.edu", NEW_PASSWORD).status_code == 302
    assert get_user(client) == author


def test_the_link_for_a_new_password_works_once(client: Client, mailoutbox: list[EmailMessage]) -> None:
    make_author(email="ana@example.edu")
    link = reset_link(client, mailoutbox, "ana@example.edu")
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert "The link no longer works" in Client().get(link, follow=True).content.decode()


def test_a_common_password_is_refused_with_the_reason(client: Client, mailoutbox: list[EmailMessage]) -> None:
    make_author(email="ana@example.edu")
    page = client.get(reset_link(client, mailoutbox, "ana@example.edu"), follow=True)
    refused = client.post(page.redirect_chain[-1][0], {"password1": "password", "password2": "password"})
    assert "too common" in refused.content.decode()
    assert sign_in(client, "ana@example.edu").status_code == 302


def test_a_reset_for_an_unknown_address_looks_the_same_and_writes_to_it_alone(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    make_author(email="ana@example.edu")
    known = client.post("/accounts/password/reset/", {"email": "ana@example.edu"}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "bob@example.edu"}, follow=True)
    assert known.content == unknown.content
    assert [mail.to for mail in mailoutbox] == [["ana@example.edu"], ["bob@example.edu"]]
    assert "There is no account with it" in mailoutbox[1].body
    assert "/accounts/signup/" not in mailoutbox[1].body


def test_whoever_asks_for_too_many_letters_is_asked_to_wait(client: Client, mailoutbox: list[EmailMessage]) -> None:
    for _ in range(5):
        client.post("/accounts/password/reset/", {"email": "ana@example.edu"})
    response = client.post("/accounts/password/reset/", {"email": "ana@example.edu"})
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
    assert len(mailoutbox) == 5


def test_the_password_is_changed_by_someone_who_knows_the_present_one(client: Client) -> None:
    author = make_author(email="ana@example.edu")
    client.force_login(author)
    typed = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    refused = client.post("/accounts/password/change/", typed)
    assert "This is not your present password" in refused.content.decode()
    changed = client.post("/accounts/password/change/", {**typed, "oldpassword": PASSWORD})
    assert changed["Location"] == reverse("me")
    assert get_user(client) == author
    author.refresh_from_db()
    assert author.check_password(NEW_PASSWORD)


def test_a_visitor_who_would_change_a_password_signs_in_first(client: Client) -> None:
    response = client.get("/accounts/password/change/")
    assert response["Location"] == "/accounts/login/?next=/accounts/password/change/"


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "account_confirm_email"])
def test_pages_of_the_library_that_the_site_does_not_need_have_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_one_changes_ones_name(client: Client) -> None:
    author = make_author("Ana Reyes")
    client.force_login(author)
    assert 'value="Ana Reyes"' in client.get("/accounts/name/").content.decode()
    assert client.post("/accounts/name/", {"name": "Ana R. Silva"})["Location"] == reverse("me")
    author.refresh_from_db()
    assert author.name == "Ana R. Silva"


def test_an_empty_name_is_refused_and_the_old_one_stays_in_the_masthead(client: Client) -> None:
    author = make_author("Maria Okafor")
    client.force_login(author)
    page = client.post("/accounts/name/", {"name": "  "}).content.decode()
    assert "This field is required" in page
    assert page.count("Maria Okafor") == 1
    author.refresh_from_db()
    assert author.name == "Maria Okafor"


def test_a_visitor_has_no_name_to_change(client: Client) -> None:
    assert client.post("/accounts/name/", {"name": "Nobody"})["Location"] == "/accounts/login/?next=/accounts/name/"
