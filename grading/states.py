"""The states that a mark goes through, one of a post and one of replies alike."""

from django.db import models


class MarkState(models.TextChoices):
    """How far a mark has come; no row at all is the state before these."""

    DRAFT = "draft", "Draft"
    READY = "ready", "Ready"
    RELEASED = "released", "Released"
