"""What changes seats and sections one at a time; each step leaves its line in the log of the roster."""

from django.db import transaction
from django.db.models import ProtectedError

from authors.models import Author
from courses.actions import LastInstructorError
from courses.models import Course, Invitation, Membership, Role, RosterEntry, RosterStep, Section


class NotEmptyError(Exception):
    """The section still has people, or posts were written in it; the message says which."""


def where(role: str, section: Section | None) -> str:
    """Returns a place in the course in words.

    >>> where("instructor", None)
    'instructor'
    """
    return f"{Role(role).label.lower()}, section {section.name}" if section else Role(role).label.lower()


@transaction.atomic
def change_seat(*, seat: Membership, role: Role, section: Section | None, by: Author) -> bool:
    """Gives a member another role or section, and returns whether anything changed.

    Raises `LastInstructorError` where nobody would be left to teach the course.
    """
    Course.objects.select_for_update().get(pk=seat.course_id)  # two instructors may change each other's seats
    row = Membership.objects.select_for_update(of=("self",)).select_related("section", "author").get(pk=seat.pk)
    if (row.role, row.section_id) == (role, section.pk if section else None):
        return False
    others = Membership.objects.filter(course=row.course_id).current().instructors().exclude(pk=row.pk)
    if row.is_instructor and not row.ended_at and role != Role.INSTRUCTOR and not others.exists():
        raise LastInstructorError
    before = where(row.role, row.section)
    row.role, row.section = role, section
    row.full_clean(exclude=["author", "pseudonym"])
    row.save(update_fields=["role", "section"])
    _log(row, RosterStep.CHANGED, f"{before} → {where(role, section)}", by)
    return True


@transaction.atomic
def return_membership(*, seat: Membership, by: Author) -> bool:
    """Gives back a seat that had ended, as it was, and returns whether it had."""
    Course.objects.select_for_update().get(pk=seat.course_id)
    row = Membership.objects.select_for_update(of=("self",)).select_related("section", "author").get(pk=seat.pk)
    if row.ended_at is None:
        return False
    row.ended_at = row.ended_by = None
    row.save(update_fields=["ended_at", "ended_by"])
    Invitation.objects.filter(course=row.course_id, email__iexact=row.author.email).revoke(by=by)
    _log(row, RosterStep.RETURNED, where(row.role, row.section), by)
    return True


def _log(seat: Membership, step: RosterStep, words: str, by: Author) -> None:
    RosterEntry.objects.create(course_id=seat.course_id, step=step, whom=seat.author.email, words=words[:400], by=by)


@transaction.atomic
def make_section(*, course: Course, name: str, by: Author) -> Section:
    """Adds a section to the course."""
    section = Section.objects.create(course=course, name=name)
    RosterEntry.objects.create(course=course, step=RosterStep.SECTION, words=f"{name} made", by=by)
    return section


@transaction.atomic
def rename_section(*, section: Section, name: str, by: Author) -> None:
    """Gives a section another name."""
    words = f"{section.name} → {name}"
    Section.objects.filter(pk=section.pk).update(name=name)
    RosterEntry.objects.create(course_id=section.course_id, step=RosterStep.SECTION, words=words, by=by)


@transaction.atomic
def delete_section(*, section: Section, by: Author) -> None:
    """Deletes a section that nobody has a seat in or is invited to; raises `NotEmptyError` with the reason."""
    Course.objects.select_for_update().get(pk=section.course_id)
    course = section.course
    if not course.sections.exclude(pk=section.pk).exists():
        raise NotEmptyError("A course needs a section. Make another one first.")
    if course.memberships.current().filter(section=section).exists():
        raise NotEmptyError("There are people in it. Move them to another section first.")
    if course.invitations.usable().filter(section=section).exists():
        raise NotEmptyError("People are invited to it. Revoke these invitations first.")
    if section.join_links.standing().exists():
        raise NotEmptyError("It has a join link. Revoke the link first.")
    try:
        with transaction.atomic():
            section.delete()
    except ProtectedError:
        raise NotEmptyError("Posts were written in it, or former members had their seat in it, so it stays.") from None
    RosterEntry.objects.create(course=course, step=RosterStep.SECTION, words=f"{section.name} deleted", by=by)
