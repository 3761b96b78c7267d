"""The page on which a writer sees what each note was taken for, and says what it means."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, members
from posts.choosing import choose_source, offers_for, rows_of
from posts.models import Citation, Post, Revision
from posts.revising import NotAllowed
from sources.matching import Library


@require_http_methods(["GET", "POST"])
@members
def notes(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The notes of one's last revision; a POST links one of their citations to a source."""
    posts = Post.objects.filter(course=seat.course).by(seat.member.author_id).select_related("prompt")
    own = get_object_or_404(posts, slug=post)
    last = own.revisions.first()
    if last is None:
        raise Http404
    if request.method == "POST":
        _choose(request, seat, last)
        return redirect("notes", seat.course.slug, own.slug)
    rows = rows_of(last, seat.course)
    open_citations = [each for row in rows for each in row.citations if each.source_id is None]
    library = Library.of(seat.course, seat.member.author) if open_citations else Library()
    offers = {each.pk: offers_for(each, post=own, library=library) for each in open_citations[:50]}
    return render(request, "posts/notes.html", {"post": own, "revision": last, "rows": rows, "offers": offers})


def _choose(request: SeatedRequest, seat: Seat, revision: Revision) -> None:
    citations = Citation.objects.select_related("footnote").filter(footnote__revision=revision)
    pk = request.POST.get("citation", "")
    citation = get_object_or_404(citations, pk=pk if pk.isdecimal() and len(pk) < 19 else 0)
    key = (request.POST.get("key", "").strip() or request.POST.get("source", ""))[:80].replace("\x00", "")
    try:
        choice = choose_source(citation=citation, key=key, by=seat.member)
        messages.success(request, f"Note {citation.footnote.number} now means “{choice.after}”.")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
