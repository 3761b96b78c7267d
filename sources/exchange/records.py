"""What a file of records held, one value for each record: taken, or refused with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 2_000_000
MAX_RECORDS: Final = 1_000
MAX_RECORD: Final = 50_000
WORDS_SHOWN: Final = 80

TOO_LARGE: Final = f"This is more than {MAX_BYTES // 1_000_000} MB. Split it, and bring the parts in one after another."
TOO_MANY: Final = (
    f"Only the first {MAX_RECORDS:,} records are read at a time. Bring in the rest from here on afterwards."
)
TOO_LONG: Final = f"This record is longer than {MAX_RECORD:,} characters. Shorten it, for example its abstract."
NAMELESS: Final = "There is neither a title nor a name in this record. Add one of them."


@dataclass(frozen=True, slots=True)
class Record:
    """Holds one record: where it stood, and its CSL-JSON; or, as `csl` is None, why it was refused.

    `untaken` names what the record said beyond its CSL-JSON.
    """

    line: int
    key: str
    words: str
    csl: Mapping[str, object] | None = None
    refusal: str = ""
    untaken: tuple[str, ...] = ()


def first_words(text: str) -> str:
    """Returns the beginning of a text in one line, to recognise it by.

    >>> first_words("  @book{x,\\n  title = {Roots}\\n}")
    '@book{x, title = {Roots} }'
    """
    line = " ".join(text[: 4 * WORDS_SHOWN].split())
    return line if len(line) <= WORDS_SHOWN else f"{line[: WORDS_SHOWN - 1].rstrip()}…"


def refused(line: int, text: str, refusal: str, key: str = "") -> Record:
    """Returns a record that cannot be taken."""
    return Record(line, key, first_words(text), refusal=refusal)
