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


def test_render_prints_by_the_18th_edition_with_a_locator_s_label(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    placed = BOOK | {"publisher-place": "Oslo"}
    rows = (
        {"csl": placed, "locator": 3, "label": "chapter"},
        {"csl": placed, "edition": 16},
        {"csl": placed, "locator": ""},
    )
    assert [answer["full"] for answer in answers(monkeypatch, capsys, "render", *rows) if isinstance(answer, dict)] == [
        "Stone, <i>The Mill</i> (Egret, 1998), chap. 3.",
        "Stone, <i>The Mill</i> (Egret, 1998).",
        "Stone, <i>The Mill</i> (Egret, 1998).",
    ]


def test_answers_are_written_as_they_are_read_and_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[tuple[tuple[object, ...], dict[str, object]]] = []
    monkeypatch.setattr("builtins.print", lambda *words, **options: printed.append((words, options)))
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"first": "10", "last": "12"}'))
    main(["ranges"])
    assert printed == [(('{"range": "10–12"}',), {"flush": True})]


def test_a_range_that_is_open_stays_open(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"first": "10"}, {"last": "12"}
    assert answers(monkeypatch, capsys, "ranges", *rows) == [{"range": "10–"}, {"range": "–12"}]


def test_an_unknown_verb_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["print"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("usage: python -m chicago ")
    assert "{render,ranges,sequence,parse}" in said


def test_the_help_says_what_goes_in_and_out(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "JSON lines in" in " ".join(capsys.readouterr().out.split())


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


def test_sequence_says_ibid_only_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = [[{"work": "mill"}], [{"work": "mill", "locator": "4", "label": "chapter", "suffix": "on flour"}]]
    rows = [{"works": {"mill": BOOK}, "notes": notes, "style": {"ibid": ibid, "edition": 17}} for ibid in (True, False)]
    rows.append({"works": {"mill": BOOK | {"publisher-place": "Oslo"}}, "notes": notes})
    first = "Stone, <i>The Mill</i> (Egret, 1998)."
    short = "Stone, <i>Mill</i>, chap. 4, on flour."
    assert answers(monkeypatch, capsys, "sequence", *rows) == [
        {"notes": [first, "Ibid., chap. 4, on flour."]},
        {"notes": [first, short]},
        {"notes": [first, short]},
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


def test_parse_knows_a_title_from_a_name_by_the_notes_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ["Ivo Stone, The Mill (London: Egret, 1998), 4."]
    rows: list[object] = [{"text": "Mill, 4.", "context": before}, {"text": "Mill, 4."}, {}]
    title, maker, nothing = answers(monkeypatch, capsys, "parse", *rows)
    assert isinstance(title, dict)
    assert isinstance(maker, dict)
    assert title["citations"][0]["csl"] == {"title": "Mill"}
    assert maker["citations"][0]["csl"] == {"author": [{"family": "Mill"}]}
    assert nothing == {"kind": "discursive", "citations": [], "unread": ""}


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
