"""The people of a note: who stands first, and who is named after the title."""

from typing import Final

from chicago import people
from chicago.layouts.base import Citing, Words
from chicago.people import People
from chicago.punctuation import capital

# 13.75, 13.80: the abbreviation after the name of someone who stands in the author's place, one and several.
_ROLES: Final = {
    "editor": ("ed.", "eds."),
    "translator": ("trans.", "trans."),
    "editor-translator": ("ed. and trans.", "eds. and trans."),
    "collection-editor": ("ed.", "eds."),
    "compiler": ("comp.", "comps."),
    "director": ("dir.", "dirs."),
    "host": ("host", "hosts"),
    "curator": ("curator", "curators"),
    "producer": ("prod.", "prods."),
    "illustrator": ("ill.", "ills."),
    "chair": ("chair", "chairs"),
}
# 13.83, 14.6: the words before the names of those who stand after the title, in notes and in entries.
_DEEDS: Final = {
    "editor": ("ed.", "edited by"),
    "translator": ("trans.", "translated by"),
    "editor-translator": ("ed. and trans.", "edited and translated by"),
    "compiler": ("comp.", "compiled by"),
    "illustrator": ("ill.", "illustrated by"),
    "contributor": ("with", "with"),
    "narrator": ("narrated by", "narrated by"),
    "director": ("directed by", "directed by"),
    "producer": ("produced by", "produced by"),
    "host": ("hosted by", "hosted by"),
    "performer": ("performed by", "performed by"),
    "conductor": ("conducted by", "conducted by"),
    "composer": ("composed by", "composed by"),
    "interviewer": ("interview by", "interview by"),
    "script-writer": ("written by", "written by"),
    "container-author": ("by", "by"),
    "reviewed-author": ("by", "by"),
}


def listed(citing: Citing, persons: People, *, inverted: bool = True) -> str:
    """Return names as the form lists them."""
    if citing.form == "note":
        return people.in_note(persons, citing.style)
    if citing.short:
        return people.in_note(persons, citing.style, short=citing.told_apart)
    return people.in_entry(persons, citing.style, inverted=inverted)


def lead_role(citing: Citing, roles: tuple[str, ...]) -> str:
    """Return the first of the roles that somebody fills."""
    return next((role for role in roles if citing.work.people.get(role)), "")


def led_by(*roles: str) -> Words:
    """Print the names that lead: the author, or who stands in the author's place with the role after it (13.75)."""

    def lead(citing: Citing) -> str:
        role = lead_role(citing, roles)
        if not role:
            return ""
        persons = citing.work.people[role]
        names = listed(citing, persons)
        if citing.short or role not in _ROLES:
            return names
        if role == "editor" and citing.work.names("translator") == persons:
            role = "editor-translator"
        one, several = _ROLES[role]
        return f"{names}, {several if len(persons) > 1 else one}"

    return lead


def deeds(*roles: str, after: tuple[str, ...] = (), joint: str = "") -> Words:
    """Print the people named after the title, each role but the one that leads (13.83).

    In an entry each role is a sentence of its own, unless `joint` says otherwise.
    """

    def done(citing: Citing) -> str:
        persons = citing.work.people
        if not persons:
            return ""
        lead = lead_role(citing, after)
        found = [role for role in roles if role != lead and persons.get(role)]
        if "container-author" in found and persons["container-author"] == persons.get("author"):
            found.remove("container-author")
        if not found:
            return ""
        if "editor" in found and persons.get("editor") == persons.get("translator"):
            found = ["editor-translator" if role == "editor" else role for role in found if role != "translator"]
        elif lead == "editor" and persons.get("editor") == persons.get("translator"):
            found = [role for role in found if role != "translator"]
        pieces = [_deed(citing, role) for role in found]
        if citing.entry and not joint:
            return ". ".join(capital(piece) for piece in pieces)
        return (joint or ", ").join(pieces)

    return done


def _deed(citing: Citing, role: str) -> str:
    persons = citing.work.names(role) or citing.work.names("editor")  # who edits and translates may be given as both
    note, entry = _DEEDS[role]
    if role == "narrator" and citing.style.seventeenth:  # 14.58; 17th, 14.264
        note = entry = "read by"
    return f"{entry if citing.entry else note} {listed(citing, persons, inverted=False)}"
