"""The forms under a post: write, answer, change, report."""

import uuid

from django import forms

from comments.models import MAX_COMMENT, MAX_REASON, Circle

TOO_LONG = "A comment has at most {limit:,} characters; this one has %(show_value)d."


def words_field(label: str, *, limit: int = MAX_COMMENT, rows: int = 5, help_text: str = "") -> forms.CharField:
    """Returns a field for words in Markdown that refuses what is too long with a sentence and cuts nothing."""
    return forms.CharField(
        label=label,
        max_length=limit,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": None}),
        error_messages={
            "required": "Write something first.",
            "max_length": f"At most {limit:,} characters fit here; these are %(show_value)d.",
        },
    )


class ReplyForm(forms.Form):
    """An answer: its circle is that of what it answers."""

    body = words_field("Your reply", help_text="Markdown.")
    key = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)


class CommentForm(ReplyForm):
    """A new comment on a post."""

    body = words_field("Your comment", help_text="Markdown.")
    circle = forms.ChoiceField(label="Who reads it", choices=Circle, initial=Circle.CLASS, widget=forms.RadioSelect)
    field_order = ["body", "circle", "key"]


class EditForm(forms.Form):
    """The words of a comment, to be changed while they do not stand yet."""

    body = words_field("Your comment", help_text="Markdown.")


class ReportForm(forms.Form):
    """What is wrong with a comment."""

    reason = words_field(
        "What should the staff know?", limit=MAX_REASON, rows=3, help_text="Only the staff in charge read this."
    )
