"""Prints times on the course's clock."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html

from courses.models import Course

register = template.Library()


@register.filter
def course_time(value: datetime | None, course: Course | None = None) -> str:
    """Prints a date-time with its zone: the course's own, in which the pages of a course are drawn.

    A date-time without a zone is a prompt's, and is meant on that clock. A page that joins several courses
    names the course.
    """
    if value is None:
        return ""
    zone = course.zone if course else timezone.get_current_timezone()
    local = value.replace(tzinfo=zone) if timezone.is_naive(value) else value.astimezone(zone)
    words = f"{local:%a} {local.day} {local:%b %Y, %H:%M %Z}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)
