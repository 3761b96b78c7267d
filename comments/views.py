"""The pages on which one writes, answers, changes, deletes and reports a comment."""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from comments.actions import (
    NotAllowed,
    delete_comment,
    edit_comment,
    post_comment,
    report_comment,
    restore_comment,
    why_not_editable,
)
from comments.forms import CommentForm, EditForm, ReplyForm, ReportForm
from comments.models import Comment, CommentQuerySet, Report
from comments.threads import address_of, node_of
from courses.access import Seat, SeatedRequest, members, visitors
from posts.models import Post

T = TypeVar("T")


@require_http_methods(["GET", "HEAD", "POST"])
@members
def comment_new(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """Posts a comment; by itself shows the form."""
    found = get_object_or_404(Post.objects.readable_by(seat.member).select_related("course"), slug=post)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (comment := _posted(form, seat, found)):
        return _tell(request, seat, comment)
    return render(request, "comments/new.html", {"form": form, "post": found})


@require_http_methods(["GET", "HEAD", "POST"])
@members
def comment_reply(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Answers a comment, which stands above the form."""
    answered = _find(seat, pk)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (comment := _posted(form, seat, answered.post, parent=answered)):
        return _tell(request, seat, comment)
    return _page(request, seat, answered, "comments/reply.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def comment_edit(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Changes one's own comment while its words do not stand yet."""
    comment = _find(seat, pk, Comment.objects.undeleted().by(seat.member.author_id))
    is_post = request.method == "POST"
    if not is_post and (refusal := why_not_editable(comment)):
        messages.error(request, refusal)
        return redirect(address_of(comment, seat.member))
    form = EditForm(request.POST if is_post else None, initial={"body": comment.body})
    if form.is_valid() and (edited := _edited(form, seat, comment)):
        return _tell(request, seat, edited)
    return _page(request, seat, comment, "comments/edit.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def comment_delete(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Deletes one's own comment after a question, or takes the deletion back."""
    comment = _find(seat, pk, Comment.objects.by(seat.member.author_id))
    if request.method != "POST":
        return _page(request, seat, comment, "comments/delete.html")
    try:
        act = restore_comment if "restore" in request.POST else delete_comment
        act(comment=comment, by=seat.member)
        messages.success(request, "Restored." if act is restore_comment else "Deleted. You can restore it for 30 days.")
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect(address_of(comment, seat.member))


@require_http_methods(["GET", "HEAD", "POST"])
@members
def comment_report(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Tells the staff in charge what is wrong with a comment."""
    comment = _find(seat, pk, Comment.objects.undeleted())
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _reported(form, seat, comment):
        messages.success(request, "Thank you. The staff in charge will look at it.")
        return redirect(address_of(comment, seat.member))
    return _page(request, seat, comment, "comments/report.html", form)


@require_safe
@visitors
def comment(request: SeatedRequest, seat: Seat, pk: int) -> HttpResponse:
    """Leads to a comment, on whichever page of the discussion it stands."""
    return redirect(address_of(_find(seat, pk), seat.membership))


def _find(seat: Seat, pk: int, among: CommentQuerySet | None = None) -> Comment:
    """Returns a comment of the course that the reader may see, or answers 404."""
    comments = (
        (Comment.objects.all() if among is None else among)
        .readable_by(seat.membership)
        .filter(post__course=seat.course)
    )
    return get_object_or_404(comments.select_related("post__course"), pk=pk)


def _posted(form: ReplyForm, seat: Seat, post: Post, parent: Comment | None = None) -> Comment | None:
    words = form.cleaned_data
    return _unless_refused(
        form,
        lambda: post_comment(
            post=post,
            body=words["body"],
            circle=words.get("circle", ""),
            by=seat.member,
            parent=parent,
            key=words["key"] or uuid.uuid4(),
        ),
    )


def _edited(form: EditForm, seat: Seat, comment: Comment) -> Comment | None:
    body = form.cleaned_data["body"]
    return _unless_refused(form, lambda: edit_comment(comment=comment, body=body, by=seat.member))


def _reported(form: ReportForm, seat: Seat, comment: Comment) -> Report | None:
    reason = form.cleaned_data["reason"]
    return _unless_refused(form, lambda: report_comment(comment=comment, reason=reason, by=seat.member))


def _unless_refused(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Returns what the action did, or tells in the form, which keeps its words, why it did nothing."""
    try:
        return act()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None


def _tell(request: SeatedRequest, seat: Seat, comment: Comment) -> HttpResponse:
    """Leads to the comment and says whether it is up."""
    if comment.is_published:
        messages.success(request, "Your comment is up.")
    else:
        messages.info(request, "Your comment is kept. You and the staff see it until it is approved.")
    return redirect(address_of(comment, seat.member))


def _page(
    request: SeatedRequest, seat: Seat, comment: Comment, template: str, form: forms.Form | None = None
) -> HttpResponse:
    node = node_of(comment, reader=seat.member)
    return render(request, template, {"form": form, "post": comment.post, "node": node, "comment": comment})
