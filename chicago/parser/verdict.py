"""Whether the fields that were read make a citation, and whether a full one or a short one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chicago.parser.dates import read_date
from chicago.parser.draft import Draft
from chicago.parser.imprint import is_place
from chicago.parser.kinds import is_magazine, is_newspaper
from chicago.parser.names import are_people, has_et_al, is_organisation
from chicago.parser.parts import Parts
from chicago.parser.surface import surface_of
from chicago.parser.vocabulary import PROSE_WORDS

_WEAK = frozenset({"date", "year", "medium", "volumes", "edition", "number"})
_PARTS = frozenset({"in", "review", "front", "rolemark"})
_MAKERS = frozenset({"author", "editor"})
_NAMES_A_SOURCE = _MAKERS | {"title", "URL", "reviewed-title"}
_FIRM = frozenset({"publisher", "publisher-place", "container-title", "URL", "DOI", "thesis"}) | {
    "editor", "translator", "director", "reviewed-title"
}  # fmt: skip
_SMALL_IN_TITLES = frozenset(
    {
        "from",
        "with",
        "into",
        "under",
        "over",
        "upon",
        "between",
        "among",
        "toward",
        "towards",
        "through",
        "after",
        "before",
    }
    | {"without", "against", "within", "about", "during", "since", "than", "beyond", "across", "around", "behind"}
)
_AUTHOR_YEAR = re.compile(
    r"(?P<author>[^,;:()“”\"]{2,60}?),? (?P<issued>(?:1[5-9]|20)\d\d)[a-d]?"
    r"(?: ?: ?(?P<locator>\d{1,4}(?:[–-]\d{1,4})?))?"
)
_LOCATOR_TAIL = re.compile(r"(?P<title>.+?)[,:]? (?:(?:pp?|pgs?|pages?)\.? ?)?(?P<locator>\d{1,4}(?:[–-]+\d{1,4})?)")


@lru_cache(maxsize=256)
def _plain(typed: str) -> str:
    """Undress an earlier note: each of an essay is asked for by many that follow it."""
    return surface_of(typed).text


@dataclass(frozen=True, slots=True)
class Context:
    """The words of the notes before this one as typed, the nearest last; undressed only where a note leans on them."""

    typed: tuple[str, ...] = ()

    @property
    def notes(self) -> Iterator[str]:
        """The plain words of each."""
        return map(_plain, self.typed)

    def knows_title(self, words: str) -> bool:
        """Tell whether an earlier note holds these words behind its first comma or inside its quotation marks."""
        plain = words.lower()
        return len(plain) > 3 and any(note.lower().find(plain) > note.find(",") > 0 for note in self.notes)

    def knows_maker(self, words: str) -> bool:
        """Tell whether an earlier note begins with these words, before its first comma."""
        plain = words.lower()
        return any(0 <= note.lower().find(plain) < note.find(",") for note in self.notes)

    def knows(self, words: str, title: str) -> bool:
        """Tell whether an earlier note cited the source of a short form: its title, or its author's name."""
        name = words.partition(",")[0].strip()
        return self.knows_title(title) if title else self.knows_maker(name)


def settle(parts: Parts, draft: Draft, context: Context) -> bool:
    """Decide the citation's kind; False if these words are no citation."""
    if _leans_on_book(parts, draft):
        draft.kind = "short"
        return True
    if parts.strong or ("container-title" in draft.csl and {"issued", "volume"} & draft.csl.keys()):
        return _is_full(parts, draft)
    draft.kind = "short"
    _cut_year(draft)
    _cut_locator(draft)
    if not _is_short(parts, draft, context):
        return False
    if _named_in_full(draft) and not (draft.text_of("title") and context.knows_title(draft.text_of("title"))):
        draft.kind = "full"
    return True


def _leans_on_book(parts: Parts, draft: Draft) -> bool:
    """Tell whether a short form leans on an earlier note: a part of a book without facts, a name with a year."""
    tags = parts.tags()
    makers = [*draft.names_of("author"), *draft.names_of("editor")]
    family_only = all("given" not in name for name in makers)
    part = bool(tags & _PARTS) and tags <= _PARTS | {"locator", "number", "latin"} and family_only
    dated = (
        (family_only or "title" not in draft.csl) and tags <= {"year", "locator", "number"} and "issued" in draft.csl
    )
    bracketed = any(parts.tag(i) == "year" and parts.kind(i) == "round" for i in range(len(parts.chunks)))
    return bool(makers) and (part or (dated and (bracketed or "title" not in draft.csl) and not _is_marked(parts)))


def _named_in_full(draft: Draft) -> bool:
    given = [str(name.get("given", "")) for name in draft.names_of("author")]
    return "title" in draft.csl and any(len(part) > 2 and "." not in part[:2] for part in given)


def _is_full(parts: Parts, draft: Draft) -> bool:
    """A full citation names something, and says of it what only a citation says; a sentence with a date is none."""
    if _is_bare_periodical(parts, draft):
        return True
    called = "genre" in parts.tags() and "container-title" in draft.csl
    if not ((called or _NAMES_A_SOURCE & draft.csl.keys()) and _begins_well(draft)) or _is_sentence(parts, draft):
        return False
    if called or _FIRM & (draft.csl.keys() | parts.tags()) or (parts.shape and _title_case(draft.text_of("title"))):
        return True
    title = draft.text_of("title")
    if _MAKERS & draft.csl.keys() and title and not _prose_in(title, sentence=False):
        return True
    if title and "issued" in draft.csl and "locator" in parts.tags() and _title_case(title):
        return not _prose_in(title, sentence=False)
    return _is_marked(parts) and bool(parts.tags() - _WEAK)


def _is_sentence(parts: Parts, draft: Draft) -> bool:
    if _prose_in(draft.text_of("container-title"), sentence=True):
        return True
    made = _MAKERS & draft.csl.keys() or _is_marked(parts)
    return not made and _prose_in(draft.text_of("title"), sentence=False)


def _is_marked(parts: Parts) -> bool:
    """Tell whether quotation marks or italics set a title off."""
    return parts.quoted or any(chunk.kind == "italic" for chunk in parts.chunks)


def _is_bare_periodical(parts: Parts, draft: Draft) -> bool:
    """A newspaper and its day, with nothing else, is a periodical's issue: its name is no title."""
    date = draft.date("issued")
    bare = draft.csl.keys() <= {"title", "issued", "URL", "section"} and draft.end >= parts.chunks[-1].end
    name = draft.text_of("title")
    if not (bare and date is not None and date.has_day and (is_newspaper(name) or is_magazine(name))):
        return False
    draft.csl["container-title"] = draft.csl.pop("title")
    draft.spans["container-title"] = draft.spans.pop("title")
    return True


def _begins_well(draft: Draft) -> bool:
    """A title that no marks set off begins with a capital; "serf" in quotation marks need not."""
    title = draft.text_of("title")
    start = draft.spans["title"][0] if title else 0
    if "author" in draft.spans and draft.start == draft.spans["author"][0] and title[:1].isupper():
        return True
    return not title or not title[0].islower() or start in draft.layout.groups or draft.text[start - 1] in "“\"‘'«"


def _prose_in(words: str, *, sentence: bool) -> bool:
    found = [word for word in re.findall(r"(?<![\w’'])[^\W\d_]+", words) if word in PROSE_WORDS]
    return len(found) > (1 if sentence else 0)


def _cut_locator(draft: Draft) -> None:
    """Cut a page from the end of an author's name or a short title where a comma is missing: Viola 112."""
    for name in ("title", "author"):
        if (
            draft.locator
            or name not in draft.spans
            or (name == "title" and draft.text[draft.spans[name][0] - 1] in '“"‘')
        ):
            continue
        match = _LOCATOR_TAIL.fullmatch(draft.text, *draft.spans[name])
        if match and not (name == "title" and read_date(match["locator"]) and int(match["locator"][:4]) >= 1500):
            field = (
                "author" if name == "author" or (are_people(match["title"]) and "author" not in draft.csl) else "title"
            )
            del draft.csl[name], draft.spans[name]
            draft.take("locator", match.span("locator"))
            draft.take(field, match.span("title"))


def _cut_year(draft: Draft) -> None:
    """Cut the year from an author-date form: Conquest 1986."""
    name = "author" if "author" in draft.spans else "title"
    match = _AUTHOR_YEAR.fullmatch(draft.text, *draft.spans[name]) if name in draft.spans else None
    if match and are_people(match["author"]) and not {"title", "author", "issued"} - {name} & draft.csl.keys():
        del draft.csl[name], draft.spans[name]
        draft.take("author", match.span("author"))
        draft.take("issued", match.span("issued"))
        if match["locator"]:
            draft.take("locator", match.span("locator"))


def _title_case(words: str) -> bool:
    """Tell whether every longer word begins with a capital, as in an English title."""
    longer = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3 and word not in _SMALL_IN_TITLES]
    return all(word[0].isupper() for word in longer)


def _is_short(parts: Parts, draft: Draft, context: Context) -> bool:
    """A short form is a name with a title or a locator, or a title with a locator; a sentence is none."""
    title = draft.text_of("title")
    named = _is_named(draft)
    marked = _is_marked(parts)
    if title and not _is_short_title(title, parts, named=named, located=bool(draft.locator)):
        return False
    if named and title:
        return bool(draft.locator) or marked or draft.end >= parts.chunks[-1].end
    if named:
        latin = any(fact and fact.tag == "latin" for fact in parts.facts)
        return bool(draft.locator) or latin or "issued" in draft.csl
    known = bool(title) and context.knows_title(title)
    if known and draft.end >= parts.chunks[-1].inner[1]:
        return True
    return bool(title and draft.locator) and (marked or known or _title_case(title))


def _is_named(draft: Draft) -> bool:
    words = draft.words(draft.spans["author"]) if "author" in draft.spans else ""
    return bool(words) and (are_people(words) or is_organisation(words) or has_et_al(words))


def _is_short_title(title: str, parts: Parts, *, named: bool, located: bool) -> bool:
    """Tell whether words can be a short title: no imprint, no sentence; one verb passes beside author and page."""
    if is_place(title.partition(":")[0]):
        return False
    firm = named and located and len(title.split()) <= 10
    return parts.quoted or not (title[0].islower() or _prose_in(title, sentence=firm))
