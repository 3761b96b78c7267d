"""What corrections have changed, field by field and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import chicago
from chicago.dates import Date
from chicago.people import from_csl
from chicago.problems import field_label
from chicago.works import DATE_FIELDS, NAME_FIELDS
from sources.kinds import fields_of, kind_label
from sources.record import Change, Source

_NOT_TOLD: Final = frozenset({"id", "type"})


@dataclass(frozen=True)
class Fact:
    """One field of a record: its name in plain words, what it says, and an address that it leads to."""

    label: str
    words: str
    href: str = ""


@dataclass(frozen=True)
class Difference:
    """One field that a correction changed, in words; "" where there was or is nothing."""

    label: str
    before: str
    after: str


def label_of(name: str) -> str:
    """Returns a field's name as a label.

    >>> label_of("publisher-place"), label_of("DOI")
    ('Place of publication', 'DOI')
    """
    label = "kind of source" if name == "type" else field_label(name)
    return label[:1].upper() + label[1:]


def words_of(name: str, value: object) -> str:
    """Returns what a field says.

    >>> words_of("editor", [{"family": "Daniels", "given": "Robert V."}])
    'Robert V. Daniels'
    >>> words_of("issued", {"date-parts": [[1997, 3]]})
    'March 1997'
    """
    if name == "type":
        return kind_label(str(value or ""))
    if name in NAME_FIELDS:
        return "; ".join(person.full for person in from_csl(value))
    if name in DATE_FIELDS:
        return Date.from_csl(value).full()
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return "" if value is None else str(value)


def facts_of(csl: Mapping[str, object]) -> list[Fact]:
    """Returns the fields that say something: first those of the kind, in its order, then the others."""
    kind = str(csl.get("type") or "")
    names = [name for name in fields_of(kind) if name in csl]
    others = sorted(csl.keys() - set(names) - _NOT_TOLD)
    facts = (Fact(label_of(name), words_of(name, csl[name]), _address(name, csl[name])) for name in [*names, *others])
    return [fact for fact in facts if fact.words]


def _address(name: str, value: object) -> str:
    words = str(value).strip()
    if words.startswith(("http://", "https://")):
        return words
    return f"https://doi.org/{words}" if name == "DOI" and words.startswith("10.") else ""


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[Difference]:
    """Returns what changed from one state of a record to another."""
    names = dict.fromkeys(["type", *fields_of(str(after.get("type"))), *sorted(before.keys() | after.keys())])
    found = []
    for name in names:
        if name != "id" and before.get(name) != after.get(name):
            found.append(Difference(label_of(name), words_of(name, before.get(name)), words_of(name, after.get(name))))
    return [each for each in found if each.before != each.after]


def changed_fields(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """Returns the fields in which two states of a record differ.

    >>> sorted(changed_fields({"id": "a", "title": "T", "volume": "1"}, {"id": "b", "title": "T", "page": "3"}))
    ['page', 'volume']
    """
    return {name for name in before.keys() | after.keys() if name != "id" and before.get(name) != after.get(name)}


def patched(now: Mapping[str, object], before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """Returns the present record with what changed from one state to another changed in it too.

    >>> patched({"title": "T", "page": "9"}, {"title": "T", "volume": "1"}, {"title": "U"})
    {'title': 'U', 'page': '9'}
    """
    changed = changed_fields(before, after)
    kept = {name: value for name, value in now.items() if name not in changed or name in after}
    return {**kept, **{name: after[name] for name in changed if name in after}}


def printed_forms(work: chicago.Work, style: chicago.Style) -> list[tuple[str, chicago.Text]]:
    """Returns the forms in which the manual prints a work, each with its name; without those that it does not have."""
    forms = (
        ("Full note", chicago.full_note(work, None, style)),
        ("Short note", chicago.short_note(work, None, style)),
        ("Bibliography", chicago.entry(work, style)),
    )
    return [(name, text) for name, text in forms if text]


def state_at(source: Source, version: int) -> Mapping[str, object]:
    """Returns the record as it stood at a version; where that is not known, as it stands."""
    changes: Iterable[Change] = source.changes.all()[: max(source.version - version, 0)]
    states: list[Mapping[str, object]] = [change.before for change in changes]
    return states[-1] if states else source.as_csl()


def printed_title(source: Source, style: chicago.Style) -> chicago.Text:
    """Returns the title as a heading prints it."""
    work = chicago.Work.from_csl({**source.fields, "type": source.kind})
    title = work.title() or work.title("container-title")
    return chicago.Text(title.of(style.edition)) if title else chicago.Text(source.key)
