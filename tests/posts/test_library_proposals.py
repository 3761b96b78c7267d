"""A correction of what others cite is proposed, and staff decide; a correction can be taken back."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from courses.models import Course, Membership
from posts.library import correct_source
from posts.models import Revision
from posts.proposing import (
    Decided,
    Outdated,
    Overtaken,
    Waiting,
    accept_proposal,
    decline_proposal,
    propose_correction,
    undo_correction,
)
from sources.models import Change, Proposal, Source
from tests.factories import make_course, make_instructor, make_member
from tests.factories_sources import make_citing_post, make_source

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db


def client_of(reader: Membership) -> Client:
    client = Client()
    client.force_login(reader.author)
    return client


def page(reader: Membership, path: str) -> str:
    answer = client_of(reader).get(f"/c/{reader.course.slug}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course, name="Tess Novak")


@pytest.fixture
def ben(course: Course) -> Membership:
    return make_member(course, name="Ben Osei")


@pytest.fixture
def source(course: Course, ben: Membership) -> Source:
    """A listed book that a classmate of Ben's cites."""
    source = make_source(course, title="Bees", publisher="Egret")
    make_citing_post(make_member(course, section=ben.section), source)
    return source


def sent(source: Source, **words: str) -> dict[str, str | int]:
    person = source.contributors.get()
    fields = {"author-0-family": person.family, "author-0-given": person.given, "issued": "1990", "publisher": "Egret"}
    return {"kind": "book", "read_version": source.version, "title": "Bees", **fields, **words}


def send(reader: Membership, source: Source, **words: str) -> "Answer":
    return client_of(reader).post(f"{source.get_absolute_url()}propose/", sent(source, **words))


def proposed(by: Membership, source: Source, reason: str = "", **fields: object) -> Proposal:
    csl = {**source.as_csl(), **fields}
    return propose_correction(source=source, csl=csl, version=source.version, reason=reason, by=by.author)


def corrected(by: Membership, source: Source, **fields: object) -> Change:
    source = Source.objects.get(pk=source.pk)
    return correct_source(source=source, csl={**source.as_csl(), **fields}, version=source.version, by=by.author)


def decide(reader: Membership, proposal: Proposal, **words: str | int) -> "Answer":
    return client_of(reader).post(f"/c/{reader.course.slug}/sources/proposals/{proposal.pk}/", words)


# ---- proposing -------------------------------------------------------------------------------------


def test_a_member_proposes_and_the_source_stays_as_it_is(source: Source, ben: Membership) -> None:
    assert "Propose a correction" in page(ben, f"sources/{source.key}/")
    answer = send(ben, source, publisher="Heron", reason="It stands on the title page.")
    assert answer["Location"] == source.get_absolute_url()
    proposal = Proposal.objects.get()
    assert (proposal.by, proposal.base_version, proposal.reason) == (ben.author, 1, "It stands on the title page.")
    assert (proposal.before["publisher"], proposal.after["publisher"]) == ("Egret", "Heron")
    source.refresh_from_db()
    assert (source.version, source.fields["publisher"]) == (1, "Egret")
    assert not Change.objects.exists()


def test_who_may_correct_is_offered_that_and_no_proposal(source: Source, teacher: Membership) -> None:
    shown = page(teacher, f"sources/{source.key}/")
    assert "Correct the record" in shown
    assert "Propose a correction" not in shown


def test_of_a_source_that_the_class_does_not_see_nothing_is_proposed(course: Course, ben: Membership) -> None:
    private = make_source(course, by=ben, listed=False)
    assert send(ben, private, publisher="Heron").status_code == 404
    assert send(make_instructor(course), private, publisher="Heron").status_code == 404


def test_a_proposal_that_changes_nothing_is_not_kept(source: Source, ben: Membership) -> None:
    send(ben, source)
    assert not Proposal.objects.exists()


def test_a_faulty_proposal_keeps_every_word(source: Source, ben: Membership) -> None:
    answer = send(ben, source, issued="1990-02-30", reason="I looked.", publisher="Heron")
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "I looked." in shown
    assert 'value="Heron"' in shown
    assert not Proposal.objects.exists()


def test_one_proposal_of_a_member_waits_at_a_time(source: Source, ben: Membership) -> None:
    proposed(ben, source, publisher="Heron")
    with pytest.raises(Waiting):
        proposed(ben, source, publisher="Stork")
    assert "Your proposed correction waits for staff" in page(ben, f"sources/{source.key}/")
    send(ben, source, publisher="Stork")
    assert Proposal.objects.get().after["publisher"] == "Heron"


def test_a_proposal_is_measured_by_the_version_that_was_read(
    source: Source, ben: Membership, teacher: Membership
) -> None:
    corrected(teacher, source, publisher="Heron")
    send(ben, source, edition="2")
    proposal = Proposal.objects.get()
    assert proposal.before["publisher"] == "Egret"
    accept_proposal(proposal=proposal, version=2, by=teacher.author)
    source.refresh_from_db()
    assert (source.fields["publisher"], source.fields["edition"]) == ("Heron", "2")


# ---- deciding --------------------------------------------------------------------------------------


def test_staff_find_what_waits_in_the_library_and_on_the_source_s_page(
    source: Source, ben: Membership, teacher: Membership
) -> None:
    proposed(ben, source, publisher="Heron")
    assert "1 proposed correction<" in page(teacher, "sources/")
    assert "1 proposed correction waits for a decision" in page(teacher, f"sources/{source.key}/")
    shown = page(teacher, "sources/proposals/")
    assert "Ben Osei" in shown
    assert "<dt>Publisher</dt>" in shown
    assert "Egret</del>" in shown
    assert "Heron</ins>" in shown


def test_accepting_corrects_the_source_and_names_both_in_the_history(
    source: Source, ben: Membership, teacher: Membership
) -> None:
    proposal = proposed(ben, source, publisher="Heron")
    assert decide(teacher, proposal, accept=1, read_version=1)["Location"] == source.get_absolute_url()
    source.refresh_from_db()
    assert source.fields["publisher"] == "Heron"
    assert "Heron" in Revision.objects.get().bibliography_html
    shown = page(ben, f"sources/{source.key}/")
    assert "Tess Novak" in shown
    assert "proposed by Ben Osei" in shown
    assert "Accepted" in page(ben, "sources/proposals/")
    assert "Nothing waits" in page(teacher, "sources/proposals/")


def test_accepting_beside_an_older_version_shows_the_later_one_and_accepts_nothing(
    source: Source, ben: Membership, teacher: Membership
) -> None:
    proposal = proposed(ben, source, publisher="Heron")
    corrected(teacher, source, publisher="Stork")
    answer = decide(teacher, proposal, accept=1, read_version=1)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Both change the same: Publisher." in shown
    assert "Stork" in shown
    source.refresh_from_db()
    assert source.fields["publisher"] == "Stork"
    decide(teacher, proposal, accept=1, read_version=2)
    source.refresh_from_db()
    assert source.fields["publisher"] == "Heron"


def test_a_later_correction_of_other_fields_is_kept(source: Source, ben: Membership, teacher: Membership) -> None:
    proposal = proposed(ben, source, publisher="Heron")
    corrected(teacher, source, edition="3")
    assert "The proposal touches other fields" in page(teacher, f"sources/proposals/{proposal.pk}/")
    with pytest.raises(Outdated):
        accept_proposal(proposal=proposal, version=1, by=teacher.author)
    accept_proposal(proposal=proposal, version=2, by=teacher.author)
    source.refresh_from_db()
    assert (source.fields["publisher"], source.fields["edition"]) == ("Heron", "3")


def test_a_proposal_that_someone_else_made_true_is_accepted_without_a_change(
    source: Source, ben: Membership, teacher: Membership
) -> None:
    proposal = proposed(ben, source, publisher="Heron")
    corrected(teacher, source, publisher="Heron")
    assert accept_proposal(proposal=proposal, version=2, by=teacher.author) is None
    assert Change.objects.count() == 1
    assert Proposal.objects.get().state == "accepted"


def test_declining_needs_a_word_and_the_proposer_reads_it(source: Source, ben: Membership, teacher: Membership) -> None:
    proposal = proposed(ben, source, publisher="Heron")
    assert decide(teacher, proposal, decline=1, answer=" ").status_code == 422
    decide(teacher, proposal, decline=1, answer="The title page says Egret.")
    source.refresh_from_db()
    assert source.fields["publisher"] == "Egret"
    shown = page(ben, "sources/proposals/")
    assert "Declined" in shown
    assert "The title page says Egret." in shown


def test_what_is_decided_stays_decided(source: Source, ben: Membership, teacher: Membership) -> None:
    proposal = proposed(ben, source, publisher="Heron")
    decline_proposal(proposal=proposal, answer="No.", by=teacher.author)
    with pytest.raises(Decided):
        accept_proposal(proposal=proposal, version=1, by=teacher.author)
    decide(teacher, proposal, accept=1, read_version=1)
    assert not Change.objects.exists()


def test_a_proposer_sees_only_own_proposals_and_decides_on_none(
    source: Source, ben: Membership, teacher: Membership
) -> None:
    mate = make_member(ben.course, section=ben.section)
    proposal = proposed(ben, source, publisher="Heron")
    assert client_of(mate).get(f"/c/{ben.course.slug}/sources/proposals/{proposal.pk}/").status_code == 404
    assert "You have proposed no correction yet" in page(mate, "sources/proposals/")
    assert decide(ben, proposal, accept=1, read_version=1).status_code == 404
    assert Proposal.objects.get().state == "open"


def test_a_pseudonym_stands_for_the_proposer(source: Source, ben: Membership, teacher: Membership) -> None:
    Membership.objects.filter(pk=ben.pk).update(pseudonym="Citizen Egret")
    proposal = proposed(ben, source, publisher="Heron")
    accept_proposal(proposal=proposal, version=1, by=teacher.author)
    mate = make_member(ben.course, section=ben.section)
    shown = page(mate, f"sources/{source.key}/")
    assert "proposed by Citizen Egret" in shown
    assert "Ben Osei" not in shown


# ---- taking back -----------------------------------------------------------------------------------


def test_undoing_puts_back_what_was_and_is_a_correction_of_its_own(source: Source, teacher: Membership) -> None:
    change = corrected(teacher, source, publisher="Heron", edition="2")
    corrected(teacher, source, volume="7")
    client_of(teacher).post(f"{source.get_absolute_url()}undo/{change.pk}/")
    source.refresh_from_db()
    assert source.fields["publisher"] == "Egret"
    assert "edition" not in source.fields
    assert source.fields["volume"] == "7"
    assert "Egret, 1990" in Revision.objects.get().bibliography_html
    shown = page(teacher, f"sources/{source.key}/")
    assert "takes an earlier correction back" in shown
    assert "Undone" in shown


def test_people_and_kinds_are_put_back_too(source: Source, teacher: Membership) -> None:
    before = Source.objects.get(pk=source.pk).as_csl()
    change = corrected(teacher, source, type="chapter", author=[{"family": "Öberg"}], editor=[{"family": "Ek"}])
    undo_correction(change=change, by=teacher.author)
    assert Source.objects.get(pk=source.pk).as_csl() == before


def test_what_a_later_correction_touched_is_not_undone(source: Source, teacher: Membership) -> None:
    first = corrected(teacher, source, publisher="Heron", edition="2")
    corrected(teacher, source, publisher="Stork")
    with pytest.raises(Overtaken, match="Publisher"):
        undo_correction(change=first, by=teacher.author)
    answer = client_of(teacher).post(f"{source.get_absolute_url()}undo/{first.pk}/", follow=True)
    assert "a later correction changed the same fields (Publisher)" in answer.content.decode()
    assert Change.objects.count() == 2


def test_a_correction_of_another_source_is_not_undone_from_here(source: Source, teacher: Membership) -> None:
    other = make_source(source.course)
    change = corrected(teacher, other, publisher="Heron")
    assert client_of(teacher).post(f"{source.get_absolute_url()}undo/{change.pk}/").status_code == 404
    assert Change.objects.count() == 1
