"""Whole notes: what each holds, kind by kind, as the manual prints them and as students type them."""

import json
from pathlib import Path
from typing import Any

import pytest

from chicago.parser import ParsedCitation, parse

Case = dict[str, Any]

CASES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
]
SPACE = str.maketrans({" ": "\u00a0"})


def filled(citation: ParsedCitation) -> dict[str, object]:
    """Give the fields of a citation that hold something."""
    return {name: value for name, value in citation.as_json().items() if value}


@pytest.mark.parametrize("case", CASES)
def test_a_note_is_read_into_its_citations(case: Case) -> None:
    parsed = parse(case["note"], case.get("context", []))

    assert parsed.kind == case["kind"]
    assert [filled(citation) for citation in parsed.citations] == case.get("citations", [])
    assert parsed.unread == case.get("unread", "")


@pytest.mark.parametrize("case", CASES)
def test_no_break_spaces_change_nothing(case: Case) -> None:
    context = case.get("context", [])

    assert parse(case["note"].translate(SPACE), context).as_json() == parse(case["note"], context).as_json()


@pytest.mark.parametrize("case", CASES)
def test_space_around_a_note_changes_nothing(case: Case) -> None:
    context = case.get("context", [])

    assert parse(f"  {case['note']}\n", context).as_json() == parse(case["note"], context).as_json()


@pytest.mark.parametrize("case", CASES)
def test_a_missing_last_period_changes_nothing(case: Case) -> None:
    context = case.get("context", [])
    note = case["note"].removesuffix(".") if case["note"][-2].isdigit() else case["note"].rstrip()

    assert parse(note, context).as_json() == parse(case["note"], context).as_json()
