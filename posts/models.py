"""Posts, their revisions, and the footnotes and citations read from them."""

from posts.decision import Decision, Verdict
from posts.footnote import Citation, Footnote, Link, NoteKind
from posts.post import Post, PostQuerySet, Workflow
from posts.revision import Reason, Revision
from posts.submission import Submission

__all__ = [
    "Citation",
    "Decision",
    "Footnote",
    "Link",
    "NoteKind",
    "Post",
    "PostQuerySet",
    "Reason",
    "Revision",
    "Submission",
    "Verdict",
    "Workflow",
]
