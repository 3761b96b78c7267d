"""The merges that a source took part in, for its page."""

from django import template
from django.template.context import RequestContext

from courses.access import Seat
from posts.merge_queries import merges_of
from sources.models import Source

register = template.Library()


@register.inclusion_tag("sources/_merges.html", takes_context=True)
def merges(context: RequestContext, source: Source) -> dict[str, object]:
    """Shows members what was merged into a source, and staff the way back."""
    seat = context.get("seat")
    if not isinstance(seat, Seat) or seat.membership is None:
        return {}
    return {
        "merges": list(merges_of(seat, source)) if getattr(source, "has_merges", True) else [],
        "source": source,
        "seat": seat,
        "course": seat.course,
    }
