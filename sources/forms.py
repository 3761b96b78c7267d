"""The form of a record: the fields of its kind, and rows for its people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from chicago.works import DATE_FIELDS, NAME_FIELDS
from sources.dates import NoSuchDayError, csl_date
from sources.history import label_of
from sources.kinds import fields_of, kind_choices, needed_by
from sources.proposal import MAX_WHY
from sources.typed import csl_of, is_known, people_of, roles_in, rows_in, typed

MAX_FIELD: Final = 2_000
MAX_ROWS: Final = 99
SPARE_ROWS: Final = 2

# The columns of a table of people: the part, its name, the longest that is stored.
COLUMNS: Final = (
    ("given", "Given names", 120),
    ("family", "Family name", 120),
    ("particle", "Particle", 40),
    ("suffix", "Suffix", 40),
    ("literal", "Or organisation", 300),
)
_HELP: Final = {
    "title": "A work that the title names may stand in italics: Ambivalence in <i>Hamlet</i>.",
    "issued": "For example 1997, 1997-03-02, March 1997, ca. 1500, 1951–54; words such as forthcoming are kept.",
    "accessed": "For example 2026-03-02. Printed only where the page itself has no date.",
    "title-short": "Only where the short notes should not use the title without its subtitle.",
    "page": "The pages that the whole takes up, not those that you cite.",
    "language": "For example fr or de, where the title is not English and keeps its own capitals.",
}


@dataclass(frozen=True)
class PersonRow:
    """One line of a table of people."""

    cells: list[BoundField]
    errors: list[str]


@dataclass(frozen=True)
class Block:
    """What the form shows next: one field, or the table of the people in a role."""

    name: str
    label: str
    is_needed: bool
    field: BoundField | None = None
    rows: tuple[PersonRow, ...] = ()


class RecordForm(forms.Form):
    """The words of a record: shown are the fields of its kind, the others are carried along unseen."""

    kind = forms.ChoiceField(label="Kind of source")
    read_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    save_anyway = forms.BooleanField(label="It is another work: save it all the same", required=False)

    def __init__(
        self,
        *,
        kind: str,
        words: Mapping[str, str],
        version: int = 0,
        present: str = "",
        data: Mapping[str, str] | None = None,
    ) -> None:
        initial: dict[str, object] = {**words, "kind": kind, "read_version": version}
        super().__init__(data=data, initial=initial, use_required_attribute=False)
        self.shown_kind = kind
        self.fields["kind"] = forms.ChoiceField(label="Kind of source", choices=kind_choices(present))
        self._rows = {role: self._height(role, words) for role in fields_of(kind) if role in NAME_FIELDS}
        self.fields.update(_plain_fields(kind))
        for role, rows in self._rows.items():
            self.fields.update(_person_fields(role, rows))
        for name in words:
            if is_known(name):
                self.fields.setdefault(name, _carried())

    @staticmethod
    def _height(role: str, words: Mapping[str, str]) -> int:
        return min(rows_in(words, role) + SPARE_ROWS, MAX_ROWS)

    def blocks(self) -> list[Block]:
        """Returns what is shown, in the order of the kind."""
        needed = needed_by(self.shown_kind)
        found = []
        for name in fields_of(self.shown_kind):
            label, is_needed = label_of(name), name in needed
            if name in self._rows:
                rows = tuple(self._row(name, at) for at in range(self._rows[name]))
                found.append(Block(name, label, is_needed, rows=rows))
            else:
                found.append(Block(name, label, is_needed, field=self[name]))
        return found

    def carried(self) -> list[BoundField]:
        """Returns the fields that are sent along unseen."""
        return [self[name] for name, field in self.fields.items() if isinstance(field.widget, forms.HiddenInput)]

    def _row(self, role: str, at: int) -> PersonRow:
        cells = [self[f"{role}-{at}-{part}"] for part, _, _ in COLUMNS]
        return PersonRow(cells, [str(error) for cell in cells for error in cell.errors])

    def words(self) -> dict[str, str]:
        """Returns the typed words of a valid form."""
        return {name: str(value) for name, value in self.cleaned_data.items() if is_known(name)}

    def csl(self, before: Mapping[str, object]) -> dict[str, object]:
        """Returns the record that a valid form describes, as a change of the one before."""
        return csl_of(str(self.cleaned_data["kind"]), self.words(), before)

    def clean(self) -> None:
        """Refuses dates that no calendar has, rows that name nobody, and a record that names nothing."""
        words = {name: str(value) for name, value in self.cleaned_data.items() if is_known(name)}
        for name in words.keys() & DATE_FIELDS:
            try:
                csl_date(words[name])
            except NoSuchDayError as fault:
                self.add_error(name, str(fault))
        for name, sentence in _nameless(words):
            self.add_error(name, sentence)
        titled = any(words.get(name) for name in ("title", "container-title", "reviewed-title", "archive_location"))
        if not titled and not any(people_of(words, role) for role in roles_in(words)):
            raise ValidationError("Give at least a title or a name, so that the source can be told from others.")


class ReasonForm(forms.Form):
    """Why a correction is proposed."""

    reason = forms.CharField(
        label="Why",
        help_text="For example where you have seen it. Your instructor reads this.",
        max_length=MAX_WHY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """Why a proposed correction is declined."""

    answer = forms.CharField(
        label="Why not",
        help_text="Needed only to decline; the proposer reads it.",
        max_length=MAX_WHY,
        error_messages={"required": "Say why the correction is declined; the proposer reads it."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    use_required_attribute = False  # accepting needs no word


def _plain_fields(kind: str) -> Iterator[tuple[str, forms.Field]]:
    for name in fields_of(kind):
        if name not in NAME_FIELDS:
            yield (
                name,
                forms.CharField(
                    label=label_of(name), help_text=_HELP.get(name, ""), max_length=MAX_FIELD, required=False
                ),
            )


def _person_fields(role: str, rows: int) -> Iterator[tuple[str, forms.Field]]:
    for at in range(rows):
        for part, label, longest in COLUMNS:
            field = forms.CharField(label=label, max_length=longest, required=False)
            field.widget.attrs["aria-label"] = f"{label_of(role)} {at + 1}: {label}"
            yield f"{role}-{at}-{part}", field


def _carried() -> forms.Field:
    return forms.CharField(max_length=MAX_FIELD, required=False, widget=forms.HiddenInput)


def _nameless(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields the rows of people that do not say who is meant, with a sentence."""
    for role in roles_in(words):
        for at in range(rows_in(words, role)):
            row = {part for part, _, _ in COLUMNS if words.get(f"{role}-{at}-{part}")}
            if "literal" in row and len(row) > 1:
                yield f"{role}-{at}-literal", "Type a person’s name or an organisation in one row, not both."
            elif row and not row & {"literal", "family", "given"}:
                yield f"{role}-{at}-family", "A particle or a suffix needs the name that it belongs to."


def posted_form(data: Mapping[str, str], *, present: str = "", bound: bool = True) -> RecordForm:
    """Returns the form as it was sent: to be read, or (not `bound`) to be drawn for another kind with every word kept.

    `present` is the kind of the record as it stands, which stays on offer even where it is a rare one.
    """
    words = {name: data[name] for name in data if is_known(name)}
    version = data.get("read_version", "")
    return RecordForm(
        kind=data.get("kind", ""),
        words=words,
        version=int(version[:9]) if version.isdecimal() else 0,
        present=present,
        data=data if bound else None,
    )


def record_form(csl: Mapping[str, object], version: int) -> RecordForm:
    """Returns the form of a record as it stands."""
    kind = str(csl.get("type") or "document")
    return RecordForm(kind=kind, words=typed(csl), version=version, present=kind)


def previewed_csl(data: Mapping[str, str], before: Mapping[str, object]) -> dict[str, object]:
    """Returns the record that half-typed words describe, as a change of the one before, without impossible dates.

    >>> previewed_csl({"kind": "book", "title": "Roots", "issued": "1976-02-30"}, {})
    {'type': 'book', 'title': 'Roots'}
    """
    words = {name: data[name][:MAX_FIELD] for name in data if is_known(name) and _can_be_read(name, data[name])}
    kind = data.get("kind", "")
    known = kind in dict(kind_choices(str(before.get("type", ""))))
    return csl_of(kind if known else "document", words, before)


def _can_be_read(name: str, words: str) -> bool:
    if name not in DATE_FIELDS:
        return True
    try:
        csl_date(words)
    except NoSuchDayError:
        return False
    return True
