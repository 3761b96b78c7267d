"""Reviews: “review of”, the work, its maker (14.99–102); a part of the articles that review."""

from chicago.layouts.base import Citing
from chicago.layouts.names import listed
from chicago.punctuation import join
from chicago.text import italic


def review(citing: Citing) -> str:
    """Print what is reviewed; a short note needs it only where the review has no title of its own."""
    work = citing.work
    title = work.titles.get("reviewed-title")
    if title is None or (citing.short and work.titles.get("title")):
        return ""
    if citing.short:
        return f"review of {italic(title.short(citing.style.edition))}"
    marked = f"review of {italic(title.of(citing.style.edition))}"
    for role, by in (("reviewed-author", "by"), ("director", "directed by")):
        persons = work.names(role)
        if persons:
            return join(marked, f"{by} {listed(citing, persons, inverted=False)}", ", ")
    return marked
