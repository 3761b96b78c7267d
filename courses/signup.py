"""Sign-up by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest


class InvitationAdapter(DefaultAccountAdapter):
    """Opens the sign-up to holders of an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Returns whether the session holds a usable invitation."""
        return False


class SignupForm(forms.Form):
    """Asks for the name."""
