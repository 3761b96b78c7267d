"""Tells Django about the app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Names the app."""

    name = "comments"
