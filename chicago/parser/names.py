"""Names of persons and bodies, in a note's order or a bibliography's, alone or in a list."""

import re

from chicago.parser.vocabulary import (
    FAMILY_OPENERS,
    NAME_SUFFIXES,
    NOT_IN_NAMES,
    ORGANISATION_WORDS,
    PARTICLES,
)

Name = dict[str, str]

_INITIALS = re.compile(r"(?:(?:[^\W\d_a-z]\.?-?){1,4}|(?:[^\W\d_][a-z]?\.-?)+)")
_AND = re.compile(r"(?:,? ?)(?:\b(?:and|und|et)\b|\by\b(?= [^\s,]+ [A-ZÀ-Þ])|&|\bwith\b)(?= )|, ?| ?; ?", re.IGNORECASE)
_ET_AL = re.compile(r",? ?(?:\bet\.? al\b\.?|\band others\b|\bu\. ?a\.)\Z", re.IGNORECASE)
_PSEUDONYM = re.compile(r"[^\[\]]{1,40}\[(?P<name>[^\[\]]{2,60})\]")
_INVERTED = re.compile(r"(?P<family>[^,]{1,50}), ?(?P<given>[^,]{1,50})(?:, (?P<suffix>Jr\.?|Sr\.?|II|III|IV))?")
_PAIR = re.compile(r"[^\W\d_]+ (?:and|&) [^,;&]+")  # Ida and Otto Fenn, who share their family name
_OF_PLACE = re.compile(
    r"[A-Z][^\W\d_]+ of [A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?"
    r"|[A-Z][^\W\d_]+(?: [IVX]+)? the (?:Bald|Bold|Conqueror|Elder|Fat|Good|Great|Pious|Short|Simple|Terrible|Venerable"
    r"|Wise|Younger)"
)
_RULED = frozenset({"City", "Town", "Village", "Borough", "County", "State", "Port", "Diocese", "Republic", "Duchy"})
_HANDLE = re.compile(r" ?\(@[\w.@-]{1,60}\)\Z")
_OPENS_ALONE = frozenset({"Du", "De", "Del", "Della", "Des", "El", "Ibn", "La", "Le", "Ten", "Ter", "Van", "Von"})
_CALLED = re.compile(r"The [A-Z][^,;&]*\Z(?<! and)|[A-Z][\w’'-]* (?:[A-Z][\w’'-]* )?(?:of|for) [A-Z][^,;&]*\Z")
_NEVER_IN_NAMES = frozenset(
    {"in", "for", "on", "at"} | {"Against", "Beyond", "Between", "Within", "Without", "without"}
)
_LONGEST_LIST = 400
_ALSO_FAMILY_NAMES = frozenset(
    {"house", "court", "school", "college", "press", "council", "bank", "service", "state", "board"}
)
_BODIES_BEGIN = frozenset(
    {"European", "Federal", "International", "National", "Royal", "State", "Supreme", "United", "World"}
)
_BODIES_ABROAD_BEGIN = frozenset(
    {
        "Academia",
        "Académie",
        "Accademia",
        "Akademie",
        "Archivo",
        "Asociación",
        "Associazione",
        "Biblioteca",
        "Bibliothèque",
    }
    | {"Centro", "Fondation", "Fondazione", "Fundación", "Institut", "Instituto", "Istituto", "Musée", "Museo", "Museu"}
    | {"Sociedad", "Società", "Société", "Universidad", "Università", "Universität", "Université"}
)
# Who writes for a site without a name: BBC News, History.com Editors, Wikipedia contributors.
_STAFF = re.compile(
    r"[A-Z][\w.&’-]{1,30}(?: [A-Z][\w.&’-]{1,30}){0,3}"
    r" (?:[Ee]ditors|[Ee]ditorial [Bb]oard|[Ss]taff|[Cc]ontributors|[Tt]eam)"
    r"|(?:BBC|CNN|NPR|NBC|CBS|ABC|PBS|ITV|CBC|Sky|Reuters) (?:[A-Z]\w{1,20} )?(?:News|World|History|Online|Radio|Staff)"
)
# Of persons, too, where a name of another kind stands beside them: June Purvis, August Wilson, James March.
_NAMED_AS_MONTHS = frozenset({"April", "August", "June", "March"})
_TITLES = frozenset(["dr", "prof", "professor", "sir", "lady", "lord", "rev", "st"])


def is_person(words: str, most: int = 6) -> bool:
    """Tell whether words could be one person's name in a note's order.

    >>> is_person("Carl von Clausewitz"), is_person("The Souls of Black Folk"), is_person("Past & Present")
    (True, False, False)
    """
    parts = _HANDLE.sub("", words).split() if len(words) <= 80 else []
    if not 1 <= len(parts) <= most:
        return False
    full = [part for part in parts if _is_name_word(part) or (len(parts) > 1 and part in _NAMED_AS_MONTHS)]
    small = [part for part in parts if part.lower() in PARTICLES and part[0].islower()]
    initials = [part for part in parts if part not in full and part not in small and _is_initials(part)]
    if _NAMED_AS_MONTHS.issuperset(full):
        return False
    return len(full) + len(small) + len(initials) == len(parts) and parts[-1] not in small


def _is_initials(part: str) -> bool:
    return part[0].isupper() and bool(_INITIALS.fullmatch(part))


def _is_name_word(part: str) -> bool:
    if part in NAME_SUFFIXES:
        return True
    plain = part.strip("’'“”\"").rstrip(".")
    letters = plain.replace("-", "").replace("’", "").replace("'", "").replace("ʹ", "")
    if len(letters) < 2 or not letters.isalpha() or plain.lower() in NOT_IN_NAMES:
        return False
    if part.endswith(".") and plain.lower() not in _TITLES:
        return False
    return letters[0].isupper() or any(letter.isupper() for letter in letters[1:3])


def is_organisation(words: str) -> bool:
    """Tell whether words name a body: they begin with a capital and hold a word that bodies are called by."""
    parts = words.lower().replace(".", "").split()
    if _STAFF.fullmatch(words):
        return True
    return (
        1 < len(parts) <= 12
        and words[0].isupper()
        and ":" not in words
        and any(part.rstrip(",") in ORGANISATION_WORDS for part in parts)
    )


def is_called_by_place(words: str) -> bool:
    """Tell whether words may be a person's one name with a place or a byname: Gregory of Tours, Peter the Great."""
    return bool(_OF_PLACE.fullmatch(words)) and words.split(" ", 1)[0] not in _RULED and not is_organisation(words)


def _is_surely_body(words: str) -> bool:
    first, last = words.split(" ", 1)[0], words.lower().rsplit(" ", 1)[-1]
    if first in _BODIES_ABROAD_BEGIN:
        return True
    is_body = last in ORGANISATION_WORDS and (last not in _ALSO_FAMILY_NAMES or first in _BODIES_BEGIN)
    return is_body or bool(_STAFF.fullmatch(words))


def split_names(words: str) -> list[str]:
    """Cut a list of names at its commas and conjunctions, "et al." left out."""
    listed = _ET_AL.sub("", words.strip().rstrip(",;"))
    parts: list[str] = []
    for part in _AND.split(listed):
        clean = part.strip(" ,;")
        if clean.rstrip(".") in {"Jr", "Sr", "II", "III", "IV"} and parts:
            parts[-1] += " " + clean
        elif clean:
            parts.append(clean)
    return parts


def are_people(words: str) -> bool:
    """Tell whether words are a list of persons in a note's order and nothing else."""
    if len(words) > _LONGEST_LIST:
        return False
    pseudonym = _PSEUDONYM.fullmatch(words)
    parts = [pseudonym["name"]] if pseudonym and is_person(pseudonym["name"]) else split_names(words.partition("[")[0])
    turned = len(parts) > 1 and any(is_person(part) for part in parts)  # Danilov, V. P., and L. Viola
    return bool(parts) and all(is_person(part) or (turned and _all_initials(part)) for part in parts)


def has_et_al(words: str) -> bool:
    """Tell whether a list of names ends in "et al."."""
    return bool(_ET_AL.search(words[-20:]))


def read_name(words: str) -> Name:
    """Read one name in a note's order.

    >>> read_name("Carl von Clausewitz") == {"given": "Carl", "non-dropping-particle": "von", "family": "Clausewitz"}
    True
    """
    handle = _HANDLE.search(words)
    parts = words[: handle.start()].split() if handle else words.split()
    if not _NEVER_IN_NAMES.isdisjoint(parts[1:]):
        return {"literal": words}  # a site, an office
    name: Name = {"suffix": handle[0].strip()} if handle else {}
    if len(parts) > 1 and parts[-1].rstrip(",") in NAME_SUFFIXES:
        name["suffix"] = parts.pop()
        parts[-1] = parts[-1].rstrip(",")
    family = _family_from(parts)
    if len(parts) == 2 and _is_name_word(parts[0]) and "." in parts[1] and _is_initials(parts[1]) and len(parts[0]) > 2:
        return {"family": parts[0], "given": parts[1]}
    given, rest = parts[:family], parts[family:]
    particles = _leading_particles(rest)
    if given:
        name["given"] = " ".join(given)
    if particles:
        name["non-dropping-particle"] = " ".join(rest[:particles])
    name["family"] = " ".join(rest[particles:])
    return name


def _leading_particles(parts: list[str]) -> int:
    count = 0
    while count < len(parts) - 1 and parts[count] in PARTICLES:
        count += 1
    return count


def _family_from(parts: list[str]) -> int:
    for index, part in enumerate(parts[:-1]):
        if part == "y" and index:
            return index - 1
        if part in PARTICLES or (part in FAMILY_OPENERS and (index > 0 or part in _OPENS_ALONE)):
            return index
    return max(len(parts) - 1, 0)


def read_names(words: str, *, inverted: bool = False) -> list[Name]:
    """Read a list of names; inverted says that the first has its family name first."""
    pseudonym = _PSEUDONYM.fullmatch(words)
    if pseudonym and is_person(pseudonym["name"]):
        return [read_name(pseudonym["name"])]
    words = words.partition("[")[0].strip() or words
    if inverted:
        return _read_inverted(words)
    if is_called_by_place(words):
        return [{"family": words}]
    if _CALLED.match(words):
        return [{"literal": words}]
    if is_organisation(words) and (not are_people(words) or _is_surely_body(words)):
        return [{"literal": words}]
    names = [read_name(part) for part in split_names(words)]
    if len(names) == 2 and _PAIR.fullmatch(words) and names[0].keys() == {"family"} and "given" in names[1]:
        return [{**names[1], "given": names[0]["family"]}, names[1]]
    return names


def _read_inverted(words: str) -> list[Name]:
    """Read a bibliography's list: each family name that is followed by given names or initials is turned round."""
    parts = split_names(words)
    names: list[Name] = []
    while parts:
        part = parts.pop(0)
        turned = not names or (len(part.split()) == 1 and parts and _all_initials(parts[0]))
        if not (parts and turned):
            names.append(read_name(part))
            continue
        name = read_name(part)
        family = " ".join(filter(None, (name.get("given"), name["family"])))
        given, particle = _trailing_particle(parts.pop(0))
        turned_name = {"family": family, "given": given}
        particle = name.get("non-dropping-particle") or particle
        if particle:
            turned_name["non-dropping-particle"] = particle
        names.append(turned_name)
    return names


def _trailing_particle(given: str) -> tuple[str, str]:
    parts = given.split()
    count = len(parts)
    while count > 1 and parts[count - 1] in PARTICLES:
        count -= 1
    return " ".join(parts[:count]), " ".join(parts[count:])


def _all_initials(words: str) -> bool:
    return all(_is_initials(part) for part in words.split())
