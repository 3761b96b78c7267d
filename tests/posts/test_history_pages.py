"""The history of a post: revisions paged, compared word by word and note by note, and restored with their links."""

import time
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Membership
from posts.actions import Choices, Words, save_draft, start_post, submit
from posts.choosing import choose_source
from posts.comparing import compare
from posts.models import Citation, Footnote, Link, Post, Reason, Revision
from posts.restoring import restore
from posts.revising import save_revision
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_posts import hand_in, make_post, make_revision
from tests.factories_sources import make_source

LE_GOFF = (
    "Jacques Le Goff, Time, Work, and Culture in the Middle Ages (Chicago: University of Chicago Press, 1980), {}."
)
RUDE = "George Rudé, The Crowd in the French Revolution (Oxford: Clarendon Press, 1959), {}."

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> Membership:
    return make_member(make_course())


@pytest.fixture
def post(seat: Membership) -> Post:
    return start_post(seat=seat, prompt=make_prompt(seat.course))


def save(post: Post, body: str, reason: Reason = Reason.SAVE) -> Revision:
    post.refresh_from_db()
    words = Words("Bells", body, post.draft_version)
    return save_revision(post=post, words=words, reason=reason, by=post.author)


def address(post: Post, name: str, *more: int) -> str:
    return reverse(name, args=[post.course.slug, post.slug, *more])


def test_a_changed_page_and_a_source_beside_it_are_told_by_the_number_of_the_note(post: Post) -> None:
    before = save(post, f"Bells rang.(({LE_GOFF.format(14)}))")
    cited = LE_GOFF.format(41).removesuffix(".")
    after = save(post, f"Bells rang.(({cited}; {RUDE.format(61)}))")
    (note,) = compare(before, after).notes
    assert (note.number, note.says[0]) == (1, "p. 14 → p. 41")
    assert note.says[1].startswith("source added: The Crowd in the French Revolution")


def test_a_note_that_went_and_one_that_came_are_told_and_the_rest_keep_still(post: Post) -> None:
    before = save(post, f"Bells.(({LE_GOFF.format(14)})) Bread.(({RUDE.format(61)})) Rain.((So they say.))")
    after = save(post, f"Bells.(({LE_GOFF.format(14)})) Rain.((So they say.)) Wind.((A new thought.))")
    notes = compare(before, after).notes
    assert [(note.before, note.after, note.says) for note in notes] == [
        (0, 3, ("note added",)),
        (2, 0, ("note taken out",)),
    ]


def test_words_are_compared_one_by_one_and_a_moved_paragraph_is_told_as_moved(post: Post) -> None:
    one, two = "The bells rang over the town at noon.", "Nobody went home before the evening came."
    rows = compare(save(post, f"{one}\n\n{two}"), save(post, f"{two}\n\n{one}")).text.rows
    assert sorted(row.kind for row in rows) == ["left", "moved", "same"]
    changed = compare(save(post, one), save(post, one.replace("noon", "dusk"))).text.rows
    assert [(run.kind, run.text) for run in changed[0].runs][1:] == [("gone", "noon."), ("new", "dusk.")]


def test_two_paragraphs_that_changed_places_and_a_word_each_are_told_as_moved_and_not_as_written_anew(
    post: Post,
) -> None:
    one, two = "The bells rang over the town at noon.", "Nobody went home before the evening came."
    after = f"{two.replace('evening', 'night')}\n\n{one.replace('noon', 'dusk')}"
    difference = compare(save(post, f"{one}\n\n{two}"), save(post, after)).text
    assert (difference.counts["moved"], difference.counts["gone"], difference.counts["new"]) == (1, 2, 2)
    told = ["".join(f"{run.text} " for run in row.runs) for row in difference.rows if row.kind != "left"]
    assert ["Nobody" in words for words in told] == [True, False]


@pytest.mark.parametrize(
    ("old", "new"), [("a b ", "a c "), ("one two three ", "three two one "), ("p q\n\n", "p r\n\n")]
)
def test_two_texts_of_twenty_thousand_words_are_compared_in_bounded_time(post: Post, old: str, new: str) -> None:
    words = len(old.split())
    before = make_revision(post, old * (20_000 // words), reason=Reason.SAVE)
    after = make_revision(post, new * (20_000 // words), reason=Reason.SAVE)
    start = time.process_time()
    assert not compare(before, after).is_none
    assert time.process_time() - start < 5


def test_two_essays_of_fifty_kilobytes_with_notes_are_compared_on_a_page_in_bounded_time(
    client: Client, post: Post
) -> None:
    line = "The bells of the town rang number {} over a crowd that had waited for cheap bread since dawn."
    bodies = []
    for turn in range(2):
        lines = [line.format(at + turn * (at % 3)) + f"((So they say in {at + turn * (at % 2)}.))" for at in range(290)]
        lines += [line.format(at * (turn + 1)) for at in range(290)]
        bodies.append("\n\n".join(lines))
    assert all(len(body) > 50_000 for body in bodies)
    for body in bodies:
        save(post, body)
    client.force_login(post.author)
    start = time.process_time()
    answer = client.get(address(post, "compare"), {"before": 1, "after": 2})
    assert time.process_time() - start < 5
    assert answer.content.count(b"<ins>") > 100


def test_a_page_shows_so_many_changes_and_says_how_many_more_there_are(client: Client, post: Post) -> None:
    for turn in range(2):
        make_revision(post, "\n\n".join(f"{at * (at % 2 or turn + 2)}" for at in range(8000)), reason=Reason.SAVE)
    client.force_login(post.author)
    page = client.get(address(post, "compare"), {"before": 1, "after": 2}).content.decode()
    assert "more changes are not shown" in page
    assert page.count("<ins>") <= 1_502


def test_restoring_makes_a_new_revision_with_the_notes_and_the_links_of_the_old_one(post: Post) -> None:
    first = save(post, f"Bells.(({LE_GOFF.format(14)})) Bread.((Ibid., 15.))")
    Citation.objects.filter(footnote__revision=first, link=Link.NEW).update(link=Link.HAND)
    save(post, "Nothing of it is left.")
    restored = restore(revision=first, by=post.author)
    assert (restored.number, restored.reason, restored.body) == (3, Reason.RESTORE, first.body)

    def links(revision: Revision) -> list[tuple[object, ...]]:
        rows = Footnote.objects.filter(revision=revision).order_by("number", "citations__position")
        return list(rows.values_list("identity", "citations__source", "citations__link"))

    assert links(restored) == links(first)
    assert Link.HAND in {row[2] for row in links(restored)}
    post.refresh_from_db()
    assert post.draft_body == first.body


def test_a_source_chosen_by_hand_comes_back_with_the_words(seat: Membership, post: Post) -> None:
    staff = make_instructor(seat.course)
    crowd, market = (make_source(seat.course, by=staff, title=title) for title in ("The Crowd", "The Market"))
    first = save(post, "Bells.((So Rudé says, 14.)) Bread.((Rudé, “Market,” 61.))")
    (citation,) = Citation.objects.filter(footnote__revision=first, footnote__number=2)
    choose_source(citation=citation, key=market.key, by=seat)
    save(post, "Bells.((So Rudé says, 14.)) Bread.((A thought of my own.))")
    save(post, "Everything is gone.")
    restored = restore(revision=first, by=post.author)
    (back,) = Citation.objects.filter(footnote__revision=restored, footnote__number=2)
    assert (back.source, back.link) == (market, Link.HAND)
    assert market.title in restored.notes_html
    assert crowd.title not in restored.notes_html


def test_saving_by_itself_makes_no_revision_and_each_meaningful_step_one(seat: Membership, post: Post) -> None:
    for number in range(10):
        post.refresh_from_db()
        save_draft(post=post, words=Words("Bells", f"Typed {number}.", post.draft_version))
    assert not post.revisions.exists()
    first = save(post, "Typed 9.")
    assert save(post, "Typed 9.") == first
    post.refresh_from_db()
    words = Words("Bells", "Typed 9.", post.draft_version)
    submit(post=post, words=words, choices=Choices(), key=uuid.uuid4(), by=seat)
    save(post, "Typed 9.", Reason.IMPORT)
    restore(revision=first, by=post.author)
    reasons = post.revisions.order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["save", "submit", "import", "restore"]


def test_staff_compare_what_was_handed_in_and_not_the_saves_between(client: Client, seat: Membership) -> None:
    post = make_post(seat, make_prompt(seat.course), state="submitted", body="The bells rang at noon.")
    make_revision(post, "A private save.", reason=Reason.SAVE)
    hand_in(post, "The bells rang at dusk.")
    client.force_login(make_instructor(seat.course).author)
    assert "noon." in client.get(address(post, "compare"), {"before": 1, "after": 3}).content.decode()
    for numbers in ({"before": 1, "after": 2}, {"before": 2, "after": 3}):
        answer = client.get(address(post, "compare"), numbers)
        assert answer.status_code == 422
        assert "There is no revision 2." in answer.content.decode()


def test_restoring_first_keeps_a_draft_that_no_revision_holds(post: Post) -> None:
    first = save(post, "The first words.")
    post.refresh_from_db()
    save_draft(post=post, words=Words("Bells", "Typed, and only saved by itself.", post.draft_version))
    restore(revision=first, by=post.author)
    kept = post.revisions.order_by("number").values_list("body", "reason")
    assert list(kept) == [
        ("The first words.", "save"),
        ("Typed, and only saved by itself.", "save"),
        ("The first words.", "restore"),
    ]


def test_restoring_twice_makes_one_revision(post: Post) -> None:
    first = save(post, "The first words.")
    save(post, "The second words.")
    assert restore(revision=first, by=post.author) == restore(revision=first, by=post.author)
    assert post.revisions.count() == 3


def test_the_page_says_in_words_what_was_added_and_what_was_taken_out(client: Client, post: Post) -> None:
    save(post, f"The bells rang at noon.(({LE_GOFF.format(14)}))")
    save(post, f"The bells rang at dusk.(({LE_GOFF.format(41)}))")
    client.force_login(post.author)
    page = client.get(address(post, "compare"), {"before": 1, "after": 2}).content.decode()
    assert '<del><span class="visually-hidden">[taken out:</span> noon.' in page
    assert '<ins><span class="visually-hidden">[added:</span> dusk.' in page
    assert "n. 1: p. 14 → p. 41" in page


def test_what_a_student_wrote_is_escaped_in_the_comparison(client: Client, post: Post) -> None:
    save(post, "One <script>alert(1)</script>")
    save(post, "Two <script>alert(2)</script>((<img src=x onerror=alert(1)>))")
    client.force_login(post.author)
    page = client.get(address(post, "compare"), {"before": 1, "after": 2}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("query", [{}, {"before": "x", "after": "1"}, {"before": "1", "after": "99"}])
def test_numbers_that_are_no_revisions_get_a_sentence(client: Client, post: Post, query: dict[str, str]) -> None:
    save(post, "Words.")
    client.force_login(post.author)
    answer = client.get(address(post, "compare"), query)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()


def test_the_history_is_paged(client: Client, post: Post) -> None:
    for number in range(60):
        make_revision(post, f"Words {number}.", reason=Reason.SAVE)
    client.force_login(post.author)
    page = client.get(address(post, "history")).content.decode()
    assert "Page 1 of 2" in page
    assert page.count("Restore<span") == 50  # the draft is ahead of the newest, which can be restored, too


def test_the_restore_button_leads_back_to_the_history(client: Client, post: Post) -> None:
    save(post, "The first words.")
    save(post, "The second words.")
    client.force_login(post.author)
    page = client.post(address(post, "restore", 1), follow=True).content.decode()
    assert "Revision 1 is your draft again, kept as revision 3." in page
