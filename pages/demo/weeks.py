"""The demo's weeks: their tasks, and what is read for them."""

from decimal import Decimal

from chicago import Locator
from chicago.parser import parse
from courses.models import Prompt
from grading.rubric_actions import NewCriterion, NewLevel, save_rubric
from markup.markdown import safe_html
from pages.demo import past
from pages.demo.people import Cast
from pages.demo.script import Week
from posts.library import add_source
from sources.matching import Library
from sources.models import Reading, Source


def open_week(facts: Week, cast: Cast) -> Prompt:
    """Writes a week's task and its readings; essays can be submitted to it until `past.closed` dates it."""
    prompt = Prompt(
        course=cast.course,
        week=facts["week"],
        title=facts["title"],
        text=facts["text"],
        text_html=safe_html(facts["text"]),
        minimum_words=facts["minimum_words"],
        minimum_sources=facts["minimum_sources"],
        points=facts["points"],
        **past.still_open(cast.course, facts["dates"], cast.days),
    )
    prompt.full_clean()
    prompt.save()
    for position, words in enumerate(facts["readings"], start=1):
        _assign(words, position, prompt, cast)
    _write_rubric(facts, prompt, cast)
    return prompt


def _write_rubric(facts: Week, prompt: Prompt, cast: Cast) -> None:
    criteria = [
        NewCriterion(
            each["title"],
            Decimal(1),
            tuple(NewLevel(level["label"], Decimal(str(level["points"])), level["remark"]) for level in each["levels"]),
        )
        for each in facts.get("rubric", [])
    ]
    save_rubric(prompt=prompt, criteria=criteria, by=cast.instructor)


def _assign(words: str, position: int, prompt: Prompt, cast: Cast) -> None:
    """Assigns what a full note describes, and lists its source where the library has none such."""
    citations = parse(words).citations
    if len(citations) != 1 or citations[0].kind != "full":
        raise ValueError(f"Week {prompt.week} assigns what is no full note: {words}")
    csl, pages = citations[0].csl, citations[0].locator
    known = Library.of(cast.course, cast.instructor.author).same_work(csl)
    if known and known.pk:
        source = Source.objects.get(pk=known.pk)
    else:
        source = add_source(csl=csl, by=cast.instructor)
        past.assigned(source, prompt.opens_at())
    first, last = Locator("page", pages).pages or (None, None)
    reading = Reading(prompt=prompt, source=source, position=position, pages=pages, first_page=first, last_page=last)
    reading.full_clean()
    reading.save()
