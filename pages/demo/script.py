"""What the demo course holds, as it is written in the files beside this module."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NotRequired, TypedDict

FOLDER = Path(__file__).resolve().parent


class Person(TypedDict):
    """Someone of the course; `joined` is a moment such as "-23 18:42"."""

    email: str
    name: str
    role: str
    section: str | None
    pseudonym: str
    joined: str


class Dates(TypedDict):
    """The days of a week's task, counted from today."""

    opens_days: int
    due_days: int
    cutoff_days: int


class LevelFacts(TypedDict):
    """How well a criterion can be met."""

    label: str
    points: float
    remark: str


class CriterionFacts(TypedDict):
    """One thing that is looked at."""

    title: str
    levels: list[LevelFacts]


class Week(TypedDict):
    """A week's task; `readings` are full notes with pages, as a student would type them."""

    week: int
    title: str
    text: str
    dates: Dates
    minimum_words: int
    minimum_sources: int
    points: int
    readings: list[str]
    rubric: NotRequired[list[CriterionFacts]]


class CourseFacts(TypedDict):
    """The course, its people and its weeks."""

    slug: str
    title: str
    description: str
    time_zone: str
    edition: int
    ibid: bool
    moderation: str
    sections: list[str]
    people: list[Person]
    prompts: list[Week]


class Remark(TypedDict):
    """A comment; `reply_to` is the place in the list of the one that it answers."""

    post: str
    author: str
    at: str
    text: str
    reply_to: int | None
    state: str


class RemarkFacts(TypedDict):
    """What is said of a note or of some words."""

    note: int | None
    quote: str
    text: str


class Mark(TypedDict):
    """Points and feedback; `saved` and `released` are moments, the latter null where the student still waits."""

    post: str
    by: str
    points: float
    feedback: str
    state: str
    saved: str
    released: str | None
    remarks: NotRequired[list[RemarkFacts]]


@dataclass(frozen=True)
class EssayFile:
    """An essay: facts between two lines of hyphens, and the words after them."""

    name: str
    facts: dict[str, str]
    body: str

    @classmethod
    def read(cls, path: Path) -> "EssayFile":
        """Reads a file of `posts/`; a fact is one line."""
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        lines = (line.partition(": ") for line in head.splitlines())
        return cls(path.stem, {name: value for name, _, value in lines}, body.strip() + "\n")

    @property
    def week(self) -> int:
        """The week whose task it answers."""
        return int(self.facts["week"])

    @property
    def is_draft(self) -> bool:
        """Whether it was saved only."""
        return self.facts["state"] == "draft"

    @property
    def at(self) -> str:
        """The moment at which it was submitted, or saved."""
        return self.facts["saved" if self.is_draft else "submitted"]


class Script:
    """All that the demo course is loaded from."""

    @cached_property
    def course(self) -> CourseFacts:
        """The course, its people and its weeks."""
        course: CourseFacts = json.loads(_words("course.json"))
        return course

    @cached_property
    def remarks(self) -> list[Remark]:
        """The comments, each after the one that it answers."""
        remarks: list[Remark] = json.loads(_words("comments.json"))
        return remarks

    @cached_property
    def marks(self) -> list[Mark]:
        """The marks."""
        marks: list[Mark] = json.loads(_words("marks.json"))
        return marks

    @cached_property
    def essays(self) -> list[EssayFile]:
        """The essays of all weeks."""
        return [EssayFile.read(path) for path in sorted((FOLDER / "posts").glob("*.md"))]


def _words(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
