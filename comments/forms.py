"""The forms under a post: write, answer, change, report."""

import uuid

from django import forms

from comments.models import MAX_COMMENT, MAX_REASON, Circle


class WordsField(forms.CharField):
    """Words in Markdown: what is too long is refused with a sentence, and nothing is cut."""

    def __init__(
        self, label: str, *, limit: int, rows: int, help_text: str = "Markdown.", required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            max_length=limit,
            help_text=help_text,
            required=required,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={
                "required": "Write something first.",
                "max_length": f"At most {limit:,} characters fit here; these are %(show_value)d.",
            },
        )

    def to_python(self, value: object) -> str:
        """Returns the words with the line ends that the writer sees: browsers send others."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, object]:
        """Returns no limit for the browser, which would cut a long paste without a word."""
        return {}


class ReplyForm(forms.Form):
    """An answer: its circle is that of what it answers."""

    body = WordsField("Your reply", limit=MAX_COMMENT, rows=5)
    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)


class CommentForm(ReplyForm):
    """A new comment on a post."""

    body = WordsField("Your comment", limit=MAX_COMMENT, rows=5)
    circle = forms.ChoiceField(label="Who reads it", choices=Circle, initial=Circle.CLASS, widget=forms.RadioSelect)
    field_order = ["body", "circle", "key"]


class EditForm(forms.Form):
    """The words of a comment, to be changed while they do not stand yet."""

    body = WordsField("Your comment", limit=MAX_COMMENT, rows=5)


class ReportForm(forms.Form):
    """What is wrong with a comment."""

    reason = WordsField(
        "What should the staff know?", limit=MAX_REASON, rows=3, help_text="Only the staff in charge read this."
    )
