"""The library narrowed: by week, by who cites, to what is unchecked or incomplete; the list alone for a script."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import Audience, Course, Membership
from posts.models import Post
from tests.factories import make_course, make_instructor, make_member, make_prompt, make_section
from tests.factories_sources import make_citing_post, make_source

pytestmark = pytest.mark.django_db


def read(reader: Membership | None, course: Course, path: str = "sources/", **query: str | int) -> str:
    client = Client()
    if reader:
        client.force_login(reader.author)
    answer = client.get(f"/c/{course.slug}/{path}", query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course, name="Ana Reyes")


@pytest.fixture
def ben(course: Course, ana: Membership) -> Membership:
    return make_member(course, section=ana.section, name="Ben Osei")


def test_a_week_keeps_what_its_posts_cite(course: Course, ana: Membership, ben: Membership) -> None:
    first, second = make_prompt(course), make_prompt(course)
    make_citing_post(ana, make_source(course, title="Bees"), prompt=first)
    make_citing_post(ana, make_source(course, title="Ants"), prompt=second)
    page = read(ben, course, week=first.week)
    assert "<i>Bees</i>" in page
    assert "<i>Ants</i>" not in page
    assert f'<option value="{first.week}" selected>Week {first.week} (1)</option>' in page


def test_a_member_keeps_what_their_posts_cite(course: Course, ana: Membership, ben: Membership) -> None:
    bees = make_source(course, title="Bees")
    for _ in range(2):
        make_citing_post(ana, bees)
    make_citing_post(ben, make_source(course, title="Ants"))
    page = read(ben, course, by=ana.pk)
    assert "<i>Bees</i>" in page
    assert "<i>Ants</i>" not in page
    assert f'<option value="{ana.pk}" selected>Ana Reyes (1)</option>' in page


def test_week_and_member_mean_the_same_post(course: Course, ana: Membership, ben: Membership) -> None:
    first, second = make_prompt(course), make_prompt(course)
    bees = make_source(course, title="Bees")
    make_citing_post(ana, bees, prompt=first)
    make_citing_post(ben, bees, prompt=second)
    assert "<i>Bees</i>" not in read(ben, course, by=ana.pk, week=second.week)


def test_a_citer_with_a_pseudonym_is_offered_under_it_alone(course: Course, ana: Membership, ben: Membership) -> None:
    Membership.objects.filter(pk=ana.pk).update(pseudonym="Citizen Egret")
    make_citing_post(ana, make_source(course, title="Bees"))
    for path in ("sources/", "bibliography/"):
        page = read(ben, course, path, by=ana.pk)
        assert "Citizen Egret (1)" in page
        assert "Ana Reyes" not in page
        assert "<i>Bees</i>" in page


def test_whom_the_reader_does_not_meet_is_neither_offered_nor_taken(course: Course, ben: Membership) -> None:
    far = make_member(course, section=make_section(course), name="Far Away")
    post = make_citing_post(far, make_source(course, title="Bees"))
    Post.objects.filter(pk=post.pk).update(audience=Audience.COURSE)
    make_source(course, title="Ants")
    for path in ("sources/", "bibliography/"):
        page = read(ben, course, path, by=far.pk)
        assert "Far Away" not in page
        assert "<i>Bees</i>" in page
    assert "<i>Ants</i>" in read(ben, course, by=far.pk)
    assert "Far Away (1)" in read(make_instructor(course), course)


def test_what_a_reader_may_not_read_is_not_counted(course: Course, ana: Membership, ben: Membership) -> None:
    make_citing_post(ana, make_source(course), prompt=make_prompt(course, post_first=True))
    page = read(ben, course)
    assert "Ana Reyes" not in page
    assert "Any week" not in page
    assert "Ana Reyes (1)" in read(make_instructor(course), course)


def test_unchecked_and_incomplete_are_counted_and_kept(course: Course, ben: Membership) -> None:
    teacher = make_instructor(course)
    whole, part = make_source(course, title="Bees"), make_source(course, title="Ants", publisher="")
    client = Client()
    client.force_login(teacher.author)
    client.post(f"{part.get_absolute_url()}check/", {"read_version": 1})
    page = read(ben, course, unchecked=1)
    assert ("Unchecked (1)" in page, "Incomplete (1)" in page) == (True, True)
    assert "<i>Bees</i>" in page
    assert "<i>Ants</i>" not in page
    partial = read(ben, course, incomplete=1)
    assert "<i>Ants</i>" in partial
    assert "<i>Bees</i>" not in partial
    assert (whole.is_complete, part.is_complete) == (True, False)


def test_a_correction_makes_a_record_complete(course: Course) -> None:
    teacher, source = make_instructor(course), make_source(course, publisher="")
    client = Client()
    client.force_login(teacher.author)
    form = {"kind": "book", "read_version": 1, "title": source.title, "publisher": "Egret", "issued": "1990"}
    client.post(f"{source.get_absolute_url()}edit/", {**form, "author-0-family": "Ek"})
    source.refresh_from_db()
    assert source.is_complete


def test_a_visitor_is_offered_no_people_and_no_states(course: Course, ana: Membership) -> None:
    Course.objects.filter(pk=course.pk).update(is_public=True)
    page = read(None, course, unchecked=1, by=ana.pk)
    assert "Unchecked" not in page
    assert "Cited by" not in page


def test_hostile_filters_do_no_harm(course: Course, ben: Membership) -> None:
    make_source(course, title="Bees")
    for name, words in (("week", "9" * 40), ("week", "\x00"), ("by", "-1"), ("by", "١"), ("by", "0"), ("kind", "<b>")):
        query = {name: words}
        read(ben, course, **query)
        read(ben, course, "bibliography/", **query)


def test_a_script_gets_the_list_alone_and_caches_keep_the_two_apart(course: Course, ben: Membership) -> None:
    make_source(course, title="Bees")
    client = Client()
    client.force_login(ben.author)
    whole, part = (client.get(f"/c/{course.slug}/sources/?q=bees", headers={"X-Part": each}) for each in ("", "list"))
    assert "<h1>" in whole.content.decode()
    assert "<h1>" not in part.content.decode()
    assert 'data-count="1 source found"' in part.content.decode()
    assert "X-Part" in whole["Vary"]
    assert "X-Part" in part["Vary"]


def test_the_bibliography_of_one_author_names_them(course: Course, ana: Membership, ben: Membership) -> None:
    make_citing_post(ana, make_source(course, title="Bees"))
    make_citing_post(ben, make_source(course, title="Ants"))
    page = read(ben, course, "bibliography/", by=ana.pk)
    assert "those of Ana Reyes" in page
    assert "<i>Bees</i>" in page
    assert "<i>Ants</i>" not in page


def test_queries_do_not_grow_with_weeks_and_citers(course: Course, ana: Membership) -> None:
    client = Client()
    client.force_login(ana.author)
    counts = []
    for more in (3, 15):
        for _ in range(more):
            mate = make_member(course, section=ana.section)
            make_citing_post(mate, make_source(course), prompt=make_prompt(course))
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/c/{course.slug}/sources/", {"week": "1", "by": str(ana.pk), "q": "work"})
            client.get(f"/c/{course.slug}/bibliography/", {"week": "1", "by": str(ana.pk)})
            client.get(f"/c/{course.slug}/sources/proposals/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


# ---- the form's printed forms ----------------------------------------------------------------------


def test_the_words_of_the_form_are_printed_and_nothing_is_kept(course: Course, ben: Membership) -> None:
    source = make_source(course, title="Bees", publisher="Heron")
    client = Client()
    client.force_login(ben.author)
    words = {
        "of": source.key,
        "kind": "book",
        "title": "The Wasps: A Life",
        "author-0-family": "Ek",
        "issued": "1990-02-30",
    }
    page = client.post(f"/c/{course.slug}/sources/preview/", words).content.decode()
    assert "Ek, <i>The Wasps: A Life</i>" in page
    assert "Ek, <i>Wasps</i>." in page
    assert "<h1>" not in page
    source.refresh_from_db()
    assert (source.title, source.version) == ("Bees", 1)


def test_the_preview_shows_no_source_that_the_reader_may_not_see(
    course: Course, ana: Membership, ben: Membership
) -> None:
    hidden = make_source(course, by=ana, listed=False, title="Private", archive="Secret Shelf")
    client = Client()
    client.force_login(ben.author)
    page = client.post(f"/c/{course.slug}/sources/preview/", {"of": hidden.key, "kind": "manuscript", "title": "X"})
    assert "Secret Shelf" not in page.content.decode()


def test_without_a_script_a_button_prints_and_keeps_every_word(course: Course) -> None:
    teacher, source = make_instructor(course), make_source(course, title="Bees")
    client = Client()
    client.force_login(teacher.author)
    words = {"kind": "book", "title": "Wasps", "publisher": "Heron", "read_version": 1, "preview": 1}
    page = client.post(f"{source.get_absolute_url()}edit/", words).content.decode()
    assert "<i>Wasps</i>" in page
    assert "<i>Bees</i>" not in page
    assert 'value="Wasps"' in page
    source.refresh_from_db()
    assert source.title == "Bees"
