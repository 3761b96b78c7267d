"""What a grader's form does with remarks beside saving the mark, and the page of the bank."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courses.access import Seat, SeatedRequest, staff
from grading.actions import NotAllowed
from grading.bank import Found, bank_of, found_in, keep_in_bank, take_out
from grading.models import Assessment, BankRemark, Remark
from grading.remark_forms import BankForm, RemarkForm
from grading.remarking import Remarked, add_remark, remarked, remarks_on, remove_remark
from grading.views.typed import key_in
from posts.models import Footnote, Revision


@dataclass(frozen=True)
class Remarking:
    """The form of a remark on a version, and what its open checks offer."""

    form: RemarkForm
    found: list[Found]

    @classmethod
    def on(cls, request: SeatedRequest, seat: Seat, revision: Revision) -> "Remarking":
        """Returns the form, filled where it was sent."""
        bank = bank_of(seat.course)
        notes = Footnote.objects.filter(revision=revision).order_by("number").values_list("number", flat=True)
        data = request.POST if request.method == "POST" else None
        return cls(RemarkForm(data, notes=list(notes), bank=bank), found_in(revision, bank))

    def carry_out(self, request: SeatedRequest, seat: Seat, mark: Assessment) -> Remark | None:
        """Does with the remarks of a saved mark what was asked for; returns the remark that was added last."""
        added = None
        if "remove" in request.POST:
            standing = mark.remarks.standing().filter(pk=key_in(request.POST["remove"]))
            for remark in standing.select_related("assessment__post"):
                remove_remark(remark=remark, by=seat.member)
        if "offer" in request.POST:
            at = key_in(request.POST["offer"])
            for each in self.found[at : at + 1]:
                added = add_remark(mark=mark, note=each.note, text=each.offer.texts[0], by=seat.member)
        if self.form.is_filled:
            words = self.form.cleaned_data
            place = {"note": words["note"], "quote": words["quote"], "before": words["before"]}
            added = add_remark(mark=mark, text=words["text"], by=seat.member, **place)
            if words["keep"]:
                keep_in_bank(text=words["text"], code=words["code"], by=seat.member)
        return added


def with_remarks(revision: Revision, mark: Assessment | None) -> Remarked:
    """Returns the version with what is said of it."""
    return remarked(revision.body_html, revision.notes_html, remarks_on(mark))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def remark_bank(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """Shows the course's bank of remarks, keeps one more and takes one out."""
    if "out" in request.POST:
        remark = get_object_or_404(BankRemark, course=seat.course, pk=key_in(request.POST["out"]))
        take_out(remark=remark, by=seat.member)
        messages.success(request, "Taken out. Where the remark stands on an essay it stays.")
        return redirect("remark_bank", seat.course.slug)
    form = BankForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            keep_in_bank(**form.cleaned_data, by=seat.member)
            messages.success(request, "Kept.")
            return redirect("remark_bank", seat.course.slug)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
    kept = BankRemark.objects.filter(course=seat.course).select_related("by")
    context = {"form": form, "kept": kept, "offers": [offer for offer in bank_of(seat.course) if offer.code]}
    return render(request, "grading/remark_bank.html", context, status=422 if form.errors else 200)
