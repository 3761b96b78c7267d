"""Essays that come as files: read, refused by name with a reason, or taken in once."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from authors.models import Author
from courses.models import Course, Membership, Prompt
from posts.actions import NotAllowed, import_post
from posts.models import Citation, Footnote, Link, Post, Revision
from posts.post import MAX_BODY, MAX_TITLE

MAX_BYTES = 4 * MAX_BODY + 1_000


@dataclass(frozen=True)
class EssayFile:
    """An essay of a file: the first line is its title, the rest its body as typed."""

    title: str
    body: str

    @property
    def sha256(self) -> str:
        """The digest by which a second import knows the first."""
        return hashlib.sha256(self.body.encode()).hexdigest()


def read_file(path: Path) -> EssayFile:
    """Reads a plain-text or Markdown file in UTF-8; raises `NotAllowed` with the reason why it cannot be taken."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise NotAllowed(f"it is larger than an essay may be ({MAX_BODY:,} characters)")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAllowed("it is not UTF-8 text; save it as UTF-8 and try again") from None
    except OSError as fault:
        raise NotAllowed(f"it cannot be read ({fault.strerror})") from None
    return split(text)


def split(text: str) -> EssayFile:
    """Splits a text into title and body; raises `NotAllowed` where either is missing or too long.

    >>> split("# On Bread\\n\\nThey walked.\\n")
    EssayFile(title='On Bread', body='They walked.\\n')
    """
    if not text.strip():
        raise NotAllowed("it is empty")
    if "\x00" in text:
        raise NotAllowed("it holds bytes that are no text")
    first, _, rest = text.lstrip("\r\n").partition("\n")
    title, body = first.strip().lstrip("#").strip(), rest.lstrip("\r\n")
    if not title or not body.strip():
        raise NotAllowed("it has no title: the first line must be the title, the essay follows it")
    if len(title) > MAX_TITLE:
        raise NotAllowed(f"its first line has {len(title):,} characters; put a title of at most {MAX_TITLE} first")
    if len(body) > MAX_BODY:
        raise NotAllowed(f"it has {len(body):,} characters; an essay may have {MAX_BODY:,}")
    return EssayFile(title, body)


@dataclass
class Tally:
    """What an import has done so far."""

    imported: int = 0
    known: int = 0
    notes: int = 0
    citations: int = 0
    sources_made: int = 0
    sources_matched: int = 0
    unread: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def count(self, revision: Revision) -> None:
        """Adds an essay that was taken in."""
        self.imported += 1
        citations = Citation.objects.filter(footnote__revision=revision)
        footnotes = Footnote.objects.filter(revision=revision)
        self.notes += footnotes.count()
        self.citations += citations.count()
        self.sources_made += citations.filter(link=Link.NEW).values("source").distinct().count()
        self.sources_matched += citations.exclude(link__in=[Link.NEW, Link.NONE]).count()
        doubtful = footnotes.exclude(unread="") | footnotes.filter(citations__link=Link.NONE)
        self.unread += [f"{revision.title}, note {note.number}: {note.typed}" for note in doubtful.distinct()]


def is_known(course: Course, author: Author, essay: EssayFile) -> bool:
    """Returns whether the author has this very essay in the course already."""
    same = Revision.objects.filter(post__course=course, post__author=author, sha256=essay.sha256, title=essay.title)
    return same.exists()


def _refuse_second_post(author: Author, prompt: Prompt | None) -> None:
    if prompt and Post.objects.filter(prompt=prompt, author=author).exists():
        raise NotAllowed(f"{author} has a post for week {prompt.week} already")


def import_file(path: Path, *, seat: Membership, prompt: Prompt | None, tally: Tally) -> str:
    """Takes one file in and returns what was done with it, in words; a refusal leaves nothing behind."""
    try:
        essay = read_file(path)
        if is_known(seat.course, seat.author, essay):
            tally.known += 1
            return "known already, nothing imported"
        _refuse_second_post(seat.author, prompt)
        revision = import_post(seat=seat, title=essay.title, body=essay.body, prompt=prompt)
    except NotAllowed as refusal:
        reason = str(refusal)
        tally.refused.append(f"{path}: {reason}")
        return f"refused: {reason}"
    tally.count(revision)
    return f"imported as “{essay.title}”"


def summary(tally: Tally) -> Iterable[str]:
    """Yields the lines that close an import."""
    yield f"Essays:  {tally.imported} imported, {tally.known} known already, {len(tally.refused)} refused"
    yield f"Notes:   {tally.notes}, with {tally.citations} citations; {len(tally.unread)} could not be read"
    yield f"Sources: {tally.sources_made} made, {tally.sources_matched} citations matched to one that was there"
    for line in tally.refused:
        yield f"  refused  {line}"
    for line in tally.unread:
        yield f"  not read {line}"
