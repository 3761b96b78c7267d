"""The form of an import of marks: rows that were pasted, or a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from courses.spreadsheet import MAX_BYTES, NOTHING, TOO_LARGE
from markup.files import text_of


class MarksForm(forms.Form):
    """Rows as text; a file stands for its text, so that what was read is never asked for twice."""

    text = forms.CharField(
        label="Paste rows here",
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        error_messages={"max_length": TOO_LARGE},
        help_text="With their headings: a column of e-mail addresses, and one for each week that you marked.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Or choose a CSV file",
        required=False,
        help_text="As downloaded here, or as Canvas or Moodle export their gradebooks. At most 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )

    def clean_file(self) -> str:
        """Returns the words of the file."""
        file: object = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return ""
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        return text_of(file.read()).replace("\x00", "")

    def clean(self) -> dict[str, object]:
        """Takes the file’s words where there is a file, and asks for something to read."""
        super().clean()
        if not self.errors:
            self.cleaned_data["text"] = self.cleaned_data["file"] or self.cleaned_data["text"]
            if not self.cleaned_data["text"].strip():
                self.add_error("text", NOTHING)
        return self.cleaned_data

    def typed(self) -> dict[str, str]:
        """Returns what the form shows again: the words that were read, wherever they came from."""
        return {"text": str(self.cleaned_data.get("text", ""))}


class ExcuseForm(forms.Form):
    """Why a student need not answer a prompt."""

    why = forms.CharField(label="Why", max_length=500, required=False, help_text="For the log; only staff read it.")
