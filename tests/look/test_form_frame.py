"""How a form is drawn: each field with its label, its help and its errors tied together."""

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError


class WeekForm(forms.Form):
    title = forms.CharField(help_text="As it stands over the page.")
    remark = forms.CharField(required=False, help_text="<b>Not</b> markup.")
    audience = forms.ChoiceField(choices=[("a", "All"), ("s", "Staff")], widget=forms.RadioSelect, help_text="Who?")
    is_open = forms.BooleanField(required=False, label="Open to visitors", help_text="They read, no more.")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    def clean(self) -> None:
        raise ValidationError("The week ends before it begins.")


def ids(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize("data", [None, {}], ids=["fresh", "refused"])
def test_whatever_describes_a_field_is_on_the_page(data: dict[str, str] | None) -> None:
    html = str(WeekForm(data))
    named = re.findall(r'aria-describedby="([^"]+)"', html)
    assert named
    assert {name for names in named for name in names.split()} <= ids(html)
    assert set(re.findall(r'<label for="([^"]+)"', html)) <= ids(html)


def test_a_refused_field_says_so_to_a_screen_reader() -> None:
    html = str(WeekForm({}))
    title = re.search(r'<input type="text" name="title"[^>]*>', html)
    assert title
    assert 'aria-invalid="true"' in title[0]
    assert "id_title_error" in title[0]
    assert '<ul class="errorlist" id="id_title_error"><li>This field is required.</li></ul>' in html


def test_what_is_wrong_with_the_whole_form_comes_first_and_aloud() -> None:
    html = str(WeekForm({"title": "Bread"})).strip()
    assert html.startswith('<div class="notice" data-level="error" role="alert">')
    assert html.index("The week ends before it begins.") < html.index('name="title"')


def test_what_was_typed_stays() -> None:
    assert 'value="Bread &amp; land"' in str(WeekForm({"title": "Bread & land"}))


def test_a_group_of_choices_has_a_legend_and_its_help() -> None:
    html = str(WeekForm())
    assert re.search(r'<fieldset aria-describedby="id_audience_helptext">\s*<legend>Audience</legend>', html)


def test_the_label_of_a_box_to_tick_follows_it() -> None:
    html = str(WeekForm())
    assert re.search(r'type="checkbox" name="is_open"[^>]*><label for="id_is_open">Open to visitors</label>', html)
    assert html.count("Open to visitors") == 1


def test_only_fields_that_may_stay_empty_are_called_optional() -> None:
    labels = re.findall(r"<(?:label|legend)[^>]*>(.*?)</(?:label|legend)>", str(WeekForm()))
    assert [label for label in labels if "optional" in label] == ['Remark <span class="optional">optional</span>']


def test_hidden_fields_are_drawn_without_a_label() -> None:
    html = str(WeekForm())
    assert html.count('name="version"') == 1
    assert "id_version" not in re.findall(r'for="([^"]+)"', html)


def test_help_is_words_and_not_markup() -> None:
    assert "&lt;b&gt;Not&lt;/b&gt; markup." in str(WeekForm())
