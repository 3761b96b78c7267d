"""Rubrics: written in versions, copied with a week, and what their levels make of a mark."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from courses.models import Membership, Prompt
from grading.actions import NotAllowed, Sheet, release, save_assessment
from grading.models import Assessment, MarkChange, MarkState, Rubric
from grading.rubric_actions import NewCriterion, NewLevel, save_rubric, written
from grading.worked import worked_sum
from posts.models import Post
from tests.factories import make_assistant, make_instructor, make_member, make_prompt
from tests.factories_posts import make_post, submitted
from tests.readers import page_of, signed_in

pytestmark = pytest.mark.django_db

THESIS = NewCriterion(
    "Thesis", Decimal(1), (NewLevel("Clear", Decimal(4), "One can disagree."), NewLevel("Vague", Decimal(1)))
)
NOTES = NewCriterion("Notes", Decimal(2), (NewLevel("Complete", Decimal(3)), NewLevel("Bare", Decimal("0.5"))))


@pytest.fixture
def author() -> Membership:
    return make_member()


@pytest.fixture
def instructor(author: Membership) -> Membership:
    return make_instructor(author.course)


@pytest.fixture
def prompt(author: Membership) -> Prompt:
    return make_prompt(author.course, points=10)


@pytest.fixture
def post(author: Membership, prompt: Prompt) -> Post:
    return make_post(author, prompt)


@pytest.fixture
def rubric(prompt: Prompt, instructor: Membership) -> Rubric:
    made = save_rubric(prompt=prompt, criteria=[THESIS, NOTES], by=instructor)
    assert made
    return made


def keys(rubric: Rubric, *labels: str) -> tuple[tuple[int, str], ...]:
    """The keys of levels, by their labels."""
    levels = {level.label: level.pk for each in rubric.criteria.all() for level in each.levels.all()}
    return tuple((levels[label], "") for label in labels)


def mark(post: Post, by: Membership, sheet: Sheet, version: int = 0) -> Assessment:
    return save_assessment(post=post, revision=submitted(post), sheet=sheet, version=version, by=by)


def test_levels_give_their_points_times_the_weight(post: Post, rubric: Rubric, instructor: Membership) -> None:
    stored = mark(post, instructor, Sheet(levels=keys(rubric, "Clear", "Bare"), state=MarkState.READY))
    assert (stored.points, stored.rubric) == (Decimal("5.00"), rubric)


def test_a_mark_without_a_level_for_each_criterion_has_no_points_and_is_not_ready(
    post: Post, rubric: Rubric, instructor: Membership
) -> None:
    assert mark(post, instructor, Sheet(levels=keys(rubric, "Clear"))).points is None
    with pytest.raises(NotAllowed, match="a level for every criterion"):
        mark(post, instructor, Sheet(levels=keys(rubric, "Clear"), state=MarkState.READY), version=1)


def test_levels_of_another_rubric_are_refused(post: Post, rubric: Rubric, instructor: Membership) -> None:
    other = save_rubric(prompt=make_prompt(post.course, points=10), criteria=[NOTES], by=instructor)
    assert other
    with pytest.raises(NotAllowed, match="changed meanwhile"):
        mark(post, instructor, Sheet(levels=keys(other, "Bare")))
    assert not Assessment.objects.exists()


def test_points_against_the_sum_need_a_reason_and_keep_it(post: Post, rubric: Rubric, instructor: Membership) -> None:
    levels = keys(rubric, "Clear", "Bare")
    with pytest.raises(NotAllowed, match="Say why"):
        mark(post, instructor, Sheet(levels=levels, override=Decimal(7)))
    stored = mark(post, instructor, Sheet(levels=levels, override=Decimal(7), override_why="Ill that week."))
    assert (stored.raw_points, stored.points, stored.override_why) == (Decimal(5), Decimal(7), "Ill that week.")
    assert MarkChange.objects.get().why == "Ill that week."


def test_a_changed_level_is_logged_even_where_the_sum_stays(post: Post, rubric: Rubric, instructor: Membership) -> None:
    mark(post, instructor, Sheet(levels=keys(rubric, "Clear", "Bare")))
    [(clear, _), bare] = keys(rubric, "Clear", "Bare")
    mark(post, instructor, Sheet(levels=((clear, "Sharper still."), bare)), version=1)
    last = MarkChange.objects.first()
    assert last
    assert last.levels_before == "Clear; Bare"
    assert MarkChange.objects.count() == 2


def test_a_rubric_on_which_a_mark_stands_is_kept_and_its_change_is_the_next_version(
    post: Post, rubric: Rubric, instructor: Membership, prompt: Prompt
) -> None:
    stored = mark(post, instructor, Sheet(levels=keys(rubric, "Clear", "Complete"), state=MarkState.READY))
    release(assessments=[stored], by=instructor)
    newer = save_rubric(prompt=prompt, criteria=[NOTES], by=instructor)
    assert newer
    assert (newer.version, Rubric.objects.filter(prompt=prompt).count()) == (2, 2)
    stored.refresh_from_db()
    assert (stored.rubric, stored.points) == (rubric, Decimal(10))
    page = page_of(instructor, reverse("mark", args=[post.course.slug, prompt.week, post.slug]))
    assert "Thesis" in page


def test_an_unused_rubric_is_replaced_and_the_same_one_saved_again_is_the_same(
    rubric: Rubric, instructor: Membership, prompt: Prompt
) -> None:
    assert save_rubric(prompt=prompt, criteria=[THESIS, NOTES], by=instructor) == rubric
    replaced = save_rubric(prompt=prompt, criteria=[THESIS], by=instructor)
    assert replaced
    assert (replaced.version, Rubric.objects.count()) == (1, 1)
    assert save_rubric(prompt=prompt, criteria=[], by=instructor) is None
    assert not Rubric.objects.exists()


def test_levels_that_give_more_than_the_week_are_refused(instructor: Membership, prompt: Prompt) -> None:
    with pytest.raises(NotAllowed, match="give 12 points together; week 1 gives 10"):
        save_rubric(prompt=prompt, criteria=[NewCriterion("All", Decimal(3), THESIS.levels)], by=instructor)


def test_the_form_writes_a_rubric_and_shows_it_again(instructor: Membership, prompt: Prompt) -> None:
    address = reverse("rubric", args=[prompt.course.slug, prompt.week])
    data = {
        "criterion-TOTAL_FORMS": "2",
        "criterion-INITIAL_FORMS": "0",
        "criterion-0-title": "Thesis",
        "criterion-0-label_1": "Clear",
        "criterion-0-points_1": "4",
        "criterion-0-remark_1": "One can disagree.",
        "criterion-0-label_2": "Vague",
        "criterion-0-points_2": "1",
    }
    assert signed_in(instructor).post(address, data).status_code == 302
    assert written(Rubric.objects.in_force(prompt)) == [THESIS]
    page = page_of(instructor, address)
    assert "One can disagree." in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"criterion-0-title": ""}, "Name the criterion"),
        ({"criterion-0-label_2": "", "criterion-0-points_2": ""}, "at least two levels"),
        ({"criterion-0-points_2": ""}, "Say what this level is worth."),
        ({"criterion-0-label_2": ""}, "Name this level."),
        ({"criterion-0-points_1": "11"}, "Lower the points or the weights"),
    ],
)
def test_a_refused_rubric_says_why_and_keeps_every_word(
    instructor: Membership, prompt: Prompt, facts: dict[str, str], sentence: str
) -> None:
    data = {
        "criterion-TOTAL_FORMS": "1",
        "criterion-INITIAL_FORMS": "0",
        "criterion-0-title": "Thesis",
        "criterion-0-label_1": "Clear as day",
        "criterion-0-points_1": "4",
        "criterion-0-label_2": "Vague",
        "criterion-0-points_2": "1",
        **facts,
    }
    answer = signed_in(instructor).post(reverse("rubric", args=[prompt.course.slug, prompt.week]), data)
    page = answer.content.decode()
    assert sentence in page
    assert "Clear as day" in page
    assert not Rubric.objects.exists()


def test_the_author_reads_the_levels_with_their_words_after_release(
    author: Membership, post: Post, rubric: Rubric, instructor: Membership
) -> None:
    stored = mark(post, instructor, Sheet(levels=keys(rubric, "Clear", "Complete"), state=MarkState.READY))
    release(assessments=[stored], by=instructor)
    page = page_of(author, reverse("feedback", args=[post.course.slug, post.slug]))
    assert "Clear: One can disagree." in page
    assert "Complete" in page


def test_autosave_saves_the_level_and_names_the_revision(post: Post, rubric: Rubric, instructor: Membership) -> None:
    address = reverse("mark", args=[post.course.slug, post.prompt.week if post.prompt else 0, post.slug])
    [(clear, _)] = keys(rubric, "Clear")
    criterion = rubric.criteria.all()[0]
    data = {
        f"level_{criterion.pk}": clear,
        "feedback": "",
        "state": "draft",
        "revision": post.submitted_revision_id,
        "version": 0,
        "autosave": "1",
    }
    answer = signed_in(instructor).post(address, data).json()
    assert (answer["revision"], answer["version"], answer["points"]) == (post.submitted_revision_id, 1, "")
    other = signed_in(make_assistant(section=post.section)).post(address, {**data, "feedback": "Mine."})
    assert other.status_code == 409
    assert "saved this mark meanwhile" in other.json()["says"]
    assert "version" not in other.json()
    assert Assessment.objects.get().feedback == ""


def test_the_sum_is_shown_worked_from_levels_to_lateness_to_what_was_set_by_hand(
    post: Post, prompt: Prompt, rubric: Rubric, instructor: Membership
) -> None:
    now = prompt.course.now().replace(microsecond=0)
    Prompt.objects.filter(pk=prompt.pk).update(
        due=now - timedelta(hours=1), cutoff=now, opens=now - timedelta(days=5), late_percent=10
    )
    post = Post.objects.select_related("course", "prompt").get(pk=post.pk)
    levels = keys(rubric, "Clear", "Bare")
    page = reverse("mark", args=[post.course.slug, prompt.week, post.slug])
    mark(post, instructor, Sheet(levels=levels[:1]))
    assert "<li>Thesis 4 …</li>" in page_of(instructor, page)
    stored = mark(post, instructor, Sheet(levels=levels, override=Decimal(7), override_why="Ill."), version=1)
    lines = ["Thesis 4 + Notes 0.5 × 2 = 5", "5 − 1 day × 10 % of 10 = 4", "set by hand to 7: Ill."]
    assert worked_sum(stored) == lines
    shown = page_of(instructor, page)
    for line in lines:
        assert f"<li>{line}</li>" in shown
    assert "each day begun takes 10 % of 10" in shown


def test_if_another_grader_saved_first_their_levels_are_shown_beside_ones_own(
    post: Post, rubric: Rubric, instructor: Membership
) -> None:
    other = make_assistant(section=post.section)
    [clear, (bare, _)] = keys(rubric, "Clear", "Bare")
    mark(post, other, Sheet(levels=(clear, (bare, "Only one has a page."))))
    [(vague, _)] = keys(rubric, "Vague")
    thesis = rubric.criteria.get(title="Thesis")
    data = {f"level_{thesis.pk}": vague, "state": "draft", "revision": post.submitted_revision_id, "version": 0}
    address = reverse("mark", args=[post.course.slug, 1, post.slug])
    refused = signed_in(instructor).post(address, {**data, "feedback": ""})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Thesis 4 + Notes 0.5 × 2 = 5" in page
    assert "Bare: Only one has a page." in page
    assert f'value="{vague}" id="id_level_{thesis.pk}_1" checked' in page
