"""Sources in and out of a library: what an import would do, what it does, and what a download holds."""

import json
from io import BytesIO
from typing import cast

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Audience, Course, Membership
from posts.exchange import compare, import_sources
from posts.models import Post
from sources.exchange import MAX_BYTES, read, shaped, write_bibtex, write_csljson, write_ris
from sources.models import Source, Status
from tests.factories import make_course, make_instructor, make_member, make_prompt
from tests.factories_sources import make_citing_post, make_source
from tests.races import race
from tests.readers import signed_in
from tests.sources.items import SHELF

pytestmark = pytest.mark.django_db

FILE = """TY  - BOOK
AU  - Quill, Mara
TI  - Low Water
PB  - Egret
PY  - 1998
ER  - 
TY  - BOOK
PY  - 1999
ER  - 
TY  - BOOK
AU  - Stone, Ivo
TI  - Ports & Piers
PY  - 2001
KW  - ports
XX  - odd
ER  - 
"""  # noqa: W291  # so are the ends of records


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course, name="Ana Reyes")


@pytest.fixture
def ben(course: Course, ana: Membership) -> Membership:
    return make_member(course, section=ana.section, name="Ben Osei")


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course)


def post(reader: Membership, **data: object) -> HttpResponse:
    answer = signed_in(reader).post(f"/c/{reader.course.slug}/sources/import/", data)
    return cast("HttpResponse", answer)


def take_all(reader: Membership, text: str) -> list[Source]:
    records = read(text)
    return import_sources(records=records, chosen=range(len(records)), by=reader).added


def download(
    reader: Membership | None, course: Course, path: str = "sources/export.json", **query: str | int | list[str]
) -> HttpResponse:
    client = signed_in(reader) if reader else Client()
    return cast("HttpResponse", client.get(f"/c/{course.slug}/{path}", query))


def keys(answer: HttpResponse) -> set[str]:
    return {item["id"] for item in json.loads(answer.content)}


# ---- in --------------------------------------------------------------------------------------------


def test_the_first_look_shows_what_each_record_would_become_and_adds_nothing(teacher: Membership) -> None:
    people = [{"family": "Quill", "given": "Mara"}]
    known = make_source(teacher.course, author=people, title="Low Water", issued={"date-parts": [[1998]]}, edition="1")
    page = post(teacher, text=FILE).content.decode()
    assert "1 new, 1 in the library already, 1 refused" in page
    assert f'href="/c/{teacher.course.slug}/sources/{known.key}/"' in page
    assert "The library has this work already." in page
    assert "There is neither a title nor a name in this record." in page
    assert "Ivo Stone, <i>Ports &amp; Piers</i>" in page
    assert "Not taken over: XX" in page
    assert page.count('name="take"') == 1
    assert Source.objects.count() == 1


def test_only_what_is_ticked_is_added(teacher: Membership) -> None:
    text = FILE + "TY  - BOOK\nTI  - Third\nER  - "
    answer = post(teacher, text=text, take=["2", "1", "99", "x"], **{"import": "1"})
    assert answer.status_code == 302
    assert [source.title for source in Source.objects.all()] == ["Ports & Piers"]


def test_without_a_tick_nothing_is_added_and_the_records_are_still_there(teacher: Membership) -> None:
    page = post(teacher, text=FILE, **{"import": "1"}).content.decode()
    assert "Nothing was ticked" in page
    assert 'name="text" value="TY  - BOOK' in page
    assert not Source.objects.exists()


def test_what_staff_import_is_listed_and_what_a_student_imports_is_proposed(
    teacher: Membership, ana: Membership
) -> None:
    (listed,) = take_all(teacher, "TY  - BOOK\nTI  - One")
    (proposed,) = take_all(ana, "TY  - BOOK\nTI  - Two")
    listed.refresh_from_db()
    proposed.refresh_from_db()
    assert (listed.status, proposed.status, proposed.proposed_by) == (Status.LISTED, Status.PROPOSED, ana.author)


@pytest.mark.parametrize("write", [write_bibtex, write_ris, write_csljson])
def test_a_file_imported_twice_makes_nothing_new(ana: Membership, write: object) -> None:
    assert callable(write)
    odd = [{"type": "manuscript", "archive": "State Archive"}, {"type": "book", "title": "T" * 900}]
    text = write([*SHELF, *odd])
    assert len(take_all(ana, text)) == len(SHELF) + 2
    assert take_all(ana, text) == []
    assert {line.state for line in compare(records=read(text), by=ana)} == {"matched"}


@pytest.mark.parametrize("form", ["bib", "ris", "json"])
def test_our_own_export_brings_nothing_new_and_says_the_same(teacher: Membership, form: str) -> None:
    stored = [record.as_csl() for record in take_all(teacher, write_csljson(SHELF))]
    text = download(teacher, teacher.course, f"sources/export.{form}").content.decode()
    lines = compare(records=read(text), by=teacher)
    assert {(line.state, line.why) for line in lines} == {("matched", "The library has this record already.")}
    assert {line.key for line in lines} == {record["id"] for record in stored}
    assert {line.record.key: line.record.csl for line in lines} == {
        str(record["id"]): shaped(record)[0] for record in stored
    }


def test_a_work_that_is_given_twice_is_taken_once(ana: Membership) -> None:
    twice = (
        "@book{a, author={Quill, Mara}, title={Low Water}, year=1998}\n@book{b, author={Quill, M.}, title={Low water}}"
    )
    first, second = compare(records=read(twice), by=ana)
    assert (first.state, second.state, second.why) == ("new", "matched", "Given twice: it is the work of line 1.")
    assert len(take_all(ana, twice)) == 1


def test_editions_and_volumes_of_a_work_are_told_apart(ana: Membership) -> None:
    shelf = "".join(
        f"@book{{k{n}, author={{Quill, M.}}, title={{Low Water}}, volume={n}, year=199{n}}}\n" for n in range(1, 5)
    )
    assert len(take_all(ana, shelf)) == 4


def test_a_classmate_s_proposal_neither_matches_nor_shows(ana: Membership, ben: Membership) -> None:
    secret = make_source(ana.course, by=ana, listed=False, title="Low Water", issued={"date-parts": [[1998]]})
    page = post(ben, text="TY  - BOOK\nTI  - Low Water\nAU  - Writer, Ann\nPY  - 1998").content.decode()
    assert "1 new" in page
    assert secret.key not in page


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": ""}, "There is nothing to read here yet."),
        ({"text": "Dear all, see you."}, "This is neither BibTeX, RIS nor CSL-JSON."),
        ({"text": "@book{never closed"}, "This entry cannot be read to its end."),
        ({"text": "TY  - BOOK\nTI  - T" + " " * MAX_BYTES}, "more than 2 MB"),
        ({"text": "TY  - BOOK\nTI  - " + "é" * (MAX_BYTES // 2)}, "more than 2 MB"),
    ],
    ids=["nothing", "a letter", "broken", "too long", "too many bytes"],
)
def test_a_refused_form_says_why_and_keeps_what_was_pasted(ana: Membership, data: dict[str, str], says: str) -> None:
    answer = post(ana, **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert data["text"].strip()[:1_000] in page
    assert not Source.objects.exists()


def test_a_file_stands_for_what_it_holds(ana: Membership) -> None:
    file = BytesIO("\ufeffTY  - BOOK\r\nTI  - Café\x00 One\r\nER  - \r\n".encode())
    file.name = "mine.ris"
    page = post(ana, file=file).content.decode()
    assert "1 new" in page
    assert "<i>Café One</i>" in page
    assert 'name="text" value="TY  - BOOK' in page


def test_a_file_that_is_too_large_is_refused_with_a_sentence(ana: Membership) -> None:
    file = BytesIO(b"x" * (MAX_BYTES + 1))
    file.name = "large.bib"
    answer = post(ana, file=file)
    assert answer.status_code == 422
    assert "more than 2 MB" in answer.content.decode()


@pytest.mark.parametrize("held", [b"%PDF-1.7\n@book{k, title={Roots}}", b"PK\x03\x04@book{k, title={Roots}}"])
def test_a_file_of_another_program_is_refused_by_name(ana: Membership, held: bytes) -> None:
    file = BytesIO(held)
    file.name = "mine.bib"
    answer = post(ana, file=file, text="")
    assert answer.status_code == 422
    assert "not a list of records. Export BibTeX, RIS or CSL-JSON" in answer.content.decode()


def test_null_characters_in_what_is_pasted_are_passed_over(ana: Membership) -> None:
    page = post(ana, text="TY  - BOOK\nTI  - Low\x00 Water\nER  - ").content.decode()
    assert "1 new" in page
    assert "<i>Low Water</i>" in page


def test_good_records_among_bad_ones_still_come(ana: Membership) -> None:
    deep = '{"title": ' + "[" * 3_000 + "]" * 3_000 + "}"
    many = ['{"title": "Low Water\\ud800\\u0000"}', deep, '{"title": 1' + "0" * 9_000 + "}", "{broken", "[", '{"a": 7}']
    text = "[" + ",\n".join([*many, '{"type": "book", "title": "Ports", "volume": 1e999, "page": NaN}']) + "]"
    page = post(ana, text=text).content.decode()
    assert "2 new" in page
    assert {source.title for source in take_all(ana, text)} == {"Low Water", "Ports"}


def test_the_words_of_a_file_can_be_changed_before_they_are_taken(ana: Membership) -> None:
    page = post(ana, text=FILE, again="1").content.decode()
    assert "<textarea" in page
    assert "Ports &amp; Piers" in page


def test_hostile_words_are_shown_as_words(teacher: Membership) -> None:
    text = json.dumps(
        [{"type": "book", "title": "<script>alert(1)</script>", "id": "<b>", "URL": "javascript:alert(1)"}]
    )
    page = post(teacher, text=text).content.decode()
    assert "<script>alert" not in page
    (source,) = take_all(teacher, text)
    shown = signed_in(teacher).get(source.get_absolute_url()).content.decode()
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown


def test_no_import_takes_the_address_of_the_import(teacher: Membership) -> None:
    (source,) = take_all(teacher, '{"type": "book", "title": "Import"}')
    assert source.key == "import-2"


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_the_same_moment_take_it_once(ana: Membership) -> None:
    taken = race(lambda: take_all(ana, FILE), lambda: take_all(ana, FILE))
    assert sorted(len(added) for added in taken if isinstance(added, list)) == [0, 2]
    assert Source.objects.count() == 2


# ---- out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_a_download_has_a_name_and_a_type_that_no_browser_guesses_anew(ana: Membership, form: str, kind: str) -> None:
    make_source(ana.course, title="Été")
    answer = download(ana, ana.course, f"sources/export.{form}")
    assert answer["Content-Type"] == f"{kind}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="sources-{ana.course.slug}.{form}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Été" in answer.content.decode()


def test_a_proposal_goes_out_to_its_writer_alone(ana: Membership, ben: Membership, teacher: Membership) -> None:
    listed = make_source(ana.course)
    draft = make_source(ana.course, by=ana, listed=False)
    assert keys(download(ana, ana.course)) == {listed.key, draft.key}
    for other in (ben, teacher):
        assert keys(download(other, ana.course)) == {listed.key}
        assert keys(download(other, ana.course, key=[draft.key, listed.key])) == {listed.key}


def test_a_selection_a_search_and_a_kind_are_exported(ana: Membership) -> None:
    one = make_source(ana.course, title="Low Water")
    two = make_source(ana.course, title="High Water", type="map")
    three = make_source(ana.course, title="Fens")
    assert keys(download(ana, ana.course, key=[one.key, three.key])) == {one.key, three.key}
    assert keys(download(ana, ana.course, q="water")) == {one.key, two.key}
    assert keys(download(ana, ana.course, kind="map")) == {two.key}
    assert keys(download(ana, ana.course, q="nothing of the kind")) == set()


def test_the_bibliography_exports_what_is_cited_in_its_week(ana: Membership) -> None:
    cited, other, uncited = (make_source(ana.course) for _ in range(3))
    first, second = make_prompt(ana.course), make_prompt(ana.course)
    make_citing_post(ana, cited, prompt=first)
    make_citing_post(ana, other, prompt=second)
    assert keys(download(ana, ana.course, cited="1")) == {cited.key, other.key}
    assert keys(download(ana, ana.course, cited="1", week=first.week)) == {cited.key}
    assert uncited.key in keys(download(ana, ana.course))


def test_a_visitor_takes_out_what_public_posts_cite(ana: Membership) -> None:
    course = ana.course
    course.is_public = True
    course.save()
    cited, _ = make_source(course), make_source(course)
    public = make_citing_post(ana, cited)
    Post.objects.filter(pk=public.pk).update(audience=Audience.PUBLIC, public_consent_at=timezone.now())
    assert keys(download(None, course)) == {cited.key}
    assert keys(download(None, course, f"posts/{public.slug}/export.json")) == {cited.key}


def test_a_post_exports_what_its_readable_version_cites(ana: Membership, ben: Membership) -> None:
    cited, _ = make_source(ana.course), make_source(ana.course)
    essay = make_citing_post(ana, cited)
    assert keys(download(ben, ana.course, f"posts/{essay.slug}/export.json")) == {cited.key}
    page = signed_in(ben).get(essay.get_absolute_url()).content.decode()
    Post.objects.filter(pk=essay.pk).update(hidden_at=timezone.now())
    assert download(ben, ana.course, f"posts/{essay.slug}/export.json").status_code == 404
    assert page


def test_a_draft_exports_its_own_proposals_to_its_author_alone(ana: Membership, ben: Membership) -> None:
    draft = make_source(ana.course, by=ana, listed=False)
    essay = make_citing_post(ana, draft, state="submitted")
    assert keys(download(ana, ana.course, f"posts/{essay.slug}/export.json")) == {draft.key}
    assert download(ben, ana.course, f"posts/{essay.slug}/export.json").status_code == 404


def test_the_pages_lead_to_their_downloads(ana: Membership) -> None:
    source = make_source(ana.course)
    make_citing_post(ana, source)
    browser, root = signed_in(ana), f"/c/{ana.course.slug}/sources/export.bib"
    assert f'href="{root}?q=work"' in browser.get(f"/c/{ana.course.slug}/sources/?q=work").content.decode()
    assert f'href="{root}?key={source.key}"' in browser.get(source.get_absolute_url()).content.decode()
    assert f'href="{root}?cited=1&amp;"' in browser.get(f"/c/{ana.course.slug}/bibliography/").content.decode()
    assert "Import sources" in browser.get(f"/c/{ana.course.slug}/sources/").content.decode()


def test_queries_do_not_grow_with_the_library(ana: Membership) -> None:
    def count(path: str) -> int:
        browser = signed_in(ana)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(f"/c/{ana.course.slug}/{path}").status_code == 200
        return len(queries)

    first = make_source(ana.course)
    essay = make_citing_post(ana, first)
    paths = ("sources/export.bib", f"posts/{essay.slug}/export.ris", "sources/export.json?cited=1&q=work")
    before = [count(path) for path in paths]
    for _ in range(10):
        make_citing_post(ana, make_source(ana.course))
    assert [count(path) for path in paths] == before


def test_queries_of_the_first_look_do_not_grow_with_the_file(ana: Membership) -> None:
    make_source(ana.course)

    def count(text: str) -> int:
        browser = signed_in(ana)
        with CaptureQueriesContext(connection) as queries:
            browser.post(f"/c/{ana.course.slug}/sources/import/", {"text": text})
        return len(queries)

    assert count(FILE) == count(write_csljson(SHELF))
