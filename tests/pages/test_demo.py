"""The demo course: what a new user finds, and that it is loaded once, whole and silently."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from authors.models import Author
from comments.models import Comment
from courses.models import Course, Membership, Prompt, Role
from grading.models import Assessment, MarkChange, MarkState, Rubric
from pages.demo.loading import Demo, whole_and_silent
from pages.demo.people import gather
from pages.demo.script import Script
from posts.models import Citation, Decision, Footnote, Link, Post, Revision, Submission, Workflow
from sources.models import Reading, Source, Status

pytestmark = pytest.mark.django_db
STATES = {
    "published": Workflow.ACCEPTED,
    "submitted": Workflow.SUBMITTED,
    "returned": Workflow.CHANGES_REQUESTED,
    "draft": Workflow.DRAFT,
}


def run_demo(*options: str) -> str:
    """What the command says on one's own machine."""
    said = StringIO()
    with override_settings(DEBUG=True):
        call_command("demo", *options, stdout=said)
    return said.getvalue()


def load(demo: Demo) -> None:
    with whole_and_silent():
        for _, do in demo.steps():
            do()


def row_counts() -> dict[str, int]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._default_manager.count() for model in models}


def week_of(post: Post) -> Prompt:
    assert post.prompt
    return post.prompt


@pytest.fixture(scope="module")
def first_run(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The words of the first run, which is committed as on a real machine, so that letters would leave."""
    with django_db_blocker.unblock():
        before = len(mail.outbox)
        said = run_demo()
        letters = len(mail.outbox) - before
    assert letters == 0, "loading the demo sends mail"
    yield said
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def course(first_run: str) -> Course:
    return Course.objects.get(slug="demo")


def test_each_step_is_told_with_what_it_did(first_run: str) -> None:
    steps = re.findall(r"^  (.+) … (.+)$", first_run, re.MULTILINE)

    assert [name.partition(",")[0] for name, _ in steps] == [
        "Course and people",
        "Week 1",
        "Week 2",
        "Week 3",
        "Comments",
        "Marks",
    ]
    assert all(done for _, done in steps)


def test_the_second_run_asks_whether_the_course_is_there_and_writes_nothing(course: Course) -> None:
    before = row_counts()
    with CaptureQueriesContext(connection) as queries:
        said = run_demo()

    assert said.startswith("The demo course is there already; nothing was changed.\n")
    assert row_counts() == before
    assert [query["sql"].split()[0] for query in queries] == ["SELECT"]


def test_without_debug_the_demo_is_refused_in_one_sentence() -> None:
    with CaptureQueriesContext(connection) as queries, pytest.raises(CommandError) as refusal:
        call_command("demo")

    assert str(refusal.value).endswith("set COURSEBLOG_DEBUG=1 to load it.")
    assert str(refusal.value).count(".") == 1
    assert len(queries) == 0


def test_the_printed_sign_ins_open_the_printed_address(first_run: str, client: Client) -> None:
    address = re.search(r"http://127\.0\.0\.1:8000(/\S+)", first_run)
    password = re.search(r"password (\S+)", first_run)
    emails = re.findall(r"\S+@example\.edu", first_run)
    assert address
    assert password
    assert emails == ["instructor@example.edu", "student@example.edu", "classmate@example.edu"]

    for email in emails:
        client.logout()
        client.post("/accounts/login/", {"login": email, "password": password[1]})
        page = client.get(address[1])
        assert page.status_code == 200
        assert page.wsgi_request.user == Author.objects.get(email=email)


def test_the_address_can_be_another_port(course: Course) -> None:
    assert "\n  http://127.0.0.1:8123/c/demo/\n" in run_demo("--url", "http://127.0.0.1:8123/")


def test_there_is_enough_to_look_at(course: Course) -> None:
    handed_in = Post.objects.filter(course=course, submitted_revision__isnull=False)
    sources = Source.objects.filter(course=course).listed()

    assert handed_in.count() >= 8
    assert handed_in.values("author").distinct().count() >= 6
    assert set(handed_in.values_list("prompt__week", flat=True)) == {1, 2, 3}
    assert Footnote.objects.filter(revision__post__course=course).count() >= 30
    assert sources.count() >= 12
    assert sources.values("kind").order_by().distinct().count() >= 5
    assert Comment.objects.filter(post__course=course, parent__isnull=False).exists()


def test_each_post_is_where_the_script_has_it(course: Course) -> None:
    posts = {post.draft_title: post for post in Post.objects.filter(course=course).select_related("author", "prompt")}
    script = Script()

    assert {essay.facts["state"] for essay in script.essays} == set(STATES)
    assert len(posts) == len(script.essays)
    for essay in script.essays:
        post = posts[essay.facts["title"]]
        assert post.workflow == STATES[essay.facts["state"]]
        assert post.is_live == (essay.facts["state"] == "published")
        assert (post.author.email, week_of(post).week) == (essay.facts["author"], essay.week)
        assert post.draft_body == essay.body
    assert Decision.objects.get(verdict="changes_requested").reason.startswith("Jun, the comparison")


def test_comments_and_marks_are_where_the_script_has_them(course: Course) -> None:
    script = Script()
    comments = Comment.objects.filter(post__course=course).order_by("pk")
    marks = Assessment.objects.filter(post__course=course).order_by("pk")

    assert [comment.state for comment in comments] == [remark["state"] for remark in script.remarks]
    assert [mark.points for mark in marks] == [Decimal(str(mark["points"])) for mark in script.marks]
    assert {mark.state for mark in marks} == set(MarkState)
    assert all(mark.marked_html for mark in marks if mark.is_released)
    said = [remark["text"] for mark in script.marks for remark in mark.get("remarks", [])]
    assert [remark.text for mark in marks for remark in mark.remarks.standing()] == said
    with_rubric = [week["week"] for week in script.course["prompts"] if week.get("rubric")]
    assert list(Rubric.objects.filter(prompt__course=course).values_list("prompt__week", flat=True)) == with_rubric


def test_nearly_every_citation_is_linked_and_classmates_share_sources(course: Course) -> None:
    citations = Citation.objects.filter(footnote__revision__post__course=course)
    citing = Count("citations__footnote__revision__post__author", distinct=True)

    assert citations.exclude(link=Link.NONE).count() >= 0.9 * citations.count()
    assert set(citations.values_list("link", flat=True)) >= {Link.NEW, Link.MATCHED, Link.SHORT, Link.IBID}
    assert Source.objects.filter(course=course).annotate(citing=citing).filter(citing__gte=2).count() >= 5


def test_sources_of_the_draft_alone_are_not_shown_to_the_class(course: Course) -> None:
    proposed = Source.objects.filter(course=course, status=Status.PROPOSED)

    assert proposed.exists()
    assert not proposed.filter(citations__footnote__revision__post__submitted_revision__isnull=False).exists()


def test_each_week_assigns_pages_of_listed_sources(course: Course) -> None:
    readings = Reading.objects.filter(prompt__course=course).select_related("source")

    assert set(readings.values_list("prompt__week", flat=True)) == {1, 2, 3}
    for reading in readings:
        assert reading.source.status == Status.LISTED
        assert reading.pages == f"{reading.first_page}–{reading.last_page}"


def test_weeks_begin_and_end_on_the_courses_clock_and_the_last_is_open(course: Course) -> None:
    third, second, first = Prompt.objects.filter(course=course)

    for prompt in (first, second, third):
        assert (prompt.opens.strftime("%H:%M"), prompt.due.strftime("%H:%M")) == ("08:00", "23:59")
        assert prompt.cutoff.strftime("%H:%M") == "23:59"
        assert prompt.text_html.startswith("<p>")
    assert (first.is_open(), second.is_open(), third.is_open()) == (False, False, True)
    assert course.now() + timedelta(days=2) < third.due


def test_everything_happened_in_order_and_nothing_lies_ahead(course: Course) -> None:
    now = timezone.now()
    moments = [
        *Submission.objects.values_list("at", flat=True),
        *Revision.objects.values_list("at", flat=True),
        *Decision.objects.values_list("at", flat=True),
        *Comment.objects.values_list("created_at", flat=True),
        *MarkChange.objects.values_list("at", flat=True),
        *Membership.objects.values_list("joined_at", flat=True),
        *Source.objects.values_list("created_at", flat=True),
    ]

    assert course.created_at <= min(moments)
    assert max(moments) < now - timedelta(minutes=1)
    submissions = Submission.objects.select_related("post__prompt__course")
    assert all(each.at > week_of(each.post).opens_at() for each in submissions)
    assert not submissions.exclude(post__submitted_at=F("at")).exists()
    assert not Decision.objects.filter(at__lte=F("revision__at")).exists()
    assert not Comment.objects.filter(created_at__lte=F("post__published_at")).exists()
    assert not Comment.objects.filter(created_at__lte=F("parent__created_at")).exists()
    assert not Assessment.objects.filter(saved_at__lte=F("post__submitted_at")).exists()
    assert not Assessment.objects.filter(released_at__lte=F("saved_at")).exists()


def test_one_post_came_some_hours_late(course: Course) -> None:
    submissions = Submission.objects.filter(post__course=course).select_related("post__prompt__course")
    late = [each.at - week_of(each.post).due_at() for each in submissions if week_of(each.post).days_late(each.at)]

    assert len(late) == 1
    assert timedelta(hours=1) < late[0] < timedelta(hours=12)


def test_accounts_that_an_older_demo_left_behind_are_used_again(course: Course) -> None:
    accounts = Author.objects.count()
    Author.objects.filter(email="student@example.edu").update(name="Someone", password="forgotten")
    facts = Script().course
    facts["slug"] = "demo-again"

    cast = gather(facts)

    assert Author.objects.count() == accounts
    student = Author.objects.get(email="student@example.edu")
    assert student.name == "Nora Whitfield"
    assert student.check_password("footnotes-1789")
    assert cast.instructor.role == Role.INSTRUCTOR


def test_a_fault_in_the_last_step_leaves_nothing_behind() -> None:
    demo = Demo()
    demo.script.course["slug"] = "demo-with-a-fault"
    demo.script.essays, demo.script.remarks = [], []
    before = row_counts()

    with pytest.raises(KeyError):
        load(demo)

    assert row_counts() == before
