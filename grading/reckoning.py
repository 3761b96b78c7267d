"""How a mark is reckoned: the levels' points, less what lateness costs, never below the floor."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from courses.models import Prompt
from grading.rubric import Criterion, Level

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Late:
    """A prompt's rule for lateness, and how many days have begun since the deadline.

    `percent` of the prompt's points is taken off for each day; `floor` percent of them are left in any case, unless
    the essay earned fewer by itself.
    """

    days: int
    percent: Decimal
    floor: Decimal
    possible: Decimal

    @classmethod
    def of(cls, prompt: Prompt | None, days: int) -> "Late":
        """Returns the prompt's rule; without a prompt there is none."""
        if prompt is None:
            return cls(0, Decimal(0), Decimal(0), Decimal(0))
        return cls(days, prompt.late_percent, prompt.late_floor, prompt.points)

    @property
    def costs(self) -> bool:
        """Whether anything is taken off."""
        return bool(self.days and self.percent)

    def points(self, raw: Decimal) -> Decimal:
        """Returns what is left of the points, in hundredths.

        >>> Late(2, Decimal(10), Decimal(50), Decimal(10)).points(Decimal("8.5"))
        Decimal('6.50')
        >>> Late(9, Decimal(10), Decimal(50), Decimal(10)).points(Decimal("8.5"))
        Decimal('5.00')
        >>> Late(9, Decimal(10), Decimal(50), Decimal(10)).points(Decimal(3))
        Decimal('3.00')
        """
        least = min(raw, self.possible * self.floor / HUNDRED)
        left = raw - self.days * self.possible * self.percent / HUNDRED
        return max(left, least).quantize(CENT, ROUND_HALF_UP)

    def arithmetic(self, raw: Decimal) -> str:
        """Returns the sum in words, or "" where nothing is taken off.

        >>> Late(2, Decimal("10.00"), Decimal(50), Decimal("10.00")).arithmetic(Decimal("8.50"))
        '8.5 − 2 days × 10 % of 10 = 6.5'
        >>> Late(9, Decimal(10), Decimal(50), Decimal(10)).arithmetic(Decimal(8))
        '8 − 9 days × 10 % of 10, but never below 50 % of 10 = 5'
        """
        if not self.costs:
            return ""
        days = "1 day" if self.days == 1 else f"{self.days} days"
        left = raw - self.days * self.possible * self.percent / HUNDRED
        floor = f", but never below {short(self.floor)} % of {short(self.possible)}" if left < self.points(raw) else ""
        return (
            f"{short(raw)} − {days} × {short(self.percent)} % of {short(self.possible)}{floor}"
            f" = {short(self.points(raw))}"
        )


def short(number: Decimal) -> str:
    """Returns a number without the noughts behind it.

    >>> short(Decimal("10.00")), short(Decimal("7.50"))
    ('10', '7.5')
    """
    return f"{number.normalize():f}"


def sum_of(chosen: Iterable[tuple[Criterion, Level]]) -> Decimal:
    """Returns what the chosen levels give together, in hundredths."""
    total = sum((level.worth(criterion.weight) for criterion, level in chosen), Decimal(0))
    return total.quantize(CENT, ROUND_HALF_UP)
