"""When two records describe the same work: a judgement over plain facts, with no database.

Forgives case, punctuation, accents, a missing subtitle, initials, a typing slip, another place or publisher; keeps
apart two chapters of one book, editions, volumes, years, and works of one author whose titles merely share words.
"""

from collections.abc import Iterable

from sources.apart import told_apart
from sources.facts import PARTS_OF_WORKS, PERIODICAL, WEB, Facts, Title
from sources.slips import numbered, same_name, same_title, same_word, swaps_a_word, without_article


def same_work(one: Facts, other: Facts) -> bool:
    """Returns whether two records describe one work."""
    if not _same_family(one, other):
        return False
    has_same_doi = bool(one.doi) and one.doi == other.doi and not _are_two_parts(one, other)
    alike = _same_title(one, other) and same_people(one, other) and same_container(one, other)
    return (has_same_doi or (alike and not _is_other_title(one, other))) and not _contradict(one, other)


def _are_two_parts(one: Facts, other: Facts) -> bool:
    """Returns whether a DOI may be that of the whole which both are parts of, as their titles are two."""
    is_part = {one.family, other.family} & PARTS_OF_WORKS
    return bool(is_part and one.title and other.title) and not one.title.is_same(other.title)


def _is_other_title(one: Facts, other: Facts) -> bool:
    """Returns whether titles that differ in a short word come from two publishers: then it is no slip."""
    publishers = one.word("publisher"), other.word("publisher")
    if not all(publishers) or _begins(*publishers) or same_title(*publishers):
        return False
    return swaps_a_word(one.title.main, other.title.main)


def _same_family(one: Facts, other: Facts) -> bool:
    return one.family == other.family or {one.family, other.family} == {PERIODICAL, WEB}


def _contradict(one: Facts, other: Facts) -> bool:
    """Returns whether a field that tells works apart is known of both and differs, or the date is."""
    return told_apart(one, other) or any(left != right for left, right in zip(one.date, other.date, strict=False))


def _same_given(one: list[str], other: list[str]) -> bool:
    """Returns whether given names agree, an initial with the name that it begins."""
    if not one or not other:
        return True
    left, right = one[0], other[0]
    return left[:1] == right[:1] if min(len(left), len(right)) == 1 else same_word(left, right)


def same_people(one: Facts, other: Facts) -> bool:
    """Returns whether the people in the author’s place agree, “et al.” forgiven."""
    if not one.surnames or not other.surnames:
        return not one.surnames and not other.surnames
    surnames = zip(one.surnames, other.surnames, strict=False)
    wholes = zip(one.whole_names, other.whole_names, strict=False)
    givens = zip(one.givens, other.givens, strict=False)
    return all(
        left == right or (same_name(*names) and _same_given(*pair))
        for names, (left, right), pair in zip(surnames, wholes, givens, strict=True)
    )


def _same_title(one: Facts, other: Facts) -> bool:
    """Returns whether the titles agree; where neither has one, what stands in its place."""
    if one.title or other.title:
        return one.title.is_same(other.title) or _names_volume(one, other) or _names_volume(other, one)
    left, right = Title.of(one.csl.get("reviewed-title")), Title.of(other.csl.get("reviewed-title"))
    if left or right:
        return left.is_same(right)
    return bool(one.container or one.word("genre")) and one.word("genre") == other.word("genre")


def _names_volume(one: Facts, other: Facts) -> bool:
    """Returns whether one has in its title the volume that the other has in a field: Capital, Volume I."""
    if one.volume_in_title is None:  # nearly all end here
        return False
    title, volume = one.volume_in_title
    field = "" if one.word("volume") else other.word("volume")
    return bool(field) and numbered(volume) == numbered(field) and title.is_same(other.title)


def same_container(one: Facts, other: Facts) -> bool:
    """Returns whether the book, journal or site agrees, or is known of one only."""
    if one.family == other.family == WEB or not one.container or not other.container:
        return True
    return one.container.is_same(other.container) or _begins(one.container.whole, other.container.whole)


def _begins(one: str, other: str) -> bool:
    short, long = sorted((without_article(one), without_article(other)), key=len)
    return len(short) >= 5 and long.startswith(f"{short} ")


def names_source(typed: Facts, source: Facts) -> bool:
    """Returns whether the name in a short form is one of the source’s; without a name, whether the title must do."""
    if typed.surnames:
        return any(same_name(typed.surnames[0], name) for name in source.surnames)
    return bool(typed.title) or not source.surnames


def fits_short_form(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form may mean the source: the name, and a title that begins like one of the source’s."""
    if not names_source(typed, source):
        return False
    return not typed.title or any(_begins_like(title, typed.titles) for title in source.titles)


def is_called(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form gives one of the source’s titles in full, as against a longer title’s beginning."""
    return any(same_title(title, called) for title in source.titles for called in typed.titles)


def holds_words(typed: Facts, source: Facts) -> bool:
    """Returns whether a short form gives words from within the source’s title, and its author: Cat Massacre."""
    words = f" {typed.titles[-1]} " if typed.titles else ""
    known = bool(typed.surnames) and names_source(typed, source)
    return known and len(words) > 6 and any(words in f" {title} " for title in source.titles)


def _begins_like(title: str, typed: Iterable[str]) -> bool:
    return any(same_title(" ".join(title.split()[: len(called.split())]), called) for called in typed)
