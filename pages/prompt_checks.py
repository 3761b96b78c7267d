"""How weighty each check is in a week: the part of its form that asks, and what of it is kept."""

from typing import Final

from django import forms

from courses.models import Prompt
from posts.checks import RULES, Severity

WEIGHTS: Final = {
    Severity.BLOCK: "must be mended before submitting",
    Severity.WARN: "look at this",
    Severity.INFO: "to know",
    Severity.OFF: "not checked",
}


class ChecksForm(forms.Form):
    """Asks for the weight of each check; only what differs from the usual is kept."""

    def __init__(self, *args: object, prompt: Prompt, **kwargs: object) -> None:
        super().__init__(*args, **{**kwargs, "prefix": "checks"})  # type: ignore[arg-type]  # passed on as they came
        for code, rule in RULES.items():
            usual = ("", f"As usual: {WEIGHTS[rule.severity]}")
            self.fields[code] = forms.ChoiceField(
                label=f"{rule.title} ({code})",
                choices=[usual, *((severity.value, words.capitalize()) for severity, words in WEIGHTS.items())],
                required=False,
                initial=prompt.severities.get(code, ""),
                help_text=rule.explanation,
            )

    def severities(self) -> dict[str, str]:
        """Returns what differs from the usual, by the checks' codes."""
        return {code: word for code, word in self.cleaned_data.items() if word}
