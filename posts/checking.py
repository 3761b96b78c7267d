"""The checks on an essay in its course: with the week's terms and weights, and what its writer may read elsewhere."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from authors.models import Author
from courses.models import Membership, Prompt
from posts.checks import Finding, Severity, check
from posts.checks.view import Quoted, Term
from posts.footnote import Citation
from posts.linking import LinkedNote, cited, last_notes, link_notes
from posts.notes import Essay, read_essay
from posts.open_check import OpenCheck
from posts.post import Post
from posts.rendering import count_words
from posts.revising import NotAllowed
from posts.submission import Submission
from posts.viewing import key_of, name_of, view_of
from sources.matching import Entry, Library
from sources.resemblance import Resemblance

MOST_COMPARED: Final = 1_000  # citations of other posts, the newest first
LETTERS: Final = 8  # of a title that a likely duplicate begins with, where no name is shared
MOST_QUOTED: Final = 100  # in a hundred, where no week sets a limit


def findings(
    *,
    writer: Author,
    reader: Membership | None,
    body: str,
    essay: Essay,
    linked: Sequence[LinkedNote],
    library: Library,
    prompt: Prompt | None,
    terms: Sequence[Term] = (),
) -> list[Finding]:
    """Returns what the checks find in an essay that was read and linked; no row is written.

    `reader` is the writer's seat, with which others' posts are read: none, and none are compared.
    """
    compares = reader is not None and not _is_shut(prompt, writer)
    view = view_of(
        body,
        essay,
        linked,
        terms=terms,
        most_quoted=prompt.most_quoted if prompt else MOST_QUOTED,
        elsewhere=list(_elsewhere(reader)) if compares and reader else (),
        twins=list(_twins(linked, library)) if compares else (),
    )
    return check(view, prompt.severities if prompt else None)


def terms_of(prompt: Prompt | None, words: int, sources: int) -> list[Term]:
    """Returns what a week asks for, and how much of it there is."""
    if prompt is None:
        return []
    terms = [Term("word", words, prompt.minimum_words), Term("source", sources, prompt.minimum_sources)]
    return [term for term in terms if term.minimum]


def open_checks(post: Post, body: str) -> list[Finding]:
    """Returns what the checks find in a post's words; refuses what must be mended before it is handed in."""
    essay = read_essay(body)
    library = Library.of(post.course, post.author)
    linked = link_notes(essay.notes, library, last_notes(post))
    found = findings(
        writer=post.author,
        reader=Membership.objects.filter(course=post.course_id, author=post.author_id).first(),
        body=body,
        essay=essay,
        linked=linked,
        library=library,
        prompt=post.prompt,
        terms=terms_of(post.prompt, count_words(essay), len(cited(linked))),
    )
    for each in found:
        if each.severity == Severity.BLOCK:
            raise NotAllowed(f"{each.rule.title}. {each.hit.says} Then submit.")
    return found


def keep_checks(submission: Submission, found: Sequence[Finding]) -> None:
    """Keeps what was open when an essay was handed in."""
    OpenCheck.objects.bulk_create(
        OpenCheck(
            submission=submission,
            position=position,
            code=each.rule.code,
            severity=each.severity,
            note=each.hit.note,
            says=each.hit.says,
        )
        for position, each in enumerate(found, start=1)
    )


def _is_shut(prompt: Prompt | None, writer: Author) -> bool:
    """Returns whether the week shows nothing of others to its writer yet."""
    if prompt is None or not prompt.post_first:
        return False
    return not Post.objects.filter(prompt=prompt, submitted_revision__isnull=False).by(writer.pk).exists()


def _elsewhere(reader: Membership) -> Iterator[Quoted]:
    """Yields what the posts of others quote that the reader may read, from one query, and never whose they are."""
    rows = Citation.objects.readable_by(reader).filter(source__isnull=False).exclude(quoted="")
    others = rows.exclude(footnote__revision__post__author=reader.author_id).order_by("-pk")
    values = others.values_list("source", "quoted", "first_page", "last_page", "locator")
    for source, quoted, first, last, locator in values[:MOST_COMPARED]:
        pages = (first, last) if first is not None and last is not None else None
        yield Quoted(source, quoted, pages, f"p. {locator}" if first == last else f"pp. {locator}")


def _twins(linked: Sequence[LinkedNote], library: Library) -> Iterator[tuple[Hashable, str]]:
    """Yields each cited source that is not the class's, with the name of one that it likely is."""
    for entry in cited(linked):
        if not entry.listed:
            twin = next((other for other in library.entries if _is_twin(entry, other)), None)
            if twin:
                yield key_of(entry), name_of(twin)


def _is_twin(entry: Entry, other: Entry) -> bool:
    if other is entry or not (other.listed or other.pk is None):
        return False
    if not set(entry.facts.surnames[:2]) & set(other.facts.surnames[:2]):
        begins = entry.facts.title.main[:LETTERS]
        if not begins or not other.facts.title.main.startswith(begins):
            return False
    return Resemblance(entry.facts, other.facts).is_likely
