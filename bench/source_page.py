"""A source's page with 2,000 citing notes beside one with 20: queries, time, and the ratio of the two.

Run it as `python bench/source_page.py`. It makes a database of its own and drops it. The clock is that of the wall, the
figure the best of many, so that a busy machine tells least.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder, where `chicago.py` is a benchmark

from bench import scratch  # noqa: E402

scratch.set_up()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from courses.models import Course, Membership  # noqa: E402
from posts.models import Citation, Footnote  # noqa: E402
from posts.places import place_sort  # noqa: E402
from sources.models import Source  # noqa: E402
from tests.factories import make_course, make_instructor, make_member, make_prompt  # noqa: E402
from tests.factories_courses import make_reading  # noqa: E402
from tests.factories_posts import make_post, submitted  # noqa: E402
from tests.factories_sources import make_source  # noqa: E402

FEW, MANY = 20, 2_000
NOTES_A_POST = 10
TIMES = 25


def places() -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """Yield places as a class would cite them: pages, some ranges, prefaces, chapters."""
    number = 0
    while True:
        number += 1
        page = number * 37 % 640 + 1
        if number % 25 == 0:
            yield "page", "xiv", None
        elif number % 40 == 0:
            yield "chapter", str(page % 12 + 1), None
        elif number % 5 == 0:
            yield "page", f"{page}-{page + 2}", (page, page + 2)
        else:
            yield "page", str(page), (page, page)


def make_cited(course: Course, notes: int) -> Source:
    """Make a source and published posts of the section that cite it."""
    source, where = make_source(course), places()
    section = course.sections.get()
    for _ in range(notes // NOTES_A_POST):
        revision = submitted(make_post(make_member(course, section=section)))
        for number in range(1, NOTES_A_POST + 1):
            footnote = Footnote.objects.create(
                revision=revision, number=number, typed="See it.", sentence="Bread was dear that spring. " * 4
            )
            label, locator, pages = next(where)
            first, last = pages or (None, None)
            Citation.objects.create(
                footnote=footnote, position=1, source=source, link="matched", label=label, locator=locator,
                first_page=first, last_page=last, place_sort=place_sort(label, locator, pages), typed="See it.",
            )  # fmt: skip
    make_reading(make_prompt(course), source, pages="110-30", first_page=110, last_page=130)
    return source


def milliseconds(client: Client, path: str) -> float:
    """Return how long the page takes, as the best of many."""
    spent = []
    for _ in range(TIMES):
        start = time.perf_counter()
        assert client.get(path).status_code == 200
        spent.append(time.perf_counter() - start)
    return min(spent) * 1_000


def queries(client: Client, path: str) -> int:
    """Return how many queries the page makes."""
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def measure(reader: Membership, few: Source, many: Source) -> None:
    """Print the figures for one reader."""
    client = Client()
    client.force_login(reader.author)
    short, long = (milliseconds(client, source.get_absolute_url()) for source in (few, many))
    counts = [queries(client, source.get_absolute_url()) for source in (few, many)]
    print(
        f"{reader.role}: {FEW} notes {short:.1f} ms, {counts[0]} queries; {MANY} notes {long:.1f} ms,"
        f" {counts[1]} queries; ratio {long / short:.2f}"
    )


def main() -> None:
    """Make the two sources and measure both for a student and an instructor."""
    with scratch.scratch_database():
        course = make_course()
        student = make_member(course)
        few, many = make_cited(course, FEW), make_cited(course, MANY)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for reader in (student, make_instructor(course)):
            measure(reader, few, many)


if __name__ == "__main__":
    main()
