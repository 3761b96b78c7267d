"""What a source still needs before its notes are whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from chicago.layouts import BY_KIND, layout_of
from chicago.works import DATE_FIELDS, NAME_FIELDS, Work


@dataclass(frozen=True, slots=True)
class Kind:
    """Holds what a form needs to know of a kind: its label, its fields in order, those that it cannot do without.

    A required field may name alternatives, `author|editor`: one of them is enough.
    """

    name: str
    label: str
    fields: tuple[str, ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Holds a field that is missing or unsound, and a sentence that says what to do."""

    field: str
    sentence: str


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind: Kind(kind, layouts[-1].label_of(kind), layouts[-1].fields, layouts[-1].required)
        for kind, layouts in sorted(BY_KIND.items())
        if layouts[-1].fields
    }
)

FIELD_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "DOI": "DOI",
        "URL": "address (URL)",
        "accessed": "date of access",
        "archive": "archive or library",
        "archive_collection": "collection",
        "archive_location": "box, folder or shelf mark",
        "archive-place": "place of the archive",
        "chapter-number": "chapter or track number",
        "collection-number": "number in the series",
        "collection-title": "series",
        "container-author": "author of the book",
        "container-title": "title of the book, journal or site",
        "dimensions": "size or duration",
        "event-place": "place of the event",
        "event-title": "event",
        "genre": "description",
        "issued": "date",
        "medium": "medium or format",
        "number-of-volumes": "number of volumes",
        "original-date": "first publication",
        "page": "pages",
        "publisher-place": "place of publication",
        "reviewed-author": "author of the work reviewed",
        "reviewed-title": "title of the work reviewed",
        "title-short": "short title",
        "volume-title": "title of the volume",
    }
)


def field_label(name: str) -> str:
    """Return a field's name in plain words.

    >>> field_label("publisher-place"), field_label("translator")
    ('place of publication', 'translator')
    """
    return FIELD_LABELS.get(name, name.replace("-", " ").replace("_", " "))


def problems(work: Work) -> list[Problem]:
    """Return what is missing for the kind of work, in the order of its form.

    >>> [each.field for each in problems(Work.from_csl({"type": "book", "title": "Orientalism"}))]
    ['author', 'publisher', 'issued']
    """
    found: list[Problem] = []
    if work.kind not in BY_KIND:
        found.append(Problem("type", f"“{work.kind}” is not a kind of source that is known here; choose one."))
    layout = layout_of(work)
    for wanted in layout.required:
        names = wanted.split("|")
        if not any(_has(work, name) for name in names):
            labels = " or ".join(field_label(name) for name in names)
            found.append(Problem(names[0], f"{layout.label_of(work.kind)}: add the {labels}."))
    return found


def _has(work: Work, name: str) -> bool:
    if name in NAME_FIELDS:
        return bool(work.names(name))
    if name in DATE_FIELDS:
        return work.date(name).known or (name == "issued" and bool(work.word("status")))
    return bool(work.title(name)) or bool(work.word(name))
