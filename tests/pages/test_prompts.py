"""Writing a week: its text, dates, terms and readings."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Membership, Prompt
from grading.models import Rubric
from grading.rubric_actions import NewCriterion, NewLevel, save_rubric, written
from pages.prompt_forms import PromptForm
from sources.models import Reading, Source, Status
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt
from tests.factories_courses import make_listed_source, make_reading

pytestmark = pytest.mark.django_db

NEW = "/c/revolutions/weeks/new/"
EDIT = "/c/revolutions/weeks/1/edit/"


@pytest.fixture
def instructor(client: Client) -> Membership:
    seat = make_instructor(make_course(slug="revolutions", time_zone="Europe/Lisbon"))
    client.force_login(seat.author)
    return seat


def rows(
    *readings: tuple[Source | None, str], there: tuple[Reading, ...] = (), deleted: tuple[int, ...] = ()
) -> dict[str, object]:
    """What the browser sends for the rows of readings: the source and the pages of each."""
    sent: dict[str, object] = {"readings-TOTAL_FORMS": len(readings), "readings-INITIAL_FORMS": len(there)}
    for number, (source, pages) in enumerate(readings):
        sent[f"readings-{number}-source"] = source.pk if source else ""
        sent[f"readings-{number}-pages"] = pages
    for number, reading in enumerate(there):
        sent[f"readings-{number}-id"] = reading.pk
    return sent | {f"readings-{number}-DELETE": "on" for number in deleted}


def week(*readings: tuple[Source | None, str], **changes: object) -> dict[str, object]:
    return {
        "week": 1,
        "title": "Bread",
        "text": "Who asked for *bread*?",
        "opens": "2026-10-19T08:00",
        "due": "2026-10-25T01:30",
        "cutoff": "2026-10-26T23:59",
        "minimum_words": 300,
        "minimum_sources": 2,
        "most_quoted": 30,
        "points": 10,
        "late_percent": 0,
        "late_floor": 0,
        "replies": 0,
        "reply_points": 0,
        "audience": "section",
        "moderation": "",
        **rows(*readings),
        **changes,
    }


def test_a_week_is_written_with_its_dates_as_typed_and_its_text_printed(client: Client, instructor: Membership) -> None:
    assert client.post(NEW, week())["Location"] == "/c/revolutions/weeks/1/"
    prompt = Prompt.objects.get(course=instructor.course)
    assert prompt.text_html == "<p>Who asked for <em>bread</em>?</p>\n"
    assert prompt.due == datetime.fromisoformat("2026-10-25T01:30")
    assert prompt.cutoff_at().isoformat() == "2026-10-26T23:59:00+00:00"


def test_markup_in_the_text_of_a_week_is_shown_and_never_obeyed(client: Client, instructor: Membership) -> None:
    client.post(NEW, week(text="<script>alert(1)</script>"))
    assert "<script" not in Prompt.objects.get(course=instructor.course).text_html


@pytest.mark.usefixtures("instructor")
def test_the_form_names_the_clock_of_its_dates_and_works_without_script(client: Client) -> None:
    page = client.get(NEW).content.decode()
    assert page.count("On the course’s clock, Europe/Lisbon.") == 4
    assert page.count('type="datetime-local"') == 4
    assert page.count("<legend>Reading ") == 3


@pytest.mark.usefixtures("instructor")
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due": "2026-10-19T08:00"}, "A prompt opens before it is due, and is due no later than its cut-off."),
        ({"cutoff": "2026-10-25T01:29"}, "A prompt opens before it is due, and is due no later than its cut-off."),
        ({"due": "soon"}, "Enter a valid date/time."),
        ({"week": 0}, "Ensure this value is greater than or equal to 1."),
        ({"points": -1}, "Ensure this value is greater than or equal to 0."),
        ({"replies": 21}, "Ensure this value is less than or equal to 20."),
        ({"reply_points": 1001}, "Ensure this value is less than or equal to 1000."),
        ({"replies_due": "2026-10-19T08:00"}, "Replies are due after the week has opened."),
        ({"title": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_the_words_stay(
    client: Client, changes: dict[str, object], sentence: str
) -> None:
    page = client.post(NEW, week(**changes)).content.decode()
    assert sentence in page
    assert "Who asked for *bread*?</textarea>" in page
    assert not Prompt.objects.exists()


def test_a_week_that_there_is_already_is_refused(client: Client, instructor: Membership) -> None:
    make_prompt(instructor.course, week=1)
    assert "The course has a prompt for this week already." in client.post(NEW, week()).content.decode()


def test_all_that_is_wrong_is_said_at_once(client: Client, instructor: Membership) -> None:
    make_prompt(instructor.course, week=1)
    page = client.post(NEW, week(title="")).content.decode()
    assert "The course has a prompt for this week already." in page
    assert "This field is required." in page


def test_a_week_written_by_two_at_once_is_refused_with_the_same_sentence(instructor: Membership) -> None:
    form = PromptForm(week(), instance=Prompt(course=instructor.course))
    assert form.is_valid()
    make_prompt(instructor.course, week=1)
    assert not form.save_or_refuse()
    assert form.non_field_errors() == ["The course has a prompt for this week already."]


def test_the_next_week_starts_from_the_last_seven_days_later(client: Client, instructor: Membership) -> None:
    make_prompt(
        instructor.course,
        week=4,
        opens=datetime.fromisoformat("2026-10-19T08:00"),
        due=datetime.fromisoformat("2026-10-25T23:00"),
        cutoff=datetime.fromisoformat("2026-10-26T23:00"),
        points=20,
    )
    page = client.get(NEW).content.decode()
    assert 'value="5"' in page
    assert 'value="2026-11-01T23:00"' in page
    assert 'value="20.00"' in page


def test_readings_are_assigned_with_their_pages_as_numbers(client: Client, instructor: Membership) -> None:
    viola, rabinowitch = make_listed_source(instructor.course), make_listed_source(instructor.course)
    client.post(NEW, week((viola, "110-22"), (rabinowitch, "xii"), (None, "")))
    readings = Prompt.objects.get(course=instructor.course).readings.all()
    assert [(row.source, row.pages, row.first_page, row.last_page) for row in readings] == [
        (viola, "110-22", 110, 122),
        (rabinowitch, "xii", None, None),
    ]


def test_pages_that_run_backwards_are_refused(client: Client, instructor: Membership) -> None:
    source = make_listed_source(instructor.course)
    assert "The first page comes before the last." in client.post(NEW, week((source, "122-110"))).content.decode()
    assert not Prompt.objects.exists()


def test_the_same_pages_are_assigned_once(client: Client, instructor: Membership) -> None:
    source = make_listed_source(instructor.course)
    page = client.post(NEW, week((source, "1-20"), (source, "1-20"))).content.decode()
    assert "These pages are assigned" in page
    assert not Prompt.objects.exists()


def test_two_parts_of_one_source_are_assigned(client: Client, instructor: Membership) -> None:
    source = make_listed_source(instructor.course)
    client.post(NEW, week((source, "1-20"), (source, "50-70")))
    assert Prompt.objects.get().readings.count() == 2


def test_pages_without_a_source_are_refused(client: Client, instructor: Membership) -> None:
    assert "This field is required." in client.post(NEW, week((None, "1-20"))).content.decode()
    assert not Prompt.objects.exists()


@pytest.mark.parametrize("which", ["another course", "proposed"])
def test_only_sources_that_the_class_sees_are_assigned(client: Client, instructor: Membership, which: str) -> None:
    source = (
        make_listed_source(make_course(), "A secret source")
        if which == "another course"
        else make_listed_source(instructor.course, "A secret source", status=Status.PROPOSED)
    )
    assert "A secret source" not in client.get(NEW).content.decode()
    assert "Select a valid choice" in client.post(NEW, week((source, ""))).content.decode()
    assert not Prompt.objects.exists()


def test_a_reading_is_changed_removed_and_added_after_the_others(client: Client, instructor: Membership) -> None:
    prompt = make_prompt(instructor.course, week=1)
    kept = make_reading(prompt, position=5, pages="1-20")
    gone = make_reading(prompt, position=6)
    added = make_listed_source(instructor.course)
    readings = (kept.source, "1-30"), (gone.source, ""), (added, "")
    sent = week() | rows(*readings, there=(kept, gone), deleted=(1,))
    assert client.post(EDIT, sent)["Location"] == "/c/revolutions/weeks/1/"
    assert [(row.source, row.last_page) for row in prompt.readings.all()] == [(kept.source, 30), (added, None)]


def test_a_reading_of_another_prompt_cannot_be_changed_from_here(client: Client, instructor: Membership) -> None:
    make_prompt(instructor.course, week=1)
    theirs = make_reading(make_prompt(make_course()), pages="1-20")
    source = make_listed_source(instructor.course)
    client.post(EDIT, week() | rows((source, "3"), there=(theirs,)))
    theirs.refresh_from_db()
    assert theirs.pages == "1-20"


def test_a_week_is_changed(client: Client, instructor: Membership) -> None:
    prompt = make_prompt(instructor.course, week=1, title="Old")
    assert 'value="Old"' in client.get(EDIT).content.decode()
    client.post(EDIT, week(title="New", text="And *land*?", post_first="on"))
    prompt.refresh_from_db()
    assert (prompt.title, prompt.text_html, prompt.post_first) == ("New", "<p>And <em>land</em>?</p>\n", True)


@pytest.mark.usefixtures("instructor")
def test_a_week_that_there_is_not_is_not_found(client: Client) -> None:
    assert client.get("/c/revolutions/weeks/9/edit/").status_code == 404


@pytest.mark.parametrize("make", [make_assistant, make_member])
def test_nobody_but_an_instructor_writes_weeks(client: Client, make: Callable[..., Membership]) -> None:
    course = make_course(slug="revolutions")
    prompt = make_prompt(course, week=1)
    client.force_login(make(course).author)
    for address in (NEW, EDIT):
        assert client.get(address).status_code == 404
        assert client.post(address, week(week=2)).status_code == 404
    assert Prompt.objects.get() == prompt


def test_the_queries_of_the_form_do_not_grow(client: Client, instructor: Membership) -> None:
    prompt = make_prompt(instructor.course, week=1)
    make_reading(prompt)
    with CaptureQueriesContext(connection) as few:
        client.get(EDIT)
    for _ in range(5):
        make_reading(prompt)
    with CaptureQueriesContext(connection) as many:
        client.get(EDIT)
    assert len(many) == len(few)


def test_a_year_beyond_the_calendar_is_refused(client: Client, instructor: Membership) -> None:
    client.force_login(instructor.author)
    path = reverse("prompt_new", args=[instructor.course.slug])
    answer = client.post(path, {"week": 1, "title": "T", "text": "X", "due": "9999-12-31T23:59"})
    assert answer.status_code == 200
    assert "Take a year between 2000 and 2100." in answer.content.decode()


def test_a_new_week_takes_the_rubric_of_the_last_as_far_as_its_points_allow(
    client: Client, instructor: Membership
) -> None:
    last = make_prompt(instructor.course, points=10)
    levels = (NewLevel("Clear", Decimal(4)), NewLevel("Vague", Decimal(1)))
    save_rubric(prompt=last, criteria=[NewCriterion("Thesis", Decimal(1), levels)], by=instructor)
    client.post(NEW, week(week=2))
    client.post(NEW, week(week=3, points=3))
    second, third = (Prompt.objects.get(week=number) for number in (2, 3))
    assert [each.title for each in written(Rubric.objects.in_force(second))] == ["Thesis"]
    assert Rubric.objects.in_force(third) is None


def test_a_week_asks_for_replies_with_a_date_and_points_of_their_own(client: Client, instructor: Membership) -> None:
    client.post(NEW, week(replies=2, replies_due="2026-10-29T20:00", reply_points="2.5"))
    prompt = Prompt.objects.get(course=instructor.course)
    assert (prompt.replies, prompt.reply_points) == (2, Decimal("2.5"))
    assert prompt.replies_due_at().isoformat() == "2026-10-29T20:00:00+00:00"
    page = client.get(NEW).content.decode()
    assert 'value="2026-11-05T20:00"' in page
    assert 'value="2.50"' in page


def shown(client: Client) -> dict[str, object]:
    """What the form of week 1 holds, as a browser would send it back."""
    form = client.get(EDIT).context["form"]
    return week(title="Mine", seen=form["seen"].value())


def test_nobody_saves_a_week_over_words_that_they_have_not_seen(client: Client, instructor: Membership) -> None:
    client.post(NEW, week())
    mine = shown(client)
    client.post(EDIT, week(title="Theirs"))
    answer = client.post(EDIT, mine)
    page = answer.content.decode()
    assert "Somebody else saved this since you opened it" in page
    assert 'value="Mine"' in page
    assert Prompt.objects.get().title == "Theirs"
    again = {**mine, "seen": answer.context["form"]["seen"].value()}
    assert client.post(EDIT, again).status_code == 302
    assert Prompt.objects.get().title == "Mine"


def test_a_reading_that_somebody_else_has_assigned_counts_as_unseen(client: Client, instructor: Membership) -> None:
    client.post(NEW, week())
    mine = shown(client)
    make_reading(Prompt.objects.get(), make_listed_source(instructor.course))
    assert client.post(EDIT, mine).status_code == 200
    assert Prompt.objects.get().title == "Bread"


def test_a_week_that_nobody_else_saved_is_saved_at_once(client: Client, instructor: Membership) -> None:
    client.post(NEW, week())
    assert client.post(EDIT, shown(client)).status_code == 302
    assert Prompt.objects.get().title == "Mine"
