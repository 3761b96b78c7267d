"""Sign-up by invitation only: the link in the letter opens it, for the address that the letter went to."""

from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from authors.forms import WHAT_TO_CHOOSE
from authors.models import Author
from courses.actions import UnusableInvitationError, accept_invitation, hold_invitation
from courses.models import Invitation

SESSION_KEY = "invitation"


def remember_invitation(request: HttpRequest, token: str) -> None:
    """Keeps the token in the visitor's session: it opens the sign-up."""
    request.session[SESSION_KEY] = token


def session_invitation(request: HttpRequest) -> Invitation | None:
    """Returns the usable invitation whose token the session holds."""
    token = request.session.get(SESSION_KEY, "")
    return Invitation.objects.usable().by_token(token).first() if token else None


class InvitationAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Opens the sign-up to holders of an invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_taken": "There is an account with this address already. Sign in, and accept the invitation then.",
        "email_password_mismatch": "The address and the password do not belong together. Type them again.",
        "too_many_login_attempts": "There were too many attempts. Wait five minutes, then try again.",
        "enter_current_password": "This is not your present password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Returns whether the session holds a usable invitation."""
        return session_invitation(request) is not None

    def save_user(self, request: HttpRequest, user: Author, form: forms.Form, commit: bool = True) -> Author:  # noqa: FBT001, FBT002  # allauth's signature
        """Saves the new account with its name."""
        user.name = form.cleaned_data["name"]
        return cast("Author", super().save_user(request, user, form, commit))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Returns where a changed password leads."""
        return reverse("me")


class SignupForm(AllauthSignupForm):  # type: ignore[misc]  # allauth has no types
    """Asks for name and password; the address is the invitation's, whatever the request says."""

    name = forms.CharField(
        max_length=120,
        help_text="As it should stand under your posts, for example Ana Reyes.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "name", "password1"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        invitation = session_invitation(context.request)
        self.initial["email"] = invitation.email if invitation else ""
        self.initial["name"] = invitation.name if invitation else ""
        email, password = self.fields["email"], self.fields["password1"]
        email.disabled, email.label = True, "E-mail address"
        email.help_text = "Your invitation is for this address; you sign in with it."
        password.help_text = WHAT_TO_CHOOSE
        password.widget.attrs.pop("placeholder", None)

    def try_save(self, request: HttpRequest) -> tuple[Author | None, HttpResponse | None]:
        """Makes the account and takes the seat, both or neither; allauth wants the account or a response."""
        token = request.session[SESSION_KEY]
        try:
            with transaction.atomic():
                hold_invitation(token)  # first, so that a form sent twice waits here
                author, response = super().try_save(request)
                accept_invitation(token=token, by=author)
        except (UnusableInvitationError, IntegrityError):
            return None, redirect("invitation", token)
        del request.session[SESSION_KEY]
        return author, response
