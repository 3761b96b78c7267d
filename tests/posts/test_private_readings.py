"""What someone cites in a draft is nobody else's business: neither a key nor a button gives it away."""

import re
import uuid

import pytest

from courses.models import Course, Membership
from posts.actions import Choices, Words, start_post, submit
from posts.choosing import choose_source
from posts.models import Citation, Link, Post, Reason, Revision
from posts.revising import NotAllowed, save_revision
from sources.models import Source, Status
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_posts import make_post, make_revision
from tests.factories_sources import make_citing_note, make_citing_post, make_source
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

PRICE = "Ann Price, Bread and Politics (Halden: Egret, 1990), 12."
OWN_KEY = r"price-bread-politics-[a-z0-9]{4}"


@pytest.fixture
def course() -> Course:
    return make_course(moderation="off")


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course, name="Ana Reyes")


@pytest.fixture
def ben(course: Course, ana: Membership) -> Membership:
    return make_member(course, section=ana.section, name="Ben Osei")


@pytest.fixture
def draft(ana: Membership) -> Post:
    return start_post(seat=ana, prompt=make_prompt(ana.course))


def save(post: Post, note: str = PRICE) -> Revision:
    post.refresh_from_db()
    words = Words("Bread", f"Bread was dear.(({note}))", post.draft_version)
    return save_revision(post=post, words=words, reason=Reason.SAVE, by=post.author)


def hand_in(post: Post, by: Membership, note: str = PRICE) -> Revision:
    post.refresh_from_db()
    words = Words("Bread", f"Bread was dear.(({note}))", post.draft_version)
    return submit(post=post, words=words, choices=Choices(), key=uuid.uuid4(), by=by).revision


def test_the_key_of_a_proposal_is_the_same_whether_or_not_another_draft_cites_the_work(
    draft: Post, ben: Membership
) -> None:
    save(draft)
    alone = Source.objects.get()
    save(start_post(seat=ben, prompt=draft.prompt))
    other = Source.objects.exclude(pk=alone.pk).get()
    assert re.fullmatch(OWN_KEY, alone.key)
    assert re.fullmatch(OWN_KEY, other.key)
    assert alone.key != other.key


def test_a_source_gets_its_readable_key_when_the_class_sees_it(draft: Post, ana: Membership, ben: Membership) -> None:
    save(start_post(seat=ben, prompt=draft.prompt))
    revision = hand_in(draft, ana)
    source = Source.objects.listed().get()
    assert source.key == "price-bread-politics"
    assert (
        f'href="/c/{ana.course.slug}/sources/price-bread-politics/"' in revision.notes_html + revision.bibliography_html
    )


def test_the_key_of_the_draft_means_the_source_for_ever(draft: Post, ana: Membership) -> None:
    save(draft)
    own = Source.objects.get().key
    revision = hand_in(draft, ana, f"@{own}, 14")
    again = save(draft, f"See @{own}, 15.")
    for each, page in ((revision, 14), (again, 15)):
        citation = Citation.objects.get(footnote__revision=each)
        assert (citation.link, citation.source, citation.first_page) == (Link.KEY, Source.objects.get(), page)
    assert Source.objects.get().key == "price-bread-politics"
    other = save(start_post(seat=ana, prompt=make_prompt(ana.course, week=2)), "An odd note of no kind 77.")
    citation = Citation.objects.create(footnote=other.footnotes.get(), position=9, typed="Price.")
    assert choose_source(citation=citation, key=own, by=ana).after == Source.objects.get()


def test_the_address_of_the_draft_leads_on_and_a_form_sent_to_it_is_saved(draft: Post, ana: Membership) -> None:
    save(draft)
    source = Source.objects.get()
    before = source.get_absolute_url()
    hand_in(draft, ana)
    source.refresh_from_db()
    for path in ("", "edit/"):
        assert signed_in(ana).get(f"{before}{path}")["Location"] == f"{source.get_absolute_url()}{path}"
    sent = {"kind": "book", "read_version": 1, "title": "Bread and Power", "author-0-family": "Price"}
    assert signed_in(ana).post(f"{before}edit/", sent).status_code == 302
    source.refresh_from_db()
    assert source.title == "Bread and Power"
    assert signed_in(make_member(make_course())).get(before).status_code == 404


def test_staff_cannot_cite_a_student_s_reading_before_the_student_hands_in(draft: Post, ana: Membership) -> None:
    save(draft)
    teacher = make_instructor(ana.course)
    revision = save(start_post(seat=teacher, prompt=draft.prompt), "An odd note of no kind 77.")
    citation = Citation.objects.create(footnote=revision.footnotes.get(), position=9, typed="Price.")
    with pytest.raises(NotAllowed):
        choose_source(citation=citation, key=Source.objects.get(proposed_by=ana.author).key, by=teacher)
    assert Source.objects.get(proposed_by=ana.author).status == Status.PROPOSED


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_another_s_unread_essay_leaves_the_button_where_it_was(ana: Membership, ben: Membership, state: str) -> None:
    source = make_source(ana.course, by=ana)
    make_citing_post(ana, source)
    before = page_of(ana, source.get_absolute_url())
    unread = make_post(ben, state=state)
    make_revision(unread, reason=Reason.SAVE)
    make_citing_note(unread, source)
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", page_of(ana, source.get_absolute_url())) == token.sub("", before)
    assert "Correct the record" in before
    assert signed_in(ana).get(f"{source.get_absolute_url()}edit/").status_code == 200
    make_citing_post(ben, source)
    assert "Propose a correction" in page_of(ana, source.get_absolute_url())
    assert signed_in(ana).get(f"{source.get_absolute_url()}edit/").status_code == 404
