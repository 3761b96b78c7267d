"""Saving a mark under its version: reckoned from the sheet, with its line in the log, nothing overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.deadline import Deadline
from courses.models import Membership
from grading.models import Assessment, Chosen, Criterion, Level, MarkChange, MarkState, Rubric
from grading.reckoning import Late, sum_of
from markup.markdown import safe_html
from posts.actions import NotAllowed
from posts.models import Post, Revision, Submission


class Conflict(Exception):  # noqa: N818  # no error: two graders wrote at once
    """Another grader saved the mark since it was read; `stored` is the mark as it stands."""

    def __init__(self, stored: Assessment) -> None:
        super().__init__("This mark was saved elsewhere since you opened it. Nothing was overwritten.")
        self.stored = stored


@dataclass(frozen=True)
class Sheet:
    """What a grader fills in: levels where the prompt has a rubric, else points; or points against the sum.

    `levels` are the keys of levels, one for each criterion that has one, each with what is said of it.
    """

    points: Decimal | None = None
    feedback: str = ""
    state: str = MarkState.DRAFT
    levels: tuple[tuple[int, str], ...] = ()
    override: Decimal | None = None
    override_why: str = ""


@dataclass(frozen=True)
class Values:
    """What a mark holds, to be compared and logged."""

    points: Decimal | None = None
    raw_points: Decimal | None = None
    feedback: str = ""
    state: str = ""
    override_why: str = ""
    levels: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, mark: Assessment) -> "Values":
        """Returns what a stored mark holds."""
        levels = tuple(mark.chosen.values_list("level", "remark"))
        return cls(mark.points, mark.raw_points, mark.feedback, mark.state, mark.override_why, levels)


@transaction.atomic
def save_assessment(
    *, post: Post, revision: Revision, sheet: Sheet, version: int, by: Membership, why: str = ""
) -> Assessment:
    """Saves the mark of one revision over the version that the grader read; version 0 is none at all.

    Raises `Conflict` with the stored mark where someone else was quicker, and `NotAllowed` for points that the
    prompt does not give, for a mark that is ready without points, and for a release, which is another action.
    """
    require_charge(post, by)
    stored = Assessment.objects.filter(revision=revision).select_related("grader", "rubric").first()
    rubric = rubric_for(post, stored)
    mark = stored or Assessment(post=post, revision=revision, version=0)
    before = Values.of(stored) if stored else Values()
    chosen = _chosen(rubric, sheet)
    new = _reckoned(mark, rubric, chosen, sheet)
    if stored and before == new and (version == stored.version or stored.grader_id == by.author_id):
        return stored  # the same form sent twice, or nothing changed
    if stored and stored.version != version:
        raise Conflict(Assessment.objects.select_related("grader").get(pk=stored.pk))
    _require_valid(mark, new, was_released=mark.is_released)
    _write(mark, version, by)
    _write_levels(mark, chosen, before, new)
    log(mark, before, new, by, why)
    return mark


def rubric_for(post: Post, mark: Assessment | None) -> Rubric | None:
    """Returns the rubric by which a post is marked: the one that its mark stands on, else the prompt's newest."""
    if mark and mark.rubric_id:
        return Rubric.objects.prefetch_related("criteria__levels").get(pk=mark.rubric_id)
    if mark and mark.points is not None:
        return None  # points were given before there was a rubric
    rubric = Rubric.objects.in_force(post.prompt) if post.prompt else None
    return rubric if rubric and rubric.criteria.all() else None


def _chosen(rubric: Rubric | None, sheet: Sheet) -> list[tuple[Criterion, Level, str]]:
    """Returns the levels that were chosen, in the order of the rubric; keys of another rubric are refused."""
    remarks = dict(sheet.levels)
    if not remarks:
        return []
    levels = Level.objects.filter(pk__in=remarks, criterion__rubric=rubric).select_related("criterion")
    chosen = sorted(((level.criterion, level, remarks[level.pk]) for level in levels), key=lambda row: row[0].position)
    if len(chosen) != len(remarks) or len({criterion.pk for criterion, _, _ in chosen}) != len(chosen):
        raise NotAllowed("The rubric was changed meanwhile. Open the page again; your feedback is kept below.")
    return chosen


def _reckoned(
    mark: Assessment, rubric: Rubric | None, chosen: Sequence[tuple[Criterion, Level, str]], sheet: Sheet
) -> Values:
    """Sets the mark's rubric and lateness, and returns what it is to hold."""
    mark.rubric = rubric
    raw = sheet.points
    if rubric:
        whole = len(chosen) == rubric.criteria.count()
        raw = sum_of((criterion, level) for criterion, level, _ in chosen) if whole else None
    late = late_of(mark.post)
    mark.days_late, mark.arithmetic = late.days, "" if raw is None else late.arithmetic(raw)
    points = raw if raw is None else late.points(raw)
    if sheet.override is not None:
        if not sheet.override_why.strip():
            raise NotAllowed("Say why the points are not what was reckoned; the log keeps it.")
        points = sheet.override
    levels = tuple((level.pk, remark) for _, level, remark in chosen)
    why = sheet.override_why.strip() if sheet.override is not None else ""
    return Values(points, raw, sheet.feedback, sheet.state, why, levels)


def late_of(post: Post) -> Late:
    """Returns how late a post was first handed in by its author's own deadline, and what its prompt takes off."""
    return late_by(post, post.deadline())


def late_by(post: Post, deadline: Deadline | None) -> Late:
    """Returns the same for a deadline that is known already."""
    if post.prompt is None or deadline is None:
        return Late.of(None, 0)
    first = Submission.objects.standing().filter(post=post).order_by("at", "pk").values_list("at", flat=True).first()
    return Late.of(post.prompt, deadline.days_late(first) if first else 0)


def _require_valid(mark: Assessment, new: Values, *, was_released: bool) -> None:
    """Sets the values on the mark; raises `NotAllowed` where they cannot stand."""
    if was_released != (new.state == MarkState.RELEASED):
        raise NotAllowed(
            "A released mark stays released until an instructor withdraws it."
            if was_released
            else "Marks are released together, on the page for that."
        )
    if mark.rubric and new.points is None and new.state == MarkState.READY:
        raise NotAllowed("Choose a level for every criterion before the mark is ready.")
    mark.points, mark.raw_points, mark.override_why = new.points, new.raw_points, new.override_why
    mark.feedback, mark.feedback_html, mark.state = new.feedback, safe_html(new.feedback), new.state
    try:
        mark.full_clean(exclude={"post", "revision", "grader", "rubric"})
    except ValidationError as refusal:
        raise NotAllowed(" ".join(refusal.messages)) from None


SAVED = [
    "points",
    "raw_points",
    "rubric",
    "days_late",
    "arithmetic",
    "override_why",
    "feedback",
    "feedback_html",
    "state",
    "version",
    "grader",
    "saved_at",
]


def _write(mark: Assessment, version: int, by: Membership) -> None:
    """Writes the mark where it still has the version, or raises `Conflict`."""
    mark.version, mark.grader, mark.saved_at = mark.version + 1, by.author, timezone.now()
    stored = Assessment.objects.select_related("grader")
    if mark.pk is None:
        try:
            with transaction.atomic():
                mark.save(force_insert=True)
        except IntegrityError:  # another grader saved first, a moment ago
            raise Conflict(stored.get(revision=mark.revision)) from None
        return
    values = {name: getattr(mark, name) for name in SAVED}
    if not Assessment.objects.filter(pk=mark.pk, version=version).update(**values):
        raise Conflict(stored.get(pk=mark.pk))


def _write_levels(
    mark: Assessment, chosen: Sequence[tuple[Criterion, Level, str]], before: Values, new: Values
) -> None:
    if before.levels == new.levels:
        return
    mark.chosen.all().delete()
    Chosen.objects.bulk_create(
        Chosen(assessment=mark, criterion=criterion, level=level, remark=remark) for criterion, level, remark in chosen
    )


def log(mark: Assessment, before: Values, after: Values, by: Membership, why: str = "") -> None:
    """Appends the change of a mark: who, from what, to what, and why."""
    levels = _in_words(before.levels) if before.levels != after.levels else ""
    MarkChange.objects.create(
        assessment=mark,
        by=by.author,
        points_before=before.points,
        points_after=after.points,
        state_before=before.state,
        state_after=after.state,
        feedback_before=before.feedback if before.feedback != after.feedback else "",
        levels_before=levels,
        why=why or (after.override_why if after.override_why != before.override_why else ""),
    )


def _in_words(levels: Sequence[tuple[int, str]]) -> str:
    named = dict(Level.objects.filter(pk__in=[pk for pk, _ in levels]).values_list("pk", "label"))
    return "; ".join(f"{named[pk]} ({remark})" if remark else named[pk] for pk, remark in levels)


def require_charge(post: Post, by: Membership) -> None:
    """Raises `NotAllowed` for whoever is not in charge of the post's section."""
    if post.course_id != by.course_id or not by.teaches(post.section_id):
        raise NotAllowed("Only the staff in charge of the section mark this post.")
