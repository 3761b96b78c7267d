"""Canvas's own list of students, as its gradebook exports it, filled with the points that students have been told.

Canvas finds a student by its own numbers and names of sign-in, which this site does not know: its list brings them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from courses.models import Prompt
from courses.spreadsheet import Unreadable, read_rows
from grading.book import Line
from grading.spreadsheet.layouts import Row, columns_of, points_told

T = TypeVar("T")

KEPT: Final = ("Student", "ID", "SIS User ID", "SIS Login ID", "Root Account", "Section")
POSSIBLE: Final = "points possible"
NO_LIST: Final = (
    "This is no gradebook of Canvas: a row with the headings “Student”, “ID” and “Section” is missing. Export the"
    " gradebook from Canvas, and choose that file."
)


@dataclass(frozen=True)
class Filled:
    """The list with its new columns, the rows of it that are nobody here, and the students whom it does not hold."""

    rows: list[Row]
    unknown: list[str]
    left_out: list[str]

    @property
    def found(self) -> int:
        """How many students of the list were found."""
        return len(self.rows) - 2


def fill(text: str, prompts: Sequence[Prompt], lines: Iterable[Line]) -> Filled:
    """Returns the list filled; an assignment that is there already keeps its heading, by which Canvas knows it.

    Raises `Unreadable` where the text is no such list.
    """
    table = read_rows(text)
    heading = next((cells for _, cells in table[:5] if {"Student", "ID", "Section"} <= set(cells)), None)
    if heading is None:
        raise Unreadable(NO_LIST)
    places: dict[str, int] = {name: heading.index(name) for name in KEPT if name in heading}
    people, columns = _People(lines), [column for prompt in prompts for column in columns_of(prompt)]
    heads = [next((head for head in heading if head.startswith(f"{name} (")), name) for name, _ in columns]
    rows = [
        [*places, *heads],
        ["    Points Possible", *[""] * (len(places) - 1), *(f"{most:f}" for _, most in columns)],
    ]
    unknown = []
    for _, cells in table[[cells for _, cells in table].index(heading) + 1 :]:
        kept = [cells[place] if place < len(cells) else "" for place in places.values()]
        known = dict(zip(places, kept, strict=True))
        if known["Student"].casefold() == POSSIBLE or not any(kept):
            continue
        line = people.take(known)
        if line is None:
            unknown.append(known["Student"] or known.get("SIS Login ID", "") or known["ID"])
        else:
            rows.append([*kept, *points_told(line, excused="EX")])
    return Filled(rows, unknown, people.left())


class _People:
    """The students of the course by their addresses, by what stands before the @, and by their names."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = list(lines)
        self.taken: set[int] = set()
        self.by_login = one_each((login, line) for line in self.lines for login in logins_of(line.seat.author.email))
        self.by_name = one_each((_name(line.seat.author.get_full_name()), line) for line in self.lines)

    def take(self, row: Mapping[str, str]) -> Line | None:
        """Returns the student of a row, each once: by the name of the sign-in, else by the name."""
        logins = (row.get("SIS Login ID", "").casefold(), row.get("SIS User ID", "").casefold())
        found = next((self.by_login[login] for login in logins if login in self.by_login), None)
        found = found or self.by_name.get(_name(row["Student"]))
        if found is None or found.seat.pk in self.taken:
            return None
        self.taken.add(found.seat.pk)
        return found

    def left(self) -> list[str]:
        """Returns the names of those whom no row took."""
        return [line.seat.author.get_full_name() for line in self.lines if line.seat.pk not in self.taken]


def logins_of(email: str) -> set[str]:
    """Returns what a school may call the person at the sign-in.

    >>> sorted(logins_of("Ana.Reyes@example.edu"))
    ['ana.reyes', 'ana.reyes@example.edu']
    """
    return {email.casefold(), email.casefold().partition("@")[0]}


def one_each(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Returns what each word means, without the words that mean several."""
    found: dict[str, T] = {}
    several: set[str] = set()
    for word, meant in pairs:
        several |= {word} & found.keys()
        found[word] = meant
    return {word: meant for word, meant in found.items() if word not in several}


def _name(name: str) -> str:
    """Returns a name in one order, whether the family name stands first or last: Reyes, Ana; Ana Reyes."""
    return " ".join(sorted(name.replace(",", " ").casefold().split()))
