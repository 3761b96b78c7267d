"""A form that takes a table: rows that were pasted, or a file that stands for its words."""

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from courses.spreadsheet import MAX_BYTES, NOTHING, TOO_LARGE
from markup.files import text_of

BINARY: Final = {
    b"PK\x03\x04": "This is a workbook (Excel, Numbers or OpenDocument), whatever its name ends in",
    b"\xd0\xcf\x11\xe0": "This is a workbook of an older Excel, whatever its name ends in",
    b"%PDF": "This is a PDF",
}
SAVE_AS: Final = "Open it, save the sheet as “CSV” and choose that file."


class SheetForm(forms.Form):
    """Rows as text; what was read from a file is shown again as text, so that it is never asked for twice."""

    text = forms.CharField(
        label="Paste rows here",
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        error_messages={"max_length": TOO_LARGE},
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Or choose a CSV file",
        required=False,
        help_text="At most 2 MB. A file takes the place of what is pasted.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
        error_messages={"empty": "The file is empty. Choose another one, or paste the rows."},
    )

    def clean_file(self) -> str:
        """Returns the words of the file."""
        file: object = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return ""
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        given = file.read()
        for begin, what in BINARY.items():
            if given.startswith(begin):
                raise ValidationError(f"{what}. {SAVE_AS}")
        return text_of(given).replace("\x00", "")

    def clean(self) -> dict[str, object]:
        """Takes the file’s words where there is a file, and asks for something to read."""
        super().clean()
        if "file" not in self.errors and "text" not in self.errors:
            self.cleaned_data["text"] = self.cleaned_data["file"] or self.cleaned_data["text"]
            if not self.cleaned_data["text"].strip():
                self.add_error("text", NOTHING)
        return self.cleaned_data
