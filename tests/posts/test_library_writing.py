"""Records are corrected, added and checked, and the notes that cite them are printed again."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import Client

from courses.models import Course, Membership
from posts.actions import Choices, Words, start_post, submit
from posts.models import Footnote, Post, Reason, Revision
from posts.revising import save_revision
from sources.models import Change, Source, Status
from tests.factories import make_assistant, make_course, make_instructor, make_member, make_prompt
from tests.factories_sources import make_citing_post, make_source
from tests.posts.essays import HUFTON

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

RUDE = {"title": "The Crowd in History", "author-0-family": "Rudé", "author-0-given": "George", "publisher": "Wiley"}


def client_of(reader: Membership) -> Client:
    client = Client()
    client.force_login(reader.author)
    return client


def open_form(reader: Membership, source: Source) -> "Answer":
    return client_of(reader).get(f"{source.get_absolute_url()}edit/")


def correct(reader: Membership, source: Source, version: int | str = 1, **words: str) -> "Answer":
    """Sends the form as a browser does: every field that it shows, with some words changed."""
    page = open_form(reader, source)
    sent = {}
    if page.status_code == 200:
        sent = {field.html_name: field.value() or "" for field in page.context["form"]}
    sent.pop("save_anyway", None)
    changed = {name.replace("__", "-"): word for name, word in words.items()}
    return client_of(reader).post(
        f"{source.get_absolute_url()}edit/", {"kind": "book", **sent, "read_version": version, **changed}
    )


def add(reader: Membership, **words: str) -> "Answer":
    sent = {"kind": "book", "read_version": 0, **{name.replace("__", "-"): word for name, word in words.items()}}
    return client_of(reader).post(f"/c/{reader.course.slug}/sources/new/", sent)


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course, name="Ana Reyes")


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course, name="Tess Novak")


@pytest.fixture
def hufton(ana: Membership) -> Source:
    """A source that a submitted and published essay of Ana's cites twice."""
    post = start_post(seat=ana, prompt=make_prompt(ana.course))
    body = f"They walked.(({HUFTON.format('148')})) They sang.((Hufton, “Women,” 150.))"
    words = Words("The March", body, post.draft_version)
    submit(post=post, words=words, choices=Choices(), key=uuid4(), by=ana)
    return Source.objects.get()


# ---- correcting ------------------------------------------------------------------------------------


def test_a_correction_prints_every_citing_note_anew_and_touches_no_word_of_the_writer(
    hufton: Source, teacher: Membership
) -> None:
    before, revision = Post.objects.get(), Revision.objects.get()
    answer = correct(teacher, hufton, publisher="Oxford University Press", author__0__family="Huftonne")
    assert answer["Location"] == hufton.get_absolute_url()
    after = Post.objects.get()
    frozen = Revision.objects.get()
    assert (after.published_revision, frozen.pk) == (revision, revision.pk)
    assert "Olwen Huftonne, “Women in Revolution,”" in frozen.notes_html
    assert "(Oxford University Press, 1976), 148." in frozen.notes_html
    assert "Huftonne, “Women in Revolution,” 150." in frozen.notes_html
    assert "Oxford University Press" in frozen.bibliography_html
    assert (after.draft_body, after.draft_version) == (before.draft_body, before.draft_version)
    assert (frozen.body, frozen.sha256, frozen.body_html) == (revision.body, revision.sha256, revision.body_html)
    assert "Cambridge University Press" in Footnote.objects.get(number=1).typed


def test_a_post_whose_notes_do_not_cite_it_is_left_alone(hufton: Source, ana: Membership, teacher: Membership) -> None:
    other = Revision.objects.filter(post=make_citing_post(ana, make_source(ana.course)))
    other.update(notes_html="untouched")
    correct(teacher, hufton, publisher="Oxford University Press")
    assert other.get().notes_html == "untouched"


def test_the_form_shows_the_fields_of_the_kind_and_no_others(ana: Membership) -> None:
    film = make_source(ana.course, by=ana, type="motion_picture", title="Danton")
    page = open_form(ana, film).content.decode()
    assert 'id="id_dimensions"' in page
    assert 'id="id_director-0-family"' in page
    assert 'type="text" name="edition"' not in page


def test_unknown_fields_and_untouched_people_stay_as_they_were(ana: Membership) -> None:
    source = make_source(
        ana.course,
        by=ana,
        author=[{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}],
        translator=[{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}],
        custom={"shelf": [1]},
        volume=3,
    )
    before = source.as_csl()
    correct(ana, source, publisher="Heron")
    source.refresh_from_db()
    assert source.as_csl() == {**before, "publisher": "Heron"}


def test_people_are_added_and_taken_away_row_by_row(ana: Membership) -> None:
    source = make_source(ana.course, by=ana, author=[{"family": "Rude", "given": "George"}, {"family": "Error"}])
    answer = correct(
        ana, source, author__0__family="Rudé", author__1__family="", author__3__literal="Past and Present Society"
    )
    assert answer.status_code == 302
    assert [str(person) for person in source.contributors.all()] == ["George Rudé", "Past and Present Society"]


def test_a_date_is_typed_in_words_and_kept_as_a_date(ana: Membership) -> None:
    source = make_source(ana.course, by=ana)
    correct(ana, source, issued="ca. 1500")
    source.refresh_from_db()
    assert source.fields["issued"] == {"date-parts": [[1500]], "circa": True}
    assert "ca. 1500" in source.entry_html


def test_saving_what_is_there_writes_no_history(ana: Membership) -> None:
    source = make_source(ana.course, by=ana)
    assert correct(ana, source).status_code == 302
    source.refresh_from_db()
    assert source.version == 1
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"issued": "1997-02-30"}, "There is no day 1997-02-30"),
        ({"author__1__literal": "Club", "author__1__family": "Rudé"}, "in one row, not both"),
        ({"author__1__suffix": "Jr."}, "needs the name that it belongs to"),
        ({"title": "", "author__0__family": "", "author__0__given": ""}, "at least a title or a name"),
        ({"title": "x" * 2_001}, "at most 2000 characters"),
        ({"kind": "hologram"}, "Select a valid choice"),
    ],
)
def test_a_refused_form_says_why_and_keeps_every_word(ana: Membership, words: dict[str, str], sentence: str) -> None:
    source = make_source(ana.course, by=ana)
    answer = correct(ana, source, publisher="Heron <Sons>", **words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Heron &lt;Sons&gt;"' in page
    source.refresh_from_db()
    assert source.version == 1


def test_another_kind_shows_its_fields_and_loses_no_word(ana: Membership) -> None:
    source = make_source(ana.course, by=ana, edition="2")
    answer = correct(
        ana, source, show_kind="1", kind="chapter", title="Typed just now", series="x", collection__number="7"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'type="text" name="container-title"' in page
    assert 'value="Typed just now"' in page
    film = correct(
        ana, source, show_kind="1", kind="motion_picture", title="Typed just now", edition="3"
    ).content.decode()
    assert '<input type="hidden" name="edition" value="3"' in film
    assert Source.objects.get().version == 1


def test_a_saved_kind_opens_its_fields(ana: Membership) -> None:
    source = make_source(ana.course, by=ana)
    answer = correct(ana, source, kind="chapter")
    assert answer["Location"] == f"{source.get_absolute_url()}edit/"
    source.refresh_from_db()
    assert source.kind == "chapter"


def test_more_rows_are_there_as_soon_as_the_spare_ones_are_filled(ana: Membership) -> None:
    source = make_source(ana.course, by=ana)
    page = correct(ana, source, show_kind="1", author__2__family="Third").content.decode()
    assert 'name="author-2-family" value="Third"' in page
    assert 'name="author-4-family"' in page


def test_of_two_corrections_the_later_sees_the_first_and_loses_no_word(ana: Membership, teacher: Membership) -> None:
    source = make_source(ana.course, by=ana, title="Crowd", edition="2")
    open_then = {field.html_name: field.value() or "" for field in open_form(ana, source).context["form"]}
    correct(teacher, source, publisher="Heron", title="The Crowd")
    answer = client_of(ana).post(
        f"{source.get_absolute_url()}edit/", {**open_then, "title": "The Crowd in History", "edition": "3"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Someone else corrected this source while you were typing" in page
    assert "<dt>Title</dt>" in page
    assert 'value="The Crowd in History"' in page
    assert 'value="3"' in page
    assert 'name="publisher" value="Heron"' in page
    source.refresh_from_db()
    assert (source.title, source.version) == ("The Crowd", 2)
    again = {field.html_name: field.value() or "" for field in answer.context["form"]}
    assert client_of(ana).post(f"{source.get_absolute_url()}edit/", again).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.fields["publisher"], source.fields["edition"]) == (
        "The Crowd in History",
        "Heron",
        "3",
    )


def test_the_history_tells_members_who_changed_what(ana: Membership, teacher: Membership) -> None:
    source = make_source(ana.course, by=ana, publisher="Egrte")
    correct(teacher, source, publisher="Egret & Sons")
    page = client_of(ana).get(source.get_absolute_url()).content.decode()
    assert "Tess Novak" in page
    assert "Egrte</del>" in page
    assert "Egret &amp; Sons</ins>" in page


# ---- who may -----------------------------------------------------------------------------------------


def test_a_student_corrects_an_own_proposal_until_someone_else_cites_it(ana: Membership, course: Course) -> None:
    source = make_source(course, by=ana)
    make_citing_post(ana, source)
    assert correct(ana, source, publisher="Heron").status_code == 302
    make_citing_post(make_member(course, section=ana.section), source)
    assert correct(ana, source, version=2, publisher="Crane").status_code == 404
    assert open_form(ana, source).status_code == 404
    assert "Correct the record" not in client_of(ana).get(source.get_absolute_url()).content.decode()
    source.refresh_from_db()
    assert source.fields["publisher"] == "Heron"


def test_others_correct_nothing_assistants_what_the_class_sees_and_instructors_all(
    ana: Membership, course: Course, teacher: Membership
) -> None:
    listed, proposed = make_source(course, by=ana), make_source(course, by=ana, listed=False)
    ben, assistant, stranger = make_member(course), make_assistant(course), make_instructor(make_course())
    readers = (ana, ben, assistant, teacher, stranger)
    assert [open_form(reader, listed).status_code for reader in readers] == [200, 404, 200, 200, 404]
    assert [open_form(reader, proposed).status_code for reader in readers] == [200, 404, 404, 200, 404]
    page = client_of(assistant).get(proposed.get_absolute_url()).content.decode()
    assert "Correct the record" not in page
    assert "Checked against the source<" not in page


def test_a_check_is_staff_s_and_of_the_version_that_was_read(ana: Membership, teacher: Membership) -> None:
    source = make_source(ana.course, by=ana)
    address = f"{source.get_absolute_url()}check/"
    assert client_of(ana).post(address, {"read_version": 1}).status_code == 404
    assert client_of(teacher).get(address).status_code == 405
    client_of(teacher).post(address, {"read_version": 99})
    assert Source.objects.get().checked_by is None
    client_of(teacher).post(address, {"read_version": 1})
    assert Source.objects.get().checked_by == teacher.author
    page = client_of(ana).get(source.get_absolute_url()).content.decode()
    assert "Checked against the source by Tess Novak" in page


# ---- adding ------------------------------------------------------------------------------------------


def test_a_kind_is_picked_first_and_then_its_fields_are_shown(ana: Membership) -> None:
    address = f"/c/{ana.course.slug}/sources/new/"
    assert '<option value="thesis">' in client_of(ana).get(address).content.decode()
    page = client_of(ana).get(address, {"kind": "thesis"}).content.decode()
    assert 'name="genre"' in page
    assert 'name="edition"' not in page
    assert '<option value="thesis">' in client_of(ana).get(address, {"kind": "hologram"}).content.decode()


@pytest.mark.parametrize(("is_staff", "status"), [(True, Status.LISTED), (False, Status.PROPOSED)])
def test_staff_s_new_sources_are_listed_and_students_proposed(
    ana: Membership, teacher: Membership, *, is_staff: bool, status: Status
) -> None:
    answer = add(teacher if is_staff else ana, **{**RUDE, "issued": "1964"})
    source = Source.objects.get()
    assert answer["Location"] == source.get_absolute_url()
    assert (source.status, source.year) == (status, "1964")
    assert source.key.startswith("rude-crowd-history")
    assert (source.key == "rude-crowd-history") is is_staff
    assert "Rudé, George. <i>The Crowd in History</i>. Wiley, 1964." in source.entry_html


def test_a_likely_duplicate_is_told_before_it_is_saved(ana: Membership, teacher: Membership) -> None:
    add(teacher, **RUDE)
    known = Source.objects.get()
    answer = add(ana, **{**RUDE, "title": "Crowd in Histroy"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="{known.get_absolute_url()}"' in page
    assert 'value="Crowd in Histroy"' in page
    assert 'name="save_anyway"' in page
    assert Source.objects.count() == 1
    assert add(ana, **{**RUDE, "title": "Crowd in Histroy", "save_anyway": "on"}).status_code == 302
    assert Source.objects.count() == 2


def test_another_student_s_proposal_is_not_given_away_as_a_duplicate(ana: Membership, course: Course) -> None:
    add(ana, **RUDE)
    assert add(make_member(course), **RUDE).status_code == 302
    assert Source.objects.count() == 2


def test_a_source_without_any_name_is_refused(ana: Membership) -> None:
    answer = add(ana, publisher="Heron")
    assert answer.status_code == 422
    assert "at least a title or a name" in answer.content.decode()
    assert not Source.objects.exists()


def test_a_draft_s_earlier_saves_are_printed_when_somebody_opens_them(
    ana: Membership, teacher: Membership, course: Course
) -> None:
    post = start_post(seat=ana, prompt=make_prompt(course))
    for version in range(12):
        words = Words("Bread", f"Bread {version}.(({HUFTON.format(148)}))", version)
        save_revision(post=post, words=words, reason=Reason.SAVE, by=ana.author)
    first, *_, last = Revision.objects.order_by("number")
    hufton = Source.objects.get()
    assert correct(teacher, hufton, publisher="Heron").status_code == 302
    first.refresh_from_db()
    last.refresh_from_db()
    assert "Heron" in last.notes_html
    assert (first.is_outdated, "Heron" in first.notes_html) == (True, False)
    for reader, number in ((ana, 1), (ana, 1), (ana, last.number)):
        path = f"/c/{course.slug}/posts/{post.slug}/history/{number}/"
        assert "Heron" in client_of(reader).get(path).content.decode()
    first.refresh_from_db()
    assert (first.is_outdated, "Heron" in first.notes_html, "Heron" in first.bibliography_html) == (False, True, True)
