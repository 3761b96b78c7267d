"""Chicago notes and bibliography (The Chicago Manual of Style, 18th edition; the 17th on request).

>>> work = Work.from_csl({"type": "book", "author": [{"family": "Said", "given": "Edward W."}],
...                       "title": "Orientalism", "publisher": "Pantheon Books", "issued": {"date-parts": [[1978]]}})
>>> work.to_csl()["title"]
'Orientalism'
"""

from chicago.bibliography import bibliography, sort_key
from chicago.citations import Cite, Note, Prose
from chicago.locators import Locator
from chicago.notes import entry, full_note, short_note, short_title
from chicago.problems import KINDS, Kind, Problem, problems
from chicago.ranges import shorten_range
from chicago.sequence import print_notes
from chicago.style import Style
from chicago.text import Text
from chicago.works import Work

__all__ = [
    "KINDS",
    "Cite",
    "Kind",
    "Locator",
    "Note",
    "Problem",
    "Prose",
    "Style",
    "Text",
    "Work",
    "bibliography",
    "entry",
    "full_note",
    "print_notes",
    "problems",
    "short_note",
    "short_title",
    "shorten_range",
    "sort_key",
]
