"""The library, a source with the notes that cite it, and the bibliography: who sees what, in which order."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Audience, Course, Membership
from posts.models import Post
from sources.models import Source
from tests.factories import make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_courses import make_reading
from tests.factories_posts import make_post
from tests.factories_sources import make_citing_note, make_citing_post, make_source

pytestmark = pytest.mark.django_db

PRIVATE = "Only you and staff see this until you submit"


def client_of(reader: Membership | None) -> Client:
    client = Client()
    if reader:
        client.force_login(reader.author)
    return client


def read(reader: Membership | None, course: Course, path: str = "sources/", **query: str | int) -> str:
    answer = client_of(reader).get(f"/c/{course.slug}/{path}", query)
    assert answer.status_code == 200
    return answer.content.decode()


def status(reader: Membership | None, source: Source) -> int:
    return client_of(reader).get(source.get_absolute_url()).status_code


def in_order(page: str, *words: str) -> bool:
    places = [page.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def make_public(post: Post) -> Post:
    Post.objects.filter(pk=post.pk).update(audience=Audience.PUBLIC, public_consent_at=timezone.now())
    return post


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course, name="Ana Reyes")


@pytest.fixture
def ben(course: Course, ana: Membership) -> Membership:
    return make_member(course, section=ana.section, name="Ben Osei")


# ---- the library -----------------------------------------------------------------------------------


def test_an_empty_library_says_what_to_do(course: Course, ana: Membership) -> None:
    page = read(ana, course)
    assert "The library is still empty" in page
    assert f'href="/c/{course.slug}/sources/new/"' in page


def test_sources_stand_in_the_bibliography_s_order_and_as_it_prints_them(course: Course, ana: Membership) -> None:
    make_source(course, title="The Zoo", author=[{"family": "Adams", "given": "Zoe"}])
    make_source(course, title="Acorns", author=[{"family": "Öberg", "given": "Åke"}])
    make_source(course, title="The Bee", author=[])
    page = read(ana, course)
    assert in_order(page, "Adams, Zoe. <i>The Zoo</i>.", "<i>The Bee</i>.", "Öberg, Åke. <i>Acorns</i>.")


def test_a_proposal_is_seen_by_its_writer_and_staff_alone(course: Course, ana: Membership, ben: Membership) -> None:
    draft = make_source(course, by=ana, listed=False, title="A Private Reading")
    assert PRIVATE in read(ana, course)
    assert "A Private Reading" not in read(ben, course)
    for_staff = read(make_instructor(course), course)
    assert "A Private Reading" in for_staff
    assert "the class does not see it yet" in for_staff
    assert [status(reader, draft) for reader in (ana, ben, make_instructor(course))] == [200, 404, 200]


def test_a_source_of_another_course_is_not_found(course: Course, ana: Membership) -> None:
    elsewhere = make_source(make_course())
    assert client_of(ana).get(f"/c/{course.slug}/sources/{elsewhere.key}/").status_code == 404
    assert status(ana, elsewhere) == 404


def test_a_visitor_sees_only_what_public_posts_cite(ana: Membership, course: Course) -> None:
    Course.objects.filter(pk=course.pk).update(is_public=True)
    public, members_only = make_source(course, title="For All"), make_source(course, title="For Us")
    proposed = make_source(course, by=ana, listed=False, title="For Me")
    post = make_public(make_citing_post(ana, public, sentence="Said in public."))
    make_citing_note(post, proposed)
    make_citing_post(ana, members_only)
    make_citing_post(ana, public, sentence="Said among us.")
    page = read(None, course)
    assert "For All" in page
    assert "1 note cites it" in page
    assert "For Us" not in page
    assert "For Me" not in page
    assert [status(None, source) for source in (public, members_only, proposed)] == [200, 404, 404]
    notes = read(None, course, f"sources/{public.key}/")
    assert "Said in public." in notes
    assert "Said among us." not in notes
    assert "Added by" not in notes


def test_a_visitor_of_a_closed_course_is_sent_to_sign_in(course: Course) -> None:
    assert status(None, make_source(course)) == 302


@pytest.mark.parametrize("query", ["crowd", "rude CROWD", "george history", "Rudé", "geo", "penguin", "o'brien"])
def test_words_are_found_anywhere_in_the_entry_the_title_and_the_people(course: Course, query: str) -> None:
    people = [{"family": "Rudé", "given": "George"}, {"family": "O’Brien", "given": "Pat"}]
    make_source(course, title="The Crowd in History", author=people, publisher="Penguin")
    make_source(course, title="Something Else", author=[{"family": "Tilly", "given": "Louise"}])
    page = read(make_member(course), course, q=query)
    assert "The Crowd in History" in page
    assert "Something Else" not in page


def test_a_person_beyond_et_al_is_found(course: Course, ana: Membership) -> None:
    make_source(course, title="Many Hands", type="chapter", editor=[{"family": f"Hand{each}"} for each in "abcdefghij"])
    assert "Many Hands" not in read(ana, course, q="nobody")
    assert "Many Hands" in read(ana, course, q="handj")


def test_a_search_without_finds_says_so_and_hostile_words_do_no_harm(course: Course, ana: Membership) -> None:
    make_source(course)
    for query in ("<script>alert(1)</script>", "%", "\\", "a" * 5_000, "' OR 1=1", "…", "“"):
        page = read(ana, course, q=query)
        assert "<script>alert" not in page
    assert "No source has all of these words" in read(ana, course, q="zzz")


def test_kinds_are_counted_and_filter(course: Course, ana: Membership) -> None:
    make_source(course, title="A Book")
    make_source(course, type="motion_picture", title="A Film")
    page = read(ana, course, kind="motion_picture")
    assert "Film (1)" in page
    assert "Book (1)" in page
    assert "<i>A Film</i>" in page
    assert "<i>A Book</i>" not in page


def test_what_has_no_entry_in_a_bibliography_shows_its_full_note(course: Course, ana: Membership) -> None:
    case = make_source(
        course, type="legal_case", title="Brown v. Board of Education", volume="347", container_title="U.S.", page="483"
    )
    assert case.entry_html == ""
    assert "<p>Brown v. Board of Education, 347 U.S. 483 (1990).</p>" in read(ana, course)
    make_citing_post(ana, case)
    assert "Brown" not in read(ana, course, "bibliography/")


def test_the_library_is_paged(course: Course, ana: Membership) -> None:
    for number in range(52):
        make_source(course, title=f"Volume Nr {number:02}", author=[])
    first, second = read(ana, course), read(ana, course, page=2)
    assert (first.count("<li>\n    <p>"), second.count("<li>\n    <p>")) == (50, 2)
    assert "52 sources" in first
    assert "Page 2 of 2" in second


def test_notes_are_counted_only_where_they_may_be_read(course: Course, ana: Membership, ben: Membership) -> None:
    source = make_source(course)
    make_citing_note(make_citing_post(ana, source), source, "14")
    far = make_member(course, section=make_section(course))
    make_citing_post(far, source)
    make_citing_post(far, source, state="submitted")
    hidden = make_citing_post(ana, source)
    Post.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    assert "2 notes cite it" in read(ben, course)
    assert "1 note cites it" in read(far, course)
    assert "3 notes cite it" in read(make_instructor(course), course)


# ---- one source ------------------------------------------------------------------------------------


def notes_on(page: str) -> list[tuple[str, str]]:
    """Returns the places and the sentences of the notes on a source's page."""
    return re.findall(r"<p><b>(.*?)</b>: (.*?)</p>", page)


def test_notes_stand_by_page_roman_before_arabic_before_other_places(course: Course, ana: Membership) -> None:
    source = make_source(course)
    post = make_post(ana)
    for label, locator in [
        ("chapter", "2"), ("page", "110-12"), ("page", "9"), ("page", ""), ("page", "xiv"), ("page", "110"),
        ("page", "ix"), ("page", "v-viii"), ("chapter", "10"),
    ]:  # fmt: skip
        make_citing_note(post, source, locator, label=label)
    places = [place for place, _ in notes_on(read(ana, course, f"sources/{source.key}/"))]
    assert places == ["v–viii", "ix", "xiv", "9", "110", "110–12", "chap. 2", "chap. 10", "Without a page"]


def test_a_note_shows_its_sentence_its_author_and_leads_to_its_mark(
    course: Course, ana: Membership, ben: Membership
) -> None:
    source = make_source(course)
    post = make_citing_post(ana, source, "17", sentence="Bread & <b>salt</b> were dear.")
    page = read(ben, course, f"sources/{source.key}/")
    assert notes_on(page) == [("17", "Bread &amp; &lt;b&gt;salt&lt;/b&gt; were dear.")]
    assert "Ana Reyes" in page
    assert f'href="{post.get_absolute_url()}#fnref-{post.pk}-1"' in page


def test_a_pseudonym_covers_the_name_everywhere(course: Course, ana: Membership, ben: Membership) -> None:
    Membership.objects.filter(pk=ana.pk).update(pseudonym="Citizen Egret")
    source = make_source(course, by=ana, publisher="Heron")
    make_citing_post(ana, source)
    client_of(make_instructor(course)).post(f"{source.get_absolute_url()}check/", {"read_version": 1})
    page = read(ben, course, f"sources/{source.key}/")
    assert page.count("Citizen Egret") == 2
    assert "Ana Reyes" not in page
    assert "Ana Reyes" not in read(ben, course)


def test_a_post_first_prompt_keeps_its_notes_until_one_has_submitted(
    course: Course, ana: Membership, ben: Membership
) -> None:
    source, prompt = make_source(course), make_prompt(course, post_first=True)
    make_citing_post(ana, source, prompt=prompt, sentence="Hers alone.")
    assert "Hers alone." not in read(ben, course, f"sources/{source.key}/")
    assert "No notes cite it" in read(ben, course, f"sources/{source.key}/")
    make_post(ben, prompt, state="submitted")
    assert "Hers alone." in read(ben, course, f"sources/{source.key}/")


def test_the_published_revision_speaks_and_no_other(course: Course, ana: Membership, ben: Membership) -> None:
    source = make_source(course)
    post = make_citing_post(ana, source, sentence="As published.")
    later = post.revisions.create(number=2, title="Later", body="x", reason="save", by=ana.author, sha256="0" * 64)
    note = later.footnotes.create(number=1, typed="See it.", sentence="Not yet published.")
    note.citations.create(position=1, source=source, link="matched", locator="3")
    page = read(ben, course, f"sources/{source.key}/")
    assert "As published." in page
    assert "Not yet published." not in page


def test_the_three_forms_are_printed_in_the_course_s_style(course: Course, ana: Membership) -> None:
    source = make_source(
        course, title="The Crowd: A History", author=[{"family": "Rudé", "given": "George"}], publisher_place="Oslo"
    )
    page = read(ana, course, f"sources/{source.key}/")
    assert "<dd>George Rudé, <i>The Crowd: A History</i> (Egret, 1990).</dd>" in page
    assert "<dd>Rudé, <i>Crowd</i>.</dd>" in page
    assert "<dd>Rudé, George. <i>The Crowd: A History</i>. Egret, 1990.</dd>" in page
    Course.objects.filter(pk=course.pk).update(edition=17)
    assert "(Oslo: Egret, 1990)" in read(ana, course, f"sources/{source.key}/")


def test_hostile_words_in_a_record_are_shown_and_not_run(course: Course, ana: Membership) -> None:
    source = make_source(
        course, title="<script>alert(1)</script><img src=x onerror=y>", URL="javascript:alert(1)", custom=["<b>"]
    )
    page = read(ana, course, f"sources/{source.key}/") + read(ana, course)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_problems_are_told_to_those_who_may_correct(course: Course, ana: Membership, ben: Membership) -> None:
    source = make_source(course, by=ana, publisher="")
    assert "add the publisher" in read(ana, course, f"sources/{source.key}/")
    assert "add the publisher" in read(make_instructor(course), course, f"sources/{source.key}/")
    assert "add the publisher" not in read(ben, course, f"sources/{source.key}/")


def test_weeks_that_assign_it_are_shown_once_they_open(course: Course, ana: Membership) -> None:
    source = make_source(course)
    later = make_prompt(course)
    later.opens, later.due, later.cutoff = (
        moment.replace(year=2999) for moment in (later.opens, later.due, later.cutoff)
    )
    later.save()
    make_reading(make_prompt(course, title="Open Now"), source, pages="110-22")
    make_reading(later, source)
    page = read(ana, course, f"sources/{source.key}/")
    assert "Open Now</a>, 110-22" in page
    assert later.title not in page
    assert later.title in read(make_instructor(course), course, f"sources/{source.key}/")


# ---- the bibliography ------------------------------------------------------------------------------


def test_the_bibliography_holds_what_is_cited_and_readable(course: Course, ana: Membership, ben: Membership) -> None:
    first, second = make_prompt(course), make_prompt(course)
    bees, ants, wasps = (make_source(course, title=title, author=[]) for title in ("Bees", "Ants", "Wasps"))
    proposed = make_source(course, by=ana, listed=False, title="Moths")
    make_citing_note(make_citing_post(ana, bees, prompt=first), proposed)
    make_citing_post(ben, ants, prompt=second)
    make_citing_post(ben, wasps, state="submitted")
    everything = read(ben, course, "bibliography/")
    assert in_order(everything, "<i>Ants</i>", "<i>Bees</i>")
    assert "Wasps" not in everything
    assert "Moths" not in everything + read(ana, course, "bibliography/")
    week = read(ben, course, "bibliography/", week=first.week)
    assert "<i>Bees</i>" in week
    assert "<i>Ants</i>" not in week


def test_a_strange_week_shows_the_whole_and_an_empty_one_says_so(course: Course, ana: Membership) -> None:
    assert "The bibliography grows" in read(ana, course, "bibliography/")
    narrowed = read(ana, course, "bibliography/", week=7)
    assert "The bibliography grows" not in narrowed
    assert "Show the whole bibliography" in narrowed
    make_citing_post(ana, make_source(course, title="Bees"))
    assert "<i>Bees</i>" in read(ana, course, "bibliography/", week="١x")


# ---- queries ---------------------------------------------------------------------------------------


def queries(reader: Membership, course: Course, path: str) -> int:
    client = client_of(reader)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(f"/c/{course.slug}/{path}").status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_sources_and_notes(course: Course, ana: Membership) -> None:
    source = make_source(course, by=ana)
    paths = ("sources/", f"sources/{source.key}/", "bibliography/")
    counts = []
    for more in (5, 45):
        for _ in range(more):
            make_citing_note(make_citing_post(make_member(course, section=ana.section), source), make_source(course))
        counts.append([queries(ana, course, path) for path in paths])
    assert counts[0] == counts[1]


def test_a_source_s_page_takes_eight_queries_at_most(course: Course, ana: Membership) -> None:
    source = make_source(course, by=ana)
    make_reading(make_prompt(course), source)
    make_citing_post(ana, source)
    teacher = make_instructor(course)
    for name in ("Heron", "Stork"):
        version = Source.objects.get(pk=source.pk).version
        client_of(teacher).post(
            f"{source.get_absolute_url()}edit/",
            {"kind": "book", "read_version": version, "title": "Bees", "publisher": name},
        )
    assert "Stork" in read(ana, course, f"sources/{source.key}/")
    assert queries(ana, course, f"sources/{source.key}/") <= 8
    assert queries(teacher, course, f"sources/{source.key}/") <= 8
