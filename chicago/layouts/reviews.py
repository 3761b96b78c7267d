"""Reviews: “review of”, the work, its maker (14.99–102); a part of the articles that review."""

from typing import Final

from chicago.layouts.base import Citing
from chicago.layouts.names import listed
from chicago.layouts.parts import genre as genre_of
from chicago.layouts.parts import quoted_title
from chicago.punctuation import join
from chicago.text import italic
from chicago.titles import Title
from chicago.works import Work

KINDS: Final = ("review", "review-book")


def reviewed(work: Work) -> Title:
    """Return the title of what is reviewed; a review that names only one title names that."""
    title = work.title("reviewed-title")
    return work.title() if not title and names_one_title(work) else title


def names_one_title(work: Work) -> bool:
    """Tell whether it is a review whose only title is that of the work reviewed."""
    return not work.title("reviewed-title") and (work.kind in KINDS or bool(work.names("reviewed-author")))


def _kind_of_review(citing: Citing) -> str:
    words = genre_of(citing)
    return words.removesuffix(" of") if "review" in words.casefold() else "review"


def genre(citing: Citing) -> str:
    """Print what the piece is, unless that is said before the title of what it reviews."""
    words = genre_of(citing)
    return "" if "review" in words.casefold() and reviewed(citing.work) else words


def own_title(citing: Citing) -> str:
    """Print the title of the article itself."""
    return "" if names_one_title(citing.work) else quoted_title(citing)


def review(citing: Citing) -> str:
    """Print what is reviewed; a short note needs it only where the review has no title of its own."""
    work = citing.work
    title = reviewed(work)
    if not title or (citing.short and own_title(citing)):
        return ""
    what = f"{_kind_of_review(citing)} of" if work.lead else f"unsigned {_kind_of_review(citing)} of"
    if citing.short:
        return f"{what} {italic(title.short(citing.style.edition))}"
    marked = f"{what} {italic(title.of(citing.style.edition))}"
    for role, by in (("reviewed-author", "by"), ("director", "directed by")):
        persons = work.names(role)
        if persons:
            return join(marked, f"{by} {listed(citing, persons, inverted=False)}", ", ")
    return marked
