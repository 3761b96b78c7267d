"""A source that 300 posts cite is corrected: all are printed anew in one transaction; how long it takes.

Run it as `python bench/correct_source.py`. It makes a database of its own and drops it.
"""

import sys
import time
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder, where `chicago.py` is a benchmark

from bench import scratch  # noqa: E402

scratch.set_up()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from courses.models import Course  # noqa: E402
from posts.actions import Words, save_revision, start_post  # noqa: E402
from posts.library import correct_source  # noqa: E402
from posts.models import Reason, Revision  # noqa: E402
from sources.models import Source  # noqa: E402
from tests.factories import make_course, make_instructor, make_member  # noqa: E402

POSTS = 300
SAVES = 4  # of each draft, before it is handed in
CITED = "Olwen Hufton, The Prospect before Her (New York: Knopf, 1996), {page}."
OTHER = "George Rudé, The Crowd in History, 1730–1848 (New York: Wiley, 1964), {page}."
PARAGRAPH = "They walked to the market and asked what a loaf should cost, and nobody could say. "


def body(number: int) -> str:
    """Return an essay with eight notes, four of them to the source."""
    page = number % 200 + 1
    notes = [CITED.format(page=page), OTHER.format(page=page), "Ibid., 12.", f"Hufton, Prospect, {page + 1}."] * 2
    return "\n\n".join(f"{PARAGRAPH * 3}(({note}))" for note in notes)


def write_posts(course: Course) -> None:
    """Write the posts by the same action as the site."""
    for number in range(POSTS):
        seat = make_member(course)
        post = start_post(seat=seat, prompt=None)
        for save in range(SAVES + 1):
            words = Words(f"Essay {number}", f"{body(number)} {save}", save)
            reason = Reason.SUBMIT if save == SAVES else Reason.SAVE
            save_revision(post=post, words=words, reason=reason, by=seat.author)


def main() -> None:
    """Write the posts, correct the source, and print the figures."""
    with scratch.scratch_database():
        course = make_course()
        write_posts(course)
        source = Source.objects.get(course=course, title__startswith="The Prospect")
        teacher = make_instructor(course)
        csl = {**source.as_csl(), "publisher": "Vintage"}
        with CaptureQueriesContext(connection) as captured:
            start = time.perf_counter()
            correct_source(source=source, csl=csl, version=source.version, by=teacher.author)
            spent = time.perf_counter() - start
        printed = Revision.objects.filter(notes_html__contains="Vintage").count()
        marked = Revision.objects.filter(is_outdated=True).count()
        print(
            f"{printed} posts of {POSTS} printed anew in {spent:.2f} s, {marked} earlier saves marked,"
            f" {len(captured)} queries, one transaction"
        )


if __name__ == "__main__":
    main()
