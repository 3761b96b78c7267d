"""What an author holds in hand after submitting, and the page on which anybody checks it."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.access import Seat, SeatedRequest, members
from posts.own import own_post
from posts.receipt_forms import ReceiptForm
from posts.receipts import MOST_SHOWN, days_late, fingerprint, first_of, submission_for


@require_safe
@members
def receipt(request: SeatedRequest, seat: Seat, post: str) -> HttpResponse:
    """What the author holds in hand after submitting, and the receipts of earlier versions."""
    own = own_post(seat, post)
    rows = list(own.submissions.select_related("revision").defer("revision__body")[:MOST_SHOWN])
    if not rows:
        raise Http404
    submission = rows[0]
    submission.post = own
    facts = {"submission": submission, "first": first_of(submission), "late": days_late(submission)}
    context = {"post": own, "earlier": rows[1:], "deadline": own.deadline(), **facts}
    return render(request, "posts/receipt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def receipt_check(request: HttpRequest) -> HttpResponse:
    """Says to anyone who holds a receipt and a text whether the one was given for the other; keeps neither."""
    form = ReceiptForm(request.POST or None)
    status = 200
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and not ratelimit.consume(request, action="check_receipt"):
        form.add_error(None, "That was one check after another. Wait a minute, then check again.")
        status = 429
    elif request.method == "POST" and form.is_valid():
        context |= _answer(**form.cleaned_data)
    elif request.method == "POST":
        status = 422
    return render(request, "posts/receipt_check.html", context, status=status)


def _answer(number: str, text: str) -> dict[str, object]:
    """Returns yes with what the receipt says, or no with the fingerprint of what was typed."""
    found = submission_for(number=number, text=text)
    if found is None:
        return {"is_answered": True, "sha256": fingerprint(text)}
    return {"is_answered": True, "submission": found, "late": days_late(found), "now": timezone.now()}
