"""Sources that are cited by their own numbering: cases and statutes, scripture, the classics."""

import re

from chicago.parser.draft import Draft
from chicago.parser.layout import Layout

_REPORTER = (
    r"(?:U\. ?S\.|S\. ?Ct\.|F\.(?: ?[23]d|4th)?|F\. ?Supp\.(?: ?[23]d)?|L\. ?Ed\.(?: ?2d)?|[A-Z][\w. ]{0,14}\d?d?)"
)
_CASE = re.compile(
    rf"(?P<title>[^\W\d_a-z][^,;()“”]{{0,90}}? v(?:s)?\.? [^,;()“”]{{1,90}}?), (?P<volume>\d{{1,4}}) (?P<reporter>{_REPORTER}) (?P<page>\d{{1,5}})"
    rf"(?:, (?P<locator>\d{{1,5}}(?:[–-]\d{{1,5}})?))?(?: \((?P<court>[^()\d]{{0,40}}?)[ ,]*(?P<issued>(?:\w+\.? \d{{1,2}}, )?\d{{4}})\))?"
)
_SHORT_CASE = re.compile(
    rf"(?:(?P<title>[^\W\d_a-z][^,;()“”]{{0,90}}), )?(?P<volume>\d{{1,4}}) (?P<reporter>{_REPORTER}) at (?P<locator>\d{{1,5}}(?:[–-]\d{{1,5}})?)"
)
_STATUTE = re.compile(
    r"(?P<title>[^\W\d_a-z][^;()“”]{2,140}?), (?:Pub(?:lic|\.) ?L(?:aw|\.) ?(?:No\. ?)?(?P<number>[\d–-]{1,10}), )?(?P<volume>\d{1,3}) (?P<reporter>Stat\.|U\. ?S\. ?C\.|Fed\. Reg\.|C\. ?F\. ?R\.) (?:§§? ?)?(?P<page>[\d.–-]{1,12})(?: \((?P<issued>[^()]{4,20})\))?"
)
_BOOKS = (
    r"Gen(?:esis|\.)?|Ex(?:od(?:us|\.)?|\.)|Lev(?:iticus|\.)?|Num(?:bers|\.)?|Deut(?:eronomy|\.)?|Josh(?:ua|\.)?|Judg(?:es|\.)?|Ruth|[12] ?Sam(?:uel|\.)?|[12] ?K(?:in)?gs\.?"
    r"|[12] ?Chron(?:icles|\.)?|Ezra|Neh(?:emiah|\.)?|Esth(?:er|\.)?|Job|Ps(?:alms?|s?\.)?|Prov(?:erbs|\.)?|Eccles(?:iastes|\.)?|Song of Sol(?:omon|\.)?|Isa(?:iah|\.)?|Jer(?:emiah|\.)?"
    r"|Lam(?:entations|\.)?|Ezek(?:iel|\.)?|Dan(?:iel|\.)?|Hos(?:ea|\.)?|Joel|Amos|Obad(?:iah|\.)?|Jon(?:ah|\.)?|Mic(?:ah|\.)?|Nah(?:um|\.)?|Hab(?:akkuk|\.)?|Zeph(?:aniah|\.)?|Hag(?:gai|\.)?"
    r"|Zech(?:ariah|\.)?|Mal(?:achi|\.)?|Matt(?:hew|\.)?|Mark|Luke|John|Acts|Rom(?:ans|\.)?|[12] ?Cor(?:inthians|\.)?|Gal(?:atians|\.)?|Eph(?:esians|\.)?|Phil(?:ippians|\.)?|Col(?:ossians|\.)?"
    r"|[12] ?Thess(?:alonians|\.)?|[12] ?Tim(?:othy|\.)?|Tit(?:us|\.)?|Philem(?:on|\.)?|Heb(?:rews|\.)?|James|[12] ?Pet(?:er|\.)?|[123] ?John|Jude|Rev(?:elation|\.)?|Qur[’'ʼ]?an|Quran|Koran"
)
_VERSION = r"[A-Z]{2,6}|[^()\d]{0,60}(?:Version|Bible|Standard|Translation)"
_SCRIPTURE = re.compile(
    rf"(?P<title>{_BOOKS}),? (?P<locator>\d{{1,3}}:\d{{1,3}}(?: ?[–-] ?\d{{1,3}}(?::\d{{1,3}})?)?(?:, ?\d{{1,3}}(?:[–-]\d{{1,3}})?){{0,4}})(?:,? \(?(?P<version>{_VERSION})\)?(?![\w]))?"
)
_CLASSIC = re.compile(
    r"(?P<author>[^\W\d_a-z][^\W\d_]{2,20}\.?)(?:,? (?P<title>[^\W\d_a-z][^\W\d_]{1,20}\.?(?: [^\W\d_]{1,16}\.?){0,4}))?,? (?P<locator>\d{1,3}\.\d{1,4}[a-e]?(?:\.\d{1,4})?(?: ?[–-] ?\d[\d.]{0,8})?|\d{2,4}[a-e]\d{0,2}(?:[–-]\d{0,4}[a-e]?\d{0,2})?)(?![\d/])"
    r"(?! ?\(\d{4}\))"
)


def read_canon(layout: Layout, start: int, end: int) -> Draft | None:
    """Read a case, a statute, a verse of scripture or a passage of a classic; None if the words are none."""
    stop = min(end, start + 400)
    for form, kind in (
        (_CASE, "legal_case"),
        (_STATUTE, "legislation"),
        (_SCRIPTURE, "classic"),
        (_CLASSIC, "classic"),
    ):
        match = form.match(layout.text, start, stop)
        if match and _ends_part(layout.text, match.end(), stop):
            return _draft(layout, match, kind)
    match = _SHORT_CASE.match(layout.text, start, stop)
    return _draft(layout, match, "legal_case", short=True) if match else None


def _ends_part(text: str, at: int, stop: int) -> bool:
    return at >= stop or text[at] in " .,;)" or at == len(text)


def _draft(layout: Layout, match: re.Match[str], kind: str, *, short: bool = False) -> Draft:
    draft = Draft(
        layout, match.start(), match.start(), csl={} if short else {"type": kind}, kind="short" if short else "full"
    )
    fields = {"reporter": "container-title", "court": "authority", "number": "number"}
    draft.label = {"legal_case": "page"}.get(kind, "verse" if match.re is _SCRIPTURE else "section")
    for name in match.groupdict():
        if match[name] and match[name].strip():
            draft.take(fields.get(name, name), match.span(name))
    if not draft.locator:
        draft.label = ""
    draft.claim(*match.span())
    return draft
