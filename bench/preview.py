"""The preview of an essay of 3,000 words with 60 notes beside Markdown, bleach and nh3 alone on the same text.

Run it as `python bench/preview.py`. It makes a database of its own and drops it. The preview is the request that the
editor sends while one writes: signed in, the notes read and linked to the class's library, printed, checked and
sanitised. Between two requests the writer has changed a word in one paragraph and some in one note, as one does;
beside it stands the first request of an essay that the process has never seen, with nothing remembered. The floor turns
the same text into HTML with python-markdown and its footnotes, and has bleach and then nh3 make it safe. They take
turns, so that a busy machine delays all; each figure is the median. It ends with an error where the preview takes more
than twice the floor while one writes.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import _lru_cache_wrapper
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder, where `chicago.py` is a benchmark

from bench import scratch  # noqa: E402

scratch.set_up()

import bleach  # noqa: E402
import markdown  # noqa: E402
import nh3  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from courses.models import Membership, Prompt  # noqa: E402
from posts.actions import Words, save_revision, start_post  # noqa: E402
from posts.models import Post, Reason  # noqa: E402
from tests.factories import make_course, make_member, make_prompt  # noqa: E402

WORDS, NOTES, WORKS, TIMES = 3_000, 60, 24, 41
MOST = 2.0
HOUSE = {"authors", "chicago", "comments", "courses", "courseblog", "grading", "markup", "pages", "posts", "sources"}
GIVEN = ("Ida", "Otto", "Mara", "Jon")
FAMILIES = ("Reed", "Fenn", "Quill", "Holt", "Marsh", "Lund", "Moe", "Stone", "Berg", "Farrow", "Ashe", "Kyle")
NOUNS = (
    "Salt",
    "Nets",
    "Ropes",
    "Bread",
    "Winter",
    "Pilots",
    "Ledgers",
    "Storms",
    "Herring",
    "Timber",
    "Lamps",
    "Bells",
)
PLACES = ("North", "Quay", "Islands", "Strait", "Old Town", "Shipyards", "Lighthouse")
SENTENCES = (
    "Bread was dear that spring, and the market women said so to whoever would listen",
    "The harbour master wrote to the *council* twice before anyone thought of answering him",
    "What the pilots wanted was not higher pay but the right to refuse a ship that leaked",
    "Nobody in the town could remember a winter in which so few boats had come home",
    "His ledgers, which he kept in two colours of ink, tell a **different** story from his letters",
)
TAGS = [*bleach.ALLOWED_TAGS, "p", "sup", "div", "hr", "h2", "h3"]


def title(work: int) -> str:
    """Return the title of one of the works."""
    return f"{NOUNS[work % len(NOUNS)]} and {NOUNS[(work * 5 + 1) % len(NOUNS)]} of the {PLACES[work % len(PLACES)]}"


def full_note(number: int) -> str:
    """Return a note that cites a work for the first time: books, articles and chapters in turn."""
    author = f"{GIVEN[number % len(GIVEN)]} {FAMILIES[number % len(FAMILIES)]}"
    page = 7 * number + 3
    if number % 3 == 0:
        return f"{author}, *{title(number)}: A History* (Halden: Quay Press, {1950 + number}), {page}."
    if number % 3 == 1:
        journal = f"*Harbour Review* {number}, no. 2 ({1960 + number})"
        return f"{author}, “{title(number)},” {journal}: {page}–{page + 4}."
    book = f"*Work on the Water {number}*, ed. Kai Berg (Halden: Quay Press, {1970 + number})"
    return f"{author}, “{title(number)},” in {book}, {page}."


def note(number: int) -> str:
    """Return one of the essay's notes: the works one by one, then short notes, Ibid. and some prose."""
    if number < WORKS:
        return full_note(number)
    work = number * 5 % WORKS
    called = f"*{title(work)}*," if work % 3 == 0 else f"“{title(work)},”"
    short = f"{FAMILIES[work % len(FAMILIES)]}, {called} {number + 20}."
    return {0: f"See also {short}", 1: f"Ibid., {number}."}.get(number % 6, short)


def essay() -> str:
    """Return the essay: paragraphs of a few sentences, a note behind each third one, headings and a quotation."""
    pieces, words, notes, sentence = ["## The quay"], 0, 0, 0
    paragraph: list[str] = []
    while words < WORDS or notes < NOTES:
        plain = SENTENCES[sentence % len(SENTENCES)]
        words += len(plain.split())
        marked = notes < NOTES and notes * WORDS < words * NOTES
        paragraph.append(f"{plain}.(({note(notes)}))" if marked else f"{plain}.")
        notes += marked
        sentence += 1
        if len(paragraph) == 6:
            pieces.append(("> " if sentence % 54 == 0 else "") + " ".join(paragraph))
            paragraph = []
    return "\n\n".join([*pieces, " ".join(paragraph)])


def floor(text: str) -> str:
    """Turn the text into safe HTML with the libraries alone; the notes are footnotes of python-markdown."""
    found: list[str] = []

    def mark(match: re.Match[str]) -> str:
        found.append(match[1])
        return f"[^{len(found)}]"

    body = re.sub(r"\(\(((?:[^()]|\([^()]*\))*)\)\)", mark, text)
    typed = "\n".join([body, "", *(f"[^{number}]: {words}\n" for number, words in enumerate(found, start=1))])
    html = markdown.markdown(typed, extensions=["footnotes"])
    return nh3.clean(bleach.clean(html, tags=TAGS, attributes={"*": ["id", "class", "href"]}))


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(client: Client, prompt: Prompt, post: str, text: str) -> float:
    """Print both times and their ratio, which is returned."""
    address = reverse("preview", args=[prompt.course.slug])
    edits = (edited(text, number) for number in count(1))

    def ask() -> bytes:
        sent = {"body": next(edits), "title": "The quay", "week": prompt.week, "post": post}
        answer = client.post(address, urlencode(sent), "application/x-www-form-urlencoded")  # as the script sends it
        assert answer.status_code == 200, answer.content
        return answer.content

    shown = ask().decode()
    assert shown.count('id="fnref-preview-') == NOTES, "notes are missing"
    with CaptureQueriesContext(connection) as captured:
        ask()
        queries = len(captured)
    rounds = []
    for _ in range(TIMES):
        writing, alone = seconds(ask), seconds(lambda: floor(next(edits)))
        forget()
        rounds.append((writing, seconds(ask), alone))
    writing, first, alone = (1_000 * statistics.median(column) for column in zip(*rounds, strict=True))
    print(
        f"{len(text.split())} words typed, {NOTES} notes, {queries} queries: preview while writing {writing:.1f} ms,"
        f" with nothing remembered {first:.1f} ms; Markdown, bleach and nh3 alone {alone:.1f} ms;"
        f" ratios {writing / alone:.2f} and {first / alone:.2f}"
    )
    return float(writing / alone)


def edited(text: str, number: int) -> str:
    """Return the text as it stands after the next two seconds of writing: another word, and more in one note."""
    written = text.replace("and the market women said so", f"and {number} market women said so", 1)
    return written.replace("See also", f"See, in chapter {number}, also", 1)


def forget() -> None:
    """Leave nothing remembered from earlier requests in any module of the site's own."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in HOUSE:
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()


def write(seat: Membership, prompt: Prompt, text: str) -> Post:
    """Write a post by the same action as the site."""
    post = start_post(seat=seat, prompt=prompt)
    save_revision(post=post, words=Words("The quay", text, 0), reason=Reason.SUBMIT, by=seat.author)
    return post


def main() -> int:
    """Make a class whose library holds what the essay cites, and measure its preview new and with a saved post."""
    with scratch.scratch_database():
        course = make_course()
        prompt = make_prompt(course)
        text = essay()
        write(make_member(course), prompt, text)
        writer = make_member(course)
        client = Client()
        client.force_login(writer.author)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        new = measure(client, prompt, "", text)
        own = write(writer, prompt, text)
        return int(max(new, measure(client, prompt, own.slug, text)) > MOST)


if __name__ == "__main__":
    sys.exit(main())
