"""The report on the citations of a version: counts that open the notes behind them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import Membership
from grading.report import Count, report_of
from posts.models import Footnote, OpenCheck, Post, Revision, Submission
from sources.models import Reading, Source
from tests.factories import make_instructor, make_member, make_prompt
from tests.factories_posts import hand_in, make_post, submitted
from tests.factories_sources import make_citing_note, make_source
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def post(author: Membership) -> Post:
    return make_post(author, make_prompt(author.course), body="One two three four five six seven eight nine ten.")


def counts(post: Post) -> dict[str, Count]:
    return {count.label: count for count in report_of(submitted(post))}


def assign(post: Post, source: Source, position: int) -> None:
    """Makes a source a reading of the post's week."""
    assert post.prompt
    Reading.objects.create(prompt=post.prompt, source=source, position=position)


def earlier(post: Post, days: int = 7) -> None:
    """Moves a post's handing-in back."""
    at = timezone.now() - timedelta(days=days)
    Submission.objects.filter(post=post).update(at=at)
    Revision.objects.filter(post=post).update(at=at)


def test_each_count_names_the_notes_behind_it(author: Membership, post: Post) -> None:
    book, film = make_source(author.course), make_source(author.course, type="motion_picture")
    make_citing_note(post, book)
    make_citing_note(post, book, "")
    make_citing_note(post, film, "")
    Footnote.objects.create(revision=submitted(post), number=4, typed="See above!", unread="See above!")
    found = counts(post)
    assert (found["Notes"].number, found["Notes"].notes) == (4, (1, 2, 3, 4))
    assert (found["Sources"].number, found["Sources"].notes) == (2, (1, 2, 3))
    placed = found["Citations with a page or place"]
    assert (placed.number, placed.of, placed.notes, placed.without) == (1, 2, (1,), (2,))
    assert found["Notes that could not be read"].notes == (4,)


def test_what_is_assigned_and_not_cited_is_named(author: Membership, post: Post) -> None:
    used, unused = make_source(author.course), make_source(author.course)
    for position, source in enumerate((used, unused), start=1):
        assign(post, source, position)
    make_citing_note(post, used)
    found = counts(post)["Assigned readings cited"]
    assert (found.number, found.of, found.notes, found.names) == (1, 2, (1,), (str(unused),))


def test_a_source_is_new_to_the_class_until_another_post_was_handed_in_with_it(author: Membership, post: Post) -> None:
    source = make_source(author.course)
    make_citing_note(post, source)
    assert counts(post)["Sources new to the class"].notes == (1,)
    other = make_post(make_member(section=post.section), post.prompt)
    make_citing_note(other, source)
    assert counts(post)["Sources new to the class"].number == 1
    earlier(other)
    assert counts(post)["Sources new to the class"].number == 0


def test_quoted_words_are_counted_of_all_words(author: Membership, post: Post) -> None:
    citation = make_citing_note(post, make_source(author.course))
    citation.quoted = "two three four"
    citation.save()
    found = counts(post)["Words quoted"]
    assert (found.number, found.of, found.notes) == (3, 10, (1,))


def test_the_checks_that_were_open_at_this_handing_in_are_counted(author: Membership, post: Post) -> None:
    first = Submission.objects.get(post=post)
    says = [("L02", 2, "No page."), ("L20", None, "The week asks for 300 words."), ("L12", 2, "Twice.")]
    OpenCheck.objects.bulk_create(
        OpenCheck(submission=first, position=place, code=code, severity="warn", note=note, says=words)
        for place, (code, note, words) in enumerate(says, start=1)
    )
    found = counts(post)["Checks open when handed in"]
    assert (found.number, found.notes, found.names) == (3, (2,), ("The week asks for 300 words.",))
    hand_in(post, "Better words.")
    assert counts(post)["Checks open when handed in"].number == 0


def test_each_count_tells_the_change_since_the_authors_post_before(author: Membership, post: Post) -> None:
    assert counts(post)["Notes"].change == ""
    source = make_source(author.course)
    before, long_ago = (make_post(author, make_prompt(author.course)) for _ in range(2))
    for each, days, notes in ((before, 7, 3), (long_ago, 14, 9)):
        for _ in range(notes):
            make_citing_note(each, source)
        earlier(each, days)
    make_citing_note(post, source)
    later = make_post(author, make_prompt(author.course))
    assert counts(post)["Notes"].change == "−2"
    assert counts(before)["Notes"].change == "−6"
    assert counts(long_ago)["Notes"].change == ""
    Submission.objects.filter(post=before).update(withdrawn_at=timezone.now())
    assert counts(post)["Notes"].change == "−8"
    assert counts(later)["Notes"].change == "−1"


def test_the_post_before_is_the_same_for_a_version_that_was_handed_in_again(author: Membership, post: Post) -> None:
    between = make_post(author, make_prompt(author.course))
    make_citing_note(between, make_source(author.course))
    assert counts(between)["Notes"].change == "+1"
    hand_in(post, "Better words.")
    assert counts(post)["Notes"].change == ""


def test_the_page_leads_from_a_number_to_each_note(author: Membership, post: Post) -> None:
    make_citing_note(post, make_source(author.course))
    instructor = make_instructor(author.course)
    page = page_of(instructor, reverse("mark", args=[author.course.slug, 1, post.slug]))
    assert f'<a href="#fn-{post.pk}-1">1</a>' in page


def test_the_report_takes_no_more_queries_for_more_notes(author: Membership, post: Post) -> None:
    instructor, numbers = make_instructor(author.course), []
    address = reverse("mark", args=[author.course.slug, 1, post.slug])
    client = signed_in(instructor)
    before = make_post(author, make_prompt(author.course))
    earlier(before)
    for notes in (1, 8):
        for each in (post, before):
            for _ in range(notes):
                source = make_source(author.course)
                make_citing_note(each, source)
                assign(each, source, source.pk)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
