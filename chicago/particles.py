"""Where a particle belongs when a name was typed as one reads it aloud (8.7, 8.8, 8.11, 16.71–85)."""

from collections.abc import Mapping
from typing import Final

# French, Spanish and Portuguese “de”, German “von” and “zu” are left out where the family name stands alone:
# Tocqueville, Beauvoir, Clausewitz. “La”, “du”, “des”, “van”, “della” and the like stay.
DROPPED: Final = frozenset({"de", "d’", "d'", "von", "zu", "von und zu"})


def settled(csl: Mapping[str, object]) -> dict[str, object]:
    """Returns the item with each particle that a family name loses when it stands alone marked as such.

    A record whose keeper has said otherwise is not given to this function: it is for names as they were typed.

    >>> settled({"author": [{"given": "Alexis", "non-dropping-particle": "de", "family": "Tocqueville"}]})
    {'author': [{'given': 'Alexis', 'family': 'Tocqueville', 'dropping-particle': 'de'}]}
    """
    return {field: _settled_all(value) for field, value in csl.items()}


def _settled_all(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [_settled_name(person) if isinstance(person, dict) else person for person in value]


def _settled_name(person: Mapping[str, object]) -> dict[str, object]:
    kept = dict(person)
    particle = kept.get("non-dropping-particle")
    if isinstance(particle, str) and particle in DROPPED and "dropping-particle" not in kept:
        del kept["non-dropping-particle"]
        kept["dropping-particle"] = particle
    return kept
