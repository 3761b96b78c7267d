"""What people typed can carry no script, whoever reads it."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup import sanitising
from markup.markdown import safe_html
from markup.sanitising import TAGS, first_passes, sanitise

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<p style="position:fixed">x</p>',
    "<p onclick=alert(1)>x</p>",
    "<iframe src=//example.org></iframe>",
    "<math><mtext></p><img src onerror=alert(1)>",
    '<a id="post">x</a><li id="messages">y</li>',
    "<form action=//example.org><input name=password></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
]


class Elements(HTMLParser):
    """Collects what a browser would make of the HTML: each element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("make_safe", [sanitise, safe_html])
def test_nothing_that_runs_survives(attack: str, make_safe: Callable[[str], str]) -> None:
    for tag, attributes in Elements(make_safe(attack)).found:
        assert tag in TAGS
        assert attributes.keys() <= {"href", "rel", "title"}
        assert (attributes.get("href") or "https:").startswith(("https:", "http:", "mailto:"))


BAD_LINKS = ["[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "<javascript:x>"]


@pytest.mark.parametrize("link", BAD_LINKS)
def test_a_link_leads_to_the_web_or_to_a_letter_only(link: str) -> None:
    assert 'href="' not in safe_html(link)


@pytest.mark.parametrize("link", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org"])
def test_a_link_to_the_web_is_kept(link: str) -> None:
    assert f'href="{link.replace("&", "&amp;")}"' in safe_html(f"[x]({link})")


@pytest.mark.parametrize("identity", ["fn-12-3", "fnref-12-3", "fn-preview-1"])
def test_the_ids_of_notes_are_kept(identity: str) -> None:
    assert f'id="{identity}"' in sanitise(f'<a id="{identity}">1</a>')


@pytest.mark.parametrize("identity", ["main", "fn-", "fn-x", "id_body", "fn-1-2 onload", "comment-3"])
def test_no_other_id_is_kept(identity: str) -> None:
    assert "id=" not in sanitise(f'<a id="{identity}">1</a>')


def test_headings_stand_below_the_page_s_title_and_images_are_left_out() -> None:
    html = safe_html("# One\n\n###### Six\n\n![alt](https://example.org/x.png)")
    assert "<h2>One</h2>" in html
    assert "<h4>Six</h4>" in html
    assert "<img" not in html


def test_the_highest_heading_is_an_h2_whichever_was_typed() -> None:
    assert safe_html("## Two\n\n### Three") == "<h2>Two</h2>\n<h3>Three</h3>\n"


@given(st.text(alphabet="<>/\"'=&;abconsrchef:-!`*_[](){} \n#", max_size=200))
def test_sanitising_twice_changes_nothing_more(text: str) -> None:
    once = sanitise(text)
    assert sanitise(once) == once


TYPED = st.text(alphabet="<>/ip\"'=&;am\ufdd1 \n\r\x00", max_size=12)
PIECE = st.lists(
    st.one_of(
        TYPED,
        st.sampled_from(["<i>", "</i>", "<p>", "</p>", "<sup>1</sup>", "<em>bread</em>", "&amp;", "&lt;", "&copy;"]),
        st.sampled_from(["<table>", "<td>", "</li>", "<a href='https://example.org'>", "</a>", "<!--", "<script>"]),
        TYPED.map("<p>{}</p>\n".format),
    ),
    max_size=5,
).map("".join)


@given(st.lists(PIECE, max_size=6))
def test_pieces_are_read_together_as_each_by_itself(pieces: list[str]) -> None:
    sanitising._remembered.cache_clear()

    assert first_passes(pieces) == [sanitising._clean(piece) for piece in pieces]


@given(st.lists(PIECE, max_size=4))
def test_a_piece_that_is_flat_ends_as_it_began(pieces: list[str]) -> None:
    flat = [piece for piece in pieces if sanitising._FLAT.fullmatch(piece)]

    assert sanitising._clean("".join(flat)) == "".join(map(sanitising._clean, flat))
