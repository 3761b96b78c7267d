"""The form on which a student is given more time."""

from django import forms

from courses.clock import LocalDateTimeFormField
from courses.extension import MAX_WHY, Extension
from courses.models import Membership, Prompt


class StudentField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django’s class takes none
    """Offers students by name and section."""

    def label_from_instance(self, obj: object) -> str:
        """Returns the name by which staff know the student."""
        if not isinstance(obj, Membership):
            return str(obj)
        return f"{obj.author.get_full_name()}, section {obj.section}"


class ExtensionForm(forms.Form):
    """Who gets more time, until when, and why."""

    due = LocalDateTimeFormField(label="New deadline")
    why = forms.CharField(
        label="Reason", required=False, max_length=MAX_WHY, help_text="For staff alone; the student sees the new date."
    )

    def __init__(self, data: object = None, *, prompt: Prompt, by: Membership) -> None:
        super().__init__(data, initial={"due": prompt.cutoff})  # type: ignore[arg-type]  # what a request was sent
        self.prompt = prompt
        seats = Membership.objects.current().students().visible_to(by).select_related("author", "section")
        self.fields["seat"] = StudentField(
            seats.order_by("author__name", "pk"), label="Student", empty_label="Choose a student"
        )
        self.fields["due"].help_text = f"On the course’s clock, {prompt.course.time_zone}."
        self.order_fields(["seat", "due", "why"])

    def clean(self) -> None:
        """Refuses what the row would refuse."""
        seat, due = self.cleaned_data.get("seat"), self.cleaned_data.get("due")
        if seat and due:
            Extension(prompt=self.prompt, seat=seat, due=due).clean()
