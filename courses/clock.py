"""Dates as a course states them: a local date-time, whose zone is the course's."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

if TYPE_CHECKING:
    DateTimeField = models.DateTimeField[datetime, datetime]
else:  # Django's class takes no types
    DateTimeField = models.DateTimeField


def local_now(zone: ZoneInfo) -> datetime:
    """Returns what a clock on the wall of the zone shows now, without a zone."""
    return timezone.now().astimezone(zone).replace(tzinfo=None)


FIRST_YEAR, LAST_YEAR = 2000, 2100


class LocalDateTimeFormField(forms.DateTimeField):
    """Reads what was typed as it stands; the course's zone gives it its meaning."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def prepare_value(self, value: object) -> object:
        """Returns the value for the widget, unconverted."""
        return value

    def to_python(self, value: object) -> datetime | None:
        """Returns the date-time without a zone."""
        # Read in a zone that never changes its clocks: in another, Django refuses the hour that comes twice.
        with timezone.override(UTC):
            aware = super().to_python(value)  # type: ignore[arg-type]  # whatever a form was sent
        if aware and not FIRST_YEAR <= aware.year <= LAST_YEAR:
            raise ValidationError(f"Take a year between {FIRST_YEAR} and {LAST_YEAR}.")
        return aware.replace(tzinfo=None) if aware else None


class LocalDateTimeField(DateTimeField):
    """A date and a time on the wall, stored without a zone, so that a change of rules does not move a deadline."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Returns PostgreSQL's type that knows no zone."""
        return "timestamp without time zone"

    def get_prep_value(self, value: object) -> object:
        """Returns the value as it is: it has no zone to convert from."""
        return self.to_python(value)

    def to_python(self, value: object) -> datetime | None:
        """Returns the date-time without a zone."""
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return value if isinstance(value, datetime) else None

    def formfield(self, **kwargs: object) -> forms.Field | None:
        """Returns the form's field that reads it."""
        return models.Field.formfield(self, form_class=LocalDateTimeFormField, **kwargs)  # type: ignore[arg-type]


if TYPE_CHECKING:

    class OptionalLocalDateTimeField(models.DateTimeField[datetime | None, datetime | None]):
        """The same, where a course need not state one."""

else:  # one class of fields; two only to the types

    class OptionalLocalDateTimeField(LocalDateTimeField):
        """The same, where a course need not state one."""
