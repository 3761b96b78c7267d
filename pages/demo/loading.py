"""Loads the demo course by what the site itself does: its actions, in the order in which a term goes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial

from django.db import transaction
from django.test.utils import override_settings

from courses.models import Course
from pages.demo import past
from pages.demo.discussion import discuss
from pages.demo.essays import write
from pages.demo.marking import mark
from pages.demo.people import Cast, gather
from pages.demo.script import Script, Week
from pages.demo.weeks import open_week
from posts.models import Footnote, Post
from sources.models import Source

Step = tuple[str, Callable[[], str]]


@contextmanager
def whole_and_silent() -> Iterator[None]:
    """Keeps what is done inside only as a whole, and sends no letter: the demo's people have none to expect.

    Letters leave on commit, so the silence is the outer of the two.
    """
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"), transaction.atomic():
        yield


class Demo:
    """The demo course, from its script to the database."""

    def __init__(self) -> None:
        self.script = Script()
        self.posts: dict[str, Post] = {}

    @property
    def slug(self) -> str:
        """The word in the course's address."""
        return self.script.course["slug"]

    def is_there(self) -> bool:
        """Returns whether it was loaded before."""
        return Course.objects.filter(slug=self.slug).exists()

    @cached_property
    def cast(self) -> Cast:
        """The course and its people, made when first asked for."""
        return gather(self.script.course)

    def steps(self) -> Iterator[Step]:
        """Yields what is to be done, in order: a name, and what does it and tells what was done."""
        yield "Course and people", self._gather
        for week in self.script.course["prompts"]:
            yield f"Week {week['week']}, {week['title']}", partial(self._live_through, week)
        yield "Comments", self._discuss
        yield "Marks", self._mark

    def _gather(self) -> str:
        return f"{len(self.cast.seats)} people in {self.cast.course.sections.count()} sections"

    def _live_through(self, week: Week) -> str:
        prompt = open_week(week, self.cast)
        essays = [essay for essay in self.script.essays if essay.week == week["week"]]
        for essay in sorted(essays, key=lambda essay: self.cast.days.moment(essay.at)):
            self.posts[essay.name] = write(essay, prompt, self.cast)
        past.closed(prompt, week["dates"], self.cast.days)
        notes = Footnote.objects.filter(revision__post__prompt=prompt).count()
        known = Source.objects.filter(course=self.cast.course).count()
        return f"{len(essays)} essays with {notes} notes, {known} sources in the library"

    def _discuss(self) -> str:
        comments = discuss(self.script.remarks, self.posts, self.cast)
        return f"{len(comments)} on {len({comment.post_id for comment in comments})} posts"

    def _mark(self) -> str:
        marks = mark(self.script.marks, self.posts, self.cast)
        return f"{len(marks)} posts marked"
