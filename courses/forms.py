"""The forms of a course and of its people."""

import re
import zoneinfo
from hashlib import sha256
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.forms import BaseInlineFormSet
from django.http import QueryDict

from courses.models import Course, Invitation, Membership, Role, Section

MOST_ADDRESSES = 200


class CheckedForm(forms.ModelForm):  # type: ignore[type-arg]  # Django’s class takes none
    """A form of a row that belongs to a course; what the database refuses becomes an error of the form."""

    def _get_validation_exclusions(self) -> set[str]:
        # The course is not asked for, but the constraints that span it must be checked all the same.
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # missing from the stubs
        return exclusions - {"course"}

    def save_or_refuse(self) -> bool:
        """Saves, and returns whether it could: another request may have been faster since the form was checked."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: IntegrityError) -> None:
        """Says what the database found wrong."""
        self.add_error(None, _sentence(error, self.instance))


class SeenForm(CheckedForm):
    """A form that is refused where somebody else saved its row since it was shown; sent once more, it goes over it."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.stands = _digest(self.standing()) if self.instance.pk else ""
        self.initial["seen"] = self.stands

    def standing(self) -> list[object]:
        """Returns what is stored of all that the form asks for."""
        names = [name for name in self.fields if name != "seen"]
        return [(name, self.initial.get(name)) for name in names]

    def clean(self) -> dict[str, object]:
        """Refuses words over words that their writer has not seen, and takes those for seen from now on."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if cleaned.get("seen") and cleaned["seen"] != self.stands:
            data = cast("QueryDict", self.data).copy()
            data[self.add_prefix("seen")] = self.stands
            self.data = data
            raise ValidationError(
                "Somebody else saved this since you opened it. What you typed stands below; nothing was overwritten."
                " Look at theirs in another window; then save once more to put yours in its place."
            )
        return cleaned


def _digest(facts: list[object]) -> str:
    return sha256(repr(facts).encode()).hexdigest()


def _sentence(error: IntegrityError, row: models.Model) -> str:
    for constraint in row._meta.constraints:  # noqa: SLF001  # the documented way to a model's options
        if constraint.name in str(error):
            return str(constraint.get_violation_error_message())
    return "Someone else changed this at the same moment. Look at it again and save once more."


SectionFormSet = forms.inlineformset_factory(
    Course, Section, fields=["name"], extra=2, can_delete=False, labels={"name": "Name of the section"}
)


class CourseForm(SeenForm):
    """Asks for what a course is and how it works."""

    class Meta:
        model = Course
        fields = ["title", "description", "time_zone", "edition", "ibid", "moderation", "is_public"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        zones = [(name, name) for name in sorted(zoneinfo.available_timezones()) if "/" in name or name == "UTC"]
        self.fields["time_zone"].widget = forms.Select(choices=zones)


class NewCourseForm(CourseForm):
    """Asks for the address too, which never changes afterwards."""

    class Meta(CourseForm.Meta):
        fields = ["title", "slug", *CourseForm.Meta.fields[1:]]
        help_texts = {"slug": "The word in the address: /c/revolutions-2026/. It never changes afterwards."}


class CourseSettingsForm(CourseForm):
    """Asks for the sections too: names of those there are, and empty rows for more."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.sections: BaseInlineFormSet[Section, Course, forms.ModelForm[Section]] = SectionFormSet(
            data, instance=self.instance
        )

    def standing(self) -> list[object]:
        """Returns what is stored of the course and its sections."""
        return [*super().standing(), list(self.instance.sections.order_by("pk").values_list("pk", "name"))]

    def is_valid(self) -> bool:
        """Returns whether the course and every section can be saved."""
        return all([super().is_valid(), self.sections.is_valid()])

    def save(self, commit: bool = True) -> Course:  # noqa: FBT001, FBT002  # Django's signature
        """Saves the course and its sections."""
        course: Course = super().save(commit)
        self.sections.save(commit)
        return course


def addresses_in(text: str) -> list[str]:
    """Returns the e-mail addresses in pasted text: bare ones, or those between <> in a line that has such."""
    addresses: list[str] = []
    for line in text.splitlines():
        addresses += re.findall(r"<([^<>]*)>", line) or re.split(r"[,;\s]+", line)
    return [address.strip() for address in addresses if address.strip()]


class InviteForm(forms.Form):
    """Asks whom to invite, and as what."""

    emails = forms.CharField(
        label="E-mail addresses",
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
        help_text="One or many: a line each, or separated by commas.",
        max_length=40_000,
    )
    role = forms.ChoiceField(choices=Role.choices, initial=Role.STUDENT)
    section = forms.ModelChoiceField(
        queryset=Section.objects.none(), required=False, help_text="Students and assistants need one."
    )

    def __init__(self, *args: object, course: Course, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        sections = self.fields["section"]
        if isinstance(sections, forms.ModelChoiceField):
            sections.queryset = course.sections.all()
            sections.initial = course.sections.first()

    def clean_emails(self) -> list[str]:
        """Returns the addresses, or says which of the words are none."""
        addresses = addresses_in(self.cleaned_data["emails"])
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(f"Invite at most {MOST_ADDRESSES} people at a time; these are {len(addresses)}.")
        longest = Invitation._meta.get_field("email").max_length or 254  # noqa: SLF001  # a model's options
        wrong = [address for address in addresses if len(address) > longest or not _is_address(address)]
        if wrong:
            raise ValidationError([f"“{address}” is not an e-mail address." for address in wrong[:10]])
        return addresses

    def clean(self) -> dict[str, object]:
        """Refuses a student or an assistant without a section."""
        cleaned = {**self.cleaned_data, "role": Role(self.cleaned_data.get("role", Role.STUDENT))}
        if cleaned["role"] != Role.INSTRUCTOR and not cleaned.get("section") and "section" not in self.errors:
            self.add_error("section", "A student or an assistant needs a section.")
        return cleaned


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True


class SeatForm(CheckedForm):
    """Asks for the name under which classmates know a member."""

    class Meta:
        model = Membership
        fields = ["pseudonym"]
        widgets = {"pseudonym": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean_pseudonym(self) -> str:
        """Refuses the real name of someone else in the course."""
        pseudonym: str = " ".join(self.cleaned_data["pseudonym"].split())
        others = Membership.objects.filter(course=self.instance.course_id).exclude(pk=self.instance.pk)
        if pseudonym and others.filter(author__name__iexact=pseudonym).exists():
            raise ValidationError("Someone in the course uses this name already. Choose another.")
        return pseudonym
