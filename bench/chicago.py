"""Notes per second: this engine beside citeproc-py, over the project's own cases, in one process.

Run it as `python bench/chicago.py`. Nothing printed is kept: each figure prints every note anew from works that are
already read. Reading a work does once what never changes (names, dates, headline capitals); the figures
“from CSL-JSON” include that. The clock is the process’s own, so that a busy machine tells against neither.
"""

import importlib.util
import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != Path(__file__).resolve().parent]

import chicago  # noqa: E402

SECONDS = 1.5
CASES = [
    json.loads(line)
    for path in sorted((ROOT / "tests/chicago/cases").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def rate(run: Callable[[], int]) -> float:
    """Return how many notes a second a run prints, as the best of three."""
    run()
    best = 0.0
    for _ in range(3):
        done, start = 0, time.process_time()
        while (spent := time.process_time() - start) < SECONDS / 3:
            done += run()
        best = max(best, done / spent)
    return best


def ours() -> None:
    """Print the rates of this engine."""
    rows = [
        (
            chicago.Work.from_csl(case["csl"]),
            chicago.Locator(case["label"], case["locator"]) if "locator" in case else None,
            chicago.Style(case.get("edition", 18)),
        )
        for case in CASES
    ]
    runs: dict[str, Callable[[], int]] = {
        "full notes": lambda: len([chicago.full_note(*row).html() for row in rows]),
        "short notes": lambda: len([chicago.short_note(*row).html() for row in rows]),
        "entries": lambda: len([chicago.entry(work, style).html() for work, _, style in rows]),
        "full notes from CSL-JSON": lambda: len(
            [chicago.full_note(chicago.Work.from_csl(case["csl"])).html() for case in CASES]
        ),
    }
    print(f"chicago, {len(rows)} works, by CPU seconds")
    for name, run in runs.items():
        print(f"  {name:28}{rate(run):>10,.0f} a second")
    notes = [chicago.Note((chicago.Cite(*rows[n * 7 % 20][:2]),)) for n in range(60)]
    essay = rate(lambda: bool(chicago.print_notes(notes, chicago.Style(ibid=True))))
    print(f"  {'an essay of 60 notes':28}{1000 / essay:>10,.2f} ms")


def theirs() -> None:
    """Print the rates of citeproc-py, or why there are none."""
    if importlib.util.find_spec("citeproc") is None:
        print("citeproc-py is not installed; there is nothing to compare with")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        print("citeproc-py, a note style of four fields")
        print(f"  {'notes':28}{rate(_citeproc):>10,.0f} a second")


def _citeproc() -> int:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    items = [{"id": str(n)} | case["csl"] for n, case in enumerate(CASES) if case["csl"]["type"] == "book"]
    style = CitationStylesStyle(str(_style_file()), validate=False)
    library = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    cites = [Citation([CitationItem(item["id"])]) for item in items]
    for each in cites:
        library.register(each)
    return len([library.cite(each, lambda _: None) for each in cites])


def _style_file() -> Path:
    """Write a small note style: author, title, publisher and year, which is far less than the manual asks."""
    path = Path(tempfile.gettempdir()) / "bench-note.csl"
    path.write_text(NOTE_STYLE, encoding="utf-8")
    return path


NOTE_STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
  <info><title>note</title><id>note</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="." delimiter="; "><group delimiter=", ">
    <names variable="author"><name and="text" delimiter=", "/></names>
    <text variable="title" font-style="italic" text-case="title"/>
    <group prefix="(" suffix=")" delimiter=", ">
      <text variable="publisher"/><date variable="issued"><date-part name="year"/></date>
    </group>
  </group></layout></citation>
</style>
"""


if __name__ == "__main__":
    ours()
    theirs()
