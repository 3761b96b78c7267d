"""Joining a section by its link: at once for those who are signed in, by a letter to their address for others."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from authors.models import Author
from courses.actions import Outcome, mail_links
from courses.models import Course, Invitation, JoinLink, Membership, Role, RosterEntry, RosterStep, Section


class ClosedLinkError(Exception):
    """The link is unknown, expired, revoked or full."""


class EndedSeatError(Exception):
    """The person was a member, and staff ended that: the link does not undo it."""


@transaction.atomic
def make_link(*, section: Section, days: int, most_uses: int, by: Author) -> str:
    """Makes the section's link, which takes the place of the one there was, and returns its secret."""
    Course.objects.select_for_update().get(pk=section.course_id)
    section.join_links.standing().update(revoked_at=timezone.now(), revoked_by=by)
    link = JoinLink(section=section, most_uses=most_uses, made_by=by)
    token = link.seal(days=days)
    link.save(force_insert=True)
    _log(link, f"made for section {section.name}: {days} days, {most_uses} people", by)
    return token


@transaction.atomic
def revoke_link(*, link: JoinLink, by: Author) -> bool:
    """Closes a link and the letters it has sent that nobody has used, and returns whether it stood."""
    now: datetime = timezone.now()
    if not JoinLink.objects.standing().filter(pk=link.pk).update(revoked_at=now, revoked_by=by):
        return False
    link.letters.waiting().update(revoked_at=now, revoked_by=by)
    _log(link, f"revoked for section {link.section.name}", by)
    return True


def _log(link: JoinLink, words: str, by: Author, step: RosterStep = RosterStep.LINK, whom: str = "") -> None:
    RosterEntry.objects.create(course_id=link.section.course_id, step=step, whom=whom, words=words[:400], by=by)


def _hold(token: str) -> JoinLink:
    """Returns the open link of the token, locked until the transaction ends."""
    # The course first, as everyone who changes its people does: so nobody waits for one another.
    found = JoinLink.objects.by_token(token).values("section__course")
    Course.objects.select_for_update().filter(pk__in=found).order_by().first()
    rows = JoinLink.objects.select_for_update(of=("self",)).select_related("section__course", "made_by")
    link = rows.by_token(token).first()
    if link is None or link.state != "open":
        raise ClosedLinkError
    return link


@transaction.atomic
def join(*, token: str, by: Author) -> Membership:
    """Gives a person who is signed in a student's seat; who has one keeps it as it is.

    Raises `ClosedLinkError` or `EndedSeatError`, and then nothing has changed.
    """
    link = _hold(token)
    course = link.section.course
    seat = course.memberships.filter(author=by).first()
    if seat and seat.ended_at:
        raise EndedSeatError
    if seat:
        return seat
    JoinLink.objects.filter(pk=link.pk).update(joined=F("joined") + 1)
    _log(link, f"student, section {link.section.name}", by, RosterStep.JOINED, by.email)
    return Membership.objects.create(course=course, author=by, section=link.section, role=Role.STUDENT)


@transaction.atomic
def ask_for_letter(*, token: str, email: str, site: str) -> None:
    """Mails an invitation of their own to whoever asks with the link; nothing tells what is known of the address.

    A member, a former one, and whoever staff have invited to another place get none.
    """
    link = _hold(token)
    course = link.section.course
    address = email.strip().lower()
    if course.memberships.filter(author__email__iexact=address).exists():
        return
    waiting = course.invitations.waiting().filter(email__iexact=address)
    waiting.filter(expires_at__lte=timezone.now()).update(revoked_at=timezone.now(), revoked_by=link.made_by)
    invitation = waiting.select_for_update().first()
    if invitation and (invitation.role, invitation.section_id) != (Role.STUDENT, link.section_id):
        return
    if invitation is None:
        invitation = Invitation(
            course=course, email=address, section=link.section, invited_by=link.made_by, join_link=link
        )
    secret = invitation.seal()
    invitation.save()
    _log(link, f"letter by the link, section {link.section.name}", link.made_by, RosterStep.INVITED, address)
    mail_links([Outcome(email=address, invitation=invitation, token=secret)], site)
