"""The form on which a receipt is checked."""

from django import forms

from posts.post import MAX_BODY


class WholeText(forms.CharField):
    """A text with plain line ends: browsers send others, which must not count twice."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Returns the words with plain line ends."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class ReceiptForm(forms.Form):
    """A receipt number, and the text that it may have been given for."""

    number = forms.CharField(
        label="Receipt number",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Twenty letters and digits, as on the receipt. Dashes and small letters do not matter.",
        error_messages={"required": "Type the receipt number."},
    )
    text = WholeText(
        strip=False,
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="The whole essay as typed, with its notes and without its title. It is compared and not kept.",
        error_messages={
            "required": "Paste the text that was handed in.",
            "max_length": "The text has %(show_value)d characters; an essay has %(limit_value)d at most.",
        },
    )
