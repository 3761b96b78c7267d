"""Posts, their revisions, and the footnotes and citations read from them."""

from posts.choice import Choice
from posts.decision import Decision, Verdict
from posts.footnote import Citation, Footnote, Link, NoteKind
from posts.open_check import OpenCheck
from posts.post import Post, PostQuerySet, Workflow
from posts.revision import Reason, Revision
from posts.submission import Submission

__all__ = [
    "Choice",
    "Citation",
    "Decision",
    "Footnote",
    "Link",
    "NoteKind",
    "OpenCheck",
    "Post",
    "PostQuerySet",
    "Reason",
    "Revision",
    "Submission",
    "Verdict",
    "Workflow",
]
