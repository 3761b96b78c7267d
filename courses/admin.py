"""The administration of courses, sections and memberships, and on purpose of nothing that anyone wrote.

Content is not for the back door: posts, comments, marks and sources are changed on the site alone, where each
change has its rules and its record.
"""

from django.contrib import admin
from django.http import HttpRequest

from courses.models import Course, Membership, Section


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django’s class takes none
    """Courses; their addresses never change."""

    list_display = ["slug", "title", "time_zone", "is_public", "created_at"]
    list_filter = ["is_public"]
    search_fields = ["slug", "title"]

    def get_readonly_fields(self, request: HttpRequest, obj: Course | None = None) -> list[str]:
        """Fixes the address once the course exists."""
        return ["slug"] if obj else []


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django’s class takes none
    """Sections."""

    list_display = ["name", "course"]
    list_select_related = ["course"]
    search_fields = ["name", "course__slug", "course__title"]
    autocomplete_fields = ["course"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django’s class takes none
    """Memberships: roles, sections, and when rights end."""

    list_display = ["author", "course", "role", "section", "ended_at"]
    list_select_related = ["author", "course", "section"]
    list_filter = ["role"]
    search_fields = ["author__name", "author__email", "course__slug", "course__title"]
    autocomplete_fields = ["author", "course", "section"]
    fields = ["course", "author", "role", "section", "pseudonym", "ended_at"]
