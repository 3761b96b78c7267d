"""Every case file: a source, and its full note, short note and entry by the manual."""

import json
from pathlib import Path

import pytest

import chicago

CASES = Path(__file__).parent / "cases"


def cases() -> list[object]:
    return [
        pytest.param(json.loads(line), id=f"{path.stem}/{json.loads(line)['id']}")
        for path in sorted(CASES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("case", cases())
def test_a_source_prints_its_three_forms(case: dict[str, str]) -> None:
    work = chicago.Work.from_csl(case["csl"])
    style = chicago.Style(edition=int(case.get("edition", 18)))
    where = chicago.Locator(case["label"], case["locator"]) if "locator" in case else None
    printed = {
        "full": chicago.full_note(work, where, style).html(),
        "short": chicago.short_note(work, where, style).html(),
        "entry": chicago.entry(work, style).html(),
    }
    assert printed == {form: case[form] for form in printed}


@pytest.mark.parametrize("case", cases())
def test_a_source_comes_back_as_it_was_read(case: dict[str, str]) -> None:
    assert chicago.Work.from_csl(case["csl"]).to_csl() == case["csl"]


def test_every_kind_of_the_forms_has_a_case() -> None:
    kinds = {
        json.loads(line)["csl"]["type"]
        for path in CASES.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert set(chicago.KINDS) - kinds <= {"article", "entry", "event", "figure", "musical_score", "pamphlet", "review"}
