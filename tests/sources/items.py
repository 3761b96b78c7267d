"""Records of every kind that the library offers: a shelf of plain ones, and a strategy that draws odd ones."""

from hypothesis import strategies as st

from chicago.works import DATE_FIELDS, NAME_FIELDS
from sources.exchange.shape import shaped
from sources.kinds import OFFERED, fields_of

Item = dict[str, object]

# What trips the three formats: braces, percent signs, dashes, commas in names, “and”, JSON in words, tags, line ends.
TRAPS = (
    "{", "}", "{}", "\\", "%", "&", "#", "_", "~", "^", "$5", "--", "---", "``", "''", '"', "@book{x,", "\n", "\r\n",
    " and ", " and others", "others", ",", ", Jr.", "null", "12", "1e5", "true", "[]", '{"a": 1}', "ER  - ",
    "TY  - BOOK", "<i>Hamlet</i>", "<i>", "<sup>2</sup>", "é", "e\u0301", "ß", "Ł", "戦争", "–", "’", "“So”", "van der",
    "de la", "110--12", "110–12", "https://example.org/a_b%20(c)", "\u2028", "\x85", "=", " ", "a", "B", "csl",
    "M2  - type: book", ": ",
)  # fmt: skip

PLAIN_WORDS = {
    "title-short": "Northern Port",
    "container-title": "Journal of Port History", "collection-title": "Studies in Trade", "page": "110-12",
    "volume": "4", "issue": "3", "edition": "2", "number": "17", "number-of-volumes": "3", "publisher": "Egret",
    "publisher-place": "Halden", "URL": "https://ports.example.org/a_b?c=d%20e", "DOI": "10.1234/port_5",
    "genre": "pilot’s report", "archive": "State Archive", "archive_location": "box 4, folder 2",
    "event-title": "Harbour Day", "event-place": "Bergen", "reviewed-title": "Low Water", "language": "en",
    "version": "2.1", "section": "12", "medium": "Kindle",
}  # fmt: skip


def plain_item(kind: str) -> Item:
    """A record of the kind with all the fields that its form shows, said plainly."""
    item: Item = {"id": f"quill-{kind.replace('_', '-')}", "type": kind}
    for name in fields_of(kind):
        if name in NAME_FIELDS:
            item[name] = [{"family": "Quill", "given": f"Mara {name[0].upper()}."}, {"family": "Stone", "given": "Ivo"}]
        elif name in DATE_FIELDS:
            item[name] = {"date-parts": [[1998, 3, 2]]}
        elif name == "title":
            item[name] = f"Trade & Tide in Northern Ports: {kind.replace('_', ' ').capitalize()} of 1850–1914"
        else:
            item[name] = PLAIN_WORDS.get(name, f"Some {name}")
    return item


SHELF = [plain_item(kind) for kind in OFFERED]

words = st.lists(st.sampled_from(TRAPS) | st.text(max_size=8), min_size=1, max_size=5).map("".join)
names = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("family", "given", "suffix", "non-dropping-particle", "dropping-particle"), words)
) | st.fixed_dictionaries({"literal": words})
days = st.lists(st.integers(-3000, 3000), min_size=1, max_size=1) | st.tuples(
    st.integers(1, 2100), st.integers(1, 24), st.integers(1, 31)
).map(list)
dates = st.fixed_dictionaries(
    {"date-parts": st.lists(days, min_size=1, max_size=2)},
    optional={"season": st.integers(1, 4), "circa": st.booleans()},
) | st.fixed_dictionaries({"literal": words})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def odd_items(draw: st.DrawFn) -> Item:
    """A record of any kind, its words full of traps, as the library keeps it."""
    kind = draw(st.sampled_from(OFFERED) | words)
    fields = draw(st.lists(st.sampled_from((*fields_of(kind), "note", "custom", "shelf mark", "type")), max_size=6))
    item: Item = {"type": kind, "title": draw(words)}
    for name in fields:
        if name in NAME_FIELDS:
            item[name] = draw(st.lists(names, max_size=3))
        elif name in DATE_FIELDS:
            item[name] = draw(dates)
        elif name in {"custom", "shelf mark"}:
            item[name] = draw(json_values)
        elif name != "type":
            item[name] = draw(words)
    return shaped(item)[0]
