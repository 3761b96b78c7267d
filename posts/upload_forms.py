"""The form that takes a document in: a file, or the words of one that was read before."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from posts.post import MAX_BODY
from posts.word.document import Document, read_document
from posts.word.opening import MAX_UPLOAD, TOO_LARGE
from posts.word.refusal import Unreadable

REPLACE, APPEND = "replace", "append"


class UploadForm(forms.Form):
    """A file, what becomes of the draft, and the version of the draft that its writer saw."""

    file = forms.FileField(
        label="Your document",
        required=False,
        allow_empty_file=True,
        help_text="A Word document (.docx), text (.txt) or Markdown (.md), of at most 5 MB and 100,000 characters.",
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.txt,.md,.markdown,text/plain,text/markdown"}),
    )
    how = forms.ChoiceField(
        label="What becomes of your draft",
        required=False,
        initial=REPLACE,
        choices=[
            (REPLACE, "Replace it. It stays in the history, from where you can take it back."),
            (APPEND, "Keep it, and put the document below it."),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(max_length=MAX_BODY, required=False, widget=forms.HiddenInput)
    body = forms.CharField(max_length=MAX_BODY, required=False, strip=False, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        draft: str,
        version: int = 0,
    ) -> None:
        super().__init__(data, files, initial={"version": version, "how": REPLACE})
        self.draft = draft
        self.name = ""

    def clean_file(self) -> Document | None:
        """Reads the file."""
        file: object = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return None
        self.name = str(file.name)
        if (file.size or 0) > MAX_UPLOAD:
            raise ValidationError(TOO_LARGE)
        try:
            return read_document(self.name, file.read(), longest=MAX_BODY, label=free_label(self.draft))
        except Unreadable as reason:
            raise ValidationError(str(reason)) from None

    def clean(self) -> None:
        """Takes the words of a document that was read before where there is no file, and asks for one of the two."""
        data = self.cleaned_data
        if "file" in data and not data["file"]:
            body = str(data.get("body", "")).replace("\r\n", "\n")
            if not body.strip():
                self.add_error("file", "Choose the file of your essay first.")
            data["file"] = Document(str(data.get("title", "")), body)

    @property
    def document(self) -> Document:
        """The document, once the form is valid."""
        document: object = self.cleaned_data["file"]
        if not isinstance(document, Document):
            raise TypeError(document)
        return document

    @property
    def appends(self) -> bool:
        """Whether the draft is kept above the document."""
        return self.cleaned_data.get("how") == APPEND


def free_label(draft: str) -> str:
    """Returns how the labels of a document’s notes may begin, so that none is a label of the draft.

    >>> free_label("Bread.[^w1]"), free_label("Bread.")
    ('ww', 'w')
    """
    label = "w"
    while f"[^{label}" in draft:
        label += "w"
    return label
