"""The checks that compare with the rest of the course, with the week's terms and limits, and what a week may set."""

import time
from pathlib import Path

import pytest

from posts.checks import RULES, Severity, check
from posts.checks.view import Quoted, Term
from tests.posts.checks.marked import CLEAN, FAULTY, found_in, seen, unmarked, words_at

VIOLA = "Lynne Viola, *Peasant Rebels under Stalin* (New York: Oxford University Press, 1996), {}."
WORDS = "nobody in the village had ever been asked by an office"
SAID = f"A clerk said that “{WORDS}.”((" + VIOLA + "))"


def _findings(body: str, code: str, pages: tuple[int, int] | None = None, words: str = WORDS) -> list[str]:
    """Returns what a check finds where the course quotes words from the essay's first source at some pages."""
    view = seen(body)
    place = f"p. {pages[0]}" if pages else ""
    elsewhere = [Quoted(source.key, words, pages, place) for source in view.cited[:1]] or [Quoted(0, words)]
    checked = type(view)(view.body, view.blocks, view.notes, elsewhere=tuple(elsewhere), cited=view.cited)
    return [words_at(checked, each) for each in check(checked) if each.rule.code == code]


def test_the_same_words_at_another_page_are_told() -> None:
    assert _findings(SAID.format(45), "L13", (54, 54)) == [f"“{WORDS}.”"]
    assert _findings(
        SAID.format(45),
        "L13",
        (54, 54),
        f"He wrote: {WORDS}, or a priest",
    )


@pytest.mark.parametrize(
    ("body", "pages", "words"),
    [
        (SAID.format(45), (45, 45), WORDS),
        (SAID.format("44–45"), (45, 46), WORDS),
        (SAID.format(45), (54, 54), "nobody in the village had ever been asked by the priest"),
        (SAID.format(45), (54, 54), "nobody in the village"),
        (SAID.format(45), None, WORDS),
        (f"Nobody was asked.(({VIOLA.format(45)}))", (54, 54), WORDS),
    ],
)
def test_the_same_page_or_other_words_are_not_told(body: str, pages: tuple[int, int] | None, words: str) -> None:
    assert _findings(body, "L13", pages, words) == []


def test_eight_words_in_a_row_that_another_post_quotes_are_found_once() -> None:
    body = f"I find that {WORDS}, and that was that."
    assert _findings(body, "L14") == [WORDS]
    assert _findings("Nobody *in the village* had\never been asked by anyone.", "L14") == [
        "Nobody *in the village* had\never been asked by"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Nobody in the village had ever been, that is all.",
        SAID.format(45),
        f"> {WORDS}\n\nSo it was.",
        f"# {WORDS}",
        "Nobody in the town had ever been asked by a priest.",
    ],
)
def test_fewer_words_and_quoted_words_are_left_alone(body: str) -> None:
    assert _findings(body, "L14") == []


def test_a_likely_duplicate_is_named_at_its_first_note() -> None:
    body = f"They wrote.(({VIOLA.format(45)})) They stopped.((Viola, *Peasant Rebels*, 46.))"
    (found,) = [each for each in check(seen(body, twins=["Viola: Peasant Rebels"])) if each.rule.code == "L16"]
    assert (found.hit.note, found.hit.says.count("Viola")) == (1, 2)
    assert "L16" not in dict(found_in(seen(body)))


def test_much_that_is_quoted_is_told_against_the_limit() -> None:
    body = SAID.format(45) + " So it was, in that village and in many others of the district then."
    assert "L19" in dict(found_in(seen(body, most_quoted=30)))
    assert "L19" not in dict(found_in(seen(body, most_quoted=60)))
    assert "L19" not in dict(found_in(seen("", most_quoted=0)))


def test_terms_that_are_unmet_are_told_and_met_ones_not() -> None:
    view = seen("Words.", terms=[Term("word", 1, 300), Term("source", 2, 1)])
    assert [each.hit.says for each in check(view)] == ["The week asks for at least 300 words; there are 1."]


def test_a_week_sets_how_weighty_a_check_is() -> None:
    view = seen("They wrote.(()) And stopped.")
    assert [each.severity for each in check(view)] == [Severity.BLOCK]
    assert [each.severity for each in check(view, {"L18": "info"})] == [Severity.INFO]
    assert check(view, {"L18": "off"}) == []
    assert [each.severity for each in check(view, {"L18": "loud", "L99": "off"})] == [Severity.BLOCK]


def test_the_weightiest_come_first_and_then_the_first_in_the_text() -> None:
    view = seen(unmarked(FAULTY[0].read_text(encoding="utf-8"))[0])
    order = [(list(Severity).index(each.severity), each.hit.span) for each in check(view)]
    assert order == sorted(order)


def test_every_check_has_words_for_its_reader() -> None:
    for code, rule in RULES.items():
        assert code == rule.code
        assert rule.title
        assert rule.explanation.endswith(".")


def test_a_long_essay_is_checked_in_a_moment_and_so_is_a_hostile_one() -> None:
    long = "\n\n".join(path.read_text(encoding="utf-8").replace("[^", "[^a") for path in CLEAN)
    assert len(long.split()) > 2_000
    assert len(seen(long).notes) >= 60
    for body in (
        long,
        "“" * 50_000,
        "((" * 20_000,
        '"a ' * 30_000,
        "a. " * 30_000,
        "((" + "a" * 4_000 + ")) ’" * 20,
        "`" * 50_000,
    ):
        view = seen(body)
        began = time.process_time()
        check(view)
        assert time.process_time() - began < 2


def test_the_page_of_the_checks_lists_each_as_it_is() -> None:
    page = (Path(__file__).parents[3] / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| L")
    ]
    words = {"stops the handing-in": Severity.BLOCK, "asks for a look": Severity.WARN, "tells": Severity.INFO}
    assert [(code, title, words[usually], why) for code, title, usually, why in rows] == [
        (rule.code, rule.title, rule.severity, rule.explanation) for rule in RULES.values()
    ]
