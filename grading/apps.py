"""Tells Django about the app."""

from django.apps import AppConfig


class GradingConfig(AppConfig):
    """Names the app."""

    name = "grading"
