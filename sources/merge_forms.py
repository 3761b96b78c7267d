"""The form of a merge: which address is kept, and for each field in which two records differ, whose words."""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.forms.boundfield import BoundField

from sources.history import label_of, words_of
from sources.merging import Seen, combined, differing
from sources.models import Source

ONE, OTHER = "one", "other"
_TAKE: Final = "take-"
_NOTHING: Final = "(leave it empty)"


class MergeForm(forms.Form):
    """What becomes of two records; a field of which only one says something is taken from that one at first."""

    one_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    other_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, one: Source, other: Source, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data=data, initial={"one_version": one.version, "other_version": other.version})
        self.one, self.other = one, other
        self._csl = {ONE: one.as_csl(), OTHER: other.as_csl()}
        self.fields["keep"] = forms.ChoiceField(
            label="Address and key to keep",
            widget=forms.RadioSelect,
            help_text="The other one keeps working: it leads to this one.",
            choices=[(ONE, f"@{one.key}"), (OTHER, f"@{other.key}")],
            initial=ONE,
        )
        for name in differing(self._csl[ONE], self._csl[OTHER]):
            left, right = (words_of(name, csl.get(name)) for csl in self._csl.values())
            if left != right:
                self.fields[f"{_TAKE}{name}"] = _choice(name, left, right)

    def choices_to_make(self) -> list[BoundField]:
        """Returns the questions, the address first."""
        return [field for field in self.visible_fields() if field.name != "keep"]

    def kept(self) -> Seen:
        """Returns the source whose address is kept, as the merger has read it."""
        return self._seen(self._side)

    def merged(self) -> Seen:
        """Returns the source that is merged into the kept one, as the merger has read it."""
        return self._seen(_opposite(self._side))

    def taken(self) -> set[str]:
        """Returns the fields that the kept record takes from the other."""
        goes = _opposite(self._side)
        return {
            name.removeprefix(_TAKE) for name in self.fields if name.startswith(_TAKE) and self._value(name) == goes
        }

    def result(self) -> dict[str, object]:
        """Returns the record that the choices give; before the form is sent, its first choices."""
        return combined(self._csl[self._side], self._csl[_opposite(self._side)], self.taken())

    @property
    def _side(self) -> str:
        return self._value("keep")

    def _value(self, name: str) -> str:
        if self.is_bound:
            return str(self.cleaned_data[name])
        return str(self.initial.get(name) or self.fields[name].initial)

    def _seen(self, side: str) -> Seen:
        source = self.one if side == ONE else self.other
        return Seen(source, int(self.cleaned_data[f"{side}_version"]))


def _opposite(side: str) -> str:
    return OTHER if side == ONE else ONE


def _choice(name: str, left: str, right: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label_of(name),
        widget=forms.RadioSelect,
        choices=[(ONE, left or _NOTHING), (OTHER, right or _NOTHING)],
        initial=ONE if left else OTHER,
    )
