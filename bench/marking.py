"""An instructor marks 24 essays of the demo course by keyboard alone: keys, requests and how long the pages take.

Run it as `python bench/marking.py`; it takes Chromium from COURSEBLOG_CHROMIUM or the PATH. It makes a database of its
own, loads the demo course, hands in essays of it under more names until its latest week has 24, writes a rubric of four
criteria, and marks them all in a browser. The times are the browser's, to the end of the load event. It ends with an
error where an essay takes more than eight keys, or the 95th percentile of the page loads is 150 ms or more.
"""

import operator
import os
import shutil
import sys
import uuid
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median, quantiles

sys.path[0] = str(Path(__file__).resolve().parent.parent)  # not this folder, where `chicago.py` is a benchmark

from bench import scratch  # noqa: E402

scratch.set_up()

from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.http.response import HttpResponseBase  # noqa: E402
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler  # noqa: E402
from playwright.sync_api import Page, Request, expect, sync_playwright  # noqa: E402

from courses.models import Audience, Course, Membership, Prompt  # noqa: E402
from grading.models import Assessment, MarkState  # noqa: E402
from grading.rubric_actions import NewCriterion, NewLevel, save_rubric  # noqa: E402
from pages.demo.loading import Demo, whole_and_silent  # noqa: E402
from pages.demo.people import PASSWORD  # noqa: E402
from posts.actions import Choices, Words, accept, start_post, submit  # noqa: E402
from posts.models import Post  # noqa: E402
from tests.factories import make_member  # noqa: E402

ESSAYS, MOST_KEYS, LONGEST = 24, 8, 150.0
KEYS = ("1", "2", "1", "3", "r")
LEVELS = (NewLevel("Full", Decimal("2.5")), NewLevel("Half", Decimal("1.5")), NewLevel("None", Decimal(0)))
TIMES = "(([page]) => [page.redirectEnd, page.loadEventEnd])(performance.getEntriesByType('navigation'))"
CRITERIA = ("Thesis", "Evidence", "Notes", "Prose")


class KeptFiles(StaticFilesHandler):
    """Serves files for the browser to keep, as their hashed names let it where the site is deployed."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        """Return the file with its leave to keep it."""
        response = super().get_response(request)
        response.headers["Cache-Control"] = "max-age=31536000, immutable"
        return response


@dataclass
class Figures:
    """What the browser did: keys, requests by kind, and the milliseconds of each page load and of each saving.

    A load is told from the request for the page; a saving from the key that saves to the next page's load.
    """

    keys: int = 0
    requests: Counter[str] = field(default_factory=Counter)
    loads: list[float] = field(default_factory=list)
    savings: list[float] = field(default_factory=list)

    def count(self, request: Request) -> None:
        """Count a request that is no file."""
        if request.resource_type in {"document", "fetch"}:
            self.requests[f"{request.method} {request.resource_type}"] += 1

    def look(self, page: Page) -> None:
        """Take the times of the page that was loaded last."""
        page.wait_for_load_state()
        redirected, whole = page.evaluate(TIMES)
        self.loads.append(whole - redirected)
        if redirected:
            self.savings.append(whole)


def load_demo() -> Prompt:
    """Load the demo course, and give its latest week 24 essays to mark and a rubric."""
    demo = Demo()
    with whole_and_silent():
        for _, step in demo.steps():
            step()
        course = Course.objects.get(slug=demo.slug)
        written = Prompt.objects.filter(course=course, posts__submitted_revision__isnull=False)
        prompt = written.select_related("course").order_by("-week")[0]
        instructor = course.memberships.instructors().select_related("author", "course")[0]
        Assessment.objects.filter(post__prompt=prompt).delete()
        models = list(Post.objects.filter(course=course, submitted_revision__isnull=False).order_by("pk"))
        section = course.sections.all()[0]
        for number in range(ESSAYS - prompt.posts.filter(submitted_revision__isnull=False).count()):
            hand_in(models[number % len(models)], make_member(section=section), prompt, instructor)
        criteria = [NewCriterion(title, Decimal(1), LEVELS) for title in CRITERIA]
        save_rubric(prompt=prompt, criteria=criteria, by=instructor)
    return prompt


def hand_in(model: Post, seat: Membership, prompt: Prompt, instructor: Membership) -> None:
    """Hand in the words of another essay under one more name, notes and all."""
    post = start_post(seat=seat, prompt=prompt)
    words = Words(model.draft_title, model.draft_body, 0)
    submit(post=post, words=words, choices=Choices(Audience.SECTION), key=uuid.uuid4(), by=seat)
    post.refresh_from_db()
    if post.is_waiting:
        accept(post=post, by=instructor)


def mark_all(page: Page, prompt: Prompt) -> Figures:
    """Mark every essay of the week by the keyboard."""
    figures = Figures()
    page.goto(f"/c/{prompt.course.slug}/desk/marking/?week={prompt.week}&state=unmarked&order=oldest")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    page.wait_for_load_state()
    page.reload()  # the first look fills the caches of server and browser
    page.on("request", figures.count)
    for number in range(1, ESSAYS + 1):
        before = page.url
        expect(page.get_by_role("radio").first).to_be_focused()
        figures.look(page)
        for key in KEYS:
            page.keyboard.press(key)
            figures.keys += 1
        if number < ESSAYS:
            page.wait_for_url(partial(operator.ne, before))
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    return figures


def walk(page: Page, prompt: Prompt, figures: Figures) -> None:
    """Go through all essays once more with K, so that each page is loaded twice."""
    page.goto(f"{page.url.partition('?')[0]}?week={prompt.week}&order=oldest")
    for _ in range(ESSAYS):
        before = page.url
        if not page.locator("main a[rel=prev]").count():
            return
        page.get_by_role("radio", checked=True).first.focus()
        page.keyboard.press("k")
        page.wait_for_url(partial(operator.ne, before))
        figures.look(page)


def main() -> None:
    """Load, serve, mark and tell."""
    with scratch.scratch_database():
        prompt = load_demo()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        QuietWSGIRequestHandler.disable_nagle_algorithm = True  # as gunicorn does
        server = LiveServerThread("127.0.0.1", KeptFiles)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        try:
            figures = in_browser(f"http://127.0.0.1:{server.port}", prompt)
        finally:
            server.terminate()
        ready = Assessment.objects.filter(post__prompt=prompt, state=MarkState.READY).count()
    tell(figures, ready)


def in_browser(address: str, prompt: Prompt) -> Figures:
    """Sign in as the instructor and mark."""
    chromium = os.environ.get("COURSEBLOG_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}).new_page()
        page.goto("/accounts/login/")
        page.get_by_label("E-mail").fill("instructor@example.edu")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.get_by_role("heading", level=1).wait_for()
        figures = mark_all(page, prompt)
        marked = replace(figures, requests=figures.requests.copy())
        walk(page, prompt, marked)
        browser.close()
    return marked


def tell(figures: Figures, ready: int) -> None:
    """Print the figures; end with an error beyond a bound."""
    asked = ", ".join(f"{count / ESSAYS:.1f} {kind}" for kind, count in sorted(figures.requests.items()))
    print(f"{ready} of {ESSAYS} essays are ready, by four criteria and the keyboard alone.")
    print(f"Keys for each: {figures.keys / ESSAYS:.1f}. Requests for each: {asked}.")
    print(f"Page loads: {said(figures.loads)}.")
    print(f"From the key that saves to the next page: {said(figures.savings)}.")
    if ready != ESSAYS or figures.keys / ESSAYS > MOST_KEYS or p95(figures.loads) >= LONGEST:
        sys.exit("Beyond the bound.")


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(times, n=20)[-1]


def said(times: list[float]) -> str:
    """Return times in words."""
    return f"{len(times)}, median {median(times):.0f} ms, p95 {p95(times):.0f} ms, longest {max(times):.0f} ms"


if __name__ == "__main__":
    main()
