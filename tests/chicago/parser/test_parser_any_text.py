"""What holds for every text: it is read without an error, no word is invented, and none is lost."""

import json
import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from chicago.parser import ParsedNote, parse
from chicago.parser.surface import surface_of

PIECES = (
    "Ann Lee", "Lee", "Tomas Berg", "and Rosa Quill", "Ludwig van der Meer", "Lee, Ann", "Quill, R.", "et al.",
    "ed.", "eds.", "ed. Robert B. Moe", "trans. Paul Moe", "(ed.)", "“A Small Revolt,”", '"Salt"',
    "‘The Dockers’ Revolt’", "Quiet Harbors", "*Quiet Harbors*", "<em>Salt Roads</em>", "_Tides_",
    "The Salt Roads: Trade, 1701–1799", "in", "in The Village", "In", "(Boston: Northern Press, 1997)", "(1986)",
    "(December 1986)", "(New York, 1990)", "1997", "Boston: Northern Press", "New York",
    "Oxford University Press", "Harbor Review 91", "no. 5", "vol. 2", "91(5)", "4th ed.", "2 vols.", "45",
    "110-12", "p. 12", "pp. 12–14", "xii", "chap. 3", "2:110", "2.37", "March 2, 1930", "accessed May 1, 2014",
    "https://example.org/a_b", "doi:10.1000/abc.1", "Ibid.", "ibid", "Idem", "op. cit.", "@lee-harbors", "see",
    "See also", "but cf.", "quoted in", "and", "The italics are mine.", "review of", "by Ann Lee", "s.v. “pier”",
    "introduction to", "Northern Herald", "City Archives", "box 4", "Lee Papers", "f. 17, op. 3, d. 7, l. 1",
    "Ann Lee to John Berg", "interview by Neil Berg", "Lee v. Moe, 347 U.S. 483", "1 Cor. 13:1", "Print", "Web",
    "(blog)", "(PhD diss., University of Leeds, 1996)", "&amp;", "&nbsp;", "\u00a0", "»", "(", ")", "[", "]", "“",
    "”", "’", "—", "*",
)  # fmt: skip
JOINTS = (" ", ", ", ". ", "; ", ": ", ",", " (", ") ", "  ")
NOTES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=14).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)
# Words that rules account for without putting them into a field.
STRUCTURE = frozenset(
    [
        "and",
        "et",
        "al",
        "ed",
        "eds",
        "edited",
        "trans",
        "translated",
        "by",
        "in",
        "p",
        "pp",
        "chap",
        "vol",
        "vols",
        "no",
        "th",
        "st",
        "nd",
        "rd",
        "d",
        "accessed",
        "op",
        "cit",
        "idem",
        "ibid",
        "at",
        "see",
        "review",
        "of",
        "on",
        "s",
        "v",
        "sv",
        "under",
        "to",
        "interview",
        "with",
        "from",
        "box",
        "http",
        "https",
        "doi",
        "l",
        "ll",
        "n",
        "b",
        "c",
        "pub",
        "art",
        "loc",
        "x",
        "repr",
        "the",
        "author",
        "with",
        "or",
        "web",
        "print",
        "online",
        "available",
        "f",
    ]
)


NOTE_NUMBER = re.compile(r"\A\s?(?:\[\d+\]|\d+[.)])\s")


def words(text: str) -> Counter[str]:
    text = re.sub(r"[*_]|</?\w+>", " ", text)
    return Counter(re.findall(r"[^\W_]+", surface_of(text).text.lower()))


def letters(text: object) -> str:
    return "".join(re.findall(r"[^\W_]", str(text))).lower()


@given(st.text() | NOTES)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_the_answer_is_json(text: str) -> None:
    parsed = parse(text)

    assert json.loads(json.dumps(parsed.as_json())) == parsed.as_json()
    assert parsed.kind in {"full", "short", "ibid", "multi", "annotated", "discursive"}
    assert bool(parsed.citations) == (parsed.kind != "discursive")


@given(NOTES, st.lists(NOTES, max_size=3))
@settings(max_examples=200, deadline=None)
def test_the_notes_before_add_no_words(text: str, context: list[str]) -> None:
    for citation in parse(text, context).citations:
        assert all(letters(each) in letters(surface_of(text).text) for each in strings_of(citation.csl))


def strings_of(value: object) -> list[str]:
    """Give the strings of a CSL value that stand for typed words."""
    if isinstance(value, dict):
        return [each for name, inner in value.items() if name != "type" for each in strings_of(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in strings_of(inner)]
    return [value] if isinstance(value, str) else []


@given(NOTES)
@settings(max_examples=300, deadline=None)
def test_every_field_is_the_words_of_its_span(text: str) -> None:
    for citation in parse(text).citations:
        assert 0 <= citation.start <= citation.end <= len(text)
        for name, (start, end) in citation.spans.items():
            assert 0 <= start < end <= len(text)
            value = citation.locator if name == "locator" else citation.key if name == "key" else citation.csl[name]
            typed = letters(surface_of(text[start:end]).text)
            if isinstance(value, str):
                assert letters(value) == typed
            else:
                assert all(letters(word) in typed for word in strings_of(value))
                assert all(str(year) in typed for year in years_of(value))


def years_of(value: object) -> list[int]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    return [parts[0][0]] if parts else []


@given(NOTES)
@settings(max_examples=300, deadline=None)
def test_every_word_is_in_a_field_or_in_prose_or_unread(text: str) -> None:
    parsed = parse(text)
    if not parsed.citations:
        return
    outside, inside = words_outside_fields(text, parsed)
    prose = words(" ".join(f"{each.prefix} {each.suffix}" for each in parsed.citations)) + words(parsed.unread)

    assert not outside - prose
    assert {word for word in inside - prose if not word.isdigit()} <= STRUCTURE


def words_outside_fields(text: str, parsed: ParsedNote) -> tuple[Counter[str], Counter[str]]:
    """Give the words outside all citations, and those inside them that no field holds."""
    outside, inside = list(NOTE_NUMBER.sub(lambda number: " " * len(number[0]), text)), [" "] * len(text)
    for citation in parsed.citations:
        inside[citation.start : citation.end] = text[citation.start : citation.end]
        outside[citation.start : citation.end] = " " * (citation.end - citation.start)
    for citation in parsed.citations:
        for start, end in citation.spans.values():
            inside[start:end] = " " * (end - start)
    return words("".join(outside)), words("".join(inside))
