"""The form of a week: what it asks for, when, and what is to be read."""

from datetime import timedelta
from html import unescape

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.text import Truncator

from chicago import Locator
from courses.forms import SeenForm
from courses.models import Course, Prompt
from markup.markdown import safe_html
from pages.prompt_checks import ChecksForm
from sources.models import Reading, Source

EMPTY_ROWS = 3
MOST_READINGS = 30
LONGEST_LABEL = 110
DATES = ("opens", "due", "cutoff", "replies_due")
TAKEN_OVER = (
    "points",
    "late_percent",
    "late_floor",
    "minimum_words",
    "minimum_sources",
    "most_quoted",
    "severities",
    "audience",
    "moderation",
    "post_first",
    "anonymous_marking",
    "replies",
    "reply_points",
)


class ReadingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django’s class takes none
    """Asks for one source of the library and the pages of it that are assigned."""

    class Meta:
        model = Reading
        fields = ["source", "pages"]
        help_texts = {"pages": "For example 110-22; empty for the whole."}
        widgets = {"pages": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean_pages(self) -> str:
        """Keeps the pages as typed, and as numbers where they are numbers."""
        typed: str = self.cleaned_data["pages"]
        first, last = Locator("page", typed).pages or (None, None)
        if first is not None and last is not None and first > last:
            raise ValidationError("The first page comes before the last.")
        self.instance.first_page, self.instance.last_page = first, last
        return typed


class ReadingRows(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # Django’s class takes none
    """The readings of a week, in the order of their rows, from one query of the library."""

    def __init__(self, *args: object, course: Course, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.library = Source.objects.filter(course=course).listed()
        self.choices = [("", "—"), *((source.pk, _label(source)) for source in self.library)]

    def add_fields(self, form: "forms.ModelForm[Reading]", index: int | None) -> None:
        """Offers the class's library in each row."""
        super().add_fields(form, index)
        source = form.fields["source"]
        if isinstance(source, forms.ModelChoiceField):
            source.queryset = self.library
            source.widget.choices = self.choices
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove this reading"

    def get_unique_error_message(self, unique_check: object) -> str:
        """Returns what to say of the same pages in two rows."""
        return "These pages are assigned twice."

    def save(self, commit: bool = True) -> list[Reading]:  # noqa: FBT001, FBT002  # Django's signature
        """Saves the readings, the new ones after those there are."""
        last = max((form.instance.position for form in self.initial_forms), default=0)
        for position, form in enumerate(self.extra_forms, start=last + 1):
            form.instance.position = position
        saved: list[Reading] = super().save(commit)
        return saved


def _label(source: Source) -> str:
    """Returns the bibliography entry in plain words: the list is in its order, so it must begin as it does."""
    return Truncator(unescape(strip_tags(source.entry_html)) or str(source)).chars(LONGEST_LABEL)


ReadingFormSet = forms.inlineformset_factory(
    Prompt,
    Reading,
    form=ReadingForm,
    formset=ReadingRows,
    extra=EMPTY_ROWS,
    max_num=MOST_READINGS,
    can_delete_extra=False,
)


class PromptForm(SeenForm):
    """Asks for a week, with its readings."""

    class Meta:
        model = Prompt
        fields = [
            "week",
            "title",
            "text",
            "opens",
            "due",
            "cutoff",
            "minimum_words",
            "minimum_sources",
            "most_quoted",
            "points",
            "late_percent",
            "late_floor",
            "audience",
            "moderation",
            "post_first",
            "anonymous_marking",
            "replies",
            "replies_due",
            "reply_points",
        ]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        course = self.instance.course
        for name in DATES:
            self.fields[name].help_text = f"On the course’s clock, {course.time_zone}. {self.fields[name].help_text}"
        data = self.data if self.is_bound else None
        self.readings = ReadingFormSet(data, instance=self.instance, course=course)
        self.instance.severities = self.initial.get("severities", self.instance.severities)
        self.checks = ChecksForm(data, prompt=self.instance)

    def standing(self) -> list[object]:
        """Returns what is stored of the week, its readings and how weighty its checks are."""
        readings = self.instance.readings.order_by("position").values_list("source", "pages")
        return [*super().standing(), list(readings), sorted(self.instance.severities.items())]

    def is_valid(self) -> bool:
        """Returns whether the prompt, every reading and the checks can be saved."""
        return all([super().is_valid(), self.readings.is_valid(), self.checks.is_valid()])

    def save(self, commit: bool = True) -> Prompt:  # noqa: FBT001, FBT002  # Django's signature
        """Saves the prompt, printed, and its readings."""
        self.instance.text_html = safe_html(self.cleaned_data["text"])
        self.instance.severities = self.checks.severities()
        with transaction.atomic():
            prompt: Prompt = super().save(commit)
            self.readings.save(commit)
        return prompt


def next_week(course: Course) -> dict[str, object]:
    """Returns what a new week most likely asks for: the terms of the last one, seven days later."""
    last = course.prompts.first()
    if last is None:
        return {"week": 1}
    dates = {name: at + timedelta(days=7) for name in DATES if (at := getattr(last, name)) is not None}
    return {"week": last.week + 1, **dates, **{name: getattr(last, name) for name in TAKEN_OVER}}
