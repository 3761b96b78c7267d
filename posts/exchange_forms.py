"""The form of an import: records that were pasted, or a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from markup.files import text_of
from sources.exchange import MAX_BYTES
from sources.exchange.reading import FOREIGN, NOTHING, foreign
from sources.exchange.records import TOO_LARGE


class RecordsField(forms.CharField):
    """Pasted records; null characters, which programs leave behind, are passed over rather than complained of."""

    def to_python(self, value: str | None) -> str:
        """Returns the words without what no database keeps."""
        return (super().to_python(value) or "").replace("\x00", "")


class ImportForm(forms.Form):
    """Records as text; a file stands for its text, so that what was read is never asked for twice."""

    text = RecordsField(
        label="Paste records here",
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        error_messages={"max_length": TOO_LARGE},
        help_text="BibTeX, RIS or CSL-JSON, as Zotero, a library’s catalogue or a journal’s page gives them.",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Or choose a file",
        required=False,
        help_text="Its name may end in .bib, .ris or .json. At most 2 MB and 1,000 records at a time.",
        widget=forms.FileInput(attrs={"accept": ".bib,.ris,.json,.txt,.enw,text/plain,application/json"}),
    )

    def clean_file(self) -> str:
        """Returns the words of the file."""
        file: object = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return ""
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        held = file.read()
        if what := foreign(held):
            raise ValidationError(FOREIGN.format(what=what))
        return text_of(held).replace("\x00", "")

    def clean(self) -> dict[str, object]:
        """Takes the file’s words where there is a file, and asks for something to read."""
        super().clean()
        if not self.errors:
            self.cleaned_data["text"] = self.cleaned_data["file"] or self.cleaned_data["text"]
            if not self.cleaned_data["text"].strip():
                self.add_error("text", NOTHING)
            elif len(self.cleaned_data["text"].encode()) > MAX_BYTES:
                self.add_error("text", TOO_LARGE)
        return self.cleaned_data
