"""What the picker offers to whom, in which order, and in which words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Membership, Prompt
from posts.actions import Words, save_draft, start_post
from sources.models import Reading, Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_sources import make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def prompt() -> Prompt:
    return make_prompt(make_course())


@pytest.fixture
def seat(prompt: Prompt) -> Membership:
    return make_member(prompt.course)


def pick(client: Client, seat: Membership, **asked: str | int) -> dict[str, list[str]]:
    """The printed sources under each heading."""
    client.force_login(seat.author)
    groups = client.get(reverse("source_pick", args=[seat.course.slug]), asked).context["groups"]
    return {group.label: [each.html for each in group.picks] for group in groups}


def words(client: Client, seat: Membership, **asked: str | int) -> dict[str, str]:
    client.force_login(seat.author)
    answer = client.get(reverse("source_words", args=[seat.course.slug]), asked)
    return {way.name: way.words for way in answer.context["wordings"]}


def book(seat: Membership, name: str, title: str, *, by: Membership | None = None, listed: bool = True) -> Source:
    return make_source(seat.course, author=[{"family": name, "given": "Ann"}], title=title, by=by, listed=listed)


def test_readings_come_first_then_what_is_used_then_the_rest_each_once(
    client: Client, seat: Membership, prompt: Prompt
) -> None:
    read, used = book(seat, "Alder", "Bread"), book(seat, "Birch", "Land")
    book(seat, "Cedar", "Peace")
    Reading.objects.create(prompt=prompt, source=read, pages="3-9")
    post = start_post(seat=seat, prompt=prompt)
    save_draft(post=post, words=Words("", f"A.((@{used.key}, 3.)) B.((@{read.key}, 4.))", 0))
    found = pick(client, seat, week=prompt.week)
    assert list(found) == ["This week’s readings", "Used in this post", "The course’s library"]
    assert [[name.split(",")[0] for name in names] for names in found.values()] == [["Alder"], ["Birch"], ["Cedar"]]


def test_only_what_the_writer_may_cite_is_offered(client: Client, seat: Membership) -> None:
    mate = make_member(seat.course)
    book(seat, "Mine", "Bread", by=seat, listed=False)
    book(seat, "Theirs", "Land", by=mate, listed=False)
    assert "Theirs" not in str(pick(client, seat))
    assert "Mine" in str(pick(client, seat))
    assert "Theirs" not in str(pick(client, make_instructor(seat.course)))  # staff see it, but a note could not mean it


def test_another_writers_draft_is_not_read(client: Client, seat: Membership, prompt: Prompt) -> None:
    mate = make_member(seat.course)
    post = start_post(seat=mate, prompt=prompt)
    save_draft(post=post, words=Words("", "A.((Ann Secret, Hidden Work (Egret, 1990), 3.))", 0))
    assert "Secret" not in str(pick(client, seat, post=post.slug, week=prompt.week))


def test_the_list_is_bounded_and_its_queries_do_not_grow(client: Client, seat: Membership, prompt: Prompt) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("source_pick", args=[seat.course.slug]), {"week": prompt.week})
        return len(queries)

    client.force_login(seat.author)
    book(seat, "Alone", "Not Assigned")
    for source in [book(seat, f"Few{number}", f"Work {number}") for number in range(2)]:
        Reading.objects.create(prompt=prompt, source=source)
    few = count()
    for number in range(40):
        book(seat, f"More{number}", f"Not Assigned {number}")
        source = book(seat, f"Many{number}", f"Another {number}")
        Reading.objects.create(prompt=prompt, source=source)
    assert count() == few
    assert sum(len(names) for names in pick(client, seat, week=prompt.week).values()) <= 30


def test_words_that_mean_the_source_are_offered_in_three_ways(client: Client, seat: Membership) -> None:
    source = book(seat, "Viola", "Peasant Rebels")
    assert words(client, seat, key=source.key, label="page", first="110", last="122") == {
        "full": "Ann Viola, *Peasant Rebels* (Egret, 1990), 110–22.",
        "short": "Viola, *Peasant Rebels*, 110–22.",
        "key": f"@{source.key}, 110–22.",
    }


def test_the_short_form_comes_first_once_the_draft_cites_the_source(client: Client, seat: Membership) -> None:
    source = book(seat, "Viola", "Peasant Rebels")
    assert next(iter(words(client, seat, key=source.key))) == "full"
    post = start_post(seat=seat, prompt=make_prompt(seat.course))
    save_draft(post=post, words=Words("", f"A.((@{source.key}, 3.))", 0))
    assert next(iter(words(client, seat, key=source.key, post=post.slug))) == "short"


@pytest.mark.parametrize(
    ("label", "first", "told"), [("chapter", "2", "chap. 2"), ("timestamp", "1:24:00", "at 1:24:00")]
)
def test_other_places_than_pages_are_told_as_the_manual_does(
    client: Client, seat: Membership, label: str, first: str, told: str
) -> None:
    source = book(seat, "Viola", "Peasant Rebels")
    assert told in words(client, seat, key=source.key, label=label, first=first)["full"]


@pytest.mark.parametrize("asked", [{"key": "nothing"}, {"typed": "no citation"}, {}, {"key": "a\x00b"}])
def test_a_source_that_is_not_there_is_not_found(client: Client, seat: Membership, asked: dict[str, str]) -> None:
    client.force_login(seat.author)
    assert client.get(reverse("source_words", args=[seat.course.slug]), asked).status_code == 404


@pytest.mark.parametrize("query", ["", "\x00", "%", "a" * 5_000, "“Bread”", "@ @ @"])
def test_any_query_is_taken_for_what_it_can_mean(client: Client, seat: Membership, query: str) -> None:
    client.force_login(seat.author)
    for asked in ({"q": query}, {"q": query, "week": query, "post": query}):
        assert client.get(reverse("source_pick", args=[seat.course.slug]), asked).status_code == 200
