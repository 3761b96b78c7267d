"""What goes out comes back the same, in each format; and other readers understand it too."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

import pypandoc
import pytest
import rispy
from hypothesis import given, settings

from chicago.ranges import complete
from sources.exchange import read, write_bibtex, write_csljson, write_ris
from sources.exchange.shape import says_enough, shaped
from tests.sources.items import SHELF, Item, odd_items

Writer = Callable[[Iterable[Mapping[str, object]]], str]

WRITERS = {"bibtex": write_bibtex, "ris": write_ris, "csljson": write_csljson}
each_format = pytest.mark.parametrize("form", WRITERS)


def record(item: Item) -> Item:
    """The record without the key that it has in a library."""
    return {name: value for name, value in item.items() if name != "id"}


@each_format
@pytest.mark.parametrize("item", SHELF, ids=[str(item["type"]) for item in SHELF])
def test_a_record_of_each_kind_comes_back_the_same(form: str, item: Item) -> None:
    (found,) = read(WRITERS[form]([item]))
    assert (found.csl, found.key, found.refusal, found.untaken) == (record(item), item["id"], "", ())


@each_format
@settings(max_examples=400, deadline=None)
@given(item=odd_items())
def test_a_record_comes_back_the_same_whatever_its_words(form: str, item: Item) -> None:
    (found,) = read(WRITERS[form]([item]))
    assert found.csl == (item if says_enough(item) else None)


@each_format
@settings(max_examples=100, deadline=None)
@given(item=odd_items())
def test_odd_words_do_not_spill_into_the_next_record(form: str, item: Item) -> None:
    around = SHELF[0]
    found = read(WRITERS[form]([around, item, around]))
    assert [found[0].csl, found[-1].csl, len(found)] == [record(around), record(around), 3]


def test_a_kind_that_is_cut_short_ends_in_no_space() -> None:
    assert shaped({"type": "a" * 39 + " b", "title": "Roots"})[0]["type"] == "a" * 39


@settings(max_examples=200, deadline=None)
@given(item=odd_items())
def test_what_the_library_keeps_is_not_shaped_twice(item: Item) -> None:
    assert shaped(item) == (item, ())


def bare(words: object) -> str:
    """Words as readers that think of case, quotation marks and dashes in their own ways agree on them."""
    text = re.sub(r"<[^>]+>", "", str(words or "")).replace("–", "-").replace("“", '"').replace("”", '"')
    return " ".join(text.replace("’", "'").split())


def family(item: Mapping[str, object], role: str) -> list[str]:
    people = item.get(role)
    return [bare(name.get("family") or name.get("literal")) for name in people] if isinstance(people, list) else []


def year(item: Mapping[str, object]) -> object:
    issued = item.get("issued")
    return str(issued["date-parts"][0][0]) if isinstance(issued, dict) else None


def pages(item: Mapping[str, object]) -> str:
    first, dash, last = bare(item.get("page")).partition("-")
    return f"{first}-{complete(first, last)}" if dash else first


def in_pandoc(text: str, form: str) -> list[Item]:
    read_back = json.loads(pypandoc.convert_text(text, "csljson", format=form))
    assert isinstance(read_back, list)
    return read_back


def author_role(item: Item, form: str) -> str:
    """In RIS a film’s first people are its directors; pandoc calls all of them authors."""
    return "director" if (form, item["type"]) == ("ris", "motion_picture") else "author"


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csljson"])
def test_pandoc_reads_who_what_when_and_where_as_we_wrote_it(form: str) -> None:
    written = WRITERS["bibtex" if form == "biblatex" else form](SHELF)
    found = in_pandoc(written, form)
    assert [item["id"] for item in found] == [item["id"] for item in SHELF]
    for ours, theirs in zip(SHELF, found, strict=True):
        assert bare(theirs.get("title")) == bare(ours.get("title")), ours["type"]
        assert family(theirs, "author") == family(ours, author_role(ours, form)), ours["type"]
        assert year(theirs) == year(ours), ours["type"]
        assert bare(theirs.get("container-title")) == bare(ours.get("container-title")), ours["type"]
        assert pages(theirs) == pages(ours), ours["type"]


def test_rispy_reads_our_ris() -> None:
    found = rispy.loads(write_ris(SHELF))
    assert [item["id"] for item in found] == [item["id"] for item in SHELF]
    assert [item["title"] for item in found if "title" in item] == [item["title"] for item in SHELF if "title" in item]
