"""Carrying a plan out: all of it or nothing, and only the plan that was shown."""

from itertools import groupby

from django.db import transaction
from django.utils import timezone

from authors.models import Author
from courses.actions import end_membership, invite
from courses.models import Course, Invitation, Membership, RosterEntry, RosterStep, Section
from courses.roster.plan import Change, Kind, Options, Plan, plan_of
from courses.seats import change_seat, make_section, return_membership


@transaction.atomic
def take_in(text: str, *, by: Membership, options: Options, shown: str, site: str) -> tuple[Plan, bool]:
    """Carries out what a file asks for if that is still what was shown, and returns the plan and whether it did."""
    course = Course.objects.select_for_update().get(pk=by.course_id)
    # Whoever accepts an invitation at this moment holds its row: what is read below is what stands.
    list(Invitation.objects.select_for_update().filter(course=course).waiting().order_by("pk").values_list("pk"))
    list(Membership.objects.select_for_update().filter(course=course).order_by("pk").values_list("pk"))
    plan = plan_of(text, by=by, options=options)
    if plan.digest != shown or not plan.does_something:
        return plan, False
    _carry_out(plan, course, by.author, site)
    return plan, True


def _carry_out(plan: Plan, course: Course, by: Author, site: str) -> None:
    for name in plan.new_sections:
        make_section(course=course, name=name, by=by)
    sections = {section.name: section for section in course.sections.all()}
    for change in plan.changes:
        if change.kind in {Kind.ADDED, Kind.CHANGED} and change.seat:
            return_membership(seat=change.seat, by=by)
            change_seat(seat=change.seat, role=change.role, section=sections.get(change.section), by=by)
        elif change.kind == Kind.CHANGED and change.invitation:
            _change_invitation(change, sections.get(change.section), by)
        elif change.kind == Kind.DROPPED:
            _drop(change, by)
    _invite_all(plan, course, sections, by, site)


def _change_invitation(change: Change, section: Section | None, by: Author) -> None:
    invitation = change.invitation
    assert invitation  # noqa: S101  # the caller has asked
    invitation.name, invitation.role, invitation.section = change.name, change.role, section
    invitation.save(update_fields=["name", "role", "section"])
    _log(invitation, RosterStep.INVITATION, change, by)


def _drop(change: Change, by: Author) -> None:
    if change.seat:
        end_membership(membership=change.seat, by=by)
    elif change.invitation:
        Invitation.objects.filter(pk=change.invitation.pk).update(revoked_at=timezone.now(), revoked_by=by)
        _log(change.invitation, RosterStep.WITHDRAWN, change, by)


def _log(invitation: Invitation, step: RosterStep, change: Change, by: Author) -> None:
    RosterEntry.objects.create(
        course_id=invitation.course_id, step=step, whom=change.email, words=change.words[:400], by=by
    )


def _invite_all(plan: Plan, course: Course, sections: dict[str, Section], by: Author, site: str) -> None:
    """Invites those who are new, a role and a section at a time."""
    new = sorted((each for each in plan.of(Kind.ADDED) if not each.seat), key=_role_and_section)
    for _, group in groupby(new, key=_role_and_section):
        people = list(group)
        invite(
            course=course,
            emails=[each.email for each in people],
            role=people[0].role,
            section=sections.get(people[0].section),
            by=by,
            site=site,
            names={each.email: each.name for each in people},
        )


def _role_and_section(change: Change) -> tuple[str, str]:
    return change.role, change.section
