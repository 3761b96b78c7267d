"""Full, short or ibid.: what the order of an essay's notes decides."""

import chicago
from chicago import Cite, Locator, Note, Prose, Style, Work


def book(title: str, family: str = "Quill", given: str = "Mara", **fields: object) -> Work:
    author = [{"family": family, "given": given}]
    return Work.from_csl(
        {"type": "book", "title": title, "author": author, "publisher": "Egret", "issued": "1998"} | fields
    )


TIDE = book("The Low Tide: A Memoir")
MILL = book("The Mill", "Stone", "Ivo")
FULL_TIDE = "Mara Quill, <i>The Low Tide: A Memoir</i> (Egret, 1998)"
FULL_MILL = "Ivo Stone, <i>The Mill</i> (Egret, 1998)"
IBID = Style(ibid=True)


def cite(work: Work, page: str = "", prefix: str = "", suffix: str = "", key: str | None = None) -> Cite:
    return Cite(work, Locator("page", page) if page else None, prefix, suffix, key)


def printed(*notes: Cite | Prose | tuple[Cite | Prose, ...], style: Style = Style()) -> list[str]:  # noqa: B008
    whole = [Note(note if isinstance(note, tuple) else (note,)) for note in notes]
    return [text.html() for text in chicago.print_notes(whole, style)]


def test_the_first_citation_is_full_and_the_later_ones_are_short() -> None:
    assert printed(cite(TIDE, "4"), cite(MILL, "5"), cite(TIDE, "6")) == [
        f"{FULL_TIDE}, 4.",
        f"{FULL_MILL}, 5.",
        "Quill, <i>Low Tide</i>, 6.",
    ]


def test_several_citations_in_a_note_are_joined_by_semicolons() -> None:
    assert printed((cite(TIDE, "4"), cite(MILL, "5")), (cite(MILL), cite(TIDE))) == [
        f"{FULL_TIDE}, 4; {FULL_MILL}, 5.",
        "Stone, <i>Mill</i>; Quill, <i>Low Tide</i>.",
    ]


def test_a_source_is_told_by_its_key_even_where_its_record_changed() -> None:
    assert printed(cite(TIDE, "4", key="7"), cite(MILL, "5", key="7"))[1] == "Stone, <i>Mill</i>, 5."


def test_two_keys_for_the_same_words_are_two_sources() -> None:
    assert printed(cite(TIDE, "4", key="7"), cite(TIDE, "5", key="8"))[1] == f"{FULL_TIDE}, 5."


def test_ibid_stands_alone_for_the_same_place_and_names_a_new_one() -> None:
    assert printed(cite(TIDE, "4"), cite(TIDE, "4"), cite(TIDE, "5-6"), style=IBID)[1:] == ["Ibid.", "Ibid., 5–6."]


def test_ibid_is_not_printed_where_the_course_does_not_want_it() -> None:
    assert printed(cite(TIDE, "4"), cite(TIDE, "4"))[1] == "Quill, <i>Low Tide</i>, 4."


def test_ibid_never_follows_a_note_with_several_citations() -> None:
    assert printed((cite(TIDE, "4"), cite(MILL, "5")), cite(MILL, "5"), style=IBID)[1] == "Stone, <i>Mill</i>, 5."


def test_ibid_never_follows_prose_alone() -> None:
    assert printed(cite(TIDE, "4"), Prose("No matter."), cite(TIDE, "4"), style=IBID)[2] == "Quill, <i>Low Tide</i>, 4."


def test_a_whole_work_is_not_ibid_after_a_place_in_it() -> None:
    assert printed(cite(TIDE, "4"), cite(TIDE), cite(TIDE), style=IBID)[1:] == ["Quill, <i>Low Tide</i>.", "Ibid."]


def test_a_second_citation_in_the_same_note_is_no_ibid() -> None:
    notes = printed(cite(TIDE, "4"), (cite(TIDE, "5"), cite(TIDE, "6")), style=IBID)
    assert notes[1] == "Ibid., 5; Quill, <i>Low Tide</i>, 6."


def test_ibid_follows_a_note_whose_one_citation_stands_in_prose() -> None:
    notes = printed((Prose("I follow "), cite(TIDE, "4"), Prose(" here.")), cite(TIDE, "5"), style=IBID)
    assert notes == [f"I follow {FULL_TIDE}, 4 here.", "Ibid., 5."]


def test_words_before_are_capitalised_at_the_head_of_a_note_only() -> None:
    notes = printed((cite(TIDE, "4", "see"), cite(MILL, "5", "cf.")), cite(TIDE, "5", "see also"), style=IBID)
    assert notes == [f"See {FULL_TIDE}, 4; cf. {FULL_MILL}, 5.", "See also Quill, <i>Low Tide</i>, 5."]


def test_ibid_after_words_keeps_its_small_letter() -> None:
    assert printed(cite(TIDE, "4"), cite(TIDE, "5", "see"), style=IBID)[1] == "See ibid., 5."


def test_a_particle_takes_a_capital_at_the_head_of_a_note_only() -> None:
    groot = book("Dikes", "de Groot", "Jan")
    assert printed(cite(groot), cite(groot), cite(groot, prefix="see"))[1:] == [
        "De Groot, <i>Dikes</i>.",
        "See de Groot, <i>Dikes</i>.",
    ]


def test_a_name_that_its_bearer_writes_small_stays_small() -> None:
    fenn = book("Dikes", "fenn", "otto")
    assert printed(cite(fenn), cite(fenn)) == ["otto fenn, <i>Dikes</i> (Egret, 1998).", "fenn, <i>Dikes</i>."]


def test_words_after_follow_a_comma_a_bracket_a_space_and_a_sentence_a_period() -> None:
    notes = printed(
        cite(TIDE, "1"),
        cite(TIDE, "2", suffix="emphasis added"),
        cite(TIDE, "3", suffix="(my emphasis)"),
        cite(TIDE, "4", suffix="The italics are mine."),
        cite(TIDE, "5", suffix="Emphasis added"),
        cite(TIDE, "6", suffix="Quill’s italics"),
        cite(TIDE, "7", suffix="; a guess"),
    )
    assert [note.removeprefix("Quill, <i>Low Tide</i>, ") for note in notes[1:]] == [
        "2, emphasis added.",
        "3 (my emphasis).",
        "4. The italics are mine.",
        "5. Emphasis added.",
        "6, Quill’s italics.",
        "7; a guess.",
    ]


def test_the_period_of_a_suffix_gives_way_to_a_semicolon() -> None:
    notes = printed(cite(MILL), (cite(TIDE, "1", suffix="My italics."), cite(MILL, "2")))
    assert notes[1] == f"{FULL_TIDE}, 1. My italics; Stone, <i>Mill</i>, 2."


def test_authors_of_one_family_name_get_an_initial() -> None:
    other = book("The Weir", given="Otto")
    assert printed(cite(TIDE), cite(other), cite(TIDE), cite(other))[2:] == [
        "M. Quill, <i>Low Tide</i>.",
        "O. Quill, <i>Weir</i>.",
    ]


def test_authors_who_share_the_initial_too_get_the_whole_name() -> None:
    other = book("The Weir", given="Mark")
    assert printed(cite(TIDE), cite(other), cite(TIDE))[2] == "Mara Quill, <i>Low Tide</i>."


def test_only_the_names_that_are_shared_get_an_initial() -> None:
    pair = book("Both", author=[{"family": "Stone", "given": "Ivo"}, {"family": "Quill", "given": "Otto"}])
    assert printed(cite(TIDE), cite(pair), cite(pair))[2] == "Stone and O. Quill, <i>Both</i>."


def test_co_authors_of_one_family_name_need_no_initial() -> None:
    pair = book("Both", author=[{"family": "Quill", "given": "Mara"}, {"family": "Quill", "given": "Otto"}])
    assert printed(cite(pair), cite(pair))[1] == "Quill and Quill, <i>Both</i>."


def test_organisations_never_get_an_initial() -> None:
    board = book("Ropes", author=[{"literal": "Rope Board"}])
    other = book("Knots", author=[{"literal": "Rope Board"}])
    assert printed(cite(board), cite(other), cite(board))[2] == "Rope Board, <i>Ropes</i>."


def test_family_name_first_is_printed_whole_to_tell_two_apart() -> None:
    liang = [{"family": "Liang", "given": "Haoyu", "static-ordering": True}]
    other = [{"family": "Liang", "given": "Min", "static-ordering": True}]
    works = book("A", author=liang), book("B", author=other)
    assert printed(cite(works[0]), cite(works[1]), cite(works[0]))[2] == "Liang Haoyu, <i>A</i>."


def test_two_short_titles_that_read_alike_are_printed_whole() -> None:
    other = book("The Low Tide: A Novel")
    assert printed(cite(TIDE), cite(other), cite(TIDE), cite(other))[2:] == [
        "Quill, <i>The Low Tide: A Memoir</i>.",
        "Quill, <i>The Low Tide: A Novel</i>.",
    ]


def test_prose_is_printed_as_typed_and_escaped() -> None:
    assert printed(Prose("I leave  this < that; “so” he said")) == ["I leave this &lt; that; “so” he said"]


def test_prose_and_citations_may_share_a_note() -> None:
    notes = printed(
        (Prose("Historians differ (see "), cite(TIDE, "4"), Prose(").")), (cite(MILL), Prose("but not all."))
    )
    assert notes == [f"Historians differ (see {FULL_TIDE}, 4).", f"{FULL_MILL} but not all."]


def test_a_note_that_ends_with_a_citation_ends_with_one_period() -> None:
    assert printed((Prose("So too"), cite(book("U.S.A.")))) == ["So too Mara Quill, <i>U.S.A.</i> (Egret, 1998)."]


def test_a_sentence_after_a_citation_stands_by_itself() -> None:
    assert printed((cite(TIDE), Prose("The others disagree."))) == [
        "Mara Quill, <i>The Low Tide: A Memoir</i> (Egret, 1998). The others disagree."
    ]


def test_empty_prose_and_an_empty_note_print_nothing() -> None:
    assert printed((Prose(""), Prose(" ")), ()) == [" ", ""]


def test_a_signal_typed_large_begins_small_after_a_semicolon() -> None:
    notes = printed((cite(TIDE, "4"), cite(MILL, "5", "See also")))
    assert notes == [f"{FULL_TIDE}, 4; see also {FULL_MILL}, 5."]


def test_ibid_names_a_headword_as_the_edition_does() -> None:
    words = [Cite(TIDE, Locator("sub-verbo", word)) for word in ("serf", "lord")]
    assert printed(*words, style=Style(17, ibid=True))[1] == "Ibid., s.v. “lord.”"
    assert printed(*words, style=IBID)[1] == "Ibid., under “lord.”"


def test_prose_keeps_its_italics_and_its_own_quotation_marks() -> None:
    assert printed(Prose("“See <i>The Mill</i>,” <b>he</b> said")) == ["“See <i>The Mill</i>,” he said"]


def test_words_that_stand_for_a_citation_are_parted_by_a_semicolon() -> None:
    unknown = Prose("Finch, <i>Nets</i>, 9.", is_citation=True)
    assert printed((cite(TIDE, "4"), unknown, cite(MILL, "5")), (unknown,)) == [
        f"{FULL_TIDE}, 4; Finch, <i>Nets</i>, 9; {FULL_MILL}, 5.",
        "Finch, <i>Nets</i>, 9.",
    ]


def test_two_interviews_with_one_person_name_who_asked() -> None:
    asked = [
        Work.from_csl({"type": "interview", "author": [{"family": "Stone"}], "interviewer": [{"family": name}]})
        for name in ("Quill", "Reed")
    ]
    assert printed(cite(asked[0]), cite(asked[1]), cite(asked[0]))[2] == "Stone, interview by Quill."


def test_two_introductions_by_one_author_name_the_books() -> None:
    books = [
        Work.from_csl({"type": "chapter", "author": [{"family": "Stone"}], "genre": "preface", "container-title": name})
        for name in ("Nets", "Oars")
    ]
    assert printed(cite(books[0]), cite(books[1]), cite(books[1], "ix"))[2] == "Stone, preface to <i>Oars</i>, ix."


def later(*works: Work) -> list[str]:
    """Print each of the works in full, and return how each is printed after that."""
    return printed(*map(cite, works), *map(cite, works))[len(works) :]


def test_authors_of_one_family_name_are_told_apart_by_initials_or_in_full() -> None:
    tide, mill, salt = book("The Tide"), book("The Mill", given="Ivo"), book("Salt", given="Milan")
    assert later(tide, mill) == ["M. Quill, <i>Tide</i>.", "I. Quill, <i>Mill</i>."]
    assert later(tide, mill, salt) == [
        "Mara Quill, <i>Tide</i>.",
        "I. Quill, <i>Mill</i>.",
        "Milan Quill, <i>Salt</i>.",
    ]


def test_nobody_is_told_from_whoever_has_no_given_name() -> None:
    assert later(book("The Tide"), book("The Mill", given="")) == ["Quill, <i>Tide</i>.", "Quill, <i>Mill</i>."]
    assert later(book("The Tide"), book("The Mill", given=""), book("Salt", given="Ivo")) == [
        "M. Quill, <i>Tide</i>.",
        "Quill, <i>Mill</i>.",
        "I. Quill, <i>Salt</i>.",
    ]


def test_initials_and_a_shorter_given_name_may_be_the_same_person_s() -> None:
    for given in ("M.", "Mara J.", "M. J."):
        assert later(book("The Tide"), book("The Mill", given=given)) == ["Quill, <i>Tide</i>.", "Quill, <i>Mill</i>."]
    assert later(book("The Tide"), book("The Mill", given="M."), book("Salt", given="Ivo")) == [
        "M. Quill, <i>Tide</i>.",
        "M. Quill, <i>Mill</i>.",
        "I. Quill, <i>Salt</i>.",
    ]


def test_initials_that_may_be_two_people_s_are_neither_s() -> None:
    assert later(book("The Tide"), book("The Mill", given="Milan"), book("Salt", given="M.")) == [
        "Mara Quill, <i>Tide</i>.",
        "Milan Quill, <i>Mill</i>.",
        "M. Quill, <i>Salt</i>.",
    ]


def test_a_sentence_between_two_citations_begins_behind_a_period() -> None:
    for prefix in ("On the harbour, compare", "Her figures are now doubted; cf."):
        assert printed((cite(TIDE, "4"), cite(MILL, "5", prefix=prefix))) == [
            f"{FULL_TIDE}, 4. {prefix} {FULL_MILL}, 5."
        ]
    assert printed((cite(TIDE, "4"), cite(MILL, "5", prefix="But see also"))) == [
        f"{FULL_TIDE}, 4; but see also {FULL_MILL}, 5."
    ]
    assert printed((cite(TIDE, "4"), cite(MILL, "5", prefix="Fenn’s"))) == [f"{FULL_TIDE}, 4; Fenn’s {FULL_MILL}, 5."]
