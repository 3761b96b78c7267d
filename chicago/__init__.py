"""Chicago notes and bibliography (The Chicago Manual of Style, 18th edition; the 17th on request).

>>> work = Work.from_csl({"type": "book", "author": [{"family": "Quill", "given": "Mara"}], "title": "The low tide",
...                       "publisher": "Egret", "issued": {"date-parts": [[1998]]}})
>>> full_note(work, Locator("page", "110-112")).html()
'Mara Quill, <i>The Low Tide</i> (Egret, 1998), 110–12.'
>>> [note.plain() for note in print_notes([Note((Cite(work),)), Note((Cite(work, Locator("chapter", "2")),))])]
['Mara Quill, The Low Tide (Egret, 1998).', 'Quill, Low Tide, chap. 2.']
>>> entry(work).markdown()
'Quill, Mara. *The Low Tide*. Egret, 1998.'
"""

from chicago.bibliography import bibliography, entries, sort_key
from chicago.citations import Cite, Note, Prose
from chicago.locators import Locator
from chicago.notes import entry, full_note, short_note, short_title
from chicago.parser import ParsedNote, parse
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
    "ParsedNote",
    "Problem",
    "Prose",
    "Style",
    "Text",
    "Work",
    "bibliography",
    "entries",
    "entry",
    "full_note",
    "parse",
    "print_notes",
    "problems",
    "short_note",
    "short_title",
    "shorten_range",
    "sort_key",
]
