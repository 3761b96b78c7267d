"""Which words of a title are small, in which edition, and which titles are English at all."""

import pytest

from chicago.capitals import headline, is_english
from chicago.titles import Title

SMALL = (
    *("a", "an", "the", "and", "but", "or", "nor", "for", "to", "as", "at", "by", "from", "in", "into", "like", "of"),
    *("on", "onto", "over", "past", "per", "upon", "via", "with", "vs.", "v.", "versus"),
)
FOREIGN = ("de", "la", "le", "du", "des", "von", "van", "der", "den", "el", "di", "da", "al", "et", "ex")
ABBREVIATIONS = ("ed.", "pt.", "ser.", "vol.", "vols.")
LONG = (
    *("about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "amongst", "around"),
    *("before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "concerning", "despite"),
    *("during", "except", "inside", "outside", "since", "through", "throughout", "toward", "towards", "under"),
    *("underneath", "until", "within", "without"),
)
PREFIXES = ("anti", "co", "de", "ex", "non", "pre", "post", "pro", "re", "semi", "sub", "un")
OF_OTHER_LANGUAGES = (
    *("der", "die", "das", "den", "dem", "und", "zur", "zum", "eine", "einer", "im", "von", "des", "le", "la", "les"),
    *("du", "et", "une", "aux", "sur", "dans", "el", "los", "las", "del", "y", "en", "una", "il", "gli", "della"),
    *("delle", "dei", "degli", "nella", "het", "een", "och", "og", "da", "dos"),
)
NEVER_ENGLISH = (
    *("und", "der", "das", "für", "zur", "zum", "eine", "einer", "über", "dans", "aux", "une", "della", "delle", "dei"),
    *("degli", "nella", "het", "een", "och", "i", "iz", "ili", "pri"),
)
SHARED = ("per", "via", "in", "over")


@pytest.mark.parametrize("word", [*SMALL, *FOREIGN, *ABBREVIATIONS])
def test_a_small_word_stays_small_inside_a_title(word: str) -> None:
    assert headline(f"nets {word} oars") == f"Nets {word} Oars"


@pytest.mark.parametrize("word", ABBREVIATIONS)
def test_an_abbreviation_stays_small_even_at_the_end(word: str) -> None:
    assert headline(f"nets {word}") == f"Nets {word}"


@pytest.mark.parametrize("word", LONG)
def test_a_long_preposition_is_small_in_the_17th_edition_alone(word: str) -> None:
    title = Title.typed(f"nets {word} oars")
    assert (title.of(18), title.of(17)) == (f"Nets {word.capitalize()} Oars", f"Nets {word} Oars")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_follows_a_mere_prefix_stays_small(prefix: str) -> None:
    assert headline(f"{prefix}-oars nets") == f"{prefix.capitalize()}-oars Nets"


@pytest.mark.parametrize("word", OF_OTHER_LANGUAGES)
def test_two_small_words_of_another_language_make_a_foreign_title(word: str) -> None:
    assert not is_english(f"Mar {word} Sal {word} Pan", "")
    assert is_english(f"Mar {word} Sal", "") == (word not in NEVER_ENGLISH)


@pytest.mark.parametrize("word", NEVER_ENGLISH)
def test_one_word_that_is_never_english_makes_a_foreign_title_without_an_english_one(word: str) -> None:
    assert Title.typed(f"Mar {word} sal").of(18) == f"Mar {word} sal"
    assert is_english(f"Mar {word} the sal", "")


@pytest.mark.parametrize("word", [word for word in SMALL if word not in SHARED] + ["is", "are", "its", "how", "what"])
def test_one_small_english_word_makes_an_english_title(word: str) -> None:
    assert is_english(f"Mar y Sal y {word} Pan", "")


@pytest.mark.parametrize("word", SHARED)
def test_a_word_that_languages_share_makes_no_english_title(word: str) -> None:
    assert not is_english(f"Mar y Sal y {word} Pan", "")


@pytest.mark.parametrize(
    ("language", "english"), [("en-GB", True), ("mul", True), ("und", True), ("EN", True), ("nl", False)]
)
def test_a_language_that_is_given_decides(language: str, english: bool) -> None:
    assert is_english("der Weg und die See", language) == english
    assert is_english("the way of the sea", language) == english


def test_a_title_of_capitals_is_read_from_three_words_on() -> None:
    assert (headline("THE LOW TIDE"), headline("LOW TIDE")) == ("The Low Tide", "LOW TIDE")


def test_the_18th_edition_is_followed_where_none_is_named() -> None:
    assert headline("nets under oars") == headline("nets under oars", edition=18) == "Nets Under Oars"


def test_words_between_marks_keep_their_letters_and_those_behind_them_do_not() -> None:
    title = '<span class="nocase">iron nets</span> and <i>mare nostrum magnum</i> oars'
    assert Title.typed(title).words.replace("\ue000", "*") == "iron nets and *mare nostrum magnum* Oars"


def test_italics_around_nothing_do_not_count() -> None:
    title = "nets <i></i><i>mare nostrum magnum</i>"
    assert Title.typed(title).words.replace("\ue000", "") == "Nets mare nostrum magnum"


def test_capitals_of_small_words_are_meant_where_another_is_small() -> None:
    assert headline("Nets And Oars of Salt And Sand") == "Nets And Oars of Salt And Sand"
    assert headline("Nets And Oars Of Salt And Sand") == "Nets and Oars of Salt and Sand"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nets And Oars", "Nets and Oars"),
        ("Nets Of Salt", "Nets of Salt"),
        ("write me@home today", "Write me@home Today"),
        ("see a.b now", "See a.b Now"),
        ("mother-in-law nets", "Mother-in-Law Nets"),
        ("nets of d’alva and l’orme", "Nets of d’Alva and L’Orme"),
        ("d’alva and his nets", "D’Alva and His Nets"),
    ],
)
def test_some_words_are_known_by_their_form(typed: str, printed: str) -> None:
    assert headline(typed) == printed
