"""Looks a value up under a key that a template has at hand."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def of(values: Mapping[int, object], key: int) -> object:
    """Returns the value under the key, or nothing."""
    return values.get(key)
