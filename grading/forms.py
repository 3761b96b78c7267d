"""The forms of the desk: decide on a post, mark it, release, withdraw."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from comments.forms import WordsField
from comments.models import State
from courses.models import Course
from grading.models import MAX_FEEDBACK, MAX_REMARK, Assessment, BankRemark, Criterion, MarkState, Rubric, points_of
from grading.reckoning import short
from grading.saving import Sheet
from posts.models import Post, Revision

MAX_REASON = 4_000
MAX_WHY = 500


def phrases_of(course: Course) -> QuerySet[BankRemark]:
    """Returns the remarks of the course's bank that belong to no check."""
    return BankRemark.objects.filter(course=course, code="")


class PhraseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it is no generic at run time
    """A remark of the course's bank that belongs to no check."""

    def __init__(self, course: Course) -> None:
        phrases = phrases_of(course)
        help_text = "Put behind the reason. The list is the course’s own part of the bank of remarks."
        super().__init__(phrases, required=False, empty_label="–", label="Saved phrase", help_text=help_text)

    def label_from_instance(self, obj: BankRemark) -> str:
        """Returns as much of the phrase as fits into a list."""
        return Truncator(obj.text).chars(90)


class ReasonForm(forms.Form):
    """Why something is returned or hidden: typed, with a phrase from the course's bank of remarks, or both."""

    reason = WordsField(
        "Reason",
        limit=MAX_REASON,
        rows=4,
        required=False,
        help_text="Needed to request changes; good with hiding. The author reads it first; nobody else but staff does.",
    )
    keep = forms.BooleanField(required=False, label="Keep this reason as a phrase for the next time")

    def __init__(
        self, data: Mapping[str, str] | None = None, *, course: Course, initial: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["phrase"] = PhraseField(course)

    def why(self) -> str:
        """Returns the reason with the phrase behind it."""
        phrase = self.cleaned_data.get("phrase")
        typed = self.cleaned_data.get("reason", "")
        return "\n\n".join(part for part in (typed, phrase.text if phrase else "") if part)

    def refuse_without_reason(self) -> None:
        """Says that changes are requested with a reason."""
        if not self.why():
            self.add_error("reason", "Say what should change; the author reads it first.")


class DecisionForm(ReasonForm):
    """What is done with a post; changes are requested with a reason."""

    decision = forms.ChoiceField(
        choices=[
            ("accept", "Accept"),
            ("changes", "Request changes"),
            ("hide", "Hide"),
            ("show", "Show again"),
            ("undo", "Undo"),
        ],
        widget=forms.HiddenInput,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    stands = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, str] | None = None, *, post: Post) -> None:
        super().__init__(
            data, course=post.course, initial={"revision": post.submitted_revision_id, "stands": post.workflow}
        )
        self.post = post

    def clean(self) -> dict[str, object]:
        """Refuses a decision about a version that is not the one handed in last, and changes without a reason."""
        words = self.cleaned_data
        shown = words.get("revision")
        if shown != self.post.submitted_revision_id and words.get("decision") in {"accept", "changes"}:
            raise forms.ValidationError("A newer version was handed in meanwhile. Read it below, then decide.")
        if words.get("decision") == "changes":
            stands = words.get("stands")
            if stands and stands != self.post.workflow:
                now = self.post.get_workflow_display().lower()
                raise forms.ValidationError(f"Someone decided meanwhile: the post is {now}. Look at it again below.")
            self.refuse_without_reason()
        return words


class CommentDecisionForm(ReasonForm):
    """What is done with a comment; changes are requested with a reason."""

    stands = forms.ChoiceField(choices=State, widget=forms.HiddenInput, required=False)

    decision = forms.ChoiceField(
        choices=[
            ("approve", "Approve"),
            ("changes", "Request changes"),
            ("hide", "Hide"),
            ("show", "Show again"),
            ("undo", "Undo"),
            ("settle", "Settle"),
        ],
        widget=forms.HiddenInput,
        error_messages={
            "required": "Choose what to do with the comment.",
            "invalid_choice": "Choose what to do with it.",
        },
    )

    def clean(self) -> dict[str, object]:
        """Refuses changes without a reason."""
        if self.cleaned_data.get("decision") == "changes":
            self.refuse_without_reason()
        return self.cleaned_data


class MarkForm(forms.Form):
    """A level for each criterion of the rubric, or points; and feedback, for the version that the grader has read."""

    points = forms.DecimalField(required=False, min_value=0, max_digits=6, decimal_places=2)
    override = forms.DecimalField(
        label="Points instead of these", required=False, min_value=0, max_digits=6, decimal_places=2
    )
    override_why = forms.CharField(
        label="Why", max_length=MAX_WHY, required=False, help_text="For the log, which staff read."
    )
    feedback = WordsField(
        "Feedback",
        limit=MAX_FEEDBACK,
        rows=8,
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
        rubric: Rubric | None = None,
    ) -> None:
        start = {"state": MarkState.DRAFT, **_kept(mark), "version": mark.version if mark else 0}
        super().__init__(data, initial={**start, "revision": revision.pk if revision else None})
        self.mark = mark
        self.criteria = list(rubric.criteria.all()) if rubric else []
        ceiling = points_of(post)
        self.fields["points"] = _points(f"Points of {ceiling:f}", ceiling)
        self.fields["override"] = _points("Points instead of these", ceiling)
        if self.criteria:
            del self.fields["points"]
        for criterion in self.criteria:
            self.fields[f"level_{criterion.pk}"] = _levels(criterion)
            self.fields[f"remark_{criterion.pk}"] = _remark(criterion)
        if mark and mark.is_released:
            del self.fields["state"]

    def rubric_rows(self) -> list[tuple[Criterion, forms.BoundField, forms.BoundField]]:
        """Returns each criterion with its two fields, for the page."""
        return [(each, self[f"level_{each.pk}"], self[f"remark_{each.pk}"]) for each in self.criteria]

    def clean(self) -> dict[str, object]:
        """Refuses a mark that is ready without points, and points instead of others without a reason."""
        words = self.cleaned_data
        is_ready = words.get("state") == MarkState.READY and words.get("override") is None
        if is_ready and not self.criteria and words.get("points") is None and "points" not in self.errors:
            self.add_error("points", "Give points before the mark is ready.")
        if is_ready and any(not words.get(f"level_{each.pk}") for each in self.criteria):
            self.add_error(None, "Choose a level for every criterion before the mark is ready.")
        if words.get("override") is not None and not words.get("override_why"):
            self.add_error("override_why", "Say why; the log keeps it.")
        return words

    def sheet(self) -> Sheet:
        """Returns what was filled in."""
        words = self.cleaned_data
        levels = [(words.get(f"level_{each.pk}"), words.get(f"remark_{each.pk}", "")) for each in self.criteria]
        return Sheet(
            points=words.get("points"),
            feedback=words["feedback"],
            state=words.get("state", MarkState.RELEASED),
            levels=tuple((int(level), remark) for level, remark in levels if level),
            override=words["override"],
            override_why=words["override_why"],
        )

    def over(self, stored: Assessment, rubric: Rubric | None) -> "MarkForm":
        """Returns the same words, to be sent over another version."""
        data = {**{name: self.data.get(name, "") for name in self.fields}, "version": str(stored.version)}
        return MarkForm(data, post=stored.post, mark=stored, rubric=rubric)


def _kept(mark: Assessment | None) -> dict[str, object]:
    """Returns what a stored mark fills the form with."""
    if mark is None:
        return {}
    chosen = mark.chosen.values_list("criterion", "level", "remark") if mark.pk else []
    kept: dict[str, object] = {"points": mark.raw_points, "feedback": mark.feedback, "state": mark.state}
    if mark.override_why:
        kept |= {"override": mark.points, "override_why": mark.override_why}
    for criterion, level, remark in chosen:
        kept |= {f"level_{criterion}": level, f"remark_{criterion}": remark}
    return kept


def _points(label: str, ceiling: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=ceiling, decimal_places=2, max_digits=6
    )


def _levels(criterion: Criterion) -> forms.ChoiceField:
    """Returns the field that chooses a level of a criterion; each says what it is worth."""
    worth = [(level.pk, f"{level.label} · {short(level.worth(criterion.weight))}") for level in criterion.levels.all()]
    return forms.ChoiceField(label=criterion.title, choices=worth, required=False, widget=forms.RadioSelect)


def _remark(criterion: Criterion) -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": "Remark; else the level’s own words"})
    return forms.CharField(label=f"Remark on {criterion.title}", max_length=MAX_REMARK, required=False, widget=widget)


class WithdrawForm(forms.Form):
    """Why a released mark is taken back; the log keeps it."""

    why = forms.CharField(
        label="Why it is withdrawn",
        max_length=MAX_WHY,
        help_text="For the log, which staff read.",
        error_messages={"required": "Say why; the log keeps it."},
    )
