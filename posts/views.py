"""The pages on which a post is written, handed in and looked back upon by its author."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.access import Seat, SeatedRequest, members
from courses.models import Audience, Prompt
from posts import actions
from posts.forms import EssayForm, PreviewForm, SubmitForm
from posts.models import Post, Reason, Revision
from posts.previewing import preview


def _own_post(seat: Seat, slug: str) -> Post:
    """Returns the reader's own post, or 404."""
    posts = Post.objects.filter(course=seat.course).by(seat.member.author_id)
    return get_object_or_404(posts.select_related("course", "prompt", "author"), slug=slug)


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
    own = _own_post(seat, post)
    return _edit(request, seat, own.prompt, own)


def _edit(request: SeatedRequest, seat: Seat, prompt: Prompt | None, post: Post | None) -> HttpResponse:
    if request.method != "POST":
        version = post.draft_version if post else 0
        title, body = (post.draft_title, post.draft_body) if post else ("", "")
        form = EssayForm(initial={"title": title, "body": body, "version": version})
        return _editor(request, seat, prompt, post, form, body)
    form = EssayForm(request.POST)
    if not form.is_valid():
        return _editor(request, seat, prompt, post, form, "", status=422)
    if request.POST.get("action") == "preview":
        return _editor(request, seat, prompt, post, form, form.cleaned_data["body"])
    post = post or actions.start_post(seat=seat.member, prompt=prompt)
    try:
        return _save(request, seat, post, form)
    except actions.Conflict as conflict:
        return _conflict(request, seat, conflict.post, form)
    except actions.NotAllowed as refusal:
        form.add_error(None, str(refusal))
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
    shown = preview(course=seat.course, writer=seat.member.author, body=body, post=post, prompt=prompt)
    reason = post.decisions.first() if post and post.is_returned else None
    is_closed = prompt is not None and not prompt.is_open() and not (post and post.is_returned)
    context = {
        "form": form,
        "prompt": prompt,
        "post": post,
        "preview": shown,
        "decision": reason,
        "is_closed": is_closed,
    }
    return render(request, "posts/editor.html", context, status=status)


def _conflict(request: SeatedRequest, seat: Seat, stored: Post, form: EssayForm) -> HttpResponse:
    """Answers 409 with both texts; nothing is overwritten."""
    if request.POST.get("action") == "autosave":
        both = {"version": stored.draft_version, "title": stored.draft_title, "body": stored.draft_body}
        return JsonResponse(both, status=409)
    context = {"typed": form.words(), "stored": stored, "post": stored}
    return render(request, "posts/conflict.html", context, status=409)


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
    shown = preview(course=seat.course, writer=seat.member.author, body=body, post=own.first(), prompt=prompt)
    return render(request, "posts/_preview.html", {"preview": shown, "title": form.cleaned_data["title"]})


@require_http_methods(["GET", "POST"])
@members
def post_submit(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The last look before an essay is handed in."""
    own = _own_post(seat, post)
    form = _submit_form(seat, own, request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _submit(seat, own, form)
        except actions.Conflict as conflict:
            own = _own_post(seat, post)
            form = _submit_form(seat, own, _at_version(request.POST, own.draft_version))
            form.add_error(None, f"{conflict} Look at it again below, then submit.")
            status = 409
        except actions.NotAllowed as refusal:
            form.add_error(None, str(refusal))
            status = 409
    shown = preview(course=seat.course, writer=seat.member.author, body=own.draft_body, post=own, prompt=own.prompt)
    context = {"form": form, "post": own, "preview": shown, "obstacle": actions.why_not_submit(own)}
    return render(request, "posts/submit.html", context, status=status)


def _submit_form(seat: Seat, post: Post, data: QueryDict | None) -> SubmitForm:
    """Returns the form with the audiences that the prompt and the course allow; the one chosen before is ticked."""
    widest = Audience(post.prompt.audience) if post.prompt else Audience.PUBLIC
    ceiling = widest if seat.course.is_public or widest != Audience.PUBLIC else Audience.COURSE
    usual = Audience.COURSE if ceiling == Audience.PUBLIC else ceiling
    last = post.submissions.first()
    return SubmitForm(
        data,
        initial={"version": post.draft_version, "key": uuid.uuid4()},
        ceiling=ceiling,
        usual=Audience(last.audience) if last else usual,
    )


def _at_version(data: QueryDict, version: int) -> QueryDict:
    """Returns what was sent, over the draft as it stands now."""
    again = data.copy()
    again["version"] = str(version)
    return again


def _submit(seat: Seat, post: Post, form: SubmitForm) -> HttpResponse:
    words = actions.Words(post.draft_title, post.draft_body, form.cleaned_data["version"])
    submission = actions.submit(
        post=post, words=words, choices=form.choices(), key=form.cleaned_data["key"], by=seat.member
    )
    return redirect("receipt", seat.course.slug, submission.post.slug)


@require_safe
@members
def receipt(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """What the author holds in hand after submitting."""
    own = _own_post(seat, post)
    submission = own.submissions.select_related("revision").first()
    if submission is None:
        raise Http404
    first = own.submissions.order_by("at", "pk").first() or submission
    late = own.prompt.days_late(first.at) if own.prompt else 0
    context = {"post": own, "submission": submission, "first": first, "late": late}
    return render(request, "posts/receipt.html", context)


@require_POST
@members
def post_withdraw(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """Takes a submission back before the deadline."""
    own = _own_post(seat, post)
    try:
        actions.withdraw(post=own, by=seat.member)
        messages.success(request, "Withdrawn. Your draft is as you left it.")
    except actions.NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("post", seat.course.slug, own.slug)


@require_safe
@members
def history(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The revisions of one's own post, the newest first."""
    own = _own_post(seat, post)
    revisions = own.revisions.defer("body", "body_html", "notes_html", "bibliography_html")
    return render(request, "posts/history.html", {"post": own, "revisions": list(revisions[:200])})


@require_safe
@members
def revision(request: SeatedRequest, seat: Seat, post: str, number: int) -> HttpResponse:
    """One revision as it reads: for its author any, for staff in charge the submitted ones."""
    revisions = Revision.objects.select_related("post", "submission").filter(post__slug=post, number=number)
    own = revisions.filter(post__course=seat.course, post__author=seat.member.author_id)
    handed_in = revisions.filter(post__in=Post.objects.in_charge_of(seat.member), submission__isnull=False)
    shown = get_object_or_404((own | handed_in).distinct())
    return render(request, "posts/revision.html", {"post": shown.post, "revision": shown})
