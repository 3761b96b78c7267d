"""The forms of the writing pages."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.http import QueryDict
from markdownx.fields import MarkdownxFormField

from courses.models import Audience
from posts.actions import Choices, Words
from posts.post import MAX_BODY, MAX_TITLE


class EssayField(MarkdownxFormField):  # type: ignore[misc]  # django-markdownx has no types
    """An essay with the line ends that its writer sees: browsers send others, which must not count twice."""

    def to_python(self, value: object) -> str:
        """Returns the words with plain line ends."""
        words: str = super().to_python(value)
        return words.replace("\r\n", "\n")


class EssayForm(forms.Form):
    """A title, an essay, the version of the draft that they were typed over, and whose page they were typed on."""

    title = forms.CharField(
        max_length=MAX_TITLE,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "Title of your essay"}),
        error_messages={
            "max_length": "The title has %(show_value)d characters; it may have %(limit_value)d. Shorten it."
        },
    )
    body = EssayField(
        label="Essay",
        max_length=MAX_BODY,
        required=False,
        strip=False,
        help_text="Type a note where its number should stand: ((Lynne Viola, Peasant Rebels under Stalin …, 45.))",
        error_messages={
            "max_length": "The essay has %(show_value)d characters; it may have %(limit_value)d. Shorten it, then save."
        },
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    writer = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    class Media:
        js: ClassVar[list[str]] = []  # django-markdownx's own script is not used

    def is_typed_by(self, account: int) -> bool:
        """Returns whether the page was made for this account: another may have signed in since, in another tab."""
        return self.cleaned_data["writer"] in {None, account}

    def words(self) -> Words:
        """Returns what was typed."""
        return Words(self.cleaned_data["title"], self.cleaned_data["body"], self.cleaned_data["version"])


class PreviewForm(EssayForm):
    """What the preview is asked for: the words, and which post or week they belong to."""

    version = forms.IntegerField(required=False)
    post = forms.SlugField(required=False)
    week = forms.IntegerField(required=False, min_value=0, max_value=1_000)


class SubmitForm(forms.Form):
    """The last choices before an essay is handed in."""

    consent = forms.BooleanField(
        label="I agree that anyone on the web may read this post under the name shown here.", required=False
    )
    note = forms.CharField(
        label="Note to your instructor",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the staff of the course read it.",
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        ceiling: Audience,
        usual: Audience,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        choices = [each for each in Audience if each.within(ceiling)]
        self.fields["audience"] = forms.ChoiceField(
            label="Who may read it once it is published",
            widget=forms.RadioSelect,
            choices=[(each.value, each.label) for each in choices],
            initial=(usual if usual in choices else ceiling).value,
        )
        self.order_fields(["audience", "consent", "note"])
        if Audience.PUBLIC not in choices:
            del self.fields["consent"]

    def clean(self) -> None:
        """Asks for the consent without which nothing is public."""
        if self.cleaned_data.get("audience") == Audience.PUBLIC and not self.cleaned_data.get("consent"):
            self.add_error("consent", "A public post needs your consent. Tick this, or choose a narrower audience.")

    def choices(self) -> Choices:
        """Returns what the author chose."""
        data = self.cleaned_data
        return Choices(Audience(data["audience"]), bool(data.get("consent")), data["note"])
