"""The picker of sources: to a script in pieces, else as pages whose words are copied into the essay."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

import chicago
from courses.access import Seat, SeatedRequest, members
from courses.models import Prompt
from posts.library_filters import LONGEST_QUERY, number
from posts.models import Post
from posts.picking import LABELS, Desk, find_entry, groups_for, usual_label, wordings
from posts.viewing import name_of

PART = "X-Part"  # the header by which a script asks for a piece alone
LONGEST_PLACE = 60


@require_safe
@members
def source_pick(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The sources that a writer may cite, those that are likeliest first."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    desk = _desk(request, seat)
    context = {"groups": groups_for(desk, query), "query": query, "desk": desk}
    return _part(request, "sources/_picks.html" if PART in request.headers else "sources/pick.html", context)


@require_safe
@members
def source_words(request: SeatedRequest, seat: Seat) -> HttpResponse:
    """The words in which a note cites a place in a source."""
    desk, library = _desk(request, seat), _desk(request, seat).library()
    entry = find_entry(library, request.GET.get("key", ""), request.GET.get("typed", "").replace("\x00", ""))
    if entry is None:
        raise Http404
    label = request.GET.get("label", "")
    label = label if label in LABELS else usual_label(entry)
    ends = [request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_PLACE] for name in ("first", "last")]
    place = "-".join(end for end in ends if end)
    context = {
        "name": name_of(entry),
        "wordings": wordings(desk, library, entry, chicago.Locator(label, place) if place else None),
        "labels": LABELS,
        "label": label,
        "ends": ends,
        "kept": [(name, request.GET[name]) for name in ("key", "typed", "week", "post") if name in request.GET],
    }
    return _part(request, "sources/_words.html" if PART in request.headers else "sources/words.html", context)


def _desk(request: SeatedRequest, seat: Seat) -> Desk:
    """Returns where the writer works; a week or post that is not theirs to write is passed over."""
    week = number(request.GET.get("week", ""))
    prompt = Prompt.objects.opened(seat.course).filter(week=week).first() if week is not None else None
    own = Post.objects.filter(course=seat.course).by(seat.member.author_id)
    slug = request.GET.get("post", "").replace("\x00", "")
    post = own.filter(slug=slug).first() if slug else None
    return Desk(seat, prompt, post or (own.filter(prompt=prompt).first() if prompt else None))


def _part(request: SeatedRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    answer = render(request, template, dict(context))
    patch_vary_headers(answer, [PART])
    return answer
