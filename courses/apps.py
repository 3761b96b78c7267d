"""Tells Django about the app."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Names the app."""

    name = "courses"
