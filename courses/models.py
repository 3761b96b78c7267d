"""Courses, their sections, the people in them, and what each week asks for."""

from courses.course import Course, Moderation, Section
from courses.extension import Extension
from courses.invitation import Invitation
from courses.join_link import JoinLink
from courses.membership import Membership, Role
from courses.prompt import Audience, Prompt
from courses.roster_log import RosterEntry, RosterStep

__all__ = [
    "Audience",
    "Course",
    "Extension",
    "Invitation",
    "JoinLink",
    "Membership",
    "Moderation",
    "Prompt",
    "Role",
    "RosterEntry",
    "RosterStep",
    "Section",
]
