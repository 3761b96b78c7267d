"""The forms of the account, in the words of this site."""

from allauth.account import forms as allauth_forms
from django import forms

from authors.models import Author

WHAT_TO_CHOOSE = "At least eight characters; not a common password, and not like your address."


class NameForm(forms.ModelForm):  # type: ignore[type-arg]  # Django’s class takes none
    """Asks for the name that stands under one's posts."""

    class Meta:
        model = Author
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


def _in_our_words(form: forms.Form, labels: dict[str, str]) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.widget.attrs.pop("placeholder", None)  # it repeats the label and is gone when one types


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """Asks for the address and the password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, {"login": "E-mail address", "password": "Password"})


class ResetForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Asks where to send the link."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, {"email": "E-mail address"})


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """Asks for a new password after a reset."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _in_our_words(self, {"password1": "New password", "password2": "The same again"})
        self.fields["password1"].help_text = WHAT_TO_CHOOSE


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Asks for the present password and a new one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        labels = {"oldpassword": "Present password", "password1": "New password", "password2": "The same again"}
        _in_our_words(self, labels)
        self.fields["password1"].help_text = WHAT_TO_CHOOSE
