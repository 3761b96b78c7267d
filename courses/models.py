"""Courses, their sections, the people in them, and what each week asks for."""

from courses.course import Course, Moderation, Section
from courses.extension import Extension
from courses.invitation import Invitation
from courses.membership import Membership, Role
from courses.prompt import Audience, Prompt

__all__ = ["Audience", "Course", "Extension", "Invitation", "Membership", "Moderation", "Prompt", "Role", "Section"]
