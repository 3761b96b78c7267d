"""The sources desk: what waits in the library, quotations that disagree, and assigned pages that nobody cites."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Course, Membership
from posts.models import Citation
from posts.proposing import propose_correction
from sources.actions import check_source
from sources.models import Reading, Source
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_sources import make_citing_post, make_source
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course)


def desk_of(reader: Membership) -> str:
    return " ".join(page_of(reader, reverse("source_desk", args=[reader.course.slug])).split())


def quote(seat: Membership, source: Source, locator: str, words: str) -> None:
    post = make_citing_post(seat, source, locator)
    Citation.objects.filter(footnote__revision__post=post).update(quoted=words)


def assign(course: Course, source: Source, pages: str = "", first: int | None = None, last: int | None = None) -> None:
    Reading.objects.create(prompt=make_prompt(course), source=source, pages=pages, first_page=first, last_page=last)


def test_each_count_is_that_of_the_list_that_it_opens(course: Course, teacher: Membership) -> None:
    ana = make_member(course)
    proposed, checked, bare = make_source(course), make_source(course), make_source(course, title="Bare", author=[])
    make_source(course, by=ana, listed=False)
    check_source(source=checked, version=1, by=teacher.author)
    Source.objects.filter(pk=bare.pk).update(is_complete=False)
    changed = {**proposed.as_csl(), "title": "Otherwise"}
    propose_correction(source=proposed, csl=changed, version=1, reason="", by=ana.author)
    for page in (desk_of(teacher), " ".join(page_of(teacher, reverse("desk", args=[course.slug])).split())):
        assert ">1 proposed correction<" in page
        assert ">2 unchecked<" in page
        assert ">1 incomplete<" in page
    library = reverse("sources", args=[course.slug])
    assert "2 sources found" in page_of(teacher, f"{library}?unchecked=1")
    assert "1 source found" in page_of(teacher, f"{library}?incomplete=1")
    assert "Otherwise" in page_of(teacher, reverse("proposals", args=[course.slug]))


def test_only_staff_find_the_counts_and_only_instructors_the_duplicates(course: Course, teacher: Membership) -> None:
    address = reverse("source_desk", args=[course.slug])
    assert signed_in(make_member(course)).get(address).status_code == 404
    assert "Likely duplicates" in desk_of(teacher)
    assert "Likely duplicates" not in desk_of(make_assistant(course))


def test_the_same_words_at_two_pages_stand_together_with_their_notes(course: Course, teacher: Membership) -> None:
    ana, source, other = make_member(course, name="Ana Reyes"), make_source(course, title="Bread"), make_source(course)
    quote(ana, source, "12", "the price of bread")
    quote(ana, source, "15", "The price of bread")
    quote(ana, source, "15", "a quiet year indeed")
    quote(ana, other, "20", "the price of bread")
    for page in ("3", "4"):
        quote(ana, other, page, "the king")
    page = desk_of(teacher)
    assert page.count("“the price of bread”") == 1
    assert "a quiet year" not in page
    assert "the king" not in page
    shown = page[page.index("“the price of bread”") :]
    assert shown.index("12: Ana Reyes") < shown.index("15: Ana Reyes")
    assert "20: Ana Reyes" not in page


def test_an_assistant_compares_the_quotations_that_they_may_read(course: Course, teacher: Membership) -> None:
    near, far = make_section(course), make_section(course)
    source = make_source(course)
    for section, page in ((near, "12"), (far, "15")):
        quote(make_member(section=section), source, page, "the price of bread")
    assert "the price of bread" in desk_of(teacher)
    assert "the price of bread" not in desk_of(make_assistant(section=near))


@pytest.mark.parametrize(
    ("pages", "cited", "left"),
    [
        ((110, 122), [], "all of it"),
        ((110, 122), ["90"], "all of it"),
        ((110, 122), ["112-14", "120"], "110–11, 115–19, 121–22"),
        ((110, 111), ["100-130"], "nothing"),
        ((None, None), ["3"], "nothing"),
        ((None, None), [], "all of it"),
    ],
)
def test_assigned_pages_that_nobody_cites_are_named(
    course: Course, teacher: Membership, pages: tuple[int | None, int | None], cited: list[str], left: str
) -> None:
    source, ana = make_source(course, title="Bread"), make_member(course)
    assign(course, source, "110-22" if pages[0] else "", *pages)
    for locator in cited:
        make_citing_post(ana, source, locator)
    assert f"<td>{left}</td>" in desk_of(teacher)


def test_a_week_that_has_not_opened_asks_for_no_notes_yet(course: Course, teacher: Membership) -> None:
    now = course.now()
    later = {"opens": now + timedelta(days=5), "due": now + timedelta(days=6), "cutoff": now + timedelta(days=7)}
    Reading.objects.create(prompt=make_prompt(course, **later), source=make_source(course, title="Tomorrow"))
    assert "No week that has opened assigns a reading" in desk_of(teacher)


def test_of_the_course_s_pages_the_desk_alone_is_current(teacher: Membership) -> None:
    masthead = desk_of(teacher).partition("</header>")[0]
    assert masthead.count("aria-current") == 1
    assert 'aria-current="true">Desk</a>' in masthead


def test_a_library_without_anything_says_so(teacher: Membership) -> None:
    page = desk_of(teacher)
    for words in ("0 proposed corrections", "0 unchecked", "No two published notes quote the same words"):
        assert words in page


def test_the_desk_of_sources_is_paged_and_its_queries_do_not_grow(course: Course, teacher: Membership) -> None:
    ana, client, counts, page = make_member(course), signed_in(teacher), [], ""
    address = reverse("source_desk", args=[course.slug])
    client.get(address)
    for number in (1, 29):
        for at in range(number):
            source = make_source(course, title=f"Work {number} {at}")
            assign(course, source, "10-20", 10, 20)
            if at < 12:
                quote(ana, source, "12", f"the price of bread {at}")
                quote(ana, source, "13", f"the price of bread {at}")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert page.count("<td>10-20</td>") == 25
    assert page.count("“the price of bread") == 10
    assert "?quoted=2" in page
    assert "?page=2" in page
    more = client.get(f"{address}?quoted=2&page=2").content.decode()
    assert more.count("“the price of bread") == 3
    assert more.count("<td>10-20</td>") == 5
