"""The front door, and one's own work across courses."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authors.models import Author
from courses.models import Course, Membership, Role
from grading.models import Assessment, MarkState
from posts.models import Post

WORK_ON_A_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My courses; for a visitor the courses that are open, and the sign-in."""
    if not isinstance(request.user, Author):
        return render(request, "pages/welcome.html", {"courses": list(Course.objects.public()[:50])})
    seats = Membership.objects.current().filter(author=request.user).select_related("course", "section")
    may_create = request.user.is_staff or seats.filter(role=Role.INSTRUCTOR).exists()
    return render(
        request, "pages/home.html", {"seats": list(seats.order_by("-joined_at")[:50]), "may_create": may_create}
    )


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """All my posts with their states, and the marks that have been released."""
    released = Assessment.objects.filter(post=OuterRef("pk"), state=MarkState.RELEASED).order_by("-revision_id")
    posts = (
        Post.objects.by(request.user.pk or 0)
        .filter(course__memberships__author=request.user.pk, course__memberships__ended_at=None)
        .annotate(points=Subquery(released.values("points")[:1]), of=F("prompt__points"))
        .select_related("course", "prompt")
        .defer("draft_body")
        .order_by("-draft_saved_at", "-pk")
    )
    return render(
        request, "pages/me.html", {"page": Paginator(posts, WORK_ON_A_PAGE).get_page(request.GET.get("page"))}
    )
