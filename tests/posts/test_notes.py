"""Where notes stand in an essay, and what words they hold."""

import pytest

from posts.marks import MAX_NOTES
from posts.notes import MAX_FAULTS, read_essay


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Bread.((Hufton, 12.))", ["Hufton, 12."]),
        ("(as she says((Hufton, 12.)))", ["Hufton, 12."]),
        ("Bread.((Hufton (Boston: HM (Cengage)), 12.))", ["Hufton (Boston: HM (Cengage)), 12."]),
        ("Bread.((Hufton (1997)))", ["Hufton (1997)"]),
        ("Bread.((Hufton (Boston: HM, 12.)) More.", ["Hufton (Boston: HM, 12."]),
        ("Bread.^[Hufton [ed.], 12.] More.", ["Hufton [ed.], 12."]),
        ("Bread.[^a] Rain.[^b]\n\n[^a]: Hufton, 12.\n[^b]: Levy,\n13.", ["Hufton, 12.", "Levy, 13."]),
        ("One.((A, 1.))((B, 2.)) Two.((C, 3.))", ["A, 1.", "B, 2.", "C, 3."]),
        ("> Quoted.((A, 1.))\n\n- item((B, 2.))", ["A, 1.", "B, 2."]),
        ("`((code))` and ((A, 1.))\n\n```\n((code))\n```", ["A, 1."]),
        (r"\((no note)) and ((A, 1.))", ["A, 1."]),
        ("\tAn indented paragraph.((A, 1.))", ["A, 1."]),
    ],
)
def test_the_words_of_a_note_are_those_between_its_marks(body: str, words: list[str]) -> None:
    assert [note.words for note in read_essay(body).notes] == words


def test_an_unclosed_mark_ends_with_its_paragraph_and_is_reported() -> None:
    essay = read_essay("Bread.((Hufton, 12.\n\nNext paragraph.((Levy, 3.))")
    assert [note.words for note in essay.notes] == ["Hufton, 12.", "Levy, 3."]
    assert "Note 1 is not closed" in essay.faults[0]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("Bread.(())", "Note 1 is empty"),
        ("Bread.((See ((Hufton)), 3.))", "another note’s mark inside it"),
        ("Bread.[^nowhere]", "[^nowhere] has no words"),
        ("Bread.\n\n[^unused]: Hufton, 12.", "[^unused]: is defined"),
        (f"Bread.(({'x' * 2001}))", "may have 2,000"),
        ("a((x)) " * (MAX_NOTES + 5), "An essay may have 300 notes"),
    ],
)
def test_a_faulty_mark_is_told_in_a_sentence(body: str, fault: str) -> None:
    assert any(fault in sentence for sentence in read_essay(body).faults)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("They walked. The “baker’s wife” came too. ((A, 1.)) It rained.", "The “baker’s wife” came too."),
        ("They walked,((A, 1.)) and it rained. Then home.", "They walked, and it rained."),
        ("*They* walked.((A, 1.))", "They walked."),
        ("Who walked?((A, 1.)) Everyone.", "Who walked?"),
    ],
)
def test_a_note_knows_the_sentence_that_carries_its_mark(body: str, sentence: str) -> None:
    assert read_essay(body).notes[0].sentence == sentence


def test_a_note_knows_the_words_that_its_sentence_quotes() -> None:
    essay = read_essay('They cried “the baker” and “the baker’s wife” loudly.((A, 1.)) "To Paris" it was.((B, 2.))')
    assert [note.quoted() for note in essay.notes] == ["the baker’s wife", "To Paris"]


@pytest.mark.parametrize(
    "piece", ["((", "((a(b)) ", "^[", "[^a]", "))", "((x))", "(", "[", "[^a]: b\n", "> ", "**", "`"]
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    essay = read_essay((piece * 100_000)[:100_000])
    assert len(essay.notes) <= MAX_NOTES + 1


def test_of_thousands_of_faults_the_first_are_told_and_how_many_more_there_are() -> None:
    faults = read_essay(" ".join(f"[^{number}]" for number in range(6_000))).faults
    assert len(faults) == MAX_FAULTS + 1
    assert faults[0].startswith("[^0] has no words.")
    assert faults[-1] == "Marks and definitions have 5,950 more faults like these. Mend these first."
