"""The form of a rubric: criteria, each with its levels; what is left empty is left out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms

from grading.rubric import MAX_REMARK, MOST_CRITERIA, MOST_LEVELS
from grading.rubric_actions import NewCriterion, NewLevel

EMPTY_CRITERIA = 2
LEVELS = range(1, MOST_LEVELS + 1)


class CriterionForm(forms.Form):
    """Asks for one criterion and up to six levels, from the best to the worst or the other way round."""

    title = forms.CharField(label="Criterion", max_length=120, required=False)
    weight = forms.DecimalField(
        label="Weight",
        min_value=Decimal("0.01"),
        max_value=20,
        max_digits=4,
        decimal_places=2,
        required=False,
        help_text="Its points are taken so many times; empty for once.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        for number in LEVELS:
            self.fields[f"label_{number}"] = forms.CharField(label=f"Level {number}", max_length=60, required=False)
            self.fields[f"points_{number}"] = forms.DecimalField(
                label=f"Points of level {number}",
                min_value=0,
                max_value=1000,
                max_digits=6,
                decimal_places=2,
                required=False,
            )
            self.fields[f"remark_{number}"] = forms.CharField(
                label=f"Remark of level {number}",
                max_length=MAX_REMARK,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """Returns the fields of each level, for the page."""
        return [[self[f"{name}_{number}"] for name in ("label", "points", "remark")] for number in LEVELS]

    def clean(self) -> dict[str, object]:
        """Refuses half a level, and a criterion without a name or with fewer than two levels."""
        words = self.cleaned_data
        for number in LEVELS:
            self._refuse_half(number)
        if self.errors or not (words.get("title") or self._levels()):
            return words
        if not words.get("title"):
            self.add_error("title", "Name the criterion, or empty its levels to leave it out.")
        elif len(self._levels()) < 2:
            self.add_error("title", "Give it at least two levels, or empty its name to leave it out.")
        return words

    def _refuse_half(self, number: int) -> None:
        label, points = self.cleaned_data.get(f"label_{number}"), self.cleaned_data.get(f"points_{number}")
        remark = self.cleaned_data.get(f"remark_{number}")
        if label and points is None and f"points_{number}" not in self.errors:
            self.add_error(f"points_{number}", "Say what this level is worth.")
        if (remark or points is not None) and not label and f"label_{number}" not in self.errors:
            self.add_error(f"label_{number}", "Name this level.")

    def _levels(self) -> tuple[NewLevel, ...]:
        words = self.cleaned_data
        return tuple(
            NewLevel(words[f"label_{number}"], words[f"points_{number}"], words[f"remark_{number}"])
            for number in LEVELS
            if words.get(f"label_{number}")
        )

    def criterion(self) -> NewCriterion | None:
        """Returns what was filled in, or none."""
        title = self.cleaned_data.get("title")
        return NewCriterion(title, self.cleaned_data.get("weight") or Decimal(1), self._levels()) if title else None


RubricRows = forms.formset_factory(
    CriterionForm, extra=EMPTY_CRITERIA, max_num=MOST_CRITERIA, absolute_max=MOST_CRITERIA, validate_max=True
)


def rubric_form(data: Mapping[str, str] | None, criteria: Sequence[NewCriterion]) -> "forms.BaseFormSet[CriterionForm]":
    """Returns the form, filled with criteria where nothing was sent."""
    return RubricRows(data, initial=[_initial(criterion) for criterion in criteria], prefix="criterion")


def _initial(criterion: NewCriterion) -> dict[str, object]:
    levels = {
        f"{name}_{number}": value
        for number, level in enumerate(criterion.levels, start=1)
        for name, value in (("label", level.label), ("points", level.points), ("remark", level.remark))
    }
    return {"title": criterion.title, "weight": criterion.weight, **levels}


def criteria_in(rows: "forms.BaseFormSet[CriterionForm]") -> list[NewCriterion]:
    """Returns the criteria that were filled in."""
    return [criterion for row in rows.forms if (criterion := row.criterion())]
