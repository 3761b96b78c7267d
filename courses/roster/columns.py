"""A roster as people keep it: columns by their headings, in any order, of Canvas, Moodle or one's own making."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from courses.models import Role
from courses.spreadsheet import Unreadable, read_rows

LONGEST_ADDRESS, LONGEST_NAME, LONGEST_SECTION = 254, 120, 60
HEADINGS: Final = {
    "email": ("email", "e mail", "email address", "e mail address", "mail", "student email", "user email"),
    "login": ("sis login id", "login id", "login", "username", "user name", "sis user id"),
    "name": ("name", "full name", "display name", "student name", "user full name"),
    "sortable": ("student", "sortable name"),
    "first": ("first name", "firstname", "given name", "given names", "forename"),
    "last": ("last name", "lastname", "surname", "family name"),
    "section": ("section", "sections", "section name", "group", "groups", "seminar"),
    "role": ("role", "roles", "course role"),
}
ROLES: Final = {
    **dict.fromkeys(("student", "learner", "participant", "studentenrollment"), Role.STUDENT),
    **dict.fromkeys(
        ("assistant", "ta", "teaching assistant", "tutor", "non editing teacher", "taenrollment"), Role.ASSISTANT
    ),
    **dict.fromkeys(
        ("instructor", "teacher", "professor", "lecturer", "editing teacher", "teacherenrollment"), Role.INSTRUCTOR
    ),
}
NOBODY: Final = {"points possible", "student, test", "test student"}  # lines of Canvas that are about no person
NO_ADDRESSES: Final = (
    "The first line names no column of e-mail addresses. Call that column “email”; beside it may stand “name”, "
    "“section” and “role”, in any order."
)


@dataclass(frozen=True)
class Entry:
    """What one line says; empty where it says nothing. `refusal` is why it cannot be taken in."""

    line: int
    email: str
    name: str = ""
    section: str = ""
    role: Role | None = None
    refusal: str = ""

    @property
    def has_address(self) -> bool:
        """Whether the line tells whom it is about."""
        return is_address(self.email)


def read_roster(text: str) -> list[Entry]:
    """Returns what each line says; raises `Unreadable` where the text is no roster.

    >>> read_roster("Section;Surname;First name;E-mail\\nA;Hart;Lena;LENA@example.org\\n")
    [Entry(line=2, email='lena@example.org', name='Lena Hart', section='A', role=None, refusal='')]
    """
    rows = read_rows(text)
    headings = rows[0][1]
    places = _places(headings)
    if "email" not in places and "login" not in places:
        raise Unreadable(NO_ADDRESSES)
    entries = [_entry(line, cells, places, len(headings)) for line, cells in rows[1:]]
    found = [entry for entry in entries if entry]
    if not found:
        raise Unreadable("There are headings but no people below them. Add a line for each person.")
    return found


def _places(headings: Sequence[str]) -> dict[str, int]:
    """Returns where each kind of column stands; of two of one kind the first."""
    words = [_plain(heading) for heading in headings]
    found = {kind: [words.index(name) for name in names if name in words] for kind, names in HEADINGS.items()}
    return {kind: min(places) for kind, places in found.items() if places}


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").replace("_", " ").split())


def _entry(line: int, cells: Sequence[str], places: Mapping[str, int], width: int) -> Entry | None:
    said = {kind: " ".join(cells[place].split()) for kind, place in places.items() if place < len(cells)}
    email = (said.get("email") or said.get("login", "")).removeprefix("mailto:").lower()
    name = _name(said)
    if not is_address(email) and (said.get("sortable") or name).casefold() in NOBODY:
        return None
    role, section = ROLES.get(_plain(said.get("role", ""))), said.get("section", "")
    refusal = _too_many(cells, width) or _no_address(email) or _bad_name(name) or _bad_place(section, said, role)
    return Entry(line, email[: LONGEST_ADDRESS + 1], name, section, role, refusal)


def _name(said: Mapping[str, str]) -> str:
    """Returns the name in the order in which it is spoken; Canvas puts the family name first, before a comma."""
    parts = f"{said.get('first', '')} {said.get('last', '')}".strip()
    family, comma, given = said.get("sortable", "").partition(",")
    turned = f"{given.strip()} {family.strip()}".strip() if comma else family.strip()
    return said.get("name") or parts or turned


def _too_many(cells: Sequence[str], width: int) -> str:
    if any(cells[width:]):
        return "The line has more cells than there are headings. Put a cell that holds a comma in quotation marks."
    return ""


def _no_address(email: str) -> str:
    if not email:
        return "The line has no e-mail address. Add it."
    if not is_address(email):
        return f"“{email[:80]}” is not an e-mail address. Write it as name@example.edu."
    return ""


def _bad_name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        return f"The name has more than {LONGEST_NAME} letters. Shorten it."
    if "\ufffd" in name or any(unicodedata.category(letter) == "Cc" for letter in name):
        return "The name holds letters that cannot be read. Save the sheet as “CSV UTF-8” and choose it again."
    return ""


def _bad_place(section: str, said: Mapping[str, str], role: Role | None) -> str:
    if said.get("role") and role is None:
        return f"“{said['role'][:40]}” is not a role. Write student, assistant or instructor."
    if "\ufffd" in section or any(unicodedata.category(letter) == "Cc" for letter in section):
        return "The section holds letters that cannot be read. Save the sheet as “CSV UTF-8” and choose it again."
    return ""


def is_address(words: str) -> bool:
    """Returns whether the words are one e-mail address."""
    try:
        validate_email(words)
    except ValidationError:
        return False
    return len(words) <= LONGEST_ADDRESS
