"""The forms of the desk: decide on a post, mark it, release, withdraw."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

from django import forms

from comments.forms import WordsField
from grading.models import MAX_FEEDBACK, Assessment, MarkState, points_of
from posts.models import Post, Revision

MAX_REASON = 4_000
MAX_WHY = 500


class DecisionForm(forms.Form):
    """What is done with a post; changes are requested with a reason."""

    decision = forms.ChoiceField(
        choices=[("accept", "Accept"), ("changes", "Request changes"), ("hide", "Hide"), ("show", "Show again")],
        widget=forms.HiddenInput,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = WordsField(
        "What should change",
        limit=MAX_REASON,
        rows=4,
        required=False,
        help_text="Needed for a request of changes. The author reads it first; nobody else but staff does.",
    )

    def __init__(self, data: Mapping[str, str] | None = None, *, post: Post) -> None:
        super().__init__(data, initial={"revision": post.submitted_revision_id})
        self.post = post

    def clean(self) -> dict[str, object]:
        """Refuses a decision about a version that is not the one handed in last, and changes without a reason."""
        words = self.cleaned_data
        shown = words.get("revision")
        if shown and shown != self.post.submitted_revision_id and words.get("decision") in {"accept", "changes"}:
            raise forms.ValidationError("A newer version was handed in meanwhile. Read it below, then decide.")
        if words.get("decision") == "changes" and not words.get("reason"):
            self.add_error("reason", "Say what should change; the author reads it first.")
        return words


class MarkForm(forms.Form):
    """Points and feedback for the version that the grader has read; a released mark keeps its state."""

    points = forms.DecimalField(required=False, min_value=0, max_digits=6, decimal_places=2)
    feedback = WordsField(
        "Feedback",
        limit=MAX_FEEDBACK,
        rows=10,
        required=False,
        help_text="Markdown. The author reads it once the mark is released.",
    )
    state = forms.ChoiceField(
        label="How far it is",
        choices=[(MarkState.DRAFT, "Draft: I am not done"), (MarkState.READY, "Ready to be released")],
        widget=forms.RadioSelect,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        post: Post,
        revision: Revision | None = None,
        mark: Assessment | None = None,
    ) -> None:
        kept = {"points": mark.points, "feedback": mark.feedback, "state": mark.state} if mark else {}
        start = {"state": MarkState.DRAFT, **kept, "version": mark.version if mark else 0}
        super().__init__(data, initial={**start, "revision": revision.pk if revision else None})
        ceiling = points_of(post)
        self.fields["points"] = forms.DecimalField(
            label=f"Points of {ceiling:f}",
            required=False,
            min_value=0,
            max_value=ceiling,
            decimal_places=2,
            max_digits=6,
        )
        if mark and mark.is_released:
            del self.fields["state"]

    def clean(self) -> dict[str, object]:
        """Refuses a mark that is ready without points."""
        words = self.cleaned_data
        if words.get("state") == MarkState.READY and words.get("points") is None and "points" not in self.errors:
            self.add_error("points", "Give points before the mark is ready.")
        return words

    def values(self) -> "MarkValues":
        """Returns what was filled in, and the version over which it was."""
        words = self.cleaned_data
        return {
            "points": words["points"],
            "feedback": words["feedback"],
            "state": words.get("state", MarkState.RELEASED),
            "version": words["version"],
        }

    def over(self, stored: Assessment) -> "MarkForm":
        """Returns the same words, to be sent over another version."""
        data = {**{name: self.data.get(name, "") for name in self.fields}, "version": str(stored.version)}
        return MarkForm(data, post=stored.post, mark=stored)


class MarkValues(TypedDict):
    """A filled-in form of marking."""

    points: Decimal | None
    feedback: str
    state: str
    version: int


class WithdrawForm(forms.Form):
    """Why a released mark is taken back; the log keeps it."""

    why = forms.CharField(
        label="Why it is withdrawn",
        max_length=MAX_WHY,
        help_text="For the log, which staff read.",
        error_messages={"required": "Say why; the log keeps it."},
    )
