"""Tells Django about the app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Names the app."""

    name = "pages"
