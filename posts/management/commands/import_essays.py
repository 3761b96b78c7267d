"""The command that takes essays in from files."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from courses.models import Course, Membership, Prompt
from posts.importing import Tally, import_file, summary


class Command(BaseCommand):
    """Imports plain-text and Markdown essays into a course."""

    help = (
        "Imports essays from UTF-8 text or Markdown files whose first line is the title. Without --prompt they belong"
        " to no week and are published to the course at once; with it, the author's one essay is submitted for that"
        " week. Running it twice imports nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Names the files, the course, the author and the week."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--course", required=True, metavar="SLUG")
        parser.add_argument("--author", required=True, metavar="EMAIL")
        parser.add_argument("--prompt", type=int, metavar="WEEK")

    def handle(
        self, *args: object, files: list[Path], course: str, author: str, prompt: int | None, **options: object
    ) -> None:
        """Imports each file, shows what became of it, and sums up."""
        seat = self._seat(course, author)
        task = self._prompt(seat.course, prompt)
        tally = Tally()
        for number, path in enumerate(files, start=1):
            done = import_file(path, seat=seat, prompt=task, tally=tally)
            self.stdout.write(f"[{number}/{len(files)}] {path}: {done}")
        for line in summary(tally):
            self.stdout.write(line)
        if tally.refused and not tally.imported and not tally.known:
            raise CommandError("No file could be imported; the reasons stand above.")

    def _seat(self, slug: str, email: str) -> Membership:
        if not Course.objects.filter(slug=slug).exists():
            raise CommandError(f"There is no course “{slug}”. Make it on the site first, or check --course.")
        seats = Membership.objects.current().filter(course__slug=slug, author__email__iexact=email)
        seat = seats.select_related("course", "author", "section").first()
        if seat is None:
            raise CommandError(f"{email} is no member of “{slug}”. Invite them first, or check --author.")
        return seat

    def _prompt(self, course: Course, week: int | None) -> Prompt | None:
        if week is None:
            return None
        prompt = Prompt.objects.filter(course=course, week=week).select_related("course").first()
        if prompt is None:
            raise CommandError(f"“{course.slug}” has no week {week}. Write its prompt first, or check --prompt.")
        return prompt
