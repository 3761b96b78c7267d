"""Shows stored HTML: the one place where a template trusts it, because `markup.sanitising` was its last step."""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
@stringfilter
def printed(html: str) -> SafeString:
    """Returns HTML that was sanitised before it was stored, to be shown as it is."""
    return SafeString(html)  # nosec B703 # `markup.sanitising` was the last step before it was stored
