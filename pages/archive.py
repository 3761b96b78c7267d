"""Everything that one author has written on the site, and what they were told about it, as one zip file."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from authors.models import Author
from pages.own_data import (
    account_of,
    comments_by,
    marks_of,
    notes_of,
    posts_of,
    reply_points_of,
    sources_of,
    told_of,
)
from posts.models import Post, Revision
from sources.exchange import write_csljson

MOST_BYTES: Final = 50_000_000  # of revisions; an author who wrote more is told which were left out
READ_AT_ONCE: Final = 20
QUICKLY: Final = 3  # of nine degrees of packing: half the time of the usual one

READ_ME: Final = """This is all that {name} wrote in the course blog, as it stood {now:%Y-%m-%d %H:%M} UTC.

account.json                    your account, and your seats in the courses
COURSE/sources.json             the sources that you cite or proposed, as CSL-JSON: Zotero and others read it
COURSE/comments.json            your comments
COURSE/reply-points.json        the points for your replies to classmates that have been released
COURSE/POST/draft.md            the draft as it stands, in Markdown, its notes as you typed them
COURSE/POST/revision-….md       each version that was kept; the SHA-256 of such a file is the one on its receipt
COURSE/POST/notes.json          the notes of each version that was handed in and of the last one, with their sources
COURSE/POST/post.json           the state, the submissions with their receipts, what staff decided and why
COURSE/POST/marks.json          the marks that have been released, with their feedback
{left_out}"""
LEFT_OUT: Final = """
Your history is too long for one file. These versions were left out; each stands in the history of its post:
{}
"""


def write_archive(file: IO[bytes], author: Author) -> None:
    """Writes the archive; what others wrote, marks that are not released and notes among staff are not in it."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _Archive(archive, author).write()


class _Archive:
    """The zip file while it is written, and how much room is left in it."""

    def __init__(self, archive: ZipFile, author: Author) -> None:
        self.archive, self.author = archive, author
        self.room = MOST_BYTES
        self.left_out: list[str] = []

    def write(self) -> None:
        """Writes everything, and last the file that says what is there."""
        self._put_json("account.json", account_of(self.author))
        for slug, sources in sources_of(self.author):
            self._put(f"course-{slug}/sources.json", write_csljson(source.as_csl() for source in sources))
        for slug, comments in comments_by(self.author):
            self._put_json(f"course-{slug}/comments.json", comments)
        for slug, points in reply_points_of(self.author):
            self._put_json(f"course-{slug}/reply-points.json", points)
        for post in posts_of(self.author):
            self._put_post(post)
        left_out = LEFT_OUT.format("\n".join(self.left_out)) if self.left_out else ""
        now = datetime.now(UTC)
        self._put("README.txt", READ_ME.format(name=self.author.get_full_name(), now=now, left_out=left_out))

    def _put_post(self, post: Post) -> None:
        folder = f"course-{post.course.slug}/{_folder(post)}"
        self._put(f"{folder}/draft.md", post.draft_body, post.draft_saved_at)
        self._put_json(f"{folder}/post.json", told_of(post))
        self._put_json(f"{folder}/notes.json", notes_of(post))
        if marks := marks_of(post):
            self._put_json(f"{folder}/marks.json", marks)
        for revision in _revisions(post):
            name = f"{folder}/revision-{revision.number:04}-{revision.reason}.md"
            size = len(revision.body.encode())
            if size > self.room:
                self.left_out.append(name)
                continue
            self.room -= size
            self._put(name, revision.body, revision.at)

    def _put_json(self, name: str, facts: object) -> None:
        self._put(name, json.dumps(facts, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder) + "\n")

    def _put(self, name: str, text: str, at: datetime | None = None) -> None:
        """Adds a file; names are made of addresses and numbers, in which nothing but a-z, 0-9, - and _ can stand."""
        stamp = (at or timezone.now()).astimezone(UTC)
        info = ZipInfo(name, stamp.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self.archive.writestr(info, text.encode(), compresslevel=QUICKLY)


def _folder(post: Post) -> str:
    """Returns the name of a post's folder, which no system takes for one of its own."""
    return f"week-{post.prompt.week:02}-{post.slug}" if post.prompt else f"post-{post.slug}"


def _revisions(post: Post) -> Iterator[Revision]:
    """Yields the revisions, those that were handed in first, then the newest first, a few at a time."""
    rank = Case(When(submission__isnull=False, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = post.revisions.only("number", "body", "reason", "at", "post_id").order_by(rank, "-number")
    yield from rows.iterator(chunk_size=READ_AT_ONCE)
