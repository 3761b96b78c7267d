"""Words that stay the words they are when Markdown reads them, with as few backslashes as will do."""

import re
from typing import Final

# Always, or only where what stands beside them would make them Markdown.
_SIGNS: Final = re.compile(
    r"""
      [\\`*]
    | (?<![^\W_])_ | _(?![^\W_])                # not inside a word
    | \[(?=\^)                                  # a note by its label
    | \](?=\()                                  # a link
    | ~(?=~) | (?<=~)~                          # struck out
    | <(?=[A-Za-z])                             # an address in angles
    | &(?=\#?\w{1,40};)                         # an entity
    | \((?=\()                                  # a note
    | \^(?=\[)
    """,
    re.VERBOSE,
)
_SIGNS_IN_LINK: Final = re.compile(_SIGNS.pattern + r"| [\[\]]", re.VERBOSE)
_ALL: Final = re.compile(r"[!-/:-@\[-`{-~]")
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_OPENING: Final = re.compile(
    r"""
      \#{1,6}(?=\s|$)                           # a heading
    | >                                         # a quotation
    | [-+](?=\s|$)                              # a list
    | (?:=+|-+)\s*$ | (?:-\s*){3,}$             # a heading’s underlining, a rule
    | [|:](?=[-:|\s]+$) | -(?=[-:|\s]*$)        # a table’s second row
    | \[(?=[^\]]{1,999}\]:)                     # a definition
    """,
    re.VERBOSE,
)


def escaped(words: str) -> str:
    r"""Returns prose with a backslash before each sign that Markdown would read.

    >>> escaped("snake_case [sic] *stars* ((twice)) AT&T &amp;")
    'snake_case [sic] \\*stars\\* \\((twice)) AT&T \\&amp;'
    """
    return _SIGNS.sub(r"\\\g<0>", words)


def escaped_in_link(words: str) -> str:
    r"""Returns the same inside a link’s words, where no bracket may stand alone.

    >>> escaped_in_link("the [first] one")
    'the \\[first\\] one'
    """
    return _SIGNS_IN_LINK.sub(r"\\\g<0>", words)


def escaped_all(words: str) -> str:
    """Returns words with a backslash before every sign: the last resort."""
    return _ALL.sub(r"\\\g<0>", words)


def escaped_opening(line: str) -> str:
    r"""Returns a line of a paragraph that does not begin a list, a heading or a quotation.

    >>> escaped_opening("1. May 1917"), escaped_opening("- he said"), escaped_opening("1917 was")
    ('1\\. May 1917', '\\- he said', '1917 was')
    """
    if match := _NUMBERED.match(line):
        return f"{match[1]}\\{line[len(match[1]) :]}"
    return f"\\{line}" if _OPENING.match(line) else line


def destination(href: str) -> str:
    """Returns an address as a link may hold it.

    >>> destination("https://example.org/a_(b)"), destination("https://example.org/a b)")
    ('https://example.org/a_(b)', 'https://example.org/a%20b%29')
    """
    safe = re.sub(r"[\s<>\\\"`|]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    safe = re.sub(r"&(?=#?\w{1,40};)", "&amp;", safe)
    depth = 0
    for letter in safe:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            break
    return safe if depth == 0 else safe.replace("(", "%28").replace(")", "%29")
