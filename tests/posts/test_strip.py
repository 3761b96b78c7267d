"""The strip of a source's pages: what is drawn, in which order, and how it stays small."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import chicago
from courses.models import Membership
from posts.places import place_sort
from posts.strip import Assigned, Tally, strip_of
from tests.factories import make_course, make_member, make_prompt, make_section
from tests.factories_courses import make_reading
from tests.factories_sources import make_citing_note, make_citing_post, make_source


def tally(locator: str, notes: int = 1, *, label: str = "page") -> Tally:
    pages = chicago.Locator(label, locator).pages
    first, last = pages or (None, None)
    return Tally(place_sort(label, locator, pages), first, last, notes)


def test_pages_stand_roman_before_arabic_and_a_range_counts_on_each_of_its_pages() -> None:
    strip = strip_of([tally("v"), tally("3-5", 2), tally("4")])
    assert strip is not None
    assert [(bar.pages, bar.notes) for bar in strip.bars] == [("v", 1), ("3", 2), ("4", 3), ("5", 2)]
    assert [bar.x for bar in strip.bars] == sorted(bar.x for bar in strip.bars)


def test_a_gap_parts_roman_pages_from_arabic_ones() -> None:
    strip = strip_of([tally("v"), tally("3")])
    assert strip is not None
    roman, arabic = strip.bars
    assert arabic.x >= 2 * (roman.width + 1)


def test_places_that_are_no_pages_are_counted_beside_the_strip() -> None:
    strip = strip_of([tally("3"), tally("2", 4, label="chapter"), tally("", 5)])
    assert strip is not None
    assert strip.elsewhere == 9


def test_without_any_page_there_is_no_strip() -> None:
    assert strip_of([]) is None
    assert strip_of([tally("", 3)]) is None
    assert strip_of([], [Assigned(1, "Bread", "1-20", 1, 20)]) is None


def test_many_pages_share_bars_of_round_widths() -> None:
    strip = strip_of([tally(str(page)) for page in range(1, 801)])
    assert strip is not None
    assert strip.pages_a_bar == 10
    assert [bar.pages for bar in strip.bars[:2]] == ["1–10", "11–20"]
    assert {bar.notes for bar in strip.bars} == {10}


def test_assigned_pages_widen_the_strip_and_are_marked() -> None:
    strip = strip_of([tally("10")], [Assigned(3, "Bread", "8-9", 8, 9)])
    assert strip is not None
    assert [(bar.pages, bar.notes, bar.weeks) for bar in strip.bars] == [("8", 0, [3]), ("9", 0, [3]), ("10", 1, [])]


@given(st.lists(st.tuples(st.integers(0, 999_999_999), st.integers(0, 500)), min_size=1, max_size=30))
def test_any_pages_make_few_bars_that_hold_every_note(pages: list[tuple[int, int]]) -> None:
    strip = strip_of([Tally(f"1 {first}", first, first + more, 1) for first, more in pages])
    assert strip is not None
    assert len(strip.bars) <= 120
    assert strip.width <= 600
    assert all(bar.width >= 1 for bar in strip.bars)
    assert sum(bar.notes for bar in strip.bars) >= len(pages)
    assert max(bar.height for bar in strip.bars) <= 56
    assert strip.elsewhere == 0


@pytest.mark.django_db
def test_a_source_s_page_draws_only_what_the_reader_may_read() -> None:
    course = make_course()
    ana = make_member(course)
    source = make_source(course)
    post = make_citing_post(ana, source, "12")
    make_citing_note(post, source, "14")
    make_citing_post(make_member(course, section=make_section(course)), source, "900")
    make_reading(make_prompt(course), source, pages="13", first_page=13, last_page=13)

    def page(reader: Membership) -> str:
        client = Client()
        client.force_login(reader.author)
        return client.get(source.get_absolute_url()).content.decode()

    mate = make_member(course, section=ana.section)
    drawn = page(mate)
    assert re.findall(r"<title>(.*?): (\d+) note", drawn) == [("12", "1"), ("14", "1")]
    assert re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d+)</td>', drawn)[0] == ("12", "1")
    assert drawn.count('class="strip-band"') == 1
    assert "900" not in re.sub(r"\s|\d{4,}", "", drawn.split('<figure class="strip">')[1].split("</figure>")[0])
