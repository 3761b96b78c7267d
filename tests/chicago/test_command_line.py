"""`python -m chicago`: JSON lines in, JSON lines out."""

import io
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import chicago
from chicago.__main__ import main

BOOK = {"type": "book", "title": "The Mill", "author": [{"family": "Stone"}], "publisher": "Egret", "issued": "1998"}


def answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str, *rows: object
) -> list[object]:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(json.dumps(row) for row in rows) + "\n\n"))
    assert main([verb]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_render_answers_the_three_forms(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"csl": BOOK, "locator": "3-4", "label": None}, {"csl": BOOK | {"publisher-place": "Oslo"}, "edition": 17}
    assert answers(monkeypatch, capsys, "render", *rows) == [
        {
            "full": "Stone, <i>The Mill</i> (Egret, 1998), 3–4.",
            "short": "Stone, <i>Mill</i>, 3–4.",
            "entry": "Stone. <i>The Mill</i>. Egret, 1998.",
        },
        {
            "full": "Stone, <i>The Mill</i> (Oslo: Egret, 1998).",
            "short": "Stone, <i>Mill</i>.",
            "entry": "Stone. <i>The Mill</i>. Oslo: Egret, 1998.",
        },
    ]


def test_ranges_answers_a_range(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert answers(monkeypatch, capsys, "ranges", {"first": "1496", "last": "1500"}) == [{"range": "1496–500"}]


def test_sequence_answers_a_note_for_each_note(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {
        "works": {"mill": BOOK},
        "style": {"edition": 18, "ibid": True},
        "notes": [[{"work": "mill", "locator": "3"}], [{"work": "mill", "prefix": "see"}], {"prose": "So."}, "So?"],
    }
    assert answers(monkeypatch, capsys, "sequence", row) == [
        {"notes": ["Stone, <i>The Mill</i> (Egret, 1998), 3.", "See Stone, <i>Mill</i>.", "So.", "So?"]}
    ]


@pytest.mark.parametrize("row", [{}, [], {"works": [], "notes": 3, "style": "x"}, {"notes": [[{"work": "unknown"}]]}])
def test_sequence_never_fails_on_json(
    row: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [answer] = answers(monkeypatch, capsys, "sequence", row)
    assert isinstance(answer, dict)


def test_parse_reads_a_typed_note(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"text": "Ivo Stone, The Mill (London: Egret, 1998), 4.", "context": ["Ibid."]}, {"text": "Ibid., 4."}
    kinds = [answer["kind"] for answer in answers(monkeypatch, capsys, "parse", *rows) if isinstance(answer, dict)]
    assert kinds == ["full", "ibid"]


def test_the_file_runs_as_a_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"first": "107", "last": "108"}'))
    monkeypatch.setattr(sys, "argv", ["chicago", "ranges"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(Path(chicago.__file__).with_name("__main__.py")), run_name="__main__")
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out) == {"range": "107–8"}


def test_the_package_runs_as_a_command() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "chicago", "ranges"],
        input='{"first": "107", "last": "108"}\n',
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == {"range": "107–8"}
