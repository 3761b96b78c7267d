"""The discussion under a post as one reader sees it: what may be shown, and nothing else, ready for a template."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from comments.forms import CommentForm
from comments.models import EDITABLE_FOR, MAX_DEPTH, RESTORABLE_FOR, Circle, Comment, CommentQuerySet, State
from courses.models import Membership, Role
from posts.models import Post

THREADS_A_PAGE = 20
DELETED = "Deleted by its writer."
NOT_SHOWN = "This comment is not shown."


@dataclass(frozen=True)
class Node:
    """A comment with its answers; where its words may not be shown, `trace` says why and `body_html` is empty."""

    pk: int
    replies: "list[Node]"
    trace: str = ""
    byline: str = ""
    badge: str = ""
    body_html: str = ""
    answers: str = ""
    state: str = State.PUBLISHED
    at: datetime | None = None
    edited_at: datetime | None = None
    editable_until: datetime | None = None
    reason: str = ""
    for_staff: bool = False
    is_mine: bool = False
    can_reply: bool = False
    can_delete: bool = False
    can_restore: bool = False
    can_report: bool = False
    can_moderate: bool = False

    @property
    def is_held(self) -> bool:
        """Whether it waits for approval."""
        return self.state == State.HELD

    @property
    def is_hidden(self) -> bool:
        """Whether staff have taken it down."""
        return self.state == State.HIDDEN

    @property
    def is_returned(self) -> bool:
        """Whether staff ask its writer to change it."""
        return self.state == State.RETURNED


@dataclass(frozen=True)
class Threads:
    """One page of the threads under a post, and the form for a new one where the reader may write."""

    post: Post
    nodes: list[Node]
    page: "Page[int]"
    count: int
    form: CommentForm | None


class Row(NamedTuple):
    """A comment as it is read from the database; one without a byline only holds others together."""

    pk: int
    parent: int | None
    depth: int
    author: int = 0
    body_html: str = ""
    circle: str = Circle.CLASS
    state: str = State.PUBLISHED
    created_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    author__name: str = ""
    byline: str | None = None
    pseudonym: str = ""
    role: str | None = None
    seat_section: int | None = None
    reason: str | None = ""


def threads_of(*, post: Post, reader: Membership | None, page: int | str | None = 1) -> Threads:
    """Returns the threads that the reader sees, the oldest first: two queries, or three where a trace is needed."""
    visible = Comment.objects.readable_by(reader).filter(post=post)
    standing = _standing_by_thread(visible)
    paged = Paginator(list(standing), THREADS_A_PAGE).get_page(page or 1)
    return Threads(
        post=post,
        nodes=_View(post=post, reader=reader, rows=_rows(visible, list(paged), post)).nodes(),
        page=paged,
        count=sum(standing.values()),
        form=CommentForm() if reader else None,
    )


def node_of(comment: Comment, *, reader: Membership) -> Node:
    """Returns one comment that the reader may see, without its answers."""
    [values] = Comment.objects.filter(pk=comment.pk).with_byline(comment.post.course_id).values_list(*Row._fields)
    [node] = _View(post=comment.post, reader=reader, rows=[Row(*values)]).nodes()
    return node


def page_of(comment: Comment, reader: Membership | None) -> int:
    """Returns the number of the page on which the reader finds a comment."""
    visible = Comment.objects.readable_by(reader).filter(post=comment.post_id)
    roots = list(_standing_by_thread(visible))
    root = comment.thread_id or comment.pk
    return roots.index(root) // THREADS_A_PAGE + 1 if root in roots else 1


def address_of(comment: Comment, reader: Membership | None) -> str:
    """Returns the address at which the reader finds a comment, on whichever page of the discussion it stands."""
    number = page_of(comment, reader)
    page = f"?page={number}" if number > 1 else ""
    return f"{comment.post.get_absolute_url()}{page}#comment-{comment.pk}"


def _standing_by_thread(visible: CommentQuerySet) -> dict[int, int]:
    """Returns for each visible thread, under its first comment's key, how many comments stand in it."""
    roots = visible.order_by().values_list(Coalesce("thread", "pk")).order_by(Coalesce("thread", "pk"))
    return dict(roots.annotate(standing=Count("pk", filter=Q(deleted_at=None))))


def _rows(visible: CommentQuerySet, roots: list[int], post: Post) -> list[Row]:
    """Returns the visible comments of some threads, and the wordless ones that hold them together."""
    if not roots:
        return []
    shown = visible.in_threads(roots).with_byline(post.course_id).order_by("pk")
    rows = [Row(*values) for values in shown.values_list(*Row._fields)]
    known = {row.pk for row in rows}
    if {row.parent for row in rows if row.parent} - known:
        between = Comment.objects.filter(post=post).in_threads(roots).exclude(pk__in=known)
        rows += [Row(*values) for values in between.values_list("pk", "parent", "depth")]
    return sorted(rows, key=lambda row: row.pk)


class _View:
    """What one reader sees and may do in some threads of a post."""

    def __init__(self, *, post: Post, reader: Membership | None, rows: Iterable[Row]) -> None:
        self.post, self.reader, self.now = post, reader, timezone.now()
        self.rows = {row.pk: row for row in rows}
        self.answered = {
            row.parent for row in self.rows.values() if row.state == State.PUBLISHED and row.byline is not None
        }
        self.below: dict[int | None, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            self.below[self._anchor(row)].append(row)

    def nodes(self, anchor: int | None = None) -> list[Node]:
        """Returns the comments that stand below another; one that may not be seen stays only with its answers."""
        nodes = [self._node(row) for row in self.below.get(anchor, [])]
        return [node for node in nodes if node.replies or node.trace != NOT_SHOWN]

    def _anchor(self, row: Row) -> int | None:
        """Returns below what a comment is drawn: from the deepest level on they stand side by side."""
        anchor = self.rows.get(row.parent or 0)
        while anchor and anchor.depth >= MAX_DEPTH:
            anchor = self.rows.get(anchor.parent or 0)
        return anchor.pk if anchor else None

    def _node(self, row: Row) -> Node:
        replies = self.nodes(row.pk)
        if row.byline is None:
            return Node(pk=row.pk, replies=replies, trace=NOT_SHOWN)
        mine = self.reader is not None and row.author == self.reader.author_id
        if row.deleted_at:
            restorable = mine and self.now < row.deleted_at + RESTORABLE_FOR
            return Node(pk=row.pk, replies=replies, trace=DELETED, at=row.created_at, can_restore=restorable)
        published = self.reader is not None and row.state == State.PUBLISHED
        in_charge = self.reader is not None and self.reader.teaches(self.post.section_id)
        return Node(
            pk=row.pk,
            replies=replies,
            byline=self._byline(row),
            badge=self._badge(row),
            body_html=row.body_html,
            answers=self._answers(row),
            state=row.state,
            at=row.created_at,
            edited_at=row.edited_at,
            editable_until=self._editable_until(row) if mine else None,
            reason=row.reason or "",
            for_staff=row.circle == Circle.STAFF,
            is_mine=mine,
            can_reply=published,
            can_delete=mine,
            can_report=published and not mine and not in_charge,
            can_moderate=in_charge,
        )

    def _byline(self, row: Row) -> str:
        """Returns the name that classmates see; the staff in charge of the writer see whose pseudonym it is."""
        if row.pseudonym and self.reader is not None and self.reader.teaches(row.seat_section):
            return f"{row.author__name} (as {row.pseudonym})"
        return row.byline or ""

    def _badge(self, row: Row) -> str:
        if row.role and row.role != Role.STUDENT:
            return Role(row.role).label
        return "Author" if row.author == self.post.author_id else ""

    def _answers(self, row: Row) -> str:
        """Returns whom a comment answers where its place does not show it."""
        answered = self.rows.get(row.parent or 0)
        if answered is None or answered.depth < MAX_DEPTH or answered.byline is None or answered.deleted_at:
            return ""
        return self._byline(answered)

    def _editable_until(self, row: Row) -> datetime | None:
        """Returns until when the words can be changed, or nothing once they stand."""
        if row.created_at is None or row.pk in self.answered or row.state == State.RETURNED:
            return None
        until = row.created_at + EDITABLE_FOR
        return until if self.now <= until else None
