"""The essay as it was marked, in one piece, so that a later correction of a source does not touch it."""

from markup.sanitising import sanitise
from posts.models import Revision


def marked_html(revision: Revision) -> str:
    """Returns the revision as it is printed now: text, notes, bibliography."""
    parts = [revision.body_html]
    if revision.notes_html:
        parts += ["<h2>Notes</h2>", revision.notes_html]
    if revision.bibliography_html:
        parts += ["<h2>Bibliography</h2>", revision.bibliography_html]
    return sanitise("".join(parts))
