"""The bibliography: what comes first, what is left out, and one author's several works."""

import chicago
from chicago import Style, Work


def book(title: str, *names: str, role: str = "author", **fields: object) -> Work:
    people = [dict(zip(("family", "given"), name.split(", "), strict=False)) for name in names]
    return Work.from_csl(
        {"type": "book", "title": title, role: people, "publisher": "Egret", "issued": "1998"} | fields
    )


def listed(*works: Work, style: Style = Style()) -> list[str]:  # noqa: B008
    return [text.plain() for text in chicago.bibliography(works, style)]


def leads(*works: Work) -> list[str]:
    return [entry.split(". ")[0] for entry in listed(*works)]


def test_entries_stand_in_the_order_of_their_first_names() -> None:
    works = (book("A", "Stone, Ivo"), book("B", "Quill, Mara"), book("C", "Öberg, Ann"), book("D", "O’Brien, Flann"))
    assert leads(*works) == ["Öberg, Ann", "O’Brien, Flann", "Quill, Mara", "Stone, Ivo"]


def test_names_are_compared_letter_by_letter_up_to_the_comma() -> None:
    works = (book("A", "De Vries, Jan"), book("B", "Deane, Ola"), book("C", "Dean, Zoe"), book("D", "de Groot, Jan"))
    assert leads(*works) == ["Dean, Zoe", "Deane, Ola", "de Groot, Jan", "De Vries, Jan"]


def test_an_author_alone_stands_before_the_same_author_with_others() -> None:
    works = (book("A", "Quill, Mara", "Adams, Ann"), book("Z", "Quill, Mara"))
    assert leads(*works) == ["Quill, Mara", "Quill, Mara, and Ann Adams"]


def test_works_of_one_author_stand_in_the_order_of_their_titles_without_the_article() -> None:
    works = (book("The Mill", "Quill, Mara"), book("A Lamp", "Quill, Mara"), book("Nets", "Quill, Mara", role="editor"))
    assert [entry.split(". ")[1] for entry in listed(*works)] == ["A Lamp", "The Mill", "Nets"]


def test_the_17th_edition_prints_three_em_dashes_for_a_repeated_name() -> None:
    works = (book("The Mill", "Quill, Mara"), book("Nets", "Quill, Mara", role="editor"), book("Oars", "Stone, Ivo"))
    assert listed(*works, style=Style(17)) == [
        "Quill, Mara. The Mill. Egret, 1998.",
        "———, ed. Nets. Egret, 1998.",
        "Stone, Ivo. Oars. Egret, 1998.",
    ]


def test_the_18th_edition_repeats_the_name() -> None:
    assert leads(book("The Mill", "Quill, Mara"), book("Nets", "Quill, Mara")) == ["Quill, Mara", "Quill, Mara"]


def test_what_names_nobody_stands_by_its_title_paper_or_owner() -> None:
    paper = {
        "type": "article-newspaper",
        "title": "Zebra Seen",
        "container-title": "The Courier",
        "issued": "1921-03-04",
    }
    page = {"type": "webpage", "title": "A Page", "publisher": "The Port of Halden", "URL": "https://p.example.org"}
    works = (Work.from_csl(page), book("The Mill"), Work.from_csl(paper | {"issued": "1921-03-04"}))
    assert listed(*works) == [
        "Courier. “Zebra Seen.” March 4, 1921.",
        "The Mill. Egret, 1998.",
        "The Port of Halden. “A Page.” https://p.example.org.",
    ]


def test_an_organisation_is_sorted_without_its_article() -> None:
    society = Work.from_csl(
        {"type": "book", "title": "A", "author": [{"literal": "The Arch Society"}], "issued": "1998"}
    )
    assert leads(book("B", "Brand, Ola"), society)[0] == "The Arch Society"


def test_kinds_that_the_manual_keeps_out_are_left_out() -> None:
    case = {"type": "legal_case", "title": "A v. B", "volume": "1", "container-title": "U.S.", "page": "2"}
    email = {
        "type": "personal_communication",
        "genre": "email",
        "author": [{"family": "Quill"}],
        "issued": "2020-01-02",
    }
    assert listed(Work.from_csl(case), Work.from_csl(email), book("B", "Brand, Ola")) == ["Brand, Ola. B. Egret, 1998."]


def test_works_that_differ_in_their_year_alone_stand_by_year() -> None:
    works = (book("A", "Brand, Ola", issued="2001"), book("A", "Brand, Ola", issued="1991"))
    assert [entry[-5:] for entry in listed(*works)] == ["1991.", "2001."]


def test_a_work_without_anything_to_sort_by_has_an_empty_key() -> None:
    assert chicago.sort_key(Work.from_csl({"type": "legal_case"})) == ""
