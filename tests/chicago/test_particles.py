"""A name typed as one reads it aloud is filed where a reader looks for it."""

import pytest

import chicago
from chicago.particles import settled


@pytest.mark.parametrize(
    ("particle", "family", "entry", "short"),
    [
        ("de", "Tocqueville", "Tocqueville, Alexis de. <i>Letters</i>. 1835.", "Tocqueville, <i>Letters</i>."),
        ("von", "Clausewitz", "Clausewitz, Alexis von. <i>Letters</i>. 1835.", "Clausewitz, <i>Letters</i>."),
        ("d’", "Arras", "Arras, Alexis d’. <i>Letters</i>. 1835.", "Arras, <i>Letters</i>."),
        ("d'", "Arras", "Arras, Alexis d’. <i>Letters</i>. 1835.", "Arras, <i>Letters</i>."),
        ("zu", "Lohe", "Lohe, Alexis zu. <i>Letters</i>. 1835.", "Lohe, <i>Letters</i>."),
        ("von und zu", "Lohe", "Lohe, Alexis von und zu. <i>Letters</i>. 1835.", "Lohe, <i>Letters</i>."),
        ("van", "Gogh", "van Gogh, Alexis. <i>Letters</i>. 1835.", "Van Gogh, <i>Letters</i>."),
        ("de La", "Fayette", "de La Fayette, Alexis. <i>Letters</i>. 1835.", "De La Fayette, <i>Letters</i>."),
    ],
)
def test_a_particle_is_dropped_where_its_language_drops_it(particle: str, family: str, entry: str, short: str) -> None:
    name = {"given": "Alexis", "non-dropping-particle": particle, "family": family}
    work = chicago.Work.from_csl(
        settled({"type": "book", "title": "Letters", "author": [name], "issued": {"date-parts": [[1835]]}})
    )
    assert chicago.entry(work).html().casefold() == entry.casefold()
    assert chicago.short_note(work).html() == short


@pytest.mark.parametrize(
    "csl",
    [
        {"author": "no list", "title": "T"},
        {"author": ["no name", 3, None], "editor": []},
        {"author": [{"family": "Gaulle", "dropping-particle": "x", "non-dropping-particle": "de"}]},
        {"author": [{"family": "Said", "given": "Edward W."}]},
    ],
)
def test_what_is_settled_already_is_left_alone(csl: dict[str, object]) -> None:
    assert settled(csl) == csl
