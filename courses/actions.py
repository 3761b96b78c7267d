"""What changes courses and their people, several rows at a time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from authors.models import Author
from courses.invitation import InvitationQuerySet
from courses.letters import invitation_letter, send_letters
from courses.models import Course, Invitation, Membership, Role, RosterEntry, RosterStep, Section


class UnusableInvitationError(Exception):
    """The invitation is unknown, expired, revoked or used."""


class AnotherAddressError(Exception):
    """The invitation is meant for another address than that of the person who would accept it."""


class LastInstructorError(Exception):
    """The seat is the only instructor's of its course."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one address that was to be invited: an invitation and its secret, or a problem."""

    email: str
    invitation: Invitation | None = None
    token: str = ""
    problem: str = ""

    @property
    def path(self) -> str:
        """The address of the invitation's page on the site; its secret is stored nowhere."""
        return reverse("invitation", args=[self.token])


@transaction.atomic
def create_course(*, course: Course, by: Author, section: str = "A") -> Membership:
    """Saves a new course with a first section, and returns the seat of its creator, an instructor."""
    course.save(force_insert=True)
    Section.objects.create(course=course, name=section)
    return Membership.objects.create(course=course, author=by, role=Role.INSTRUCTOR)


@transaction.atomic
def invite(
    *,
    course: Course,
    emails: Iterable[str],
    role: Role,
    section: Section | None,
    by: Author,
    site: str = "",
    names: Mapping[str, str] | None = None,
) -> list[Outcome]:
    """Invites each address that is neither a member nor invited, and returns what became of each.

    With the address of the site, such as https://blog.example.edu, each link is mailed once it is stored. A name that
    is known for an address is offered at the sign-up.
    """
    Course.objects.select_for_update().get(pk=course.pk)  # so that one address is invited once at a time
    addresses = list(dict.fromkeys(email.strip().lower() for email in emails))
    _clear_expired(course.invitations.filter(email__in=addresses), by=by)
    problems = _reasons_against(course, addresses)
    outcomes = [
        Outcome(email=email, problem=problems[email])
        if email in problems
        else _invite_one(
            Invitation(
                course=course, email=email, name=(names or {}).get(email, ""), role=role, section=section, invited_by=by
            )
        )
        for email in addresses
    ]
    _log_invited(outcomes, section)
    if site:
        mail_links(outcomes, site)
    return outcomes


def _log_invited(outcomes: Iterable[Outcome], section: Section | None) -> None:
    place = f", section {section.name}" if section else ""
    RosterEntry.objects.bulk_create(
        RosterEntry(
            course=each.invitation.course,
            step=RosterStep.INVITED,
            whom=each.email,
            words=f"{each.invitation.get_role_display().lower()}{place}",
            by=each.invitation.invited_by,
        )
        for each in outcomes
        if each.invitation
    )


def mail_links(outcomes: Iterable[Outcome], site: str) -> None:
    """Mails each new link once the transaction has stored its invitation."""
    letters = [
        invitation_letter(invitation=outcome.invitation, link=site.rstrip("/") + outcome.path)
        for outcome in outcomes
        if outcome.invitation
    ]
    transaction.on_commit(lambda: send_letters(letters), robust=True)


def _clear_expired(invitations: InvitationQuerySet, *, by: Author) -> None:
    now = timezone.now()
    invitations.waiting().filter(expires_at__lte=now).update(revoked_at=now, revoked_by=by)


def _reasons_against(course: Course, addresses: Iterable[str]) -> dict[str, str]:
    seats = course.memberships.current().annotate(address=Lower("author__email"))
    members = seats.filter(address__in=addresses).values_list("address", flat=True)
    invited = course.invitations.usable().filter(email__in=addresses).values_list("email", flat=True)
    return {
        **dict.fromkeys(invited, "is invited already. Revoke that invitation to send a new one."),
        **dict.fromkeys(members, "is a member of the course already."),
    }


def _invite_one(invitation: Invitation) -> Outcome:
    token = invitation.seal()
    invitation.save(force_insert=True)
    return Outcome(email=invitation.email, invitation=invitation, token=token)


def hold_invitation(token: str) -> Invitation:
    """Returns the usable invitation that the token opens, locked until the transaction ends."""
    waiting = Invitation.objects.select_for_update(of=("self",)).select_related("course", "section")
    invitation = waiting.by_token(token).first()
    if invitation is None or not invitation.is_usable:
        raise UnusableInvitationError
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, by: Author) -> Membership:
    """Gives the invited person their seat, once; one that had ended is theirs again, as the invitation says.

    Raises `UnusableInvitationError` or `AnotherAddressError`, and then nothing has changed.
    """
    invitation = hold_invitation(token)
    if not invitation.is_for(by):
        raise AnotherAddressError
    seat, is_new = Membership.objects.select_for_update().get_or_create(
        course=invitation.course,
        author=by,
        defaults={"role": invitation.role, "section": invitation.section},
    )
    if not is_new and seat.ended_at:
        seat.role, seat.section = invitation.role, invitation.section
        seat.ended_at = seat.ended_by = None
        seat.save()
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    return seat


@transaction.atomic
def end_membership(*, membership: Membership, by: Author) -> None:
    """Ends the rights of a seat and whatever invitation waits for its holder; what they wrote stays.

    Raises `LastInstructorError` where nobody would be left to teach the course.
    """
    Course.objects.select_for_update().get(pk=membership.course_id)  # two instructors may end each other's seats
    seats = Membership.objects.filter(course=membership.course_id).current()
    if membership.is_instructor and not seats.instructors().exclude(pk=membership.pk).exists():
        raise LastInstructorError
    now = timezone.now()
    seats.filter(pk=membership.pk).update(ended_at=now, ended_by=by)
    waiting = Invitation.objects.filter(course=membership.course_id, email__iexact=membership.author.email).waiting()
    waiting.update(revoked_at=now, revoked_by=by)
    whom = membership.author.email
    RosterEntry.objects.create(course_id=membership.course_id, step=RosterStep.ENDED, whom=whom, by=by)
