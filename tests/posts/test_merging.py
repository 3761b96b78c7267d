"""Two records of one work are merged: citations and readings move, notes are printed again; and it can be undone."""

import pytest

from courses.models import Course, Membership
from posts.actions import Words, start_post
from posts.library import check_source, correct_source
from posts.merging import NotPossible, Outdated, Seen, merge_sources, reach, undo_merge
from posts.models import Citation, Link, Post, Reason, Revision
from posts.revising import save_revision
from sources.matching import Library
from sources.models import Change, Merge, Reading, Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_sources import make_citing_note, make_citing_post, make_source

pytestmark = pytest.mark.django_db

CATS = "Robert Darnton, The Great Cat Massacre (New York: Basic Books, 1984), 12."


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course)


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course)


@pytest.fixture
def heron(course: Course, teacher: Membership) -> Source:
    return make_source(course, by=teacher, title="On Herons", publisher="Heron")


@pytest.fixture
def stork(course: Course, teacher: Membership) -> Source:
    return make_source(course, by=teacher, title="Of Herons", publisher="Stork", volume="2")


def seen(source: Source) -> Seen:
    source.refresh_from_db()
    return Seen(source, source.version)


def merge(teacher: Membership, kept: Source, other: Source, *taken: str) -> Merge:
    return merge_sources(kept=seen(kept), other=seen(other), taken=set(taken), by=teacher.author)


def correct(teacher: Membership, source: Source, **csl: object) -> None:
    source = Source.objects.get(pk=source.pk)
    correct_source(source=source, csl={**source.as_csl(), **csl}, version=source.version, by=teacher.author)


def save(post: Post, body: str) -> Revision:
    post.refresh_from_db()
    return save_revision(post=post, words=Words("Cats", body, post.draft_version), reason=Reason.SAVE, by=post.author)


def cited(revision: Revision) -> list[int | None]:
    notes = Citation.objects.filter(footnote__revision=revision).order_by("footnote__number", "position")
    return list(notes.values_list("source", flat=True))


# ---- merging ---------------------------------------------------------------------------------------


def test_every_citation_moves_and_keeps_how_it_was_linked(
    teacher: Membership, ana: Membership, heron: Source, stork: Source
) -> None:
    post = make_citing_post(ana, stork)
    by_hand = make_citing_note(post, stork)
    Citation.objects.filter(pk=by_hand.pk).update(link=Link.HAND)
    make_citing_note(post, heron)
    before = list(Citation.objects.order_by("pk").values_list("pk", "link"))
    made = merge(teacher, heron, stork)
    assert set(Citation.objects.values_list("source", flat=True)) == {heron.pk}
    assert list(Citation.objects.order_by("pk").values_list("pk", "link")) == before
    assert made.citations == [before[0][0], before[1][0]]


def test_notes_of_every_revision_are_printed_again_and_the_bibliography_has_one_entry(
    teacher: Membership, ana: Membership, heron: Source, stork: Source
) -> None:
    make_citing_note(make_citing_post(ana, stork, "7"), heron, "9")
    make_citing_post(ana, stork, state="submitted")
    merge(teacher, heron, stork, "publisher")
    for revision in Revision.objects.all():
        assert "<i>On Herons</i> (Stork, 1990)" in revision.notes_html
        assert "Of Herons" not in revision.notes_html + revision.bibliography_html
        assert revision.bibliography_html.count("<li>") == 1
    assert "<i>On Herons</i>, 9." in Revision.objects.order_by("pk")[0].notes_html


def test_the_kept_record_is_corrected_and_its_history_says_so(
    teacher: Membership, heron: Source, stork: Source
) -> None:
    merge(teacher, heron, stork, "title", "volume")
    kept = Source.objects.get(pk=heron.pk)
    assert (kept.title, kept.fields["volume"], kept.fields["publisher"]) == ("Of Herons", "2", "Heron")
    change = Change.objects.get(source=heron)
    assert (change.before["title"], change.after["title"], change.by) == ("On Herons", "Of Herons", teacher.author)


def test_a_kept_record_that_takes_nothing_is_not_corrected(teacher: Membership, heron: Source, stork: Source) -> None:
    check_source(source=heron, version=1, by=teacher.author)
    merge(teacher, heron, stork)
    kept = Source.objects.get(pk=heron.pk)
    assert (kept.version, kept.checked_by, Change.objects.count()) == (1, teacher.author, 0)


def test_people_are_taken_with_their_roles(course: Course, teacher: Membership) -> None:
    one = make_source(course, author=[{"family": "Heron"}])
    other = make_source(course, author=[{"family": "Stork", "given": "S."}, {"literal": "The Pond"}], editor=[])
    merge(teacher, one, other, "author")
    assert [str(each) for each in Source.objects.get(pk=one.pk).contributors.all()] == ["S. Stork", "The Pond"]


def test_the_merged_source_keeps_its_row_and_its_key_but_stands_in_no_list(
    course: Course, teacher: Membership, heron: Source, stork: Source
) -> None:
    merge(teacher, heron, stork)
    stork.refresh_from_db()
    assert stork.stands() == heron
    assert list(Source.objects.listed()) == list(Source.objects.readable_by(teacher)) == [heron]
    again = make_source(course, title="Of Herons", author=stork.as_csl()["author"])
    assert again.key == f"{stork.key}-2"


def test_readings_move_and_one_that_the_kept_source_had_already_is_dropped(
    course: Course, teacher: Membership, heron: Source, stork: Source
) -> None:
    week, next_week = make_prompt(course), make_prompt(course)
    Reading.objects.create(prompt=week, source=heron, pages="1-9", first_page=1, last_page=9)
    Reading.objects.create(prompt=week, source=stork, pages="1-9", first_page=1, last_page=9)
    Reading.objects.create(prompt=next_week, source=stork, pages="10-20", first_page=10, last_page=20)
    made = merge(teacher, heron, stork)
    readings = Reading.objects.order_by("prompt_id").values_list("source", "pages")
    assert list(readings) == [(heron.pk, "1-9"), (heron.pk, "10-20")]
    undo_merge(merge=made, by=teacher.author)
    returned = Reading.objects.order_by("prompt_id", "source_id").values_list("source", "pages", "last_page")
    assert list(returned) == [(heron.pk, "1-9", 9), (stork.pk, "1-9", 9), (stork.pk, "10-20", 20)]


def test_how_far_a_merge_reaches_counts_a_note_once_whatever_its_revisions(
    ana: Membership, heron: Source, stork: Source
) -> None:
    post = start_post(seat=ana, prompt=make_prompt(ana.course))
    for body in (f"Rain.((@{stork.key}, 3))", f"Rain, again.((@{stork.key}, 3)) Sun.((@{heron.key}))"):
        save(post, body)
    found = reach(heron, stork)
    assert (found.notes, found.posts) == (2, 1)
    assert reach(make_source(ana.course)).notes == 0


# ---- refusals --------------------------------------------------------------------------------------


def test_a_record_that_was_corrected_since_it_was_read_is_not_merged(
    teacher: Membership, ana: Membership, heron: Source, stork: Source
) -> None:
    make_citing_post(ana, stork)
    kept, other = seen(heron), seen(stork)
    for corrected in (heron, stork):
        correct(teacher, corrected, publisher="Pond")
        with pytest.raises(Outdated):
            merge_sources(kept=kept, other=other, taken=set(), by=teacher.author)
        kept = seen(heron)
    assert Citation.objects.get().source == stork
    assert not Merge.objects.exists()


def test_what_is_merged_is_not_merged_again(course: Course, teacher: Membership, heron: Source, stork: Source) -> None:
    third = make_source(course)
    merge(teacher, heron, stork)
    for kept, other in ((heron, stork), (stork, heron), (third, stork), (stork, third)):
        with pytest.raises(NotPossible, match="merged already"):
            merge(teacher, kept, other)


def test_a_source_is_not_merged_into_itself_and_no_proposal_is_merged(
    course: Course, teacher: Membership, ana: Membership, heron: Source
) -> None:
    private = make_source(course, by=ana, listed=False)
    for other in (heron, private):
        with pytest.raises(NotPossible, match="Only two sources that the class sees"):
            merge(teacher, heron, other)


def test_a_merged_record_is_neither_corrected_nor_checked(teacher: Membership, heron: Source, stork: Source) -> None:
    merge(teacher, heron, stork)
    with pytest.raises(Outdated):
        correct(teacher, stork, title="Late")
    assert not check_source(source=stork, version=1, by=teacher.author)


# ---- what typed notes mean afterwards --------------------------------------------------------------


def test_a_key_a_sticky_link_and_a_citation_in_the_old_words_mean_the_source_that_stands(
    teacher: Membership, ana: Membership
) -> None:
    post = start_post(seat=ana, prompt=make_prompt(ana.course))
    cats = make_source(ana.course, title="Great Cats", author=[{"family": "Darnton", "given": "Robert"}])
    old = make_source(
        ana.course,
        title="The Great Cat Massacre",
        author=[{"family": "Darnton", "given": "Robert"}],
        publisher="Basic Books",
        publisher_place="New York",
        issued={"date-parts": [[1984]]},
    )
    assert cited(save(post, f"Cats.(({CATS}))")) == [old.pk]
    merge(teacher, cats, old)
    body = f"Cats.(({CATS})) More.((@{old.key}, 15)) Others.(({CATS.replace('12.', '90.')}))"
    revision = save(post, body)
    assert cited(revision) == [cats.pk, cats.pk, cats.pk]
    links = Citation.objects.filter(footnote__revision=revision).order_by("footnote__number")
    assert list(links.values_list("link", flat=True)) == [Link.MATCHED, Link.KEY, Link.MATCHED]
    assert "Massacre" not in revision.notes_html
    assert Source.objects.count() == 2


def test_a_chain_of_merges_leads_to_the_last(course: Course, teacher: Membership, ana: Membership) -> None:
    first, second, last = (make_source(course, title=title) for title in ("Ants", "Bees", "Crows"))
    make_citing_post(ana, first)
    merge(teacher, second, first)
    merge(teacher, last, second)
    assert Source.objects.get(pk=first.pk).stands() == last
    assert Citation.objects.get().source == last
    library = Library.of(course, ana.author)
    for gone in (first, second):
        for entry in (library.by_pk(gone.pk), library.by_key(gone.key), library.same_work(gone.as_csl())):
            assert entry
            assert entry.pk == last.pk


# ---- undoing ---------------------------------------------------------------------------------------


def test_an_undone_merge_leaves_records_citations_and_notes_as_they_were(
    teacher: Membership, ana: Membership, heron: Source, stork: Source
) -> None:
    make_citing_note(make_citing_post(ana, stork, "7"), heron, "9")
    correct(teacher, heron, edition="3")  # prints the notes
    was = [source.as_csl() for source in Source.objects.order_by("pk")]
    citations = list(Citation.objects.order_by("pk").values())
    printed = list(Revision.objects.values_list("notes_html", "bibliography_html"))
    made = merge(teacher, heron, stork, "title", "volume", "publisher")
    assert list(Revision.objects.values_list("notes_html", "bibliography_html")) != printed
    assert undo_merge(merge=made, by=teacher.author).record
    assert [source.as_csl() for source in Source.objects.order_by("pk")] == was
    assert list(Citation.objects.order_by("pk").values()) == citations
    assert list(Revision.objects.values_list("notes_html", "bibliography_html")) == printed
    assert list(Source.objects.listed().order_by("pk")) == [heron, stork]
    made.refresh_from_db()
    assert (made.undone_by, made.undone_at is None) == (teacher.author, False)


def test_a_correction_after_the_merge_stays_when_the_merge_is_undone(
    teacher: Membership, ana: Membership, heron: Source, stork: Source
) -> None:
    make_citing_post(ana, stork)
    made = merge(teacher, heron, stork, "volume")
    correct(teacher, heron, publisher="Pond")
    assert not undo_merge(merge=made, by=teacher.author).record
    kept = Source.objects.get(pk=heron.pk)
    assert (kept.fields["publisher"], kept.fields["volume"]) == ("Pond", "2")
    assert Citation.objects.get().source == stork


def test_only_the_citations_that_were_moved_go_back(
    teacher: Membership, ana: Membership, heron: Source, stork: Source
) -> None:
    post = make_citing_post(ana, stork)
    own = make_citing_note(post, heron)
    made = merge(teacher, heron, stork)
    later = make_citing_note(post, heron)
    undo_merge(merge=made, by=teacher.author)
    assert set(Citation.objects.filter(source=heron)) == {own, later}
    assert Citation.objects.filter(source=stork).count() == 1


def test_a_merge_is_undone_once_and_a_chain_from_its_end(course: Course, teacher: Membership, ana: Membership) -> None:
    first, second, last = (make_source(course, title=title) for title in ("Ants", "Bees", "Crows"))
    make_citing_post(ana, first)
    inner, outer = merge(teacher, second, first), merge(teacher, last, second)
    with pytest.raises(NotPossible, match="Undo that merge first"):
        undo_merge(merge=inner, by=teacher.author)
    for made, holder in ((outer, second), (inner, first)):
        undo_merge(merge=made, by=teacher.author)
        assert Citation.objects.get().source == holder
        with pytest.raises(NotPossible, match="undone already"):
            undo_merge(merge=made, by=teacher.author)


def test_what_was_parted_can_be_merged_again_the_other_way(teacher: Membership, heron: Source, stork: Source) -> None:
    undo_merge(merge=merge(teacher, heron, stork), by=teacher.author)
    merge(teacher, stork, heron)
    assert list(Source.objects.listed()) == [stork]


def test_a_reading_whose_week_is_gone_is_not_given_back(
    course: Course, teacher: Membership, heron: Source, stork: Source
) -> None:
    week = make_prompt(course)
    for source in (heron, stork):
        Reading.objects.create(prompt=week, source=source)
    made = merge(teacher, heron, stork)
    week.delete()
    undo_merge(merge=made, by=teacher.author)
    assert not Reading.objects.exists()
