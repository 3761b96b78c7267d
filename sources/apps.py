"""Tells Django about the app."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Names the app."""

    name = "sources"
