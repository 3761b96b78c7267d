"""The filter and the order of marking, as an address names them."""

from typing import Final

from django.http import QueryDict

from grading.selection import Order, Selection, Standing
from grading.views.typed import key_in

NAMES: Final = frozenset({"week", "state", "section", "late", "mine", "order"})


def selection_in(query: QueryDict, *, week: int | None = None) -> Selection:
    """Returns what an address asks for; what it names wrongly counts for nothing, `week` where it names none.

    >>> selection_in(QueryDict("state=x&late=1&order=y"), week=3).query
    '?week=3&late=1'
    """
    order, standing = query.get("order", ""), query.get("state", "")
    return Selection(
        week=_week(query.get("week", "")) if "week" in query else week,
        standing=standing if standing in Standing else "",
        section=key_in(query.get("section")) or None,
        is_late=query.get("late") == "1",
        is_mine=query.get("mine") == "1",
        order=Order(order) if order in Order else Order.TODO,
        is_usual=week is not None and not NAMES & query.keys(),
    )


def _week(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
