"""The page on which staff give students more time for a week."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from courses.access import Seat, SeatedRequest, staff
from courses.extending import end_extension, extend
from courses.extension import Extension
from courses.extension_forms import ExtensionForm

EXTENSIONS_ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@staff
def extensions(request: SeatedRequest, seat: Seat, week: int) -> HttpResponse:
    """The extensions of a week, those in force first, and the form that gives one."""
    prompt = get_object_or_404(seat.course.prompts.select_related("course"), week=week)
    form = ExtensionForm(request.POST or None, prompt=prompt, by=seat.member)
    if request.method == "POST" and form.is_valid() and _given(request, seat, form):
        return redirect("extensions", seat.course.slug, week)
    rows = Extension.objects.in_charge_of(seat.member).filter(prompt=prompt).in_force_first()
    rows = rows.select_related("prompt__course", "seat__author", "seat__section", "by", "ended_by")
    page = Paginator(rows, EXTENSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"prompt": prompt, "form": form, "page": page}
    return render(request, "courses/extensions.html", context, status=422 if form.errors else 200)


def _given(request: SeatedRequest, seat: Seat, form: ExtensionForm) -> bool:
    """Gives what the form asks for; what has become impossible meanwhile is said above it."""
    try:
        given = extend(prompt=form.prompt, by=seat.member, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, f"{given.seat.author.get_full_name()} has more time now, and sees the new date.")
    return True


@require_POST
@staff
def extension_end(request: SeatedRequest, seat: Seat, week: int, pk: int) -> HttpResponse:
    """Takes an extension back."""
    rows = Extension.objects.in_charge_of(seat.member).filter(prompt__week=week)
    found = get_object_or_404(rows.select_related("seat__author"), pk=pk)
    name = found.seat.author.get_full_name()
    if end_extension(extension=found, by=seat.member):
        messages.success(request, f"The extension is taken back: the week’s deadline holds for {name} again.")
    else:
        messages.info(request, f"This extension of {name} had ended already.")
    return redirect("extensions", seat.course.slug, week)
