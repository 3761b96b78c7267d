"""The command line: `python -m chicago render|ranges|sequence|parse`, JSON lines in and JSON lines out."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from typing import Final

import chicago
from chicago.works import Work

Answer = dict[str, object]


def render(row: Mapping[str, object]) -> Answer:
    """Return the three forms of one work."""
    work = Work.from_csl(row.get("csl"))
    style = _style(row)
    where = _locator(row)
    return {
        "full": chicago.full_note(work, where, style).html(),
        "short": chicago.short_note(work, where, style).html(),
        "entry": chicago.entry(work, style).html(),
    }


def ranges(row: Mapping[str, object]) -> Answer:
    """Return one inclusive range."""
    return {"range": chicago.shorten_range(str(row.get("first", "")), str(row.get("last", "")))}


def sequence(row: Mapping[str, object]) -> Answer:
    """Return the notes of one essay."""
    given = row.get("works")
    works = {key: Work.from_csl(csl) for key, csl in given.items()} if isinstance(given, dict) else {}
    style = row.get("style")
    notes = row.get("notes")
    printed = chicago.print_notes(
        [_note(note, works) for note in notes] if isinstance(notes, list) else [],
        _style(style if isinstance(style, dict) else {}),
    )
    return {"notes": [text.html() for text in printed]}


def parse(row: Mapping[str, object]) -> Answer:
    """Return what a typed note says."""
    from chicago.parser import parse as read

    context = row.get("context")
    earlier = [str(each) for each in context] if isinstance(context, list) else []
    return read(str(row.get("text", "")), context=earlier).as_json()


def _style(row: Mapping[str, object]) -> chicago.Style:
    return chicago.Style(17 if str(row.get("edition")) == "17" else 18, row.get("ibid") is True)


def _locator(row: Mapping[str, object]) -> chicago.Locator | None:
    value = row.get("locator")
    if not isinstance(value, (str, int)):
        return None
    return chicago.Locator(str(row.get("label") or "page"), str(value))


def _note(note: object, works: Mapping[str, Work]) -> chicago.Note:
    parts: list[chicago.Cite | chicago.Prose] = []
    for part in note if isinstance(note, list) else [note]:
        if not isinstance(part, dict):
            parts.append(chicago.Prose(str(part)))
        elif "prose" in part:
            parts.append(chicago.Prose(str(part["prose"])))
        else:
            key = str(part.get("work"))
            work = works.get(key) or Work.from_csl({})
            prefix, suffix = str(part.get("prefix") or ""), str(part.get("suffix") or "")
            parts.append(chicago.Cite(work, _locator(part), prefix, suffix, key))
    return chicago.Note(tuple(parts))


VERBS: Final[Mapping[str, Callable[[Mapping[str, object]], Answer]]] = {
    "render": render,
    "ranges": ranges,
    "sequence": sequence,
    "parse": parse,
}


def main(arguments: list[str] | None = None) -> int:
    """Answer each line of standard input with a line of JSON."""
    options = argparse.ArgumentParser(prog="python -m chicago", description=__doc__)
    options.add_argument("verb", choices=tuple(VERBS))
    answer = VERBS[options.parse_args(arguments).verb]
    for line in sys.stdin:
        if line.strip():
            row = json.loads(line)
            print(json.dumps(answer(row if isinstance(row, dict) else {}), ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
