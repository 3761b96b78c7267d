"""The desk's pages for a course of 500 students and 15 weeks beside one of 20: queries, time, the ratio of the two.

Run it as `python bench/desk.py`. It makes a database of its own and drops it. The clock is that of the wall, the figure
the best of many, so that a busy machine tells least. It ends with an error where a page of the large course makes more
queries than one of the small course, or takes three times as long. A file holds the whole course on purpose: its
figures are told and not judged.
"""

import sys
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder, where `chicago.py` is a benchmark

from bench import scratch  # noqa: E402

scratch.set_up()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from authors.models import Author  # noqa: E402
from comments.models import Comment, State  # noqa: E402
from courses.models import Course, Membership, Prompt, Role, Section  # noqa: E402
from grading.models import Assessment, MarkChange, Participation, ParticipationChange  # noqa: E402
from posts.models import Post, Revision, Submission, Workflow  # noqa: E402
from tests.factories import make_assistant, make_course, make_instructor, make_prompt, make_section  # noqa: E402

FEW, MANY, WEEKS = 20, 500, 15
TIMES, LONGEST = 9, 3.0
BODY = "Bread was dear that spring, and the market women said so to whoever would listen. " * 60
HTML = f"<p>{BODY}</p>"
STATES = ("released", "released", "ready", "draft", "")  # of the marks, student by student
PAGES = (
    "desk",
    "moderation",
    "marking",
    "mark",
    "release",
    "gradebook",
    "gradebook_student",
    "participation",
    "participation_week",
    "participation_release",
)
FILES = ("gradebook_csv",)


@dataclass
class Class:
    """A course with its size, and the instructor and the assistant who read it."""

    course: Course
    students: int
    instructor: Membership
    assistant: Membership

    def address(self, name: str) -> str:
        """Return the address of a page; where it is about one thing, of the first there is."""
        post = Post.objects.select_related("prompt").filter(course=self.course, prompt__week=WEEKS).order_by("pk")[0]
        section = self.assistant.section_id
        student = self.course.memberships.students().filter(section=section).order_by("pk")[0]
        args: dict[str, list[object]] = {
            "mark": [WEEKS, post.slug],
            "gradebook_student": [student.pk],
            "participation_week": [WEEKS],
            "participation_release": [WEEKS],
        }
        return reverse(name, args=[self.course.slug, *args.get(name, [])])


def make_class(students: int) -> Class:
    """Make a course with everything that a term leaves behind, in few statements."""
    course = make_course(moderation="all")
    sections = [make_section(course) for _ in range(max(1, students // 100))]
    now = course.now().replace(microsecond=0)
    seats = make_students(course, sections, students)
    for number in range(WEEKS):
        opens = now - timedelta(days=7 * (WEEKS - number))
        due = opens + timedelta(days=5)
        dates = {"opens": opens, "due": due, "cutoff": due + timedelta(days=1)}
        prompt = make_prompt(course, **dates, replies=2, replies_due=due + timedelta(days=2), reply_points=2)
        make_week(prompt, seats, due.replace(tzinfo=course.zone))
    return Class(course, students, make_instructor(course), make_assistant(section=sections[0]))


def make_students(course: Course, sections: list[Section], number: int) -> list[Membership]:
    """Make students, spread over the sections."""
    tag = course.slug
    people = [Author(email=f"{tag}-{place}@example.edu", name=f"Student {place:03}") for place in range(number)]
    authors = Author.objects.bulk_create(people)
    return Membership.objects.bulk_create(
        Membership(course=course, author=author, section=sections[place % len(sections)], role=Role.STUDENT)
        for place, author in enumerate(authors)
    )


def make_week(prompt: Prompt, seats: list[Membership], due_at: datetime) -> None:
    """Make each student's post with its mark, two replies, and their points; one of ten of each waits for approval."""
    seats = [seat for place, seat in enumerate(seats) if (place + prompt.week) % 12]  # the others are missing
    posts = make_posts(prompt, seats, due_at)
    grader = seats[0].author
    marks = Assessment.objects.bulk_create(
        Assessment(
            post=post, revision=post.submitted_revision, state=state, points=Decimal("7.5"), raw_points=Decimal("7.5"),
            grader=grader, feedback=BODY[:800], feedback_html=HTML[:800],
            marked_html=HTML if state == "released" else "",
            released_at=due_at if state == "released" else None,
        )
        for place, post in enumerate(posts)
        if post.published_revision_id and (state := STATES[place % len(STATES)])
    )  # fmt: skip
    MarkChange.objects.bulk_create(
        MarkChange(assessment=mark, by=grader, points_after=mark.points, state_after=mark.state) for mark in marks
    )
    make_replies(posts, seats, due_at)
    points = Participation.objects.bulk_create(
        Participation(
            prompt=prompt, seat=seat, points=Decimal("1.5"), state=state, grader=grader,
            released_at=due_at if state == "released" else None,
        )
        for place, seat in enumerate(seats)
        if (state := STATES[place % len(STATES)])
    )  # fmt: skip
    ParticipationChange.objects.bulk_create(
        ParticipationChange(participation=row, by=grader, points_after=row.points, state_after=row.state)
        for row in points
    )


def make_posts(prompt: Prompt, seats: list[Membership], due_at: datetime) -> list[Post]:
    """Make a published post for each student, but for every tenth, whose post waits."""
    posts = Post.objects.bulk_create(
        Post(
            course=prompt.course, prompt=prompt, author=seat.author, section=seat.section, draft_body=BODY,
            slug=f"w{prompt.week}-{seat.pk}", draft_title=f"Essay of {seat.author}",
        )
        for seat in seats
    )  # fmt: skip
    at = due_at - timedelta(hours=3)
    revisions = Revision.objects.bulk_create(
        Revision(
            post=post, number=1, title=post.draft_title, body=BODY, body_html=HTML, reason="submit", by=post.author,
            sha256="0" * 64, words=900, opening=BODY[:400], at=at,
        )
        for post in posts
    )  # fmt: skip
    Submission.objects.bulk_create(
        Submission(post=post, revision=revision, author=post.author, section=post.section, at=at)
        for post, revision in zip(posts, revisions, strict=True)
    )
    for place, (post, revision) in enumerate(zip(posts, revisions, strict=True)):
        waits = place % 10 == 0
        post.submitted_revision, post.submitted_at = revision, at
        post.workflow = Workflow.SUBMITTED if waits else Workflow.ACCEPTED
        post.published_revision, post.published_at = (None, None) if waits else (revision, at)
    columns = ["submitted_revision", "submitted_at", "workflow", "published_revision", "published_at"]
    Post.objects.bulk_update(posts, columns, batch_size=500)
    return posts


def make_replies(posts: list[Post], seats: list[Membership], due_at: datetime) -> None:
    """Make two replies of each student, to the next and the one after; of ten one waits and one is late."""
    Comment.objects.bulk_create(
        Comment(
            post=posts[(place + step) % len(posts)], author=seat.author, key=uuid.uuid4(), body=BODY[:300],
            body_html=HTML[:300], state=State.HELD if place % 10 == 3 else State.PUBLISHED,
            created_at=due_at + timedelta(days=3 if place % 10 == 5 else 1),
        )
        for place, seat in enumerate(seats)
        for step in (1, 2)
    )  # fmt: skip


@dataclass
class Figures:
    """What one page takes."""

    queries: int
    milliseconds: float


def measure(reader: Membership, path: str, times: int) -> Figures:
    """Return the queries of a page and how long it takes, as the best of many."""
    client = Client()
    client.force_login(reader.author)
    assert client.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)  # now: the next request empties the list
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        client.get(path)
        spent.append(time.perf_counter() - start)
    return Figures(queries, min(spent) * 1_000)


def compare(few: Class, many: Class, role: str) -> list[str]:
    """Print the figures of each page for one reader, and return the pages that are beyond a bound."""
    beyond = []
    readers = (getattr(few, role), getattr(many, role))
    for name in (*PAGES, *FILES):
        if role == "assistant" and name in {"release", "participation_release", *FILES}:
            continue
        times = 2 if name in FILES else TIMES
        small, large = (
            measure(reader, of.address(name), times) for reader, of in zip(readers, (few, many), strict=True)
        )
        ratio = large.milliseconds / small.milliseconds
        is_beyond = name not in FILES and (large.queries > small.queries or ratio >= LONGEST)
        print(
            f"{role:10} {name:22} {FEW}: {small.milliseconds:6.1f} ms, {small.queries:3} queries;"
            f" {MANY}: {large.milliseconds:7.1f} ms, {large.queries:3} queries; ratio {ratio:5.2f}"
            f"{'  BEYOND' if is_beyond else ''}"
        )
        if is_beyond:
            beyond.append(f"{role} {name}")
    return beyond


def main() -> None:
    """Make both courses and measure every page for an instructor and an assistant."""
    with scratch.scratch_database():
        start = timezone.now()
        few, many = make_class(FEW), make_class(MANY)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"Made {Post.objects.count():,} posts and {Comment.objects.count():,} comments", timezone.now() - start)
        beyond = compare(few, many, "instructor") + compare(few, many, "assistant")
    if beyond:
        sys.exit(f"Beyond the bound: {', '.join(beyond)}.")


if __name__ == "__main__":
    main()
