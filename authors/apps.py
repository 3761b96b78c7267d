"""Tells Django about the app."""

from django.apps import AppConfig


class AuthorsConfig(AppConfig):
    """Names the app."""

    name = "authors"
