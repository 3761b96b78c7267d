"""Whatever JSON arrives: no exception, no markup from a title, no doubled point."""

import html
import re

from hypothesis import given, settings
from hypothesis import strategies as st

import chicago
from chicago.works import DATE_FIELDS, NAME_FIELDS, TITLE_FIELDS

words = st.text(
    st.characters(codec="utf-8") | st.sampled_from("“”‘’\"'<>&.,;:?!()[]– \ue000\ue001\ue002\ue007"), max_size=40
)
leaf = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words
anything = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))
person = st.fixed_dictionaries(
    {},
    optional={
        "family": words,
        "given": words,
        "suffix": words,
        "literal": words,
        "dropping-particle": words,
        "non-dropping-particle": words,
        "static-ordering": st.booleans(),
    },
)
date = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(st.lists(leaf, max_size=4), max_size=3),
        "circa": leaf,
        "literal": words,
        "season": leaf,
    },
)
PLAIN = (
    *("volume", "issue", "page", "edition", "publisher", "publisher-place", "DOI", "URL", "genre", "number", "medium"),
    *(
        "archive",
        "archive_location",
        "status",
        "archive_collection",
        "archive-place",
        "authority",
        "section",
        "version",
    ),
    *(
        "version",
        "dimensions",
        "chapter-number",
        "number-of-volumes",
        "language",
        "collection-number",
        "event-title",
        "scale",
    ),
)
kinds = st.sampled_from([*chicago.KINDS, "document", "unheard-of"])
Where = chicago.Locator | None
csl = st.fixed_dictionaries(
    {"type": kinds},
    optional={
        **dict.fromkeys(sorted(NAME_FIELDS), st.lists(person, max_size=4) | anything),
        **dict.fromkeys(sorted(DATE_FIELDS), date | anything),
        **dict.fromkeys(sorted(TITLE_FIELDS), words | anything),
        **dict.fromkeys(PLAIN, words | anything),
    },
)
locators = st.none() | st.builds(
    chicago.Locator, st.sampled_from(["page", "chapter", "verse", "timestamp", "x"]), words
)
styles = st.builds(chicago.Style, st.sampled_from([17, 18]), st.booleans())


def forms(work: chicago.Work, where: Where, style: chicago.Style) -> list[chicago.Text]:
    return [chicago.full_note(work, where, style), chicago.short_note(work, where, style), chicago.entry(work, style)]


@given(anything)
def test_any_json_value_is_read_and_given_back(value: object) -> None:
    assert chicago.Work.from_csl(value).to_csl() == value


@settings(max_examples=80, deadline=None)
@given(csl, locators, styles)
def test_any_source_prints_without_markup_of_its_own(fields: object, where: Where, style: chicago.Style) -> None:
    work = chicago.Work.from_csl(fields)
    for text in forms(work, where, style):
        printed = text.html()
        assert not re.search(r"<(?!/?(?:i|sup|sub)>)", printed)
        assert not re.search("[\ue000-\ue008]", printed + text.plain() + text.markdown())
        assert printed.count("<i>") == printed.count("</i>")
        assert "<i><i>" not in printed
    chicago.problems(work)
    chicago.sort_key(work)


@settings(max_examples=150, deadline=None)
@given(kinds, st.from_regex(r"[A-Za-z][a-z]{2,8}( [a-z]{3,9}){0,3}[.?!,;:…]?", fullmatch=True), styles)
def test_a_title_is_never_lost_and_no_point_is_doubled(kind: str, title: str, style: chicago.Style) -> None:
    work = chicago.Work.from_csl(
        {"type": kind, "title": title, "author": [{"family": "Quill", "given": "M."}], "container-title": title}
        | {"publisher": title, "genre": title, "issued": "1998", "archive": title}
    )
    # A short note on an interview says “interview”, whatever title it bears.
    for text in forms(work, None, style)[: 1 if kind == "interview" else 2]:
        plain = text.plain()
        assert title.split(maxsplit=1)[0].rstrip(".?!,;:…").casefold() in plain.casefold()
        points = plain.replace(title, "")
        assert not re.search(r"\.\.|,,|;;|::|[,;:]\.|\.,,|,;|;,|[?!]”?\.(?:\s|$)", points)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(csl, locators, words, words), max_size=3), styles)
def test_any_essay_prints_a_note_for_each_note(
    rows: list[tuple[object, Where, str, str]], style: chicago.Style
) -> None:
    cites = [chicago.Cite(chicago.Work.from_csl(row[0]), row[1], row[2], row[3]) for row in rows]
    notes = [chicago.Note((cite, chicago.Prose(cite.suffix))[: 1 + n % 2]) for n, cite in enumerate(cites)]
    printed = chicago.print_notes(notes, style)
    assert len(printed) == len(notes)
    assert not any(re.search(r"<(?!/?(?:i|sup|sub)>)", text.html()) for text in printed)


@given(words)
def test_plain_words_survive_escaping(typed: str) -> None:
    text = chicago.print_notes([chicago.Note((chicago.Prose(typed),))])[0]
    assert html.unescape(text.html()).split() == text.plain().split()
