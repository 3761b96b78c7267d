"""The page on which a document becomes a draft, and what it says afterwards."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, members
from courses.models import Prompt
from posts.actions import Conflict, NotAllowed
from posts.arrival import Luggage, arrival
from posts.models import Post, Reason, Revision
from posts.own import own_post
from posts.upload_forms import UploadForm
from posts.uploading import Place, take_in

LUGGAGE = "upload"


@require_http_methods(["GET", "POST"])
@members
def write_upload(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """A document for one's post of a week; the post is made when the document is taken in."""
    prompt = get_object_or_404(Prompt.objects.opened(seat.course).select_related("course"), week=week)
    own = Post.objects.filter(prompt=prompt).by(seat.member.author_id)
    return _upload(request, seat, prompt, own.select_related("course", "prompt", "author").first())


@require_http_methods(["GET", "POST"])
@members
def post_upload(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """A document for a post that exists; with `?done=` the page that says what came of one."""
    own = own_post(seat, post)
    if request.method == "GET" and request.GET.get("done", "").isdecimal():
        return _arrived(request, seat, own, request.GET["done"])
    return _upload(request, seat, own.prompt, own)


def _upload(request: SeatedRequest, seat: Seat, prompt: Prompt | None, post: Post | None) -> HttpResponse:
    draft, version = (post.draft_body, post.draft_version) if post else ("", 0)
    if request.method != "POST":
        return _form_page(request, prompt, post, UploadForm(draft=draft, version=version))
    form = UploadForm(request.POST, request.FILES, draft=draft)
    if not form.is_valid():
        return _form_page(request, prompt, post, form)
    place = Place(post, prompt, form.cleaned_data["version"], form.appends)
    try:
        revision = take_in(document=form.document, place=place, by=seat.member)
    except Conflict as conflict:
        return _conflict(request, prompt, conflict.post, form)
    except NotAllowed as refusal:
        form.add_error("file", f"The document was not taken in. {refusal}")
        return _form_page(request, prompt, post, form)
    _remember(request, form, revision.number)
    done = reverse("post_upload", args=[seat.course.slug, revision.post.slug])
    return redirect(f"{done}?done={revision.number}")


def _form_page(request: SeatedRequest, prompt: Prompt | None, post: Post | None, form: UploadForm) -> HttpResponse:
    context = {"form": form, "prompt": prompt, "post": post, "has_draft": bool(form.draft.strip())}
    return render(request, "posts/upload.html", context, status=422 if form.errors else 200)


def _conflict(request: SeatedRequest, prompt: Prompt | None, stored: Post, form: UploadForm) -> HttpResponse:
    """Answers 409 with both texts; nothing is overwritten, and the document need not be chosen again."""
    _remember(request, form, None)
    context = {"form": form, "document": form.document, "stored": stored, "prompt": prompt, "post": stored}
    return render(request, "posts/upload_conflict.html", context, status=409)


def _remember(request: SeatedRequest, form: UploadForm, number: int | None) -> None:
    """Keeps, in the session, what is known of the document that was read last, until its page is shown."""
    before = request.session.get(LUGGAGE, {})
    is_second_try = not form.name and before.get("number") is None
    luggage = before.get("luggage") if is_second_try else asdict(Luggage.of(form.name, form.document))
    request.session[LUGGAGE] = {"number": number, "luggage": luggage}


def _arrived(request: SeatedRequest, seat: Seat, post: Post, number: str) -> HttpResponse:
    imported = post.revisions.filter(reason=Reason.IMPORT).select_related("post__course")
    revision = get_object_or_404(imported, number=int(number[:9]))
    told = arrival(revision=revision, writer=seat.member, luggage=_luggage(request, revision))
    context = {"post": post, "prompt": post.prompt, "revision": revision, "arrival": told}
    return render(request, "posts/uploaded.html", context)


def _luggage(request: SeatedRequest, revision: Revision) -> Luggage | None:
    kept = request.session.get(LUGGAGE) or {}
    return Luggage(**kept["luggage"]) if kept.get("number") == revision.number and kept.get("luggage") else None
