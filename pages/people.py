"""The people of a course, as far as the reader meets them."""

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Lower
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from courses.access import Seat, SeatedRequest, members
from courses.membership import MembershipQuerySet
from courses.models import Membership
from posts.models import Post

PEOPLE_ON_A_PAGE = 50
POSTS_ON_A_PAGE = 25


def people_met_by(reader: Membership) -> MembershipQuerySet:
    """Returns the people whom the reader meets, each with as much as the reader may know, and their readable posts.

    Classmates get the byline alone, and in its order: the order of the real names would give them away.
    """
    readable = Post.objects.readable_by(reader).filter(author=OuterRef("author")).order_by()
    counts = readable.values("author").annotate(number=Count("pk")).values("number")
    people = Membership.objects.visible_to(reader).with_byline().annotate(posts=Coalesce(Subquery(counts), 0))
    if reader.is_staff:
        people = people.annotate(real_name=F("author__name"), email=F("author__email"))
    return people


def _columns(reader: Membership) -> list[str]:
    shared = ["pk", "byline", "role", "section__name", "posts"]
    return [*shared, "real_name", "pseudonym", "email"] if reader.is_staff else shared


@require_safe
@members
def people(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Lists the people whom the reader meets."""
    shown_name = "real_name" if seat.is_staff else "byline"
    rows = people_met_by(seat.member).order_by(Lower(shown_name), "pk").values(*_columns(seat.member))
    page = Paginator(rows, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/people.html", {"page": page})


@require_safe
@members
def person(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Shows one of them, with the posts that the reader may read."""
    someone = get_object_or_404(people_met_by(seat.member).values("author_id", *_columns(seat.member)), pk=pk)
    posts = Post.objects.readable_by(seat.member).by(someone["author_id"]).order_by("-published_at", "-pk")
    rows = posts.annotate(title=F("published_revision__title"), week=F("prompt__week")).values(
        "slug", "title", "week", "published_at"
    )
    page = Paginator(rows, POSTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/person.html", {"person": someone, "page": page})
