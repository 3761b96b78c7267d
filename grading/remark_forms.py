"""The forms of a remark on an essay, and of one for the bank."""

from collections.abc import Iterable, Mapping

from django import forms

from comments.forms import WordsField
from grading.bank import Offer
from grading.remark import MAX_QUOTE, MAX_WORDS
from posts.checks.table import RULES

CODES = [("", "No check: the course’s own"), *((rule.code, f"{rule.code} {rule.title}") for rule in RULES.values())]


class PlainSelect(forms.Select):
    """Chooses one of many, printed by one template: Django's own takes a template for each option."""

    template_name = "components/select.html"


class RemarkForm(forms.Form):
    """A remark on a note or on words of the essay; left empty, there is none."""

    note = forms.TypedChoiceField(label="On note", coerce=int, empty_value=None, required=False)
    quote = forms.CharField(
        label="or on these words of the essay",
        max_length=MAX_QUOTE * 2,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    before = forms.CharField(max_length=MAX_QUOTE, required=False, widget=forms.HiddenInput)
    bank = forms.ChoiceField(label="From the bank", required=False)
    text = WordsField(
        "Remark",
        limit=MAX_WORDS,
        rows=3,
        required=False,
        help_text="Markdown. It stands beside the place once the mark is released.",
    )
    keep = forms.BooleanField(label="Keep it in the bank, too", required=False)
    code = forms.ChoiceField(label="under the check", choices=CODES, required=False, widget=PlainSelect)

    def __init__(self, data: Mapping[str, str] | None = None, *, notes: Iterable[int], bank: Iterable[Offer]) -> None:
        super().__init__(data, prefix="remark")
        self.texts = {f"{offer.code}-{place}": text for offer in bank for place, text in enumerate(offer.texts)}
        numbers = [(str(number), str(number)) for number in notes]
        self.fields["note"] = forms.TypedChoiceField(
            label="On note",
            choices=[("", "–"), *numbers],
            coerce=int,
            empty_value=None,
            required=False,
            widget=PlainSelect,
        )
        groups = [
            (
                f"{offer.code} {offer.title}".strip(),
                [(f"{offer.code}-{place}", text) for place, text in enumerate(offer.texts)],
            )
            for offer in bank
        ]
        choices = [("", "Choose one to use its words"), *groups]
        self.fields["bank"] = forms.ChoiceField(
            label="From the bank", choices=choices, required=False, widget=PlainSelect
        )

    def clean(self) -> dict[str, object]:
        """Takes the words from the bank where none are typed; refuses a remark on nothing, and a place without one."""
        words = self.cleaned_data
        words["text"] = str(words.get("text") or "").strip() or self.texts.get(str(words.get("bank")), "")
        has_place = bool(words.get("note") or str(words.get("quote") or "").strip())
        if words["text"] and not has_place and "quote" not in self.errors:
            self.add_error("quote", "Say which note, or which words of the essay, the remark is on.")
        if has_place and not words["text"] and "text" not in self.errors:
            self.add_error("text", "Write the remark, or choose one from the bank.")
        return words

    @property
    def is_filled(self) -> bool:
        """Whether a remark was written."""
        return bool(self.is_bound and self.is_valid() and self.cleaned_data["text"])


class BankForm(forms.Form):
    """A remark to be kept."""

    code = forms.ChoiceField(label="Check", choices=CODES, required=False)
    text = WordsField("Remark", limit=MAX_WORDS, rows=3)
