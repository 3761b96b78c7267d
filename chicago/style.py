"""The two choices that a course makes about its notes."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Style:
    """Says which edition of the manual is followed (17 or 18) and whether ibid. is wanted (13.37).

    >>> Style().edition, Style().ibid
    (18, False)
    """

    edition: int = 18
    ibid: bool = False

    @property
    def seventeenth(self) -> bool:
        """True where the 17th edition is asked for; every other number means the 18th."""
        return self.edition == 17


DEFAULT: Final = Style()
