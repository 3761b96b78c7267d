"""Drafts are overwritten under their version; revisions hold the rows that are read from the words."""

import pytest
from pytest_django import DjangoAssertNumQueries

from courses.models import Membership
from posts.actions import Words, save_draft, start_post
from posts.models import Citation, Footnote, Link, Post, Reason, Revision
from posts.revising import Conflict, NotAllowed, save_revision
from sources.models import Source, Status
from tests.factories import make_course, make_member, make_prompt
from tests.posts.essays import HUFTON, MARCH

RUDE = "George Rudé, The Crowd in the French Revolution (Oxford: Clarendon Press, 1959), 61."

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course())


@pytest.fixture
def post(seat: Membership) -> Post:
    return start_post(seat=seat, prompt=make_prompt(seat.course))


def save(post: Post, body: str, title: str = "The March", reason: Reason = Reason.SAVE) -> Revision:
    post.refresh_from_db()
    return save_revision(post=post, words=Words(title, body, post.draft_version), reason=reason, by=post.author)


def test_one_work_cited_five_times_in_five_ways_is_one_source(post: Post) -> None:
    revision = save(post, MARCH)
    citations = Citation.objects.filter(footnote__revision=revision).order_by("footnote__number")
    assert [each.link for each in citations] == [Link.NEW, Link.MATCHED, Link.MATCHED, Link.SHORT, Link.IBID]
    assert [(each.first_page, each.last_page) for each in citations] == [
        (148, 148),
        (150, 152),
        (155, 155),
        (158, 159),
        (160, 160),
    ]
    source = Source.objects.get()
    assert (source.kind, source.title, source.year) == ("chapter", "Women in Revolution", "1976")
    assert [str(person) for person in source.contributors.order_by("role")] == ["Olwen Hufton", "Douglas Johnson"]


def test_the_notes_are_printed_full_then_short(post: Post) -> None:
    html = save(post, MARCH).notes_html
    assert (
        "Olwen Hufton, “Women in Revolution,” in <i>French Society and the Revolution: A Reader</i>,"
        " ed. Douglas Johnson (Cambridge University Press, 1976), 148.</a></li>"
    ) in html
    assert "Hufton, “Women in Revolution,” 150–52.</a></li>" in html
    assert "Hufton, “Women in Revolution,” 160.</a></li>" in html


def test_each_note_and_each_entry_leads_to_its_source(post: Post) -> None:
    revision = save(post, MARCH + f" Two.((See {RUDE.removesuffix('.')}; {HUFTON.format('3')}))")
    page = Source.objects.get(kind="chapter").get_absolute_url()
    assert revision.notes_html.count(f'href="{page}"') == 5
    assert revision.bibliography_html.count(f'href="{page}"') == 1
    assert revision.bibliography_html.count('href="/c/') == 2


def test_the_typed_text_is_stored_as_it_is(post: Post) -> None:
    revision = save(post, MARCH)
    assert revision.body == MARCH
    assert "Versailles in the rain.<sup>" in revision.body_html
    assert "more than bread.<sup>" in revision.body_html


def test_the_bibliography_has_each_source_once(post: Post) -> None:
    assert save(post, MARCH).bibliography_html.count("<li>") == 1


def test_the_seventeenth_edition_prints_the_place(post: Post) -> None:
    post.course.edition = 17
    post.course.save()
    assert "(Cambridge: Cambridge University Press, 1976), 148." in save(post, MARCH).notes_html


def test_saving_a_draft_writes_no_row_but_the_draft(post: Post) -> None:
    for number in range(3):
        save_draft(post=post, words=Words("The March", MARCH + str(number), number))
    post.refresh_from_db()
    assert (post.draft_body, post.draft_version) == (MARCH + "2", 3)
    assert not Revision.objects.exists()
    assert not Footnote.objects.exists()
    assert not Source.objects.exists()


def test_saving_the_same_words_twice_makes_one_revision(post: Post) -> None:
    assert save(post, MARCH) == save(post, MARCH)
    assert post.revisions.count() == 1


def test_a_source_of_a_draft_is_proposed_only(post: Post) -> None:
    save(post, MARCH)
    assert Source.objects.get().status == Status.PROPOSED


def test_an_old_version_is_never_written_over_a_newer_one(post: Post) -> None:
    save_draft(post=post, words=Words("Here", "first window", 0))
    with pytest.raises(Conflict) as conflict:
        save_draft(post=post, words=Words("There", "second window", 0))
    assert conflict.value.post.draft_body == "first window"
    assert Post.objects.get(pk=post.pk).draft_body == "first window"


@pytest.mark.parametrize(
    ("body", "limit"),
    [("x" * 100_001, "100,000"), ("a((b)) " * 301, "300"), (f"a(({'b' * 2_001}))", "2,000")],
)
def test_past_a_limit_nothing_is_saved_and_the_limit_is_named(post: Post, body: str, limit: str) -> None:
    with pytest.raises(NotAllowed, match=limit):
        save(post, body)
    assert not post.revisions.exists()
    assert Post.objects.get(pk=post.pk).draft_version == 0


def test_a_note_that_cannot_be_read_is_printed_as_typed_and_makes_no_source(post: Post) -> None:
    revision = save(post, "Bread.((my aunt told me <u>once</u>))")
    assert "my aunt told me &lt;u&gt;once&lt;/u&gt;" in revision.notes_html
    assert not Source.objects.exists()


def test_an_unchanged_note_keeps_its_identity_and_its_link_when_others_move(post: Post) -> None:
    one, two = (
        HUFTON.format("148"),
        "George Rudé, The Crowd in the French Revolution (Oxford: Clarendon Press, 1959), 61.",
    )
    before = {
        note.typed: note.identity for note in save(post, f"A.(({one})) B.(({two})) C.((Ibid., 62.))").footnotes.all()
    }
    after = save(post, f"A.(({one})) New.((Hufton, “Women,” 3.)) B.(({two})) C.((Ibid., 62.))").footnotes.all()
    kept = {note.typed: note.identity for note in after if note.typed in before}
    assert kept == before


def test_two_identical_ibids_keep_their_places(post: Post) -> None:
    body = f"A.(({HUFTON.format('148')})) B.((Ibid.)) C.(({RUDE})) D.((Ibid.))"
    first = list(save(post, body).footnotes.values_list("identity", flat=True))
    second = save(post, body.replace("C.", "C, indeed."))
    assert list(second.footnotes.values_list("identity", flat=True)) == first
    sources = [note.citations.get().source.title for note in second.footnotes.all()]
    assert sources == ["Women in Revolution"] * 2 + ["The Crowd in the French Revolution"] * 2


def test_a_moved_ibid_follows_the_note_that_it_leans_on(post: Post) -> None:
    save(post, f"A.(({HUFTON.format('148')})) B.((Ibid., 149.))")
    revision = save(post, f"A.(({RUDE})) B.((Ibid., 149.))")
    assert revision.footnotes.get(number=2).citations.get().source.title == "The Crowd in the French Revolution"


def test_a_choice_by_hand_stays_while_the_words_stay(post: Post) -> None:
    revision = save(post, MARCH + "\n\nMore.((Somebody, “Unknown,” 3.))")
    source = Source.objects.get()
    Citation.objects.filter(footnote__revision=revision, source=None).update(source=source, link=Link.HAND)
    again = save(post, "Rain. " + MARCH + "\n\nMore.((Somebody, “Unknown,” 3.))")
    assert again.footnotes.get(number=6).citations.get().source == source


def test_a_classmate_s_proposal_is_not_matched(seat: Membership, post: Post) -> None:
    save(post, MARCH)
    other = make_member(seat.course, section=seat.section)
    save(start_post(seat=other, prompt=post.prompt), MARCH)
    assert Source.objects.count() == 2


def test_queries_of_saving_do_not_grow_with_the_notes(
    post: Post, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    save(post, MARCH)
    post.refresh_from_db()
    words = Words("The March", MARCH * 20, post.draft_version)
    with django_assert_max_num_queries(15):
        save_revision(post=post, words=words, reason=Reason.SAVE, by=post.author)
