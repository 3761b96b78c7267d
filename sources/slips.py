"""When two plain wordings are one but for a slip of the typing hand."""

import re
from typing import Final

from rapidfuzz.distance import OSA

LONG_WORD: Final = 9  # letters, from which a second slip in a word is forgiven
SHORT_WORD: Final = 5  # letters, up to which a slip often makes another word
LETTERS_A_SLIP: Final = 30  # in a title, beyond the first
MOST_MORE: Final = 12  # letters by which two wordings of a title differ: three articles
LONGEST_ARTICLE: Final = 4  # “the ”

_ARTICLE: Final = re.compile(r"^(?:the|an?|le|la|les|l|der|die|das|el|los|las|il|i|gli) (?=.)")
_ARTICLES: Final = frozenset({"the", "a", "an"})
_ROMAN: Final = re.compile(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DIGITS: Final = re.compile(r"\d+")
_CARDINALS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORDS: Final = {word: at for words in (_CARDINALS, _ORDINALS) for at, word in enumerate(words, start=1)}
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_PARTICLE: Final = re.compile(
    r"^(?:(?:de|da|di|do|du|del|della|des|la|le|van|von|der|den|ter|ten|zu|zur|al|el|ibn|bin) )+(?=.)"
)


def without_article(words: str) -> str:
    """Returns plain words without their first article.

    >>> without_article("the stalin revolution")
    'stalin revolution'
    """
    return _ARTICLE.sub("", words)


def is_number(word: str) -> bool:
    """Returns whether a word counts: no slip turns volume i into volume ii.

    >>> [is_number(word) for word in ("1789", "iv", "civil", "15th", "ten")]
    [True, True, False, True, True]
    """
    return any(letter.isdecimal() for letter in word) or word in _WORDS or bool(_ROMAN.fullmatch(word))


def roman_value(numeral: str) -> int:
    """Returns the number that a roman numeral stands for.

    >>> roman_value("xiv"), roman_value("XL")
    (14, 40)
    """
    values = [_VALUES[letter] for letter in numeral.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def numbered(words: str) -> str:
    """Returns the number in plain words such as a volume’s, or the words.

    >>> numbered("vol ii"), numbered("2"), numbered("2nd ed"), numbered("volume two"), numbered("revised")
    ('2', '2', '2', '2', 'revised')
    """
    if digits := _DIGITS.search(words):
        return digits[0]
    values = (str(_WORDS.get(word) or roman_value(word)) for word in words.split() if is_number(word))
    return next(values, words)


def same_word(one: str, other: str) -> bool:
    """Returns whether two words are one but for a slip: a letter more, less, mistaken, or two swapped.

    >>> same_word("colectivization", "collectivization"), same_word("war", "peace"), same_word("north", "south")
    (True, False, False)
    """
    if one == other:
        return True
    slips = 2 if min(len(one), len(other)) >= LONG_WORD else 1
    return OSA.distance(one, other, score_cutoff=slips) <= slips and not is_number(one) and not is_number(other)


def same_name(one: str, other: str) -> bool:
    """Returns whether two plain family names are one: with or without its particle, a slip forgiven.

    >>> same_name("de beauvoir", "beauvoir"), same_name("du bois", "dubois"), same_name("hunt", "hut")
    (True, True, True)
    """
    if one == other:
        return True
    if " " not in one and " " not in other:  # nearly all names
        return min(len(one), len(other)) >= 3 and same_word(one, other)
    bare, others = _PARTICLE.sub("", one), _PARTICLE.sub("", other)
    if bare == others or one.replace(" ", "") == other.replace(" ", ""):
        return True
    return min(len(bare), len(others)) >= 3 and same_title(bare, others)


def same_title(one: str, other: str) -> bool:
    """Returns whether two plain titles are one: slips forgiven, also a space or an article more or less.

    >>> same_title("collectivization as revolution", "colectivization as a revolution")
    True
    >>> same_title("capital volume i", "capital volume ii"), same_title("letters from north", "letters from south")
    (False, False)
    """
    if one == other:
        return True
    if OSA.distance(one, other, score_cutoff=MOST_MORE) > MOST_MORE:  # nearly all pairs end here, in C
        return False
    left, right = one.split(), other.split()
    if len(left) == len(right) == 1:
        return same_word(one, other)
    if len(left) == len(right):
        return _same_words(left, right)
    if [word for word in left if is_number(word)] != [word for word in right if is_number(word)]:
        return False
    left, right = [[word for word in words if word not in _ARTICLES] for words in (left, right)]
    joined = "".join(left), "".join(right)
    return _same_words(left, right) or (len(joined[0]) > 4 and OSA.distance(*joined, score_cutoff=1) <= 1)


def are_far(one: str, other: str) -> bool:
    """Returns whether two titles are so far from one another that no article and no slip explains it.

    >>> are_far("crowd in history", "the crowd in history"), are_far("bread", "ten days that shook the world")
    (False, True)
    """
    most = MOST_MORE + LONGEST_ARTICLE
    return OSA.distance(one, other, score_cutoff=most) > most


def swaps_a_word(one: str, other: str) -> bool:
    """Returns whether a short word stands for another, which may be a word of its own: rest, zest.

    >>> swaps_a_word("age of rest", "age of zest"), swaps_a_word("french crowd", "frenh crowd")
    (True, False)
    """
    left, right = ([word for word in words.split() if word not in _ARTICLES] for words in (one, other))
    pairs = zip(left, right, strict=False) if len(left) == len(right) else ()
    return any(one != other and max(len(one), len(other)) <= SHORT_WORD for one, other in pairs)


def _same_words(left: list[str], right: list[str]) -> bool:
    if not left or len(left) != len(right):
        return False
    slips = sum(one != other for one, other in zip(left, right, strict=True))
    if slips > 1 + sum(map(len, left)) // LETTERS_A_SLIP:
        return False
    return all(same_word(one, other) for one, other in zip(left, right, strict=True))
