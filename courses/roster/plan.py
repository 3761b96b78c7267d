"""What a roster would change in a course, line by line, before anything changes."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from courses.models import Course, Invitation, Membership, Role, Section
from courses.roster.columns import LONGEST_SECTION, Entry, read_roster

MOST_INVITED: Final = 500
MOST_SECTIONS: Final = 60


class Kind(StrEnum):
    """What would become of a person."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"
    SAME = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Options:
    """What the instructor allows the file to do."""

    section: Section | None = None
    make_sections: bool = False
    drop: bool = False


@dataclass(frozen=True)
class Change:
    """What would become of one person, in words, and what it needs to be done."""

    kind: Kind
    email: str
    words: str = ""
    line: int = 0
    name: str = ""
    role: Role = Role.STUDENT
    section: str = ""
    seat: Membership | None = None
    invitation: Invitation | None = None


@dataclass(frozen=True)
class Plan:
    """Everything that a file would do; `kept_back` says why nobody is dropped although the box is ticked."""

    changes: list[Change]
    kept_back: str = ""
    named_anew: tuple[str, ...] = ()

    def of(self, kind: Kind) -> list[Change]:
        """Returns the changes of a kind."""
        return [change for change in self.changes if change.kind == kind]

    @property
    def new_sections(self) -> list[str]:
        """The sections that are made, because someone comes into them."""
        used = {change.section for change in [*self.of(Kind.ADDED), *self.of(Kind.CHANGED)]}
        return [name for name in self.named_anew if name in used]

    @property
    def groups(self) -> list[tuple[Kind, list[Change]]]:
        """The changes by kind, what needs attention first."""
        order = (Kind.REFUSED, Kind.ADDED, Kind.CHANGED, Kind.DROPPED, Kind.SAME)
        return [(kind, self.of(kind)) for kind in order if self.of(kind)]

    @property
    def does_something(self) -> bool:
        """Whether there is anything to carry out."""
        return any(self.of(kind) for kind in (Kind.ADDED, Kind.CHANGED, Kind.DROPPED))

    @property
    def digest(self) -> str:
        """Tells this plan from another: the roster may change between the reading of a plan and its carrying out."""
        said = [(each.kind.value, each.line, each.email, each.words, each.name) for each in self.changes]
        return hashlib.sha256(repr((said, self.new_sections, self.kept_back)).encode()).hexdigest()


@dataclass
class Roster:
    """The course as it stands: its people and those invited, by address, and its sections."""

    course: Course
    by: Membership
    options: Options
    sections: list[str] = field(default_factory=list)
    new_sections: list[str] = field(default_factory=list)
    seats: dict[str, Membership] = field(default_factory=dict)
    invitations: dict[str, Invitation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sections = [section.name for section in self.course.sections.all()]
        seats = self.course.memberships.select_related("author", "section").order_by("author__email")
        self.seats = {seat.author.email.lower(): seat for seat in seats}
        waiting = self.course.invitations.usable().select_related("section").order_by("email")
        self.invitations = {each.email.lower(): each for each in waiting}


class Refused(Exception):  # noqa: N818  # the line is at fault; the message says why
    """A line that cannot be taken in."""


def plan_of(text: str, *, by: Membership, options: Options) -> Plan:
    """Returns what a file would change; raises `Unreadable` where it is no roster."""
    roster = Roster(by.course, by, options)
    entries = list(_once_each(read_roster(text)))
    changes = [_change(entry, roster) for entry in entries]
    invited = [change for change in changes if change.kind == Kind.ADDED and not change.seat]
    late = {change.email for change in invited[MOST_INVITED:]}
    wait = f"At most {MOST_INVITED} people are invited at a time. Take the same file in again afterwards."
    changes = [replace(each, kind=Kind.REFUSED, words=wait) if each.email in late else each for each in changes]
    kept_back = ""
    if options.drop and not all(entry.has_address for entry in entries):
        kept_back = "Nobody is dropped: a line does not tell whom it is about. Correct the refused lines first."
    elif options.drop:
        changes += _dropped(entries, changes, roster)
    return Plan(changes, kept_back, tuple(roster.new_sections))


def _once_each(entries: list[Entry]) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for entry in entries:
        first = seen.setdefault(entry.email, entry.line) if entry.has_address else entry.line
        again = f"Line {first} names this address already, and counts. Keep one of the two."
        yield entry if first == entry.line else replace(entry, refusal=again)


def _change(entry: Entry, roster: Roster) -> Change:
    """Returns what a line asks for, or why it is refused."""
    change = Change(Kind.SAME, entry.email, line=entry.line, name=entry.name)
    if entry.refusal:
        return replace(change, kind=Kind.REFUSED, words=entry.refusal)
    seat, invitation = roster.seats.get(entry.email), roster.invitations.get(entry.email)
    try:
        if seat:
            return _of_seat(change, entry, seat, roster)
        if invitation:
            return _of_invitation(change, entry, invitation, roster)
        return _of_stranger(change, entry, roster)
    except Refused as refusal:
        return replace(change, kind=Kind.REFUSED, words=str(refusal))


def _of_stranger(change: Change, entry: Entry, roster: Roster) -> Change:
    """Returns the invitation that a line asks for; whether there is an account makes no difference."""
    role = entry.role or Role.STUDENT
    section = _section(entry, "", role, roster)
    words = f"is invited as {_place(role, section)}"
    return replace(change, kind=Kind.ADDED, words=words, role=role, section=section)


def _of_seat(change: Change, entry: Entry, seat: Membership, roster: Roster) -> Change:
    """Returns what a line asks for about someone who has, or had, a seat; the name is theirs and stays."""
    role, now = entry.role or Role(seat.role), seat.section.name if seat.section else ""
    section = _section(entry, now, role, roster)
    if seat.pk == roster.by.pk and role != seat.role:
        raise Refused("This is your own seat. Another instructor changes your role.")
    before, after = _place(Role(seat.role), now), _place(role, section)
    change = replace(change, name=seat.author.get_full_name(), role=role, section=section, seat=seat)
    if seat.ended_at:
        return replace(change, kind=Kind.ADDED, words=f"comes back as {after}")
    if before != after:
        return replace(change, kind=Kind.CHANGED, words=f"{before} → {after}")
    other = entry.name and entry.name.casefold() != seat.author.name.casefold()
    words = f"{after}; the file says “{entry.name}”, but a member’s name is theirs to change" if other else after
    return replace(change, words=words)


def _of_invitation(change: Change, entry: Entry, invitation: Invitation, roster: Roster) -> Change:
    """Returns what a line asks for about someone who is invited and has not come yet."""
    role, now = entry.role or Role(invitation.role), invitation.section.name if invitation.section else ""
    section, name = _section(entry, now, role, roster), entry.name or invitation.name
    change = replace(change, name=name, role=role, section=section, invitation=invitation)
    before, after = _place(Role(invitation.role), now), _place(role, section)
    words = [f"{before} → {after}"] if before != after else []
    if name != invitation.name:
        words.append(f"name “{invitation.name}” → “{name}”" if invitation.name else f"name “{name}”")
    if words:
        return replace(change, kind=Kind.CHANGED, words=f"invited: {'; '.join(words)}")
    return replace(change, words=f"invited: {after}")


def _place(role: Role, section: str) -> str:
    return f"{role.label.lower()}, section {section}" if section else role.label.lower()


def _section(entry: Entry, now: str, role: Role, roster: Roster) -> str:
    """Returns the section that a line means: the one named, else the one the person has, else the one chosen."""
    if entry.section:
        return _named(entry.section, roster)
    if now or role == Role.INSTRUCTOR:
        return now
    if roster.options.section:
        return roster.options.section.name
    raise Refused("The line names no section. Add one, or choose the section for lines without one.")


def _named(words: str, roster: Roster) -> str:
    """Returns the section of a name, in whichever case; of several names, as Moodle writes, the one there is."""
    known = [*roster.sections, *roster.new_sections]
    found = _like(words, known)
    if not found:
        pieces = [_like(piece.strip(), known) for piece in re.split("[,;]", words)]
        found = [name for piece in pieces for name in piece]
    if len(set(found)) > 1:
        raise Refused(f"“{words[:80]}” names several sections. Keep one.")
    return found[0] if found else _new(words, roster)


def _like(words: str, known: list[str]) -> list[str]:
    return [words] if words in known else [name for name in known if name.casefold() == words.casefold()]


def _new(words: str, roster: Roster) -> str:
    if not roster.options.make_sections:
        raise Refused(f"The course has no section “{words[:80]}”. Correct it, or tick “Make sections”.")
    if len(words) > LONGEST_SECTION:
        raise Refused(f"The name of a section has at most {LONGEST_SECTION} letters.")
    if len(roster.sections) + len(roster.new_sections) >= MOST_SECTIONS:
        raise Refused(f"A course has at most {MOST_SECTIONS} sections.")
    roster.new_sections.append(words)
    return words


def _dropped(entries: list[Entry], changes: list[Change], roster: Roster) -> Iterator[Change]:
    """Yields the students whom the file leaves out, of the sections that it is about; staff are never dropped."""
    here = {entry.email for entry in entries}
    about = {change.section for change in changes if change.section}
    for email, seat in roster.seats.items():
        if email in here or seat.ended_at or seat.role != Role.STUDENT or not seat.section:
            continue
        if seat.section.name in about:
            words = f"student, section {seat.section.name}: the membership ends"
            yield Change(Kind.DROPPED, email, words, name=seat.author.get_full_name(), seat=seat)
    for email, each in roster.invitations.items():
        if email in here or each.role != Role.STUDENT or not each.section or email in roster.seats:
            continue
        if each.section.name in about:
            words = f"student, section {each.section.name}: the invitation is revoked"
            yield Change(Kind.DROPPED, email, words, name=each.name, invitation=each)
