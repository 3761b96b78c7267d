"""The sheet by which a prompt's posts are marked: criteria, their levels, and what each level is worth."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from authors.models import Author
from courses.models import Prompt

MOST_CRITERIA = 10
MOST_LEVELS = 6  # of a criterion: a key from 1 to 6 chooses one
MAX_REMARK = 1_000


class RubricQuerySet(models.QuerySet["Rubric"]):
    """Rubrics, by prompt."""

    def in_force(self, prompt: Prompt) -> "Rubric | None":
        """Returns the newest version of the prompt's rubric with all its rows, or none."""
        newest = self.filter(prompt=prompt).prefetch_related("criteria__levels").order_by("-version")
        return newest.first()


class Rubric(models.Model):
    """One version of a prompt's rubric; once a mark stands on it, a change makes another version."""

    prompt = models.ForeignKey(Prompt, models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["prompt", "version"],
                name="rubric_version_unique_for_prompt",
                violation_error_message="Someone else changed this rubric at the same moment. Save again.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rubric of {self.prompt}, version {self.version}"

    def most_points(self) -> Decimal:
        """Returns what the best levels of all criteria give together."""
        return sum((criterion.most_points() for criterion in self.criteria.all()), Decimal(0))


class Criterion(models.Model):
    """One thing that is looked at, and how much it weighs."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    weight = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(20))],
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "position"],
                name="criterion_position_unique_in_rubric",
                violation_error_message="Two criteria stand at the same place.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def says(self) -> bool:
        """Whether any of its levels has a remark of its own."""
        return any(level.remark for level in self.levels.all())

    def most_points(self) -> Decimal:
        """Returns what its best level gives."""
        return max((level.worth(self.weight) for level in self.levels.all()), default=Decimal(0))


class Level(models.Model):
    """How well a criterion can be met, what that is worth, and what is then said by default."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    points = models.DecimalField(
        max_digits=6, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(1000)]
    )
    remark = models.TextField(max_length=MAX_REMARK, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "position"],
                name="level_position_unique_in_criterion",
                violation_error_message="Two levels stand at the same place.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def worth(self, weight: Decimal) -> Decimal:
        """Returns its points under a weight."""
        return self.points * weight
