"""What students have replied to their classmates: which comments count towards what a prompt asks for."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from comments.models import Comment, State
from courses.models import Extension, Membership, Prompt, Role
from posts.models import Post

MOST_READ: Final = 40  # of one student's replies in one week: twice as many as a prompt can ask for
Key = tuple[int, int]  # a seat and a prompt


class Row(NamedTuple):
    """A comment as it is read."""

    pk: int
    author: int
    post__prompt: int
    post__author__name: str
    classmate__pseudonym: str
    created_at: datetime
    state: str
    can_open: bool


@dataclass(frozen=True)
class Reply:
    """A student's comment on a classmate's post of the week; `to` is the classmate, by the name that the reader sees.

    One that waits for approval does not count yet. `can_open` is false where the post is not up for the reader.
    """

    pk: int
    to: str
    at: datetime
    is_late: bool
    is_waiting: bool
    can_open: bool


@dataclass(frozen=True)
class Replies:
    """What a prompt asks of one student, and what there is of it, the first written first."""

    required: int
    due_at: datetime
    all: Sequence[Reply] = ()

    @cached_property
    def given(self) -> int:
        """How many count: up, and written in time."""
        return sum(not reply.is_late and not reply.is_waiting for reply in self.all)

    @cached_property
    def late(self) -> int:
        """How many are up but were written after the deadline."""
        return sum(reply.is_late and not reply.is_waiting for reply in self.all)

    @cached_property
    def waiting(self) -> int:
        """How many wait for approval."""
        return sum(reply.is_waiting for reply in self.all)

    @property
    def is_complete(self) -> bool:
        """Whether as many are given as are asked for."""
        return self.given >= self.required


def replies_of(
    students: Collection[Membership], prompts: Collection[Prompt], *, reader: Membership
) -> dict[Key, Replies]:
    """Returns the replies of some students to some prompts of a course that ask for any, in two queries.

    The caller answers for whose replies the reader may see: the staff in charge, and the student alone.
    """
    asked = [prompt for prompt in prompts if prompt.replies]
    if not asked or not students:
        return {}
    rows, extended = _rows(students, asked, reader), _extended(students, asked)
    due = {prompt.pk: prompt.replies_due_at() for prompt in asked}
    return {
        (seat.pk, prompt.pk): _replies(
            prompt,
            prompt.replies_due_at(extended[key]) if (key := (seat.pk, prompt.pk)) in extended else due[prompt.pk],
            rows.get((seat.author_id, prompt.pk), []),
            hides_names=not reader.is_staff,
        )
        for seat in students
        for prompt in asked
    }


def _replies(prompt: Prompt, due_at: datetime, rows: Sequence[Row], *, hides_names: bool) -> Replies:
    replies = [
        Reply(
            pk=row.pk,
            to=row.classmate__pseudonym if hides_names and row.classmate__pseudonym else row.post__author__name,
            at=row.created_at,
            is_late=row.created_at > due_at,
            is_waiting=row.state == State.HELD,
            can_open=row.can_open,
        )
        for row in sorted(rows, key=lambda row: (row.created_at, row.pk))
    ]
    return Replies(prompt.replies, due_at, replies)


def _rows(
    students: Collection[Membership], prompts: Collection[Prompt], reader: Membership
) -> Mapping[Key, Sequence[Row]]:
    """Returns under each author and prompt the comments that count or may yet; those that are up come first."""
    classmates = Q(post__author__memberships__course=reader.course_id, post__author__memberships__role=Role.STUDENT)
    comments = (
        Comment.objects.undeleted()
        .filter(author__in=[seat.author_id for seat in students], post__prompt__in=[prompt.pk for prompt in prompts])
        .annotate(classmate=FilteredRelation("post__author__memberships", condition=classmates))
        .filter(classmate__isnull=False, state__in=[State.PUBLISHED, State.HELD])
        .exclude(post__author=F("author"))
        .order_by()
    )
    first = Window(RowNumber(), partition_by=["author", "post__prompt"], order_by=["-state", "created_at", "pk"])
    up = Post.objects.readable_by(reader).filter(pk=OuterRef("post"))
    found: dict[Key, list[Row]] = defaultdict(list)
    for values in (
        comments.annotate(place=first, can_open=Exists(up)).filter(place__lte=MOST_READ).values_list(*Row._fields)
    ):
        row = Row(*values)
        found[row.author, row.post__prompt].append(row)
    return found


def _extended(students: Collection[Membership], prompts: Collection[Prompt]) -> dict[Key, datetime]:
    extensions = Extension.objects.in_force().filter(seat__in=students, prompt__in=prompts)
    return {(seat, prompt): due for seat, prompt, due in extensions.values_list("seat", "prompt", "due")}
