"""A writer says by hand what a note means."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from courses.models import Membership
from posts.actions import Words, start_post
from posts.choosing import choose_source
from posts.models import Choice, Citation, Link, Post, Reason, Revision
from posts.revising import NotAllowed, save_revision
from sources.actions import list_sources, propose_source
from sources.models import Source, Status
from tests.factories import make_course, make_member, make_prompt

pytestmark = pytest.mark.django_db

PRICE = {"type": "book", "author": [{"family": "Price", "given": "Ann"}], "issued": {"date-parts": [[1990]]}}
BODY = "Bread.((Price, Bread, 12.)) Rain.((Nobody, “Nothing at All,” 3.))"


@pytest.fixture
def seat() -> Membership:
    seat = make_member(make_course())
    for title in ("Bread and Politics", "Bread and Circuses"):
        list_sources(sources=[propose_source(course=seat.course, csl={**PRICE, "title": title}, by=seat.author)])
    return seat


@pytest.fixture
def post(seat: Membership) -> Post:
    return start_post(seat=seat, prompt=make_prompt(seat.course))


def save(post: Post, body: str = BODY) -> Revision:
    post.refresh_from_db()
    return save_revision(post=post, words=Words("Essay", body, post.draft_version), reason=Reason.SAVE, by=post.author)


def citation_of(revision: Revision, number: int) -> Citation:
    return Citation.objects.get(footnote__revision=revision, footnote__number=number)


def test_an_ambiguous_note_stays_unlinked_and_its_candidates_are_offered(
    post: Post, seat: Membership, client: Client
) -> None:
    assert citation_of(save(post), 1).source is None
    client.force_login(seat.author)
    page = client.get(reverse("notes", args=[seat.course.slug, post.slug])).content.decode()
    assert page.count("Price: Bread and") == 2
    assert "Price, Bread, 12." in page


def test_a_choice_links_the_note_prints_it_and_is_logged(post: Post, seat: Membership, client: Client) -> None:
    revision = save(post)
    client.force_login(seat.author)
    key = Source.objects.get(title="Bread and Circuses").key
    answer = client.post(
        reverse("notes", args=[seat.course.slug, post.slug]),
        {"citation": citation_of(revision, 1).pk, "source": key},
        follow=True,
    )
    assert "now means “Bread and Circuses”" in answer.content.decode()
    citation = citation_of(revision, 1)
    assert (citation.source.title, citation.link) == ("Bread and Circuses", Link.HAND)
    revision.refresh_from_db()
    assert "Ann Price, <i>Bread and Circuses</i> (1990), 12." in revision.notes_html
    assert "Price, Ann. <i>Bread and Circuses</i>. 1990." in revision.bibliography_html
    choice = Choice.objects.get()
    assert (choice.before, choice.after, choice.by) == (None, citation.source, seat.author)


def test_a_choice_stays_in_later_revisions_while_the_words_stay(post: Post, seat: Membership) -> None:
    choose_source(citation=citation_of(save(post), 2), key="price-bread-politics", by=seat)
    again = save(post, "New.((Price, Bread and Politics, 1.)) " + BODY)
    assert citation_of(again, 3).source == Source.objects.get(key="price-bread-politics")
    changed = save(post, BODY.replace("Nothing at All", "Something Else"))
    assert citation_of(changed, 2).source is None


@pytest.mark.parametrize("key", ["", "no-such-source", "@nothing"])
def test_an_unknown_key_is_told_and_changes_nothing(post: Post, seat: Membership, key: str) -> None:
    citation = citation_of(save(post), 2)
    with pytest.raises(NotAllowed, match="no source"):
        choose_source(citation=citation, key=key, by=seat)
    assert not Choice.objects.exists()


def test_another_s_proposal_cannot_be_chosen(post: Post, seat: Membership) -> None:
    mate = make_member(seat.course, section=seat.section)
    propose_source(course=seat.course, csl={**PRICE, "title": "Secret Reading"}, by=mate.author)
    with pytest.raises(NotAllowed):
        choose_source(citation=citation_of(save(post), 2), key="price-secret-reading", by=seat)


def test_a_note_of_an_older_version_is_not_changed(post: Post, seat: Membership) -> None:
    old = citation_of(save(post), 2)
    save(post, BODY + " More.")
    with pytest.raises(NotAllowed, match="older version"):
        choose_source(citation=old, key="price-bread-politics", by=seat)


def test_the_key_that_the_library_shows_is_a_citation(post: Post) -> None:
    revision = save(post, "Bread.((@price-bread-politics, 14))")
    citation = citation_of(revision, 1)
    assert (citation.link, citation.first_page) == (Link.KEY, 14)
    assert "<i>Bread and Politics</i> (1990), 14." in revision.notes_html


def test_a_chosen_proposal_of_one_s_own_is_listed_with_the_submission(post: Post, seat: Membership) -> None:
    own = propose_source(course=seat.course, csl={**PRICE, "title": "My Find"}, by=seat.author)
    choose_source(citation=citation_of(save(post), 2), key=own.key, by=seat)
    own.refresh_from_db()
    assert own.status == Status.PROPOSED


def test_queries_do_not_grow_with_the_notes(
    post: Post, seat: Membership, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(seat.author)
    save(post, "Bread.((Price, Bread and Politics, 12.)) " * 40)
    with django_assert_max_num_queries(12):
        client.get(reverse("notes", args=[seat.course.slug, post.slug]))
