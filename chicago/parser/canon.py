"""Sources that are cited by their own numbering: cases and statutes, scripture, the classics."""

import re

from chicago.parser.draft import Draft
from chicago.parser.layout import Layout
from chicago.parser.vocabulary import SCRIPTURE

_REPORTER = (
    r"(?P<reporter>U\. ?S\.|S\. ?Ct\.|F\.(?: ?[23]d|4th)?|F\. ?Supp\.(?: ?[23]d)?|L\. ?Ed\.(?: ?2d)?"
    r"|[A-Z][\w. ]{0,14}\d?d?)"
)
_VOLUME = r"(?P<volume>\d{1,4})"
_PAGES = r"(?P<locator>\d{1,5}(?:[–-]\d{1,5})?)"
_COURT = r" \((?P<court>[^()]{0,40}?)[ ,]*(?P<issued>(?:\w+\.? \d{1,2}, )?\d{4})\)"
_CASE = re.compile(
    r"(?P<title>[^\W\d_a-z][^,;()“”]{0,90}? v(?:s)?\.? [^,;()“”]{1,90}?), "
    rf"{_VOLUME} {_REPORTER} (?P<page>\d{{1,5}})(?:, {_PAGES})?(?:{_COURT})?"
)
_SHORT_CASE = re.compile(rf"(?:(?P<title>[^\W\d_a-z][^,;()“”]{{0,90}}), )?{_VOLUME} {_REPORTER} at {_PAGES}")
_STATUTE = re.compile(
    r"(?P<title>[^\W\d_a-z][^;()“”]{2,140}?), (?:ch\. (?P<chapter>\d{1,4}), )?"
    r"(?:Pub(?:lic|\.) ?L(?:aw|\.) ?(?:No\. ?)?(?P<number>[\d–-]{1,10}), )?"
    rf"{_VOLUME} (?P<reporter>Stat\.|U\. ?S\. ?C\.|Fed\. Reg\.|C\. ?F\. ?R\.) (?:§§? ?)?(?P<page>[\d.–-]{{1,12}})"
    r"(?: \((?P<issued>[^()]{4,20})\))?"
)
_CONSTITUTION = re.compile(
    r"(?P<title>(?:[A-Z][\w. ]{0,20} Const(?:\.|itution)|Constitution of (?:the )?[A-Z][\w ]{2,30}),?"
    r" (?:(?:art|amend|pmbl)\.|[Aa]rticle|[Aa]mendment|[Pp]reamble)(?: [IVXLC]{1,6}| \d{1,2})?)"
    r"(?:, (?:§§? ?|[Ss]ec(?:\.|tion) )(?P<locator>\d{1,3}))?(?:, (?:cl\.|clause) \d{1,2})?"
)
# Acts of the British parliament, by the year of the reign or by the year alone: 7 & 8 Geo. 5, c. 64; 1998, c. 42.
_REIGN = r"\d{1,2}(?: (?:&|and) \d{1,2})? (?:Geo|Will|Wm|Vict?|Edw|Eliz|Anne|Hen|Jac|Car)\.?(?: \d| [IVX]{1,4})?"
_ACT = re.compile(
    r"(?:[Tt]he )?(?P<title>(?!(?:See|Cf|Compare|The)\b)[A-Z][^;()“”]{2,140}? Act,? (?:1[2-9]|20)\d\d)"
    rf"(?:, | \()(?P<number>(?:{_REIGN},? )?c(?:h|ap)?\. ?\d{{1,4}})\)?"
    r"(?:, (?:§ ?|s\. ?|[Ss]ec(?:\.|tion) )(?P<locator>\d{1,3}))?"
)
_NTH = r"(?:st|nd|rd|d|th)"
_HEARING = re.compile(
    r"(?P<title>[A-Z][^;“”]{0,160}?[Hh]earings?\b[^;“”]{0,120}?), "
    rf"(?P<congress>\d{{1,3}}{_NTH} Cong(?:\.|ress\b))(?:,? (?P<session>\d{_NTH} [Ss]ess(?:\.|ion\b)))?"
    rf"(?:,? {_PAGES}(?= \())?,? \(?(?P<issued>(?:\w+\.? \d{{1,2}}, )?\d{{4}})\)?"
    rf"(?: \((?:testimony|statement) of (?P<author>[^()]{{3,60}})\))?"
    rf"(?:, (?:pp?\. ?)?{_PAGES.replace('locator', 'behind')})?"
)
_AUTHOR_DATE = re.compile(
    r"(?P<author>[^\W\d_a-z][\w’'-]{1,30}(?: (?:and|&) [^\W\d_a-z][\w’'-]{1,30}| et al\.?)?),? "
    rf"\((?P<issued>\d{{4}}[a-d]?)[:,] ?(?:pp?\. ?)?{_PAGES}\)"
)
_FIELDS = {
    "reporter": "container-title", "court": "authority", "chapter": "chapter-number", "congress": "authority",
    "session": "chapter-number", "behind": "locator",
}  # fmt: skip
_REGISTERS = frozenset({"Fed. Reg.", "C.F.R.", "C. F. R."})
_BOOK = "|".join(sorted((re.escape(book) for book in SCRIPTURE), key=len, reverse=True))
_VERSES = r"\d{1,3}:\d{1,3}(?: ?[–-] ?\d{1,3}(?::\d{1,3})?)?(?:, ?\d{1,3}(?:[–-]\d{1,3})?){0,4}"
_VERSION = r"[A-Z]{2,6}|[^()\d]{0,60}(?:Version|Bible|Standard|Translation)"
_SCRIPTURE = re.compile(
    rf"(?:(?:The )?(?:Holy )?Bible,? )?(?P<title>(?:{_BOOK})\.?),? (?P<locator>{_VERSES})"
    rf"(?:,? \(?(?P<version>{_VERSION})\)?(?![\w]))?"
)
_PASSAGE = (
    r"\d{1,3}\.\d{1,4}[a-e]?(?:\.\d{1,4})?(?: ?[–-] ?\d[\d.]{0,8})?"
    r"|\d{2,4}[a-e]\d{0,2}(?:[–-]\d{0,4}[a-e]?\d{0,2})?"
)
_CLASSIC = re.compile(
    r"(?P<author>[^\W\d_a-z][^\W\d_]{2,20}\.?)"
    r"(?:,? (?P<title>[^\W\d_a-z][^\W\d_]{1,20}\.?(?: [^\W\d_]{1,16}\.?){0,4}))?"
    rf",? (?P<locator>{_PASSAGE})(?![\d/])(?! ?\(\d{{4}}\))"
)


def read_canon(layout: Layout, start: int, end: int) -> Draft | None:
    """Read a case, a statute, a verse of scripture or a passage of a classic; None if the words are none."""
    stop = min(end, start + 400)
    for form, kind in (
        (_CASE, "legal_case"),
        (_STATUTE, "legislation"),
        (_ACT, "legislation"),
        (_CONSTITUTION, "legislation"),
        (_HEARING, "hearing"),
        (_SCRIPTURE, "classic"),
        (_CLASSIC, "classic"),
    ):
        match = form.match(layout.text, start, stop)
        if match and _ends_part(layout.text, match.end(), stop):
            return _draft(layout, match, kind)
    match = _SHORT_CASE.match(layout.text, start, stop) or _AUTHOR_DATE.match(layout.text, start, stop)
    return _draft(layout, match, "legal_case", short=True) if match else None


def _ends_part(text: str, at: int, stop: int) -> bool:
    return at >= stop or text[at] in " .,;)" or at == len(text)


def _draft(layout: Layout, match: re.Match[str], kind: str, *, short: bool = False) -> Draft:
    if match.groupdict().get("reporter") in _REGISTERS:
        kind = "regulation"
    draft = Draft(
        layout, match.start(), match.start(), csl={} if short else {"type": kind}, kind="short" if short else "full"
    )
    draft.label = {"legal_case": "page", "hearing": "page"}.get(kind, "verse" if match.re is _SCRIPTURE else "section")
    for name in match.groupdict():
        if match[name] and match[name].strip():
            draft.take(_FIELDS.get(name, name), match.span(name))
    if not draft.locator:
        draft.label = ""
    draft.claim(*match.span())
    return draft
