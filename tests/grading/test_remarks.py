"""Remarks on a note or a passage: saved with the mark, shown beside their place, and the bank they come from."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from courses.models import Membership
from grading.actions import NotAllowed, release, withdraw_release
from grading.bank import keep_in_bank
from grading.models import Assessment, BankRemark, MarkChange, MarkState, Remark
from grading.remark import MOST_IN_BANK, MOST_REMARKS
from grading.remarking import add_remark, remove_remark
from posts.checks.table import RULES
from posts.models import OpenCheck, Post, Revision, Submission
from tests.factories import make_assistant, make_instructor, make_member, make_prompt, make_section
from tests.factories_grading import make_mark
from tests.factories_posts import hand_in, make_post, submitted
from tests.factories_sources import make_citing_note, make_source
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

BODY = "Bread came *first* that spring.\n\nBread came last in autumn."


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def post(author: Membership) -> Post:
    """An essay with one note."""
    post = make_post(author, make_prompt(author.course), body=BODY)
    make_citing_note(post, make_source(author.course))
    item = f'<ol role="list"><li id="fn-{post.pk}-1">1 Viola, 126.</li></ol>'
    Revision.objects.filter(post=post).update(notes_html=item)
    return post


def marking(post: Post) -> str:
    return reverse("mark", args=[post.course.slug, 1, post.slug])


def feedback(post: Post) -> str:
    return reverse("feedback", args=[post.course.slug, post.slug])


def filled(post: Post, **facts: object) -> dict[str, object]:
    """The form as a browser sends it: the mark's fields and the remark's."""
    start = {"points": "7", "feedback": "", "state": "draft", "version": 0, "revision": post.submitted_revision_id}
    return {**start, **{name.replace("remark_", "remark-"): value for name, value in facts.items()}}


def test_a_remark_on_a_note_is_saved_with_the_mark_in_one_press(instructor: Membership, post: Post) -> None:
    data = filled(post, remark_note="1", remark_text="Which *page*?")
    answer = signed_in(instructor).post(marking(post), data)
    remark = Remark.objects.get()
    assert answer["Location"] == f"{marking(post)}#remark-{remark.pk}"
    assert (remark.note, remark.quote, remark.text_html) == (1, "", "<p>Which <em>page</em>?</p>\n")
    assert (remark.assessment.revision, remark.assessment.points) == (submitted(post), Decimal(7))
    assert [change.why for change in MarkChange.objects.all()] == ["Remark on note 1.", ""]


def test_a_remark_stands_within_the_note_and_after_the_block_of_its_words(instructor: Membership, post: Post) -> None:
    client = signed_in(instructor)
    client.post(marking(post), filled(post, remark_note="1", remark_text="Which page?"))
    client.post(marking(post), filled(post, version=1, remark_quote="came  first", remark_text="Or land?"))
    words, note = Remark.objects.get(note=None), Remark.objects.get(note=1)
    page = page_of(instructor, marking(post))
    assert f'<mark>came</mark> <em><mark>first</mark><sup class="remark-ref"><a href="#remark-{words.pk}"' in page
    places = [page.index(each) for each in ("that spring.</p>", f'id="remark-{words.pk}"', "Bread came last")]
    assert places == sorted(places)
    inside = page[page.index(f'id="fn-{post.pk}-1"') :]
    assert inside.index(f'id="remark-{note.pk}"') < inside.index("</li>")


def test_words_that_stand_twice_are_told_apart_by_those_before(instructor: Membership, post: Post) -> None:
    mark = make_mark(instructor, post)
    first = add_remark(mark=mark, quote="Bread came", text="One.", by=instructor)
    last = add_remark(mark=mark, quote="Bread came", before="that spring.", text="Two.", by=instructor)
    assert (first.start, last.start) == (0, 30)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"remark_quote": "Cake came first", "remark_text": "No."}, "do not stand in the essay"),
        ({"remark_text": "No."}, "Say which note, or which words"),
        ({"remark_note": "1"}, "Write the remark, or choose one"),
        ({"remark_note": "2", "remark_text": "No."}, "not one of the available choices"),
        ({"remark_note": "1", "remark_text": "a" * 2_001}, "At most 2,000 characters"),
        ({"remark_quote": "a" * 1_300, "remark_text": "No."}, "at most 1200 characters"),
        ({"remark_quote": "Bread " * 150, "remark_text": "No."}, "Take a shorter passage"),
    ],
)
def test_a_refused_remark_says_why_and_neither_it_nor_the_mark_is_saved(
    instructor: Membership, post: Post, facts: dict[str, object], sentence: str
) -> None:
    data = filled(post, feedback="My words.", **facts)
    page = signed_in(instructor).post(marking(post), data).content.decode()
    assert sentence in page
    assert "My words." in page
    assert str(facts.get("remark_text", ""))[:40] in page
    assert not Assessment.objects.exists()
    assert not Remark.objects.exists()


def test_the_author_reads_remarks_beside_their_places_after_release_and_not_before(
    instructor: Membership, author: Membership, post: Post
) -> None:
    mark = make_mark(instructor, post, state=MarkState.READY)
    for place in ({"note": 1}, {"quote": "came last"}):
        add_remark(mark=mark, text="zinnober", by=instructor, **place)
    blog = reverse("post", args=[post.course.slug, post.slug])
    assert signed_in(author).get(feedback(post)).status_code == 404
    assert "zinnober" not in page_of(author, blog) + page_of(author, reverse("me"))
    release(assessments=[mark], by=instructor)
    page = page_of(author, feedback(post))
    assert page.count("zinnober") == 2
    assert "<mark>came last</mark>" in page
    assert "Remove" not in page
    assert instructor.author.name not in page[page.index("<h1") :]
    withdraw_release(assessment=mark, by=instructor, why="No.")
    assert signed_in(author).get(feedback(post)).status_code == 404


def test_a_remark_stays_with_the_version_that_was_marked(
    instructor: Membership, author: Membership, post: Post
) -> None:
    mark = make_mark(instructor, post, state=MarkState.READY)
    add_remark(mark=mark, quote="came last", text="zinnober", by=instructor)
    release(assessments=[mark], by=instructor)
    hand_in(post, "Other words.")
    second = make_mark(instructor, post, state=MarkState.READY)
    release(assessments=[second], by=instructor)
    assert "zinnober" in page_of(author, feedback(post) + "?round=1")
    assert "zinnober" not in page_of(author, feedback(post))
    assert "zinnober" in page_of(instructor, marking(post))  # among the marks of other versions


def test_a_source_that_is_corrected_moves_no_remark(instructor: Membership, author: Membership, post: Post) -> None:
    mark = make_mark(instructor, post, state=MarkState.READY)
    add_remark(mark=mark, note=1, text="zinnober", by=instructor)
    reprinted = f'<ol role="list"><li id="fn-{post.pk}-1">1 Viola, Lynne, 126.</li></ol>'
    Revision.objects.filter(post=post).update(notes_html=reprinted)
    page = page_of(instructor, marking(post))
    assert page.index("Viola, Lynne, 126.") < page.index("zinnober")


def test_two_graders_remarks_stand_side_by_side_and_nothing_is_overwritten(instructor: Membership, post: Post) -> None:
    make_mark(instructor, post, points="3")
    other = make_assistant(section=post.section)
    data = filled(post, points="3", feedback="Name the page.", version=1, remark_note="1", remark_text="Theirs.")
    assert signed_in(other).post(marking(post), data).status_code == 302
    mine = filled(post, points="9", version=0, remark_quote="came last", remark_text="Mine.")
    refused = signed_in(instructor).post(marking(post), mine)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    assert [remark.text for remark in Remark.objects.all()] == ["Theirs."]


def test_a_remark_is_removed_by_whoever_is_in_charge_and_its_words_are_kept(instructor: Membership, post: Post) -> None:
    mark = make_mark(instructor, post, points="7", feedback="")
    remark = add_remark(mark=mark, note=1, text="zinnober", by=instructor)
    far = make_assistant(section=make_section(post.course))
    for seat in (far, make_member(section=post.section)):
        assert signed_in(seat).post(marking(post), filled(post, remove=remark.pk)).status_code == 404
        with pytest.raises(NotAllowed):
            remove_remark(remark=remark, by=seat)
    signed_in(instructor).post(marking(post), filled(post, version=1, remove=remark.pk))
    remark.refresh_from_db()
    assert (remark.removed_by, remark.text) == (instructor.author, "zinnober")
    assert f'id="remark-{remark.pk}"' not in page_of(instructor, marking(post))
    assert "removed: zinnober" in page_of(instructor, marking(post))


def test_no_remark_of_another_essay_is_removed_from_here(instructor: Membership, post: Post) -> None:
    other = make_post(make_member(section=post.section), post.prompt)
    remark = add_remark(mark=make_mark(instructor, other), quote="Bread", text="No.", by=instructor)
    signed_in(instructor).post(marking(post), filled(post, remove=remark.pk))
    remark.refresh_from_db()
    assert remark.removed_at is None


def test_the_same_form_sent_twice_makes_one_remark_and_a_version_takes_so_many(
    instructor: Membership, post: Post
) -> None:
    mark = make_mark(instructor, post)
    for _ in range(2):
        add_remark(mark=mark, note=1, text="Once.", by=instructor)
    assert Remark.objects.count() == 1
    Remark.objects.bulk_create(
        Remark(assessment=mark, note=1, text="More.", by=instructor.author) for _ in range(MOST_REMARKS - 1)
    )
    with pytest.raises(NotAllowed, match="Remove one first"):
        add_remark(mark=mark, note=1, text="One more.", by=instructor)


def test_a_remark_is_on_a_note_or_on_words_in_the_database(instructor: Membership, post: Post) -> None:
    mark = make_mark(instructor, post)
    for place in ({}, {"note": 1, "quote": "Bread"}):
        with pytest.raises(IntegrityError, match="remark_is_on_a_note_or_on_words"), transaction.atomic():
            Remark.objects.create(assessment=mark, text="No.", by=instructor.author, **place)


def left_open(post: Post, code: str, note: int | None) -> None:
    """A check that was open when the post was handed in."""
    submission = Submission.objects.get(post=post)
    position = submission.open_checks.count() + 1
    OpenCheck.objects.create(
        submission=submission, position=position, code=code, severity="warn", note=note, says=f"Says {code}."
    )


def test_a_check_left_open_offers_its_remark_for_its_note_in_one_press(instructor: Membership, post: Post) -> None:
    left_open(post, "L20", None)
    left_open(post, "L02", 1)
    keep_in_bank(text="Give the page.", code="L02", by=instructor)
    page = page_of(instructor, marking(post))
    assert "Remark: “Give the page.”" in page
    assert "Says L20." in page
    signed_in(instructor).post(marking(post), filled(post, offer="1"))
    remark = Remark.objects.get()
    assert (remark.note, remark.text) == (1, "Give the page.")


def test_a_check_without_a_kept_remark_offers_its_own_explanation(instructor: Membership, post: Post) -> None:
    left_open(post, "L02", 1)
    signed_in(instructor).post(marking(post), filled(post, offer="0"))
    assert Remark.objects.get().text == RULES["L02"].explanation
    signed_in(instructor).post(marking(post), filled(post, version=1, offer="7"))
    assert Remark.objects.count() == 1


def test_a_remark_comes_from_the_bank_by_choice_and_goes_into_it(instructor: Membership, post: Post) -> None:
    keep_in_bank(text="Give the page.", code="L02", by=instructor)
    client = signed_in(instructor)
    client.post(marking(post), filled(post, remark_note="1", remark_bank="L02-0"))
    assert Remark.objects.get().text == "Give the page."
    keep = {"remark_keep": "on", "remark_code": "L05", "remark_quote": "came last", "remark_text": "Say who."}
    client.post(marking(post), filled(post, version=1, **keep))
    assert list(BankRemark.objects.values_list("code", "text")) == [("L02", "Give the page."), ("L05", "Say who.")]


def test_the_bank_is_the_courses_and_staff_keep_it(instructor: Membership, post: Post) -> None:
    address = reverse("remark_bank", args=[post.course.slug])
    assistant = make_assistant(section=post.section)
    client = signed_in(assistant)
    client.post(address, {"text": "Name the page.", "code": "L02"})
    client.post(address, {"text": "Name the page.", "code": "L02"})
    kept = BankRemark.objects.get()
    assert "Name the page." in page_of(instructor, address)
    refused = client.post(address, {"text": "", "code": "L02"})
    assert (refused.status_code, "Write something first." in refused.content.decode()) == (422, True)
    assert client.post(address, {"text": "No.", "code": "L99"}).status_code == 422
    stranger = make_instructor()
    elsewhere = reverse("remark_bank", args=[stranger.course.slug])
    assert signed_in(stranger).post(elsewhere, {"out": kept.pk}).status_code == 404
    client.post(address, {"out": kept.pk})
    assert not BankRemark.objects.exists()
    with pytest.raises(NotAllowed):
        keep_in_bank(text="No.", by=make_member(section=post.section))


def test_the_bank_holds_so_many(instructor: Membership) -> None:
    BankRemark.objects.bulk_create(
        BankRemark(course=instructor.course, text=f"No. {number}", by=instructor.author)
        for number in range(MOST_IN_BANK)
    )
    with pytest.raises(NotAllowed, match="Take one out first"):
        keep_in_bank(text="One more.", by=instructor)
