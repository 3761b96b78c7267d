"""The pages on which a post is handed in and taken back."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from courses.access import Seat, SeatedRequest, members
from courses.models import Audience
from posts import actions
from posts.consent import withdraw_consent
from posts.forms import SubmitForm
from posts.models import Post
from posts.own import own_post
from posts.previewing import preview


@require_http_methods(["GET", "POST"])
@members
def post_submit(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """The last look before an essay is handed in."""
    own = own_post(seat, post)
    form = _submit_form(seat, own, request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _submit(seat, own, form)
        except actions.Conflict as conflict:
            own = own_post(seat, post)
            form = _submit_form(seat, own, _at_version(request.POST, own.draft_version))
            form.add_error(None, f"{conflict} Look at it again below, then submit.")
            status = 409
        except actions.NotAllowed as refusal:
            form.add_error(None, str(refusal))
            status = 409
    shown = preview(writer=seat.member, body=own.draft_body, post=own, prompt=own.prompt)
    context = {"form": form, "post": own, "preview": shown, "obstacle": actions.why_not_submit(own)}
    context["deadline"] = own.deadline()
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


@require_POST
@members
def post_withdraw(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """Takes a submission back before the deadline."""
    own = own_post(seat, post)
    try:
        actions.withdraw(post=own, by=seat.member)
        messages.success(request, "Withdrawn. Your draft is as you left it.")
    except actions.NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("post", seat.course.slug, own.slug)


@require_POST
@members
def post_unpublish(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """Takes one's own post back from the public; the course goes on reading it."""
    own = own_post(seat, post)
    try:
        withdraw_consent(post=own, by=seat.member)
        messages.success(request, "Only the course can read this post now.")
    except actions.NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("post", seat.course.slug, own.slug)
