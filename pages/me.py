"""One's own work across courses, and all of it as a download."""

from tempfile import SpooledTemporaryFile
from typing import Final, cast

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Subquery
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from authors.models import Author
from courses.models import Membership
from grading.models import Assessment
from pages.archive import write_archive
from posts.models import Post, PostQuerySet

WORK_ON_A_PAGE: Final = 50
IN_MEMORY: Final = 2_000_000  # bytes; what is larger waits on disk


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """All my posts by course and week with their states, and the marks that have been released."""
    author = cast("Author", request.user)
    page = Paginator(_work_of(author), WORK_ON_A_PAGE).get_page(request.GET.get("page"))
    seats = Membership.objects.current().filter(author=author).select_related("author")
    by_course = {seat.course_id: seat for seat in seats.filter(course__in={post.course_id for post in page})}
    groups: dict[int, list[Post]] = {}
    for post in page:
        groups.setdefault(post.course_id, []).append(post)
    courses = [(posts[0].course, by_course[course], posts) for course, posts in groups.items()]
    return render(request, "pages/me.html", {"page": page, "courses": courses})


def _work_of(author: Author) -> PostQuerySet:
    """Returns the author's posts in the courses of today: the newest course first, its last week first."""
    released = Assessment.objects.filter(post=OuterRef("pk")).released().order_by("-revision_id")
    return (
        Post.objects.by(author.pk)
        .filter(course__memberships__author=author.pk, course__memberships__ended_at=None)
        .annotate(points=Subquery(released.values("points")[:1]), of=F("prompt__points"))
        .select_related("course", "prompt")
        .defer("draft_body")
        .order_by("-course__created_at", "-course", F("prompt__week").desc(nulls_last=True), "-pk")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def me_download(request: HttpRequest) -> HttpResponseBase:
    """All that I wrote, and what I was told about it, as one zip file; asked for by a button, as it takes some work."""
    author = cast("Author", request.user)
    if request.method != "POST":  # whoever had to sign in first
        return me(request)
    if not ratelimit.consume(request, action="my_data", user=author):
        return render(request, "429.html", status=429)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the response closes it
    write_archive(file, author)
    file.seek(0)
    name = f"my-work-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
