"""How far students have come with the replies that prompts ask for: a cell for each, beside that of the post."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from comments.replies import Key, Replies, replies_of
from courses.models import Membership, Prompt
from grading.models import Excusal, MarkState, Participation
from grading.participating import suggested

MARKED = {MarkState.DRAFT: "marked", MarkState.READY: "marked", MarkState.RELEASED: "released"}


@dataclass(frozen=True)
class ReplyCell:
    """A student's replies to one prompt, and their points with the state of these; `version` 0 where there are none."""

    week: int
    replies: Replies
    suggested: Decimal
    points: Decimal | None = None
    mark: str = ""
    version: int = 0
    is_excused: bool = False

    @property
    def state(self) -> str:
        """How far they are, in words."""
        words = [MARKED[MarkState(self.mark)]] if self.mark else []
        return ", ".join([self.count, *words])

    @property
    def count(self) -> str:
        """How many there are, or why there are none, in words."""
        replies = self.replies
        if self.is_excused:
            return "excused"
        if replies.all:
            said = [(replies.late, "late"), (replies.waiting, "waiting")]
            more = [f"{number} {word}" for number, word in said if number]
            return ", ".join([f"{replies.given} of {replies.required}", *more])
        return "missing" if timezone.now() > replies.due_at else "not due yet"

    @property
    def is_released(self) -> bool:
        """Whether the student sees the points."""
        return self.mark == MarkState.RELEASED


def reply_cells(reader: Membership, students: Sequence[Membership], prompts: Sequence[Prompt]) -> dict[Key, ReplyCell]:
    """Returns a cell for each of the students and each prompt that asks for replies, in four queries."""
    asked = {prompt.pk: prompt for prompt in prompts if prompt.replies}
    if not asked:
        return {}
    rows = Participation.objects.filter(seat__in=students, prompt__in=asked)
    points = {
        (seat, prompt): (points, state, version)
        for seat, prompt, points, state, version in rows.values_list("seat", "prompt", "points", "state", "version")
    }
    excused = set(Excusal.objects.in_force().filter(seat__in=students, prompt__in=asked).values_list("seat", "prompt"))
    found = replies_of(students, list(asked.values()), reader=reader)
    return {
        key: ReplyCell(
            asked[key[1]].week,
            replies,
            suggested(replies, asked[key[1]]),
            *points.get(key, (None, "", 0)),
            is_excused=key in excused,
        )
        for key, replies in found.items()
    }
