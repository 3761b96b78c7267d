"""A mark saved while it is given, before anyone presses a button."""

from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from courses.access import Seat
from grading.actions import Conflict, NotAllowed, save_assessment
from grading.forms import MarkForm
from grading.reckoning import short
from grading.worked import worked_sum
from posts.models import Revision


def autosave(seat: Seat, revision: Revision, form: MarkForm) -> HttpResponse:
    """Saves what is filled in and answers which revision and version that is; 409 where another grader was quicker.

    The answer names the revision, so that a page never takes up what was saved for another student.
    """
    if not form.is_valid():
        faults = [str(fault) for faults in form.errors.values() for fault in faults]
        return JsonResponse({"revision": revision.pk, "says": " ".join(faults)}, status=422)
    try:
        version = form.cleaned_data["version"]
        mark = save_assessment(
            post=revision.post, revision=revision, sheet=form.sheet(), version=version, by=seat.member
        )
    except NotAllowed as refusal:
        return JsonResponse({"revision": revision.pk, "says": str(refusal)}, status=422)
    except Conflict as conflict:
        says = f"{conflict.stored.grader} saved this mark meanwhile. Save to see both."
        return JsonResponse({"revision": revision.pk, "says": says}, status=409)
    points = "" if mark.points is None else short(mark.points)
    says = f"Saved {timezone.localtime():%H:%M}"
    told = {"revision": revision.pk, "version": mark.version, "points": points, "sum": worked_sum(mark), "says": says}
    return JsonResponse(told)
