"""The pages of duplicates: what staff see and choose there, and where the address of a merged source leads."""

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Audience, Course, Membership
from posts.library import correct_source
from posts.merging import Seen, merge_sources
from posts.models import Citation, Post
from sources.models import Merge, NotDuplicates, Source
from tests.factories import make_course, make_instructor, make_member
from tests.factories_sources import make_citing_post, make_source

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

RUDE = [{"family": "Rudé", "given": "George"}]


@pytest.fixture
def course() -> Course:
    return make_course()


@pytest.fixture
def teacher(course: Course) -> Membership:
    return make_instructor(course, name="Ines Moor")


@pytest.fixture
def ana(course: Course) -> Membership:
    return make_member(course, name="Ana Reyes")


@pytest.fixture
def crowd(course: Course, teacher: Membership) -> Source:
    return make_source(course, by=teacher, title="The Crowd in the French Revolution", author=RUDE, publisher="Oxford")


@pytest.fixture
def slip(course: Course, teacher: Membership) -> Source:
    """The same work with a letter less, a place of publication more, and another publisher."""
    title = "The Crowd in the Frenh Revolution"
    return make_source(course, by=teacher, title=title, author=RUDE, publisher="Clarendon", publisher_place="Oxford")


def client_of(reader: Membership | None) -> Client:
    client = Client()
    if reader:
        client.force_login(reader.author)
    return client


def get(reader: Membership | None, path: str) -> "Answer":
    return client_of(reader).get(path)


def duplicates(course: Course) -> str:
    return f"/c/{course.slug}/sources/duplicates/"


def words(answer: "Answer") -> str:
    """The words of a page, without its marks."""
    assert answer.status_code in {200, 409, 422}
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def merge_page(one: Source, other: Source) -> str:
    return f"{one.get_absolute_url()}merge/{other.key}/"


def send(reader: Membership, one: Source, other: Source, action: str = "merge", **changed: str) -> "Answer":
    """Sends the form with its first choices, but for what is changed."""
    client = client_of(reader)
    page = client.get(merge_page(one, other))
    sent = {field.html_name: field.value() for field in page.context["form"]}
    changed = {name.replace("__", "-"): value for name, value in changed.items()}
    return client.post(merge_page(one, other), {**sent, "action": action, **changed}, follow=True)


def merged(teacher: Membership, kept: Source, other: Source) -> Merge:
    return merge_sources(
        kept=Seen(kept, kept.version), other=Seen(other, other.version), taken=set(), by=teacher.author
    )


def make_public(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(audience=Audience.PUBLIC, public_consent_at=timezone.now())


# ---- likely duplicates -----------------------------------------------------------------------------


def test_a_pair_stands_with_its_reasons_and_how_many_notes_cite_each(
    course: Course, teacher: Membership, ana: Membership, crowd: Source, slip: Source
) -> None:
    make_citing_post(ana, slip)
    page = words(get(teacher, duplicates(course)))
    assert "1 pair" in page
    assert "Almost certainly one work. The titles differ by one letter. Same names. Same year." in page
    assert f"1 note cites it · @{slip.key}" in page
    assert f"No note cites it · @{crowd.key}" in page


def test_a_library_without_duplicates_says_so(course: Course, teacher: Membership, crowd: Source) -> None:
    assert "No two sources of this course look like the same work." in words(get(teacher, duplicates(course)))


def test_only_the_listed_sources_of_this_course_are_compared(
    course: Course, teacher: Membership, ana: Membership, crowd: Source
) -> None:
    make_source(course, by=ana, listed=False, title=crowd.title, author=RUDE)
    make_source(make_course(), title=crowd.title, author=RUDE)
    assert "No two sources" in words(get(teacher, duplicates(course)))


def test_not_a_duplicate_is_remembered_with_who_said_so_until_someone_asks_again(
    course: Course, teacher: Membership, crowd: Source, slip: Source
) -> None:
    colleague = make_instructor(course)
    for one, other in ((crowd, slip), (slip, crowd), (crowd, slip)):
        client_of(teacher).post(duplicates(course), {"one": one.key, "other": other.key})
    told = NotDuplicates.objects.get()
    assert (told.one, told.other, told.by) == (crowd, slip, teacher.author)
    page = words(get(colleague, duplicates(course)))
    assert "No two sources" in page
    assert "Found to be two works" in page
    assert "Ines Moor" in page
    client_of(colleague).post(duplicates(course), {"one": slip.key, "other": crowd.key, "again": "1"})
    assert "1 pair" in words(get(teacher, duplicates(course)))


@pytest.mark.parametrize("sent", [{}, {"one": "x", "other": "y"}, {"one": "same", "other": "same"}])
def test_a_pair_that_is_none_is_not_found(
    course: Course, teacher: Membership, crowd: Source, sent: dict[str, str]
) -> None:
    sent = {name: crowd.key if value == "same" else value for name, value in sent.items()}
    assert client_of(teacher).post(duplicates(course), sent).status_code == 404
    assert not NotDuplicates.objects.exists()


def test_the_pairs_are_paged_and_the_queries_do_not_grow(course: Course, teacher: Membership, ana: Membership) -> None:
    counts = []
    for number in range(1, 31):
        twins = [
            make_source(course, title=f"Chronicle number {number}", author=[{"family": f"Abbot{number}"}])
            for _ in range(2)
        ]
        if number in {2, 24}:
            make_citing_post(ana, twins[0])
            with CaptureQueriesContext(connection) as queries:
                get(teacher, duplicates(course))
            counts.append(len(queries))
    assert counts[0] == counts[1]
    first, second = (get(teacher, f"{duplicates(course)}?page={page}").content.decode() for page in (1, 2))
    assert (first.count("Compare and merge"), second.count("Compare and merge")) == (25, 5)


def test_two_others_are_compared_by_their_keys(
    course: Course, teacher: Membership, crowd: Source, slip: Source
) -> None:
    page = get(teacher, crowd.get_absolute_url()).content.decode()
    assert f'href="{duplicates(course)}?one={crowd.key}"' in page
    assert f'value="{crowd.key}"' in get(teacher, f"{duplicates(course)}?one={crowd.key}").content.decode()
    answer = get(teacher, f"{duplicates(course)}?one={crowd.key}&other=@{slip.key}")
    assert answer["Location"] == merge_page(crowd, slip)
    for other in ("", crowd.key, "unknown"):
        answer = client_of(teacher).get(f"{duplicates(course)}?one={crowd.key}&other={other}", follow=True)
        assert answer.redirect_chain == [(duplicates(course), 302)]
        assert "Give the keys of two sources" in words(answer)


@pytest.mark.parametrize("path", ["desk/", "sources/"])
def test_the_desk_and_the_library_lead_to_the_duplicates(course: Course, teacher: Membership, path: str) -> None:
    assert f'href="{duplicates(course)}"' in get(teacher, f"/c/{course.slug}/{path}").content.decode()


def test_the_library_says_how_many_pairs_there_are_and_counts_again_after_a_change(
    course: Course, teacher: Membership, crowd: Source, slip: Source
) -> None:
    path = f"/c/{course.slug}/sources/"
    assert "1 likely duplicate" in words(get(teacher, path))
    with CaptureQueriesContext(connection) as queries:
        get(teacher, path)
    assert sum("notduplicates" in query["sql"] for query in queries) == 1  # nothing changed: nothing is compared again
    client_of(teacher).post(duplicates(course), {"one": crowd.key, "other": slip.key})
    assert "1 likely duplicate" not in words(get(teacher, path))
    client_of(teacher).post(duplicates(course), {"one": crowd.key, "other": slip.key, "again": "1"})
    assert "1 likely duplicate" in words(get(teacher, path))
    corrected = {**slip.as_csl(), "title": "Roots of the Harvest"}
    correct_source(source=slip, csl=corrected, version=slip.version, by=teacher.author)
    assert "1 likely duplicate" not in words(get(teacher, path))


def test_students_are_not_shown_the_way(course: Course, ana: Membership) -> None:
    assert duplicates(course) not in get(ana, f"/c/{course.slug}/sources/").content.decode()


# ---- merging ---------------------------------------------------------------------------------------


def test_each_field_that_differs_is_a_choice_and_first_the_one_that_says_something(
    teacher: Membership, crowd: Source, slip: Source
) -> None:
    form = get(teacher, merge_page(crowd, slip)).context["form"]
    chosen = {field.html_name: field.value() for field in form.visible_fields()}
    assert chosen == {
        "keep": "one",
        "take-title": "one",
        "take-publisher": "one",
        "take-publisher-place": "other",
    }


def test_the_page_says_how_many_notes_in_how_many_posts_are_printed_again(
    teacher: Membership, ana: Membership, crowd: Source, slip: Source
) -> None:
    assert "No note cites either of them yet." in words(get(teacher, merge_page(crowd, slip)))
    for source in (crowd, slip):
        make_citing_post(ana, source)
    assert "2 notes in 2 posts are printed again" in words(get(teacher, merge_page(crowd, slip)))


def test_a_preview_shows_the_three_forms_and_writes_nothing(teacher: Membership, crowd: Source, slip: Source) -> None:
    answer = send(teacher, crowd, slip, "preview", **{"take-publisher": "other", "take-publisher-place": "one"})
    page = answer.content.decode()
    assert "As it will be printed" in page
    for form in (
        "George Rudé, <i>The Crowd in the French Revolution</i> (Clarendon, 1990).",
        "Rudé, <i>Crowd in the French Revolution</i>.",
        "Rudé, George. <i>The Crowd in the French Revolution</i>. Clarendon, 1990.",
    ):
        assert f"<dd>{form}</dd>" in page
    assert answer.context["form"]["take-publisher"].value() == "other"
    assert not Merge.objects.exists()


def test_the_choices_are_what_is_kept_also_under_the_other_address(
    teacher: Membership, ana: Membership, crowd: Source, slip: Source
) -> None:
    make_citing_post(ana, crowd)
    answer = send(teacher, crowd, slip, keep="other")
    assert answer.redirect_chain == [(slip.get_absolute_url(), 302)]
    kept = Source.objects.get(pk=slip.pk)
    assert (kept.title, kept.fields["publisher"]) == ("The Crowd in the French Revolution", "Oxford")
    assert kept.fields["publisher-place"] == "Oxford"
    assert Citation.objects.get().source == slip
    assert f"Merged. @{crowd.key} now leads here" in words(answer)


def test_a_choice_that_was_not_offered_is_refused_and_the_others_are_kept(
    teacher: Membership, crowd: Source, slip: Source
) -> None:
    answer = send(teacher, crowd, slip, **{"take-title": "both", "take-publisher": "other"})
    assert answer.status_code == 422
    assert "Nothing is merged yet" in words(answer)
    assert answer.context["form"]["take-publisher"].value() == "other"
    assert not Merge.objects.exists()


def test_a_record_corrected_meanwhile_is_shown_before_it_is_merged(
    teacher: Membership, crowd: Source, slip: Source
) -> None:
    client = client_of(teacher)
    sent = {f.html_name: f.value() for f in client.get(merge_page(crowd, slip)).context["form"]}
    correct_source(source=slip, csl={**slip.as_csl(), "publisher": "Verso"}, version=1, by=teacher.author)
    answer = client.post(merge_page(crowd, slip), {**sent, "action": "merge"}, follow=True)
    assert "Someone corrected one of the two while you were choosing" in words(answer)
    assert "Verso" in words(answer)
    assert not Merge.objects.exists()


def test_a_pair_that_was_merged_already_leads_to_the_one_that_stands(
    teacher: Membership, crowd: Source, slip: Source
) -> None:
    merged(teacher, crowd, slip)
    for path in (merge_page(crowd, slip), merge_page(slip, crowd)):
        for answer in (client_of(teacher).get(path, follow=True), client_of(teacher).post(path, follow=True)):
            assert answer.redirect_chain == [(crowd.get_absolute_url(), 302)]
            assert "has been merged into this source already" in words(answer)


def test_a_source_is_not_merged_with_itself_nor_with_one_that_the_class_does_not_see(
    course: Course, teacher: Membership, ana: Membership, crowd: Source
) -> None:
    for other in (crowd, make_source(course, by=ana, listed=False), make_source(make_course())):
        assert get(teacher, merge_page(crowd, other)).status_code == 404


# ---- the old address -------------------------------------------------------------------------------


def test_the_old_address_leads_readers_to_the_source_that_stands_for_now_only(
    course: Course, teacher: Membership, ana: Membership, crowd: Source, slip: Source
) -> None:
    last = make_source(course, title="The Crowd")
    merged(teacher, crowd, slip)
    merged(teacher, last, crowd)
    for reader in (teacher, ana):
        for old in (crowd, slip):
            answer = get(reader, old.get_absolute_url())
            assert (answer.status_code, answer["Location"]) == (302, last.get_absolute_url())
    assert get(make_member(make_course()), slip.get_absolute_url()).status_code == 404
    assert get(None, slip.get_absolute_url())["Location"].startswith("/accounts/login/")


def test_a_visitor_is_led_on_only_to_what_a_public_post_cites() -> None:
    course = make_course(is_public=True)
    teacher, ana = make_instructor(course), make_member(course)
    kept, old, hidden, hers = (make_source(course) for _ in range(4))
    make_public(make_citing_post(ana, old))
    make_citing_post(ana, hers)
    merged(teacher, kept, old)
    merged(teacher, hidden, hers)
    assert get(None, old.get_absolute_url())["Location"] == kept.get_absolute_url()
    assert get(None, hers.get_absolute_url()).status_code == 404


def test_a_merged_source_is_in_no_list_and_in_no_search(
    course: Course, teacher: Membership, crowd: Source, slip: Source
) -> None:
    merged(teacher, crowd, slip)
    for path in ("sources/", "sources/?q=Frenh", "bibliography/", "sources/duplicates/"):
        assert "Frenh" not in re.sub(r'value="Frenh"', "", get(teacher, f"/c/{course.slug}/{path}").content.decode())


def test_words_typed_to_correct_a_source_that_was_merged_meanwhile_are_kept(
    teacher: Membership, crowd: Source, slip: Source
) -> None:
    client = client_of(teacher)
    form = client.get(f"{slip.get_absolute_url()}edit/").context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    merged(teacher, crowd, slip)
    answer = client.post(f"{slip.get_absolute_url()}edit/", {**sent, "edition": "2nd ed."})
    assert answer.status_code == 409
    assert "was merged into this source while you were typing" in words(answer)
    fresh = answer.context["form"]
    assert (fresh["edition"].value(), fresh["publisher"].value()) == ("2nd ed.", "Oxford")
    assert f'action="{crowd.get_absolute_url()}edit/"' in answer.content.decode()


# ---- history and undoing ---------------------------------------------------------------------------


def test_the_history_tells_members_of_the_merge_and_offers_staff_the_way_back(
    teacher: Membership, ana: Membership, crowd: Source, slip: Source
) -> None:
    make_citing_post(ana, slip)
    made = merged(teacher, crowd, slip)
    told = f"“{slip.title}” (@{slip.key}) was merged into this source. 1 citation moved with it. Ines Moor"
    undo = f"{crowd.get_absolute_url()}merges/{made.pk}/undo/"
    for reader in (ana, teacher):
        assert told in words(get(reader, crowd.get_absolute_url()))
    assert undo in get(teacher, crowd.get_absolute_url()).content.decode()
    assert undo not in get(ana, crowd.get_absolute_url()).content.decode()


def test_an_undone_merge_is_told_on_both_pages(teacher: Membership, crowd: Source, slip: Source) -> None:
    made = merged(teacher, crowd, slip)
    undo = f"{crowd.get_absolute_url()}merges/{made.pk}/undo/"
    answer = client_of(teacher).post(undo, follow=True)
    assert f"Undone: “{slip.title}” stands for itself again" in words(answer)
    assert "This merge has been undone already." in words(client_of(teacher).post(undo, follow=True))
    assert "Undone by Ines Moor" in words(get(teacher, crowd.get_absolute_url()))
    assert f"This source was merged into “{crowd.title}”." in words(get(teacher, slip.get_absolute_url()))


def test_undoing_says_when_a_later_correction_stays(teacher: Membership, crowd: Source, slip: Source) -> None:
    made = merged(teacher, crowd, slip)
    correct_source(source=crowd, csl={**crowd.as_csl(), "volume": "9"}, version=1, by=teacher.author)
    answer = client_of(teacher).post(f"{crowd.get_absolute_url()}merges/{made.pk}/undo/", follow=True)
    assert "This record was corrected after the merge, so it stays as it is now." in words(answer)


def test_a_merge_is_undone_under_its_own_source_alone(
    course: Course, teacher: Membership, crowd: Source, slip: Source
) -> None:
    made = merged(teacher, crowd, slip)
    other = make_source(course)
    assert client_of(teacher).post(f"{other.get_absolute_url()}merges/{made.pk}/undo/").status_code == 404
    made.refresh_from_db()
    assert made.undone_at is None
