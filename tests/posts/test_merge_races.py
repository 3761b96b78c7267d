"""Two people at two records of one work at the same moment: nothing is half done, and no page breaks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from courses.models import Audience, Course, Membership
from posts.actions import Choices, Words, start_post, submit
from posts.choosing import choose_source
from posts.library import correct_source
from posts.merging import NotPossible, Outdated, Seen, merge_sources, undo_merge
from posts.models import Citation, Post, Reason, Revision
from posts.revising import save_revision
from sources.models import Change, Merge, NotDuplicates, Source
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_sources import make_citing_post, make_source
from tests.posts.test_library_races import meanwhile
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def teacher() -> Membership:
    return make_instructor(make_course())


@pytest.fixture
def pair(teacher: Membership) -> tuple[Source, Source]:
    heron, stork = (make_source(teacher.course, by=teacher, title=title) for title in ("On Herons", "Of Herons"))
    return heron, stork


def merging(teacher: Membership, kept: Source, other: Source, *taken: str) -> Callable[[], Merge]:
    return lambda: merge_sources(
        kept=Seen(kept, kept.version), other=Seen(other, other.version), taken=set(taken), by=teacher.author
    )


def draft(course: Course) -> Post:
    return start_post(seat=make_member(course), prompt=make_prompt(course))


def saving(post: Post, *cited: Source) -> Callable[[], Revision]:
    body = " ".join(f"Rain.((@{source.key}, {page}))" for page, source in enumerate(cited, start=1))
    words = Words("Rain", body, post.draft_version)
    return lambda: save_revision(post=post, words=words, reason=Reason.SAVE, by=post.author)


def all_is_whole(kept: Source) -> bool:
    """Whether all citations lead to the kept source, and every note prints what its record says."""
    kept.refresh_from_db()
    sources = set(Citation.objects.values_list("source", flat=True))
    printed = [revision.notes_html + revision.bibliography_html for revision in Revision.objects.all()]
    return sources <= {kept.pk} and all(kept.title in each for each in printed)


def test_of_two_merges_of_one_pair_at_once_one_is_made(teacher: Membership, pair: tuple[Source, Source]) -> None:
    make_citing_post(teacher, pair[1])
    for first, second in ((pair, pair), (pair, pair[::-1])):
        outcomes = race(merging(teacher, *first, "title"), merging(teacher, *second, "title"))
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Merge", "NotPossible"]
        (made,) = Merge.objects.filter(undone_at=None)
        assert all_is_whole(made.kept)
        undo_merge(merge=made, by=teacher.author)
        for source in pair:
            source.refresh_from_db()


def test_the_same_form_sent_twice_at_once_leads_to_the_source_twice(
    teacher: Membership, pair: tuple[Source, Source]
) -> None:
    heron, stork = pair
    sent = {"one_version": 1, "other_version": 1, "keep": "one", "take-title": "one", "action": "merge"}
    sent |= {"take-author": "one"}

    def send() -> object:
        client = Client()
        client.force_login(teacher.author)
        answer = client.post(f"{heron.get_absolute_url()}merge/{stork.key}/", sent)
        assert isinstance(answer, HttpResponse)
        return answer.status_code, answer["Location"]

    assert race(send, send) == [(302, heron.get_absolute_url())] * 2
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("corrected", [0, 1], ids=["the kept record", "the other record"])
def test_a_correction_that_comes_first_holds_the_merge_off(
    teacher: Membership, pair: tuple[Source, Source], corrected: int
) -> None:
    source = pair[corrected]
    make_citing_post(teacher, pair[1])
    outcome: list[object] = []
    merge = merging(teacher, *pair)

    def try_to_merge() -> None:
        with pytest.raises(Outdated) as raised:
            merge()
        outcome.append(raised.value.source.pk)

    with meanwhile(try_to_merge):
        correct_source(source=source, csl={**source.as_csl(), "publisher": "Pond"}, version=1, by=teacher.author)
    assert outcome == [source.pk]
    assert not Merge.objects.exists()
    assert Citation.objects.get().source == pair[1]


@pytest.mark.parametrize("corrected", [0, 1], ids=["the kept record", "the other record"])
def test_a_correction_that_comes_second_is_told_of_the_merge(
    teacher: Membership, pair: tuple[Source, Source], corrected: int
) -> None:
    source = pair[corrected]
    make_citing_post(teacher, pair[1])
    late: list[Outdated] = []

    def correct() -> None:
        with pytest.raises(Outdated) as raised:
            correct_source(source=source, csl={**source.as_csl(), "title": "Late"}, version=1, by=teacher.author)
        late.append(raised.value)

    with meanwhile(correct):
        merging(teacher, *pair, "title")()
    assert len(late) == 1
    assert Change.objects.count() == 1
    assert all_is_whole(pair[0])


def test_a_revision_saved_while_two_sources_are_merged_cites_the_one_that_stands(
    teacher: Membership, pair: tuple[Source, Source]
) -> None:
    save = saving(draft(teacher.course), *pair)
    with meanwhile(save):
        merging(teacher, *pair, "title")()
    assert Citation.objects.count() == 2
    assert all_is_whole(pair[0])


def test_a_merge_waits_for_a_revision_that_is_being_saved_and_moves_its_citations(
    teacher: Membership, pair: tuple[Source, Source]
) -> None:
    save = saving(draft(teacher.course), *pair)
    with meanwhile(merging(teacher, *pair, "title")):
        save()
    assert len(Merge.objects.get().citations) == 1
    assert all_is_whole(pair[0])


def test_a_source_chosen_by_hand_while_it_is_merged_is_the_one_that_stands(
    teacher: Membership, pair: tuple[Source, Source]
) -> None:
    other = make_source(teacher.course)
    make_citing_post(teacher, other)
    citation = Citation.objects.get()
    with meanwhile(lambda: choose_source(citation=citation, key=f"@{pair[1].key}", by=teacher)):
        merging(teacher, *pair, "title")()
    citation.refresh_from_db()
    assert (citation.source, citation.link) == (pair[0], "hand")
    assert all_is_whole(pair[0])


def test_two_writers_who_save_at_once_do_not_wait_for_one_another(
    teacher: Membership, pair: tuple[Source, Source]
) -> None:
    first, second = (saving(draft(teacher.course), source) for source in pair)
    with transaction.atomic(), ThreadPoolExecutor(1) as other:
        first()
        other.submit(closing(second)).result(timeout=10)  # before the first is committed
    assert Revision.objects.count() == 2


def closing(act: Callable[[], object]) -> Callable[[], None]:
    def do() -> None:
        try:
            act()
        finally:
            connection.close()

    return do


def test_many_saves_submissions_merges_and_undoings_at_once_leave_everything_whole(
    teacher: Membership, pair: tuple[Source, Source]
) -> None:
    course = teacher.course
    saves = [saving(draft(course), *cited) for cited in (pair, pair[::-1], pair)]
    post = draft(course)
    words = Words("Rain", f"Rain.((@{pair[1].key}, 9))", 0)
    seat = course.memberships.get(author=post.author)

    def hand_in() -> object:
        return submit(post=post, words=words, choices=Choices(Audience.SECTION), key=uuid4(), by=seat)

    outcomes = race(*saves, hand_in, merging(teacher, *pair, "title"), merging(teacher, *pair[::-1], "title"))
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == [
        outcome for outcome in outcomes if isinstance(outcome, NotPossible)
    ]
    made = Merge.objects.get()
    assert all_is_whole(made.kept)
    assert Citation.objects.count() == 7


def test_a_merge_undone_twice_at_once_is_undone_once(teacher: Membership, pair: tuple[Source, Source]) -> None:
    make_citing_post(teacher, pair[1])
    made = merging(teacher, *pair, "title")()
    outcomes = race(*[lambda: undo_merge(merge=made, by=teacher.author)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NotPossible", "Restored"]
    assert Citation.objects.get().source == pair[1]
    assert Change.objects.count() == 2


def test_a_pair_told_apart_twice_at_once_is_remembered_once(teacher: Membership, pair: tuple[Source, Source]) -> None:
    one, other = pair
    outcomes = race(
        lambda: NotDuplicates.remember(one, other, teacher.author),
        lambda: NotDuplicates.remember(other, one, teacher.author),
    )
    assert outcomes == [None, None]
    assert NotDuplicates.objects.count() == 1
