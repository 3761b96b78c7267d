"""The form that asks which two revisions to compare."""

from collections.abc import Container

from django import forms

MOST = 1_000_000


class CompareForm(forms.Form):
    """Two revisions by their numbers."""

    before = forms.IntegerField(label="From revision", min_value=1, max_value=MOST)
    after = forms.IntegerField(label="to revision", min_value=1, max_value=MOST)

    def numbers(self) -> tuple[int, int]:
        """Returns the two numbers, the one compared from first."""
        return self.cleaned_data["before"], self.cleaned_data["after"]

    def refuse_unknown(self, known: Container[int]) -> None:
        """Refuses a number that no revision has which the reader may read."""
        for name in ("before", "after"):
            number = self.cleaned_data[name]
            if number not in known:
                self.add_error(name, f"There is no revision {number}. Take a number from the history.")
