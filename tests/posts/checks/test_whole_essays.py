"""The checks on whole essays: silent where the notes are right, and never missing a fault that was put in."""

from pathlib import Path

import pytest

from posts.checks import check
from tests.posts.checks.marked import CLEAN, FAULTY, HEAVY, found_in, seen, unmarked, words_at


def test_there_are_essays_to_be_silent_about() -> None:
    assert len(CLEAN) >= 8
    assert sum(len(seen(path.read_text(encoding="utf-8")).notes) for path in CLEAN) >= 60


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_an_essay_whose_notes_are_right_is_left_alone(path: Path) -> None:
    view = seen(path.read_text(encoding="utf-8"))
    assert [(each.rule.code, words_at(view, each)) for each in check(view) if each.severity in HEAVY] == []


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_every_planted_fault_is_found_at_its_place_and_nothing_else(path: Path) -> None:
    body, faults = unmarked(path.read_text(encoding="utf-8"))
    assert sorted(found_in(seen(body))) == sorted(faults)


@pytest.mark.parametrize("path", CLEAN + FAULTY, ids=lambda path: path.stem)
def test_every_finding_stands_where_its_words_stand_also_behind_windows_line_ends(path: Path) -> None:
    body, _ = unmarked(path.read_text(encoding="utf-8"))
    assert found_in(seen(body.replace("\n", "\r\n"))) == found_in(seen(body))
