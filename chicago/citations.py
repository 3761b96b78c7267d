"""What a note of an essay is made of: citations and prose, in the order that they stand."""

from collections.abc import Hashable
from dataclasses import dataclass

from chicago.locators import Locator
from chicago.works import Work


@dataclass(frozen=True, slots=True)
class Cite:
    """Holds one citation: a work, where in it, the words before and after, and which source of the essay it is.

    `key` is the identity of the source inside an essay, such as a primary key; without one, the work itself.
    """

    work: Work
    locator: Locator | None = None
    prefix: str = ""
    suffix: str = ""
    key: Hashable = None

    @property
    def source(self) -> Hashable:
        """What tells this source from the essay's others."""
        return self.work if self.key is None else self.key


@dataclass(frozen=True, slots=True)
class Prose:
    """Holds words of a note that are no citation, printed as typed but for their italics.

    `is_citation` marks typed words that stand for a citation of an unknown source: a semicolon parts them from the
    citations beside them.
    """

    words: str
    is_citation: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Holds the citations and the prose of one footnote."""

    parts: tuple[Cite | Prose, ...]

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The citations alone."""
        return tuple(part for part in self.parts if isinstance(part, Cite))
