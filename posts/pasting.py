"""One pasted source: a record of another program, or a citation in words."""

from typing import Final

from chicago.parser import parse
from posts.emphasis import with_italics
from sources.exchange import read

LONGEST: Final = 20_000
_SEVERAL: Final = "These are several records. Paste one here, or take them all in by “Import”."
_UNREAD: Final = (
    "This could not be read as a citation or a record. Look at it again, or choose the kind of source below"
    " and type it in."
)


def pasted_csl(text: str) -> tuple[dict[str, object] | None, str]:
    """Returns the record that a text describes; where it describes none, or several, why not.

    >>> pasted_csl("Lynne Viola, Peasant Rebels under Stalin (Oxford University Press, 1996), 45.")[0]["title"]
    'Peasant Rebels under Stalin'
    >>> pasted_csl("TY  - BOOK")[0], pasted_csl("nothing of the kind")[0]
    (None, None)
    """
    if len(text) > LONGEST:
        return (
            None,
            f"This has {len(text):,} characters; one source may have {LONGEST:,}. Paste only the one that you mean.",
        )
    if not text.strip():
        return None, "Paste a citation or a record first."
    records = [record.csl for record in read(text) if record.csl is not None]
    if len(records) > 1:
        return None, _SEVERAL
    if records:
        return dict(records[0]), ""
    words = " ".join(text.split())
    citations = [each.csl for each in parse(words).citations if each.kind == "full"]
    return (dict(with_italics(citations[0], words)), "") if len(citations) == 1 else (None, _UNREAD)
