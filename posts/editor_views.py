"""The pages on which a post is written."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from courses.access import Seat, SeatedRequest, members
from courses.extension import deadline_for
from courses.models import Prompt
from courses.typed import typed_words
from posts import actions
from posts.forms import EssayForm, PreviewForm
from posts.models import Decision, Post, Reason, Revision
from posts.own import own_post
from posts.previewing import preview
from posts.two_texts import passages

REVISIONS_SHOWN = 20


@require_http_methods(["GET", "POST"])
@members
def write(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """The editor for one's post of a week; the post is made when it is first saved."""
    prompt = get_object_or_404(Prompt.objects.opened(seat.course).select_related("course"), week=week)
    own = Post.objects.filter(prompt=prompt).by(seat.member.author_id)
    return _edit(request, seat, prompt, own.select_related("course", "prompt", "author").first())


@require_http_methods(["GET", "POST"])
@members
def post_edit(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The editor for a post that exists."""
    own = own_post(seat, post)
    return _edit(request, seat, own.prompt, own)


def _edit(request: SeatedRequest, seat: Seat, prompt: Prompt | None, post: Post | None) -> HttpResponse:
    if request.method != "POST":
        version = post.draft_version if post else 0
        title, body = (post.draft_title, post.draft_body) if post else ("", "")
        facts = {"title": title, "body": body, "version": version, "writer": request.user.pk}
        return _editor(request, seat, prompt, post, EssayForm(initial=facts), body)
    form = EssayForm(request.POST)
    if not form.is_valid():
        return _refused(request, seat, prompt, post, form)
    if not form.is_typed_by(request.user.pk):
        return render(request, "posts/another_writer.html", {"typed": typed_words(request)}, status=403)
    if request.POST.get("action") == "preview":
        return _editor(request, seat, prompt, post, form, form.cleaned_data["body"])
    post = post or actions.start_post(seat=seat.member, prompt=prompt)
    try:
        return _save(request, seat, post, form)
    except actions.Conflict as conflict:
        return _conflict(request, seat, conflict.post, form)
    except actions.NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, seat, prompt, post, form)


def _refused(
    request: SeatedRequest, seat: Seat, prompt: Prompt | None, post: Post | None, form: EssayForm
) -> HttpResponse:
    """Says why nothing was saved: to the autosave in a sentence, else above the form with every word in it."""
    if request.POST.get("action") == "autosave":
        sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
        return JsonResponse({"why": " ".join(sentences)}, status=422)
    return _editor(request, seat, prompt, post, form, "", status=422)


def _save(request: SeatedRequest, seat: Seat, post: Post, form: EssayForm) -> HttpResponse:
    """Saves the draft alone for the autosave, else a revision; goes on to where the button leads."""
    words = form.words()
    if request.POST.get("action") == "autosave":
        version = actions.save_draft(post=post, words=words)
        saved_at = timezone.localtime().strftime("%H:%M")
        return JsonResponse({"version": version, "saved_at": saved_at, "sha256": words.sha256})
    actions.save_revision(post=post, words=words, reason=Reason.SAVE, by=seat.member.author)
    if request.POST.get("action") == "submit":
        return redirect("post_submit", seat.course.slug, post.slug)
    messages.success(request, f"Saved at {timezone.localtime():%H:%M}. Only you can see it until you submit.")
    return redirect(request.path)


def _editor(
    request: SeatedRequest,
    seat: Seat,
    prompt: Prompt | None,
    post: Post | None,
    form: EssayForm,
    body: str,
    status: int = 200,
) -> HttpResponse:
    shown = preview(writer=seat.member, body=body, post=post, prompt=prompt)
    reasons = Decision.objects.for_author(post) if post and post.is_returned else []
    deadline = deadline_for(prompt, seat.member.author_id) if prompt else None
    is_closed = deadline is not None and not deadline.is_open() and not (post and post.is_returned)
    context = {
        "form": form,
        "prompt": prompt,
        "deadline": deadline,
        "post": post,
        "preview": shown,
        "decision": reasons[-1] if reasons else None,
        "is_closed": is_closed,
        "revisions": _revisions(post),
    }
    return render(request, "posts/editor.html", context, status=status)


def _revisions(post: Post | None) -> list[Revision]:
    """Returns the post's last revisions for the tab beside the text, without their words."""
    if post is None:
        return []
    return list(post.revisions.defer("body", "body_html", "notes_html", "bibliography_html")[:REVISIONS_SHOWN])


def _conflict(request: SeatedRequest, seat: Seat, stored: Post, form: EssayForm) -> HttpResponse:
    """Answers 409 with both texts; nothing is overwritten."""
    if request.POST.get("action") == "autosave":
        return JsonResponse(_both(stored, form.words()), status=409)
    context = {"typed": form.words(), "stored": stored, "post": stored}
    return render(request, "posts/conflict.html", context, status=409)


def _both(stored: Post, typed: actions.Words) -> dict[str, object]:
    """Returns what was saved elsewhere, and where what was typed differs from it."""
    differing = passages(typed.body, stored.draft_body)
    return {
        "version": stored.draft_version,
        "title": stored.draft_title,
        "body": stored.draft_body,
        "titles": [typed.title, stored.draft_title],
        "passages": [passage.told() for passage in differing],
    }


@require_POST
@members
def preview_essay(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The preview beside the editor: the text as it would be published, and its notes one by one."""
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return HttpResponse("The essay is too long to preview. Your text is still here.", status=422)
    prompt = Prompt.objects.opened(seat.course).filter(week=form.cleaned_data["week"] or 0).first()
    own = Post.objects.filter(course=seat.course, slug=form.cleaned_data["post"]).by(seat.member.author_id)
    body = form.cleaned_data["body"]
    shown = preview(writer=seat.member, body=body, post=own.first(), prompt=prompt)
    context = {"preview": shown, "title": form.cleaned_data["title"], "prompt": prompt}
    return render(request, "posts/_beside.html", context)
