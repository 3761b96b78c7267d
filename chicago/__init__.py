"""Chicago notes and bibliography (The Chicago Manual of Style, 18th edition; the 17th on request).

>>> work = Work.from_csl({"type": "book", "author": [{"family": "Said", "given": "Edward W."}],
...                       "title": "Orientalism", "publisher": "Pantheon Books", "issued": {"date-parts": [[1978]]}})
>>> work.to_csl()["title"]
'Orientalism'
"""

from chicago.citations import Cite, Note, Prose
from chicago.locators import Locator
from chicago.ranges import shorten_range
from chicago.style import Style
from chicago.text import Text
from chicago.works import Work

__all__ = ["Cite", "Locator", "Note", "Prose", "Style", "Text", "Work", "shorten_range"]
