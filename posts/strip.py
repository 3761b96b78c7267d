"""The strip of a source's pages: which of them are cited how often, as bars that a template draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from chicago.ranges import shorten
from posts.places import roman_page

MOST_BARS: Final = 100  # of arabic pages; beside them stand at most MOST_ROMAN and one gap
MOST_ROMAN: Final = 19
WIDTH: Final = 600
WIDEST_STEP: Final = 24
HEIGHT: Final = 56
BAND: Final = 8

_NUMERALS: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """How many notes cite one place of a source, and its pages where it is pages."""

    place_sort: str
    first: int | None
    last: int | None
    notes: int


@dataclass(frozen=True)
class Assigned:
    """Where a week assigns a source: the pages as typed, and as numbers where they are."""

    week: int
    title: str
    pages: str
    first: int | None
    last: int | None


@dataclass
class Bar:
    """Some pages, how many notes cite any of them, whether a week assigns any, and where the bar is drawn."""

    first: int
    last: int
    is_roman: bool
    x: int = 0
    width: int = 0
    notes: int = 0
    height: int = 0
    weeks: list[int] = field(default_factory=list)

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last page in words."""
        words = numeral if self.is_roman else str
        return words(self.first), words(self.last)

    @property
    def pages(self) -> str:
        """The pages in words."""
        first, last = self.ends
        return first if first == last else shorten(f"{first}-{last}")

    @property
    def band_width(self) -> int:
        """How wide the mark of assigned pages is: up to the next bar, so that marks join."""
        return self.width + 1

    @property
    def y(self) -> int:
        """The upper edge."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class Strip:
    """The bars from the first page to the last, and how many notes they leave out as they name no page."""

    bars: list[Bar]
    width: int
    pages_a_bar: int
    most: int
    elsewhere: int

    height = HEIGHT + BAND
    band_y = HEIGHT + 3
    band_height = BAND - 3

    @property
    def told(self) -> list[Bar]:
        """The bars that stand for notes or for assigned pages."""
        return [bar for bar in self.bars if bar.notes or bar.weeks]

    @property
    def start(self) -> str:
        """The first page."""
        return self.bars[0].ends[0]

    @property
    def end(self) -> str:
        """The last page."""
        return self.bars[-1].ends[1]

    @property
    def has_assigned(self) -> bool:
        """Whether any of its pages are assigned."""
        return any(bar.weeks for bar in self.bars)


def strip_of(tallies: Sequence[Tally], assigned: Iterable[Assigned] = ()) -> Strip | None:
    """Returns the strip of the places that are cited; none where no note names a page.

    >>> strip = strip_of([Tally("0 0000000004", None, None, 1), Tally("1", 12, 14, 2), Tally("1", 14, 14, 3)])
    >>> [(bar.pages, bar.notes) for bar in strip.bars]
    [('iv', 1), ('12', 2), ('13', 2), ('14', 5)]
    """
    roman = [(page, page, each.notes) for each in tallies if (page := roman_page(each.place_sort)) is not None]
    arabic = [(each.first, each.last or each.first, each.notes) for each in tallies if each.first is not None]
    if not roman and not arabic:
        return None
    weeks = [(each.first, each.last or each.first, each.week) for each in assigned if each.first is not None]
    front = _bars([(first, last) for first, last, _ in roman], MOST_ROMAN, is_roman=True)
    body = _bars([(first, last) for first, last, _ in [*arabic, *weeks]], MOST_BARS, is_roman=False)
    for bars, places in ((front, roman), (body, arabic)):
        for first, last, notes in places:
            for bar in _between(bars, first, last):
                bar.notes += notes
    for first, last, week in weeks:
        for bar in _between(body, first, last):
            bar.weeks.append(week)
    total = sum(each.notes for each in tallies)
    return _drawn(front, body, total - sum(notes for _, _, notes in [*roman, *arabic]))


def _bars(spans: Sequence[tuple[int, int]], most: int, *, is_roman: bool) -> list[Bar]:
    """Returns empty bars from the first page to the last, each for as many pages as keep them few."""
    if not spans:
        return []
    lowest, highest = min(first for first, _ in spans), max(last for _, last in spans)
    pages = _round_up(-(-(highest - lowest + 1) // most))
    start = (lowest - 1) // pages * pages + 1 if pages > 1 else lowest
    return [Bar(first, first + pages - 1, is_roman) for first in range(start, highest + 1, pages)]


def _round_up(pages: int) -> int:
    """Returns the next of 1, 2, 5, 10, 20, 50, …

    >>> [_round_up(pages) for pages in (1, 3, 7, 11, 201)]
    [1, 5, 10, 20, 500]
    """
    scale = 1
    while True:
        for step in (1, 2, 5):
            if step * scale >= pages:
                return step * scale
        scale *= 10


def _between(bars: Sequence[Bar], first: int, last: int) -> Sequence[Bar]:
    """Returns the bars that hold any of the pages."""
    pages = bars[0].last - bars[0].first + 1
    start = bars[0].first
    return bars[(first - start) // pages : (last - start) // pages + 1]


def _drawn(front: list[Bar], body: list[Bar], elsewhere: int) -> Strip:
    """Gives each bar its place and its height."""
    slots: list[Bar | None] = [*front, None, *body] if front and body else [*front, *body]
    step = min(WIDTH // len(slots), WIDEST_STEP)
    bars = [*front, *body]
    most = max(bar.notes for bar in bars)
    for at, bar in enumerate(slots):
        if bar is not None:
            bar.x, bar.width = at * step, step - 1
            bar.height = max(round((HEIGHT - 4) * bar.notes / most), 3) if bar.notes else 0
    widest = max(bar.last - bar.first + 1 for bar in bars)
    return Strip(bars, len(slots) * step, widest, most, elsewhere)


def numeral(number: int) -> str:
    """Returns a number in small roman numerals.

    >>> numeral(14), numeral(1999)
    ('xiv', 'mcmxcix')
    """
    words = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        words += letters * times
    return words
