"""How the points of a mark came about, as sums that a reader can follow."""

from decimal import Decimal

from grading.models import Assessment
from grading.reckoning import short


def worked_sum(mark: Assessment | None) -> list[str]:
    """Returns the sums one under the other: the levels, the deduction for lateness, and what was set by hand."""
    if mark is None:
        return []
    lines = [_levels(mark), mark.arithmetic]
    if mark.override_why and mark.points is not None:
        lines.append(f"set by hand to {short(mark.points)}: {mark.override_why}")
    return [line for line in lines if line]


def _levels(mark: Assessment) -> str:
    """Returns the sum of the levels: "Thesis 2.5 + Notes 1 × 2 = 4.5"; without its end while a level is missing."""
    chosen = mark.chosen.select_related("criterion", "level").order_by("criterion__position")
    parts = [
        f"{each.criterion.title} {short(each.level.points)}"
        + (f" × {short(each.criterion.weight)}" if each.criterion.weight != Decimal(1) else "")
        for each in chosen
    ]
    if not parts:
        return ""
    return " + ".join(parts) + (" …" if mark.raw_points is None else f" = {short(mark.raw_points)}")
