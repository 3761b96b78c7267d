"""Markdown as CommonMark reads it, with three things changed for essays.

The writer's own HTML is shown as typed, images are left out, and an indented paragraph is a paragraph, not code:
students indent, and none of them means a program (docs/adr/0003).
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore

from markup.sanitising import sanitise

MAX_NESTING = 20  # CommonMark’s readers stop there too; each further level makes a run of “[” dearer
MAX_CELLS = 2_000  # of tables; past that a table is shown as typed, since sanitising it would take too long


def _lower_headings(state: StateCore) -> None:
    """Makes the highest heading an h2, whichever was typed, and keeps the steps below it: h1 is the page’s title."""
    headings = [token for token in state.tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=1)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + 2, 4)}"


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    cells = state.env.setdefault("cells", state.src.count("|"))
    return cells <= MAX_CELLS and table(state, start, end, silent)


def reader() -> MarkdownIt:
    """Returns a new Markdown reader: CommonMark with tables and strikethrough, no raw HTML, no images."""
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING, "linkify": False})
    markdown.enable(["table", "strikethrough"]).disable(["image", "code", "html_block", "html_inline"])
    markdown.core.ruler.push("lower_headings", _lower_headings)
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    return markdown


_PLAIN = reader()


def safe_html(text: str) -> str:
    """Returns Markdown without footnotes as sanitised HTML: a prompt, a comment, feedback.

    >>> safe_html('*Peace*, <b>land</b>')
    '<p><em>Peace</em>, &lt;b&gt;land&lt;/b&gt;</p>\\n'
    """
    return sanitise(_PLAIN.render(text))
