"""The command that loads the demo course."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from pages.demo.loading import Demo, whole_and_silent
from pages.demo.people import PASSWORD

SIGN_INS = {
    "instructor": "instructor@example.edu",
    "student": "student@example.edu",
    "classmate": "classmate@example.edu",
}


class Command(BaseCommand):
    """Loads a course to look at: three weeks of essays, notes, comments and marks."""

    help = (
        "Loads the demo course, once: a course three weeks old, with essays, notes, comments and marks, whose dates"
        " are counted from today. Sends no mail. Refused where COURSEBLOG_DEBUG is off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Names the address to print."""
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="where the site is served")

    def handle(self, *args: object, url: str, **options: object) -> None:
        """Loads the course where it is not there yet, and prints where it is and who may sign in."""
        if not settings.DEBUG:
            raise CommandError(
                "The demo course is only for one’s own machine, since everyone knows its password:"
                " set COURSEBLOG_DEBUG=1 to load it."
            )
        demo = Demo()
        if demo.is_there():
            self.stdout.write("The demo course is there already; nothing was changed.")
        else:
            self._load(demo)
        self._tell(demo, url.rstrip("/"))

    def _load(self, demo: Demo) -> None:
        self.stdout.write("Loading the demo course")
        with whole_and_silent():
            for name, do in demo.steps():
                self.stdout.write(f"  {name} … ", ending="")
                self.stdout.flush()
                self.stdout.write(do())

    def _tell(self, demo: Demo, url: str) -> None:
        self.stdout.write(f"\n  {url}{reverse('week_now', args=[demo.slug])}\n\nSign in with the password {PASSWORD}")
        for who, email in SIGN_INS.items():
            self.stdout.write(f"  {who:<12}{email}")
