"""A source that a writer chose by hand for a citation; appended, never changed."""

from django.db import models
from django.utils import timezone

from authors.models import Author
from posts.footnote import Citation
from sources.models import Source


class Choice(models.Model):
    """One choice: which citation, what it meant before and what it means now, who chose and when."""

    citation = models.ForeignKey(Citation, models.CASCADE, related_name="choices")
    before = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Source, models.PROTECT, related_name="+")
    by = models.ForeignKey(Author, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.citation} means {self.after}"
