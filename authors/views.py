"""One's own account."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from authors.forms import NameForm
from authors.models import Author


@require_http_methods(["GET", "POST"])
@login_required
def account_name(request: HttpRequest) -> HttpResponse:
    """Shows one's name and changes it."""
    author = Author.objects.get(pk=cast("Author", request.user).pk)  # a refused name must not stand in the masthead
    form = NameForm(request.POST or None, instance=author)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your name is changed, under what you have written too.")
        return redirect("me")
    return render(request, "authors/name.html", {"form": form})
