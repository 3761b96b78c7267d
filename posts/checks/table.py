"""The table of checks: every rule with its code, its name, its usual weight, and why it is made."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from posts.checks import locators, marks, names, quoting, sources, terms, typed
from posts.checks.finding import Rule, Severity

BLOCK, WARN, INFO = Severity.BLOCK, Severity.WARN, Severity.INFO

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            Rule("L01", "Quotation without a note", WARN,
                 "Whoever reads quoted words wants to know where they stand.", quoting.quotation_without_note),
            Rule("L02", "Note without a page", WARN,
                 "A note to a book, a chapter or an article says where in it the words or the facts stand.",
                 locators.no_locator),
            Rule("L03", "Page outside the source", BLOCK,
                 "The chapter or article stands on other pages than the one cited, so one of the two is wrong.",
                 locators.outside_source),
            Rule("L04", "Range of pages typed wrongly", WARN,
                 "A range runs from the lower page to the higher, and is shortened in one way only: 131–39, 107–8.",
                 locators.wrong_range),
            Rule("L05", "Source not complete", WARN,
                 "A source of this kind is found by more facts than its record holds.", sources.incomplete_source),
            Rule("L06", "Mark before the punctuation", WARN,
                 "A note’s number follows the full stop or comma; only a dash comes after it.", marks.mark_before_stop),
            Rule("L07", "Typed by hand", WARN,
                 "Numbers and “op. cit.” that are typed by hand lead nowhere and do not change when a note is moved.",
                 typed.typed_by_hand),
            Rule("L08", "Bare address in a note", INFO,
                 "An address alone says neither who wrote the page nor what it is, and it dies first.",
                 sources.bare_address),
            Rule("L09", "Name nearly as cited", WARN,
                 "The name in the sentence differs by a letter or two from the one in its note.", names.misspelt_name),
            Rule("L10", "Year not the source’s", INFO,
                 "The year behind the name is not the one in which the source came out.", names.another_year),
            Rule("L12", "Same note twice", INFO,
                 "Two notes in a row that cite the same place can be one.", marks.same_citation_twice),
            Rule("L13", "Quoted elsewhere at another page", INFO,
                 "The same words stand in two posts with two pages; one of the pages may be a slip.",
                 quoting.quoted_at_another_page),
            Rule("L14", "Words of a source, not quoted", WARN,
                 "Eight or more words in a row stand in another post as a quotation, here without quotation marks.",
                 quoting.taken_unquoted),
            Rule("L16", "Likely duplicate source", WARN,
                 "A source that is there twice is corrected only once, and its citations are not found together.",
                 sources.likely_duplicate),
            Rule("L17", "Web page without a date", WARN,
                 "A page that does not say when it was written is cited with the day on which it was read.",
                 sources.web_page_without_dates),
            Rule("L18", "Empty note", BLOCK, "A note without words prints a number that leads to nothing.",
                 marks.empty_note),
            Rule("L19", "Much quoted", INFO, "An essay is mostly its author’s own words.", quoting.quoted_share),
            Rule("L20", "What the week asks for", WARN, "The week names a least number of words or sources.",
                 terms.unmet_terms),
            Rule("L21", "Note printed as typed", WARN,
                 "A note that could not be read has no source: nobody finds it from the source’s page.",
                 typed.unread_note),
        )
    }
)  # fmt: skip
