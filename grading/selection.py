"""Which posts a grader goes through, and in which order: kept in the address from one post to the next."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db import models


class Standing(models.TextChoices):
    """How far the mark of a post has come, the returned ones included."""

    UNMARKED = "unmarked", "Not marked"
    DRAFT = "draft", "Draft"
    READY = "ready", "Ready"
    RELEASED = "released", "Released"
    RETURNED = "returned", "Back with its author"


class Order(models.TextChoices):
    """How the list is sorted; the walk from post to post goes the same way."""

    TODO = "", "What is to be done first"
    OLDEST = "oldest", "Handed in first"
    NEWEST = "newest", "Handed in last"
    NAME = "name", "Name"
    SECTION = "section", "Section"


# While one marks, what is done would change its place: the walk through what is to be done goes by time alone.
WALKS: Final = {
    Order.TODO: ("at", "pk"),
    Order.OLDEST: ("at", "pk"),
    Order.NEWEST: ("-at", "-pk"),
    Order.NAME: ("name", "at", "pk"),
    Order.SECTION: ("post__section__name", "name", "at", "pk"),
}


@dataclass(frozen=True)
class Selection:
    """A filter and an order; week 0 is that of the posts that answer no prompt, and none means every week."""

    week: int | None = None
    standing: str = ""
    section: int | None = None
    is_late: bool = False
    is_mine: bool = False
    order: Order = Order.TODO
    is_usual: bool = False  # nothing was asked for: the week of the post

    @property
    def query(self) -> str:
        """The end of an address that asks for it.

        >>> Selection(week=3, is_late=True, order=Order.NAME).query
        '?week=3&late=1&order=name'
        >>> Selection().query
        '?week='
        """
        if self.is_usual:
            return ""
        rest = {
            "state": self.standing,
            "section": self.section,
            "late": "1" if self.is_late else "",
            "mine": "1" if self.is_mine else "",
            "order": self.order.value,
        }
        week = "" if self.week is None else self.week
        return "?" + urlencode({"week": week, **{name: value for name, value in rest.items() if value}})

    @property
    def walk(self) -> tuple[str, ...]:
        """The columns by which one goes from post to post."""
        return WALKS[self.order]

    @property
    def sorting(self) -> tuple[str, ...]:
        """The columns by which the list is sorted."""
        return ("rank", *self.walk) if self.order == Order.TODO else self.walk
