"""The forms of the join link: for how long it stands, and whom a letter goes to."""

from django import forms

from courses.join_link import MOST_DAYS, MOST_USES


class JoinLinkForm(forms.Form):
    """For how many days and people a link stands."""

    days = forms.IntegerField(label="Days until it expires", min_value=1, max_value=MOST_DAYS, initial=14)
    most_uses = forms.IntegerField(label="People at most", min_value=1, max_value=MOST_USES, initial=40)


class LetterForm(forms.Form):
    """The address that a letter goes to."""

    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        help_text="A letter with a link of your own goes there. It works for seven days.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
