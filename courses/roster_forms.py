"""The forms of the roster: a file of people, one person's seat, a section's name."""

from django import forms

from courses.forms import CheckedForm
from courses.models import Course, Membership, Role, Section
from courses.roster.plan import Options
from courses.sheet_form import SheetForm


class RosterForm(SheetForm):
    """A roster, and what it may do."""

    section = forms.ModelChoiceField(
        queryset=Section.objects.none(),
        required=False,
        label="Section for lines without one",
        empty_label="None: refuse such lines",
    )
    make_sections = forms.BooleanField(
        required=False, label="Make sections that the file names and the course does not have"
    )
    drop = forms.BooleanField(
        required=False,
        label="Drop students who are not in the file",
        help_text="Only from the sections that the file is about. Their membership ends, what they wrote stays, "
        "and you can let them return. Assistants and instructors are never dropped.",
    )

    def __init__(self, *args: object, course: Course, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["text"].help_text = (
            "With their headings: a column “email”, and “name”, “section”, “role” as far as you have them, in any "
            "order. Lists from Canvas and Moodle work as they are. At most 2,000 people."
        )
        sections = self.fields["section"]
        if isinstance(sections, forms.ModelChoiceField):
            sections.queryset = course.sections.all()
            only = list(course.sections.all()[:2])
            sections.initial = only[0] if len(only) == 1 else None

    def options(self) -> Options:
        """Returns what the file may do."""
        given = self.cleaned_data
        return Options(given.get("section"), bool(given.get("make_sections")), bool(given.get("drop")))


class SeatPlaceForm(forms.Form):
    """The role and the section of a member."""

    role = forms.ChoiceField(choices=Role.choices)
    section = forms.ModelChoiceField(
        queryset=Section.objects.none(),
        required=False,
        empty_label="All of the course",
        help_text="Students and assistants need one; an assistant sees that section alone.",
    )

    def __init__(self, data: object = None, *, seat: Membership) -> None:
        super().__init__(data, initial={"role": seat.role, "section": seat.section_id})  # type: ignore[arg-type]
        sections = self.fields["section"]
        if isinstance(sections, forms.ModelChoiceField):
            sections.queryset = Section.objects.filter(course=seat.course_id)

    def clean(self) -> dict[str, object]:
        """Refuses a student or an assistant without a section."""
        cleaned = {**self.cleaned_data, "role": Role(self.cleaned_data.get("role", Role.STUDENT))}
        if cleaned["role"] != Role.INSTRUCTOR and not cleaned.get("section") and "section" not in self.errors:
            self.add_error("section", "A student or an assistant needs a section.")
        return cleaned


class SectionForm(CheckedForm):
    """The name of a section."""

    class Meta:
        model = Section
        fields = ["name"]
        labels = {"name": "Name of the section"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}
