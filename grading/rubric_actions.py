"""What is done with rubrics: written in versions, copied from one prompt to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from courses.models import Membership, Prompt
from grading.models import Assessment, Criterion, Level, Rubric
from grading.reckoning import short
from posts.actions import NotAllowed


@dataclass(frozen=True)
class NewLevel:
    """A level as it is written."""

    label: str
    points: Decimal
    remark: str = ""


@dataclass(frozen=True)
class NewCriterion:
    """A criterion as it is written, with its levels in their order."""

    title: str
    weight: Decimal
    levels: tuple[NewLevel, ...]

    def most_points(self) -> Decimal:
        """Returns what its best level gives."""
        return max((level.points for level in self.levels), default=Decimal(0)) * self.weight


def written(rubric: Rubric | None) -> list[NewCriterion]:
    """Returns the criteria of a rubric as they were written."""
    return [
        NewCriterion(
            criterion.title,
            criterion.weight,
            tuple(NewLevel(level.label, level.points, level.remark) for level in criterion.levels.all()),
        )
        for criterion in (rubric.criteria.all() if rubric else [])
    ]


@transaction.atomic
def save_rubric(*, prompt: Prompt, criteria: Sequence[NewCriterion], by: Membership) -> Rubric | None:
    """Writes a prompt's rubric; one that a mark stands on is kept, and the change is its next version.

    No criteria at all mean marks by points only. Raises `NotAllowed` where the levels give more than the prompt.
    """
    if not by.is_instructor or prompt.course_id != by.course_id:
        raise NotAllowed("Only an instructor writes a rubric.")
    most = sum((criterion.most_points() for criterion in criteria), Decimal(0))
    if most > prompt.points:
        raise NotAllowed(
            f"The best levels give {short(most)} points together; week {prompt.week} gives"
            f" {short(Decimal(prompt.points))}. Lower the points or the weights, or raise the points of the week."
        )
    Prompt.objects.select_for_update().get(pk=prompt.pk)
    current = Rubric.objects.in_force(prompt)
    if written(current) == list(criteria):
        return current
    version = current.version if current else 0
    if current and not Assessment.objects.filter(rubric=current).exists():
        current.delete()
        version -= 1
    if not criteria and version == 0:
        return None
    return _write(Rubric.objects.create(prompt=prompt, version=version + 1, by=by.author), criteria)


def _write(rubric: Rubric, criteria: Sequence[NewCriterion]) -> Rubric:
    rows = Criterion.objects.bulk_create(
        Criterion(rubric=rubric, position=position, title=criterion.title, weight=criterion.weight)
        for position, criterion in enumerate(criteria, start=1)
    )
    Level.objects.bulk_create(
        Level(criterion=row, position=position, label=level.label, points=level.points, remark=level.remark)
        for row, criterion in zip(rows, criteria, strict=True)
        for position, level in enumerate(criterion.levels, start=1)
    )
    return rubric


def copy_rubric(*, origin: Prompt, prompt: Prompt, by: Membership) -> Rubric | None:
    """Gives a prompt the rubric of another, as far as its points allow."""
    criteria = written(Rubric.objects.in_force(origin))
    if sum((criterion.most_points() for criterion in criteria), Decimal(0)) > prompt.points:
        return None
    return save_rubric(prompt=prompt, criteria=criteria, by=by)
