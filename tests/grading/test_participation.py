"""Replies week by week as the staff see them, and the points for them: given, saved by two, released, withdrawn."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from comments.models import State
from courses.models import Membership, Prompt
from grading.models import Excusal, MarkState, Participation, ParticipationChange
from grading.participating import (
    NotAllowed,
    Outdated,
    give_suggested,
    release_points,
    save_points,
    withdraw_points,
)
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_comments import make_comment
from tests.factories_posts import make_post
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


class Class:
    """A week that asks for three replies for two points; Ana gave two in time, Ben none, each in a section."""

    def __init__(self) -> None:
        self.course = make_course()
        near, far = make_section(self.course, "Near"), make_section(self.course, "Far")
        self.instructor, self.assistant = make_instructor(self.course), make_assistant(section=near)
        self.prompt = make_prompt(self.course, replies=3, reply_points=2)
        self.ana, self.ben = make_member(section=near, name="Ana Reyes"), make_member(section=far, name="Ben Adams")
        self.post = make_post(self.ben, self.prompt)
        self.comments = [make_comment(self.ana, self.post) for _ in range(2)]

    def address(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.course.slug, *args])

    def week(self) -> str:
        return self.address("participation_week", self.prompt.week)

    def give(self, points: str = "1.5", state: str = "ready", seat: Membership | None = None) -> Participation:
        return save_points(
            seat=seat or self.ana,
            prompt=self.prompt,
            points=Decimal(points),
            state=state,
            version=0,
            by=self.instructor,
        )


@pytest.fixture
def school() -> Class:
    return Class()


def typed(client: Client, school: Class, seat: Membership, points: str, **more: object) -> str:
    """Opens the week, types points for one student, sends the page, and returns what follows."""
    lines = client.get(school.week()).context["lines"]
    sent: dict[str, object] = {}
    for line in lines:
        key = line.seat.pk
        sent |= {f"was-{key}": line.was, f"points-{key}": line.typed, f"version-{key}": line.version}
    answer = client.post(school.week(), {**sent, f"points-{seat.pk}": points, "state": "keep", **more}, follow=True)
    return answer.content.decode()


def test_a_week_lists_each_students_replies_and_each_leads_to_its_place(school: Class) -> None:
    page = page_of(school.instructor, school.week())
    assert "2 of 3" in page
    for comment in school.comments:
        assert f'href="{school.address("comment", comment.pk)}">to Ben Adams</a>' in page
    assert "not due yet" in page


def test_all_weeks_stand_side_by_side_in_words(school: Class) -> None:
    past = school.course.now() - timedelta(hours=1)
    old = make_prompt(school.course, replies=1, replies_due=past, opens=past - timedelta(days=5))
    make_comment(school.ana, make_post(school.ben, old))
    make_comment(school.ana, school.post, state=State.HELD)
    Excusal.objects.create(seat=school.ben, prompt=school.prompt, by=school.instructor.author)
    context = signed_in(school.instructor).get(school.address("participation")).context
    table = {str(seat.author): [cell.count for cell in cells] for seat, cells in context["lines"]}
    assert table == {"Ana Reyes": ["2 of 3, 1 waiting", "0 of 1, 1 late"], "Ben Adams": ["excused", "missing"]}


def test_an_assistant_meets_their_section_alone(school: Class) -> None:
    for address in (school.week(), school.address("participation")):
        page = page_of(school.assistant, address)
        assert f'href="{school.address("gradebook_student", school.ana.pk)}' in page
        assert f'href="{school.address("gradebook_student", school.ben.pk)}' not in page
    with pytest.raises(NotAllowed):
        save_points(
            seat=school.ben,
            prompt=school.prompt,
            points=Decimal(1),
            state="draft",
            version=0,
            by=school.assistant,
        )


def test_points_are_suggested_by_what_was_given_in_time(school: Class) -> None:
    make_comment(school.ana, school.post, created_at=school.prompt.replies_due_at() + timedelta(minutes=1))
    lines = signed_in(school.instructor).get(school.week()).context["lines"]
    assert [line.cell.suggested for line in lines] == [Decimal("1.33"), Decimal(0)]


def test_points_that_are_typed_are_saved_and_logged(school: Class) -> None:
    client = signed_in(school.instructor)
    assert "Saved: 1 changed." in typed(client, school, school.ana, "1,5")
    assert "Saved: 1 changed." in typed(client, school, school.ana, "2", why="One was long.")
    row = Participation.objects.get()
    assert (row.seat, row.points, row.state, row.version) == (school.ana, Decimal(2), "draft", 2)
    last, first = ParticipationChange.objects.all()
    assert (first.points_before, first.points_after, first.state_before) == (None, Decimal("1.5"), "")
    assert (last.points_before, last.points_after, last.why) == (Decimal("1.5"), Decimal(2), "One was long.")
    assert last.by == school.instructor.author
    page = page_of(school.instructor, school.address("gradebook_student", school.ana.pk))
    assert "1.5, draft" in page
    assert "One was long." in page


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ("2.01", "Give at most 2 points"),
        ("-1", "greater than or equal to 0"),
        ("1.234", "no more than 2 decimal places"),
        ("many", "This is no number of points."),
        ("nan", "This is no number of points."),
        ("=1+1", "This is no number of points."),
    ],
)
def test_points_that_cannot_be_are_refused_and_nothing_typed_is_lost(school: Class, points: str, words: str) -> None:
    other = {f"points-{school.ben.pk}": "0.5", "why": "Kept words."}
    page = typed(signed_in(school.instructor), school, school.ana, points, **other)
    assert words in page
    assert f'value="{points}"' in page
    assert 'value="0.5"' in page
    assert "Kept words." in page
    assert not Participation.objects.exists()


def test_two_who_give_points_at_once_overwrite_nothing(school: Class) -> None:
    client, key = signed_in(school.instructor), school.ana.pk
    assert client.get(school.week()).status_code == 200
    save_points(
        seat=school.ana, prompt=school.prompt, points=Decimal("0.5"), state="draft", version=0, by=school.assistant
    )
    sent = {f"was-{key}": "", f"points-{key}": "2", f"version-{key}": "0", "state": "keep"}
    answer = client.post(school.week(), sent)
    assert answer.status_code == 422
    assert "Saved elsewhere since you opened the page: 0.5." in answer.content.decode()
    assert 'value="2"' in answer.content.decode()
    assert Participation.objects.get().points == Decimal("0.5")
    [line] = [line for line in answer.context["lines"] if line.seat == school.ana]
    client.post(school.week(), {**sent, f"version-{key}": line.version})
    assert Participation.objects.get().points == 2


def test_what_one_left_as_it_was_does_not_undo_what_another_saved(school: Class) -> None:
    client, keys = signed_in(school.instructor), (school.ana.pk, school.ben.pk)
    sent = {f"{name}-{key}": value for key in keys for name, value in (("was", ""), ("points", ""), ("version", "0"))}
    school.give("1", "draft")
    client.post(school.week(), {**sent, f"points-{school.ben.pk}": "2", "state": "keep"})
    assert set(Participation.objects.values_list("seat", "points")) == {(keys[0], Decimal(1)), (keys[1], Decimal(2))}


def test_the_same_form_sent_twice_changes_once(school: Class) -> None:
    first = school.give()
    assert school.give().version == first.version
    assert ParticipationChange.objects.count() == 1
    with pytest.raises(Outdated):
        school.give("1")


def test_a_page_becomes_ready_or_draft_at_one_press_and_empty_lines_stay_empty(school: Class) -> None:
    client = signed_in(school.instructor)
    typed(client, school, school.ana, "1", state="ready")
    assert [(row.seat, row.state) for row in Participation.objects.all()] == [(school.ana, "ready")]
    typed(client, school, school.ana, "1", state="draft")
    assert Participation.objects.get().state == "draft"
    typed(client, school, school.ana, "")
    assert (Participation.objects.get().points, Participation.objects.get().state) == (None, "draft")
    assert client.post(school.week(), {"state": "released"}).status_code == 404


def test_the_suggested_points_go_to_all_who_have_none_and_are_not_excused(school: Class) -> None:
    cleo, dora = make_member(section=school.ana.section), make_member(section=school.ben.section)
    Excusal.objects.create(seat=cleo, prompt=school.prompt, by=school.instructor.author)
    school.give("0.25", "draft", dora)
    signed_in(school.instructor).post(school.week(), {"suggested": "1"})
    found = {row.seat: (row.points, row.state) for row in Participation.objects.all()}
    assert found == {
        school.ana: (Decimal("1.33"), "ready"),
        school.ben: (Decimal(0), "ready"),
        dora: (Decimal("0.25"), "draft"),
    }
    assert ParticipationChange.objects.get(participation__seat=school.ana).points_after == Decimal("1.33")
    assert give_suggested(prompt=school.prompt, students=[school.ana], by=school.instructor) == 0


def test_an_instructor_releases_the_chosen_and_the_student_is_told_not_how_many(
    school: Class, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row, other = school.give("1.37"), school.give("0.11", seat=school.ben)
    week = school.address("week", school.prompt.week)
    assert "1.37" not in page_of(school.ana, week)
    address = school.address("participation_release", school.prompt.week)
    assert "1.37" in page_of(school.instructor, address)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(school.instructor).post(address, {"points": [row.pk]})
    [letter] = mail.outbox
    assert letter.to == [school.ana.author.email]
    assert "1.37" not in str(letter.message())
    assert week in letter.body
    assert "1.37 of 2 points" in page_of(school.ana, week)
    assert "1.37" not in page_of(school.ben, week)
    other.refresh_from_db()
    assert other.state == "ready"
    assert signed_in(school.assistant).post(address, {"all": "1"}).status_code == 404


def test_released_points_can_be_changed_and_are_withdrawn_with_a_reason(school: Class) -> None:
    release_points(rows=[school.give("1")], by=school.instructor)
    client = signed_in(school.instructor)
    typed(client, school, school.ana, "2", state="ready")
    assert (Participation.objects.get().points, Participation.objects.get().state) == (Decimal(2), "released")
    page = typed(client, school, school.ana, "")
    assert "Give points, or save a draft without any." in page
    address = school.address("participation_withdraw", school.prompt.week, school.ana.pk)
    assert client.post(address, {"why": ""}).status_code == 422
    client.post(address, {"why": "A slip."})
    assert Participation.objects.get().state == "draft"
    assert ParticipationChange.objects.all()[0].why == "A slip."
    assert "of 2 points" not in page_of(school.ana, school.address("week", school.prompt.week))
    with pytest.raises(NotAllowed):
        withdraw_points(participation=Participation.objects.get(), by=school.instructor, why="Again.")


def test_points_that_are_not_ready_are_not_released_and_none_without_an_instructor(school: Class) -> None:
    draft = school.give(state="draft")
    assert release_points(rows=[draft], by=school.instructor) == []
    with pytest.raises(NotAllowed):
        release_points(rows=[draft], by=school.assistant)
    with pytest.raises(NotAllowed, match="Points are released together"):
        save_points(
            seat=school.ana,
            prompt=school.prompt,
            points=Decimal(1),
            state="released",
            version=1,
            by=school.instructor,
        )


def test_before_release_nothing_on_the_students_pages_changes(school: Class) -> None:
    def pages() -> list[str]:
        client = signed_in(school.ana)
        addresses = [school.address("week", school.prompt.week), school.address("week_now"), reverse("me")]
        texts = [client.get(address).content.decode() for address in addresses]
        return ["".join(line for line in text.splitlines() if 'type="hidden"' not in line) for text in texts]

    before = pages()
    school.give("1.37", "draft")
    drafted = pages()
    Participation.objects.update(state=MarkState.READY)
    assert before == drafted == pages()


def test_only_students_of_the_week_are_given_points(school: Class) -> None:
    none = make_prompt(school.course)
    stranger = make_member()
    for seat, prompt in ((school.instructor, school.prompt), (school.ana, none), (stranger, school.prompt)):
        with pytest.raises(NotAllowed):
            save_points(seat=seat, prompt=prompt, points=Decimal(0), state="draft", version=0, by=school.instructor)


def test_the_database_refuses_a_state_without_points_and_a_release_without_a_time(school: Class) -> None:
    row = school.give()
    with pytest.raises(IntegrityError, match="participation_released_at_a_time"):
        Participation.objects.filter(pk=row.pk).update(state="released")


def test_the_database_refuses_ready_points_that_are_none(school: Class) -> None:
    row = school.give()
    with pytest.raises(IntegrityError, match="participation_needs_points_to_be_ready"):
        Participation.objects.filter(pk=row.pk).update(points=None)


def test_the_queries_do_not_grow_with_students_weeks_and_replies(school: Class) -> None:
    client, counts = signed_in(school.instructor), []
    addresses = [
        school.address("participation"),
        school.week(),
        school.address("participation_release", school.prompt.week),
        school.address("gradebook_student", school.ana.pk),
        school.address("gradebook"),
    ]
    for number in (1, 4):
        for _ in range(number):
            student = make_member(section=school.ana.section)
            make_comment(student, school.post)
            make_comment(school.ana, make_post(student, make_prompt(school.course, replies=1)))
            school.give(seat=student)
        [client.get(address) for address in addresses]
        counts.append([queries_of(client, address) for address in addresses])
    assert counts[0] == counts[1]


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_lists_are_paged_by_students_and_by_weeks(school: Class) -> None:
    Prompt.objects.filter(course=school.course).update(replies=1)
    for _ in range(7):
        make_prompt(school.course, replies=1)
    for _ in range(50):
        make_member(section=school.ana.section)
    client = signed_in(school.instructor)
    for name in ("participation", "gradebook"):
        context = client.get(school.address(name)).context
        assert ([prompt.week for prompt in context["weeks"]], len(context["lines"])) == ([7, 8], 50)
        context = client.get(school.address(name), {"weeks": 1, "page": 2}).context
        assert ([prompt.week for prompt in context["weeks"]], len(context["lines"])) == ([1, 2, 3, 4, 5, 6], 2)
    assert len(client.get(school.week()).context["lines"]) == 50


def test_what_there_is_not_says_what_to_do() -> None:
    instructor = make_instructor()
    address = reverse("participation", args=[instructor.course.slug])
    assert "There are no students yet." in page_of(instructor, address)
    make_member(instructor.course)
    assert "No week asks for replies." in page_of(instructor, address)
