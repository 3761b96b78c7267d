"""pandoc's tree with types: each accessor returns what it names or, where a tree is not as pandoc writes it, raises."""

from collections.abc import Iterator, Mapping, Sequence

from posts.word.refusal import Unreadable

ODD = "The document could not be understood. Open it in your word processor, save it again as .docx, and upload that."


def mapping(value: object) -> Mapping[str, object]:
    """Returns a JSON object."""
    if not isinstance(value, dict):
        raise Unreadable(ODD)
    return value


def items(value: object) -> Sequence[object]:
    """Returns a JSON array."""
    if not isinstance(value, list):
        raise Unreadable(ODD)
    return value


def text(value: object) -> str:
    """Returns a JSON string."""
    if not isinstance(value, str):
        raise Unreadable(ODD)
    return value


def number(value: object) -> int:
    """Returns a JSON number."""
    if not isinstance(value, int):
        raise Unreadable(ODD)
    return value


def nodes(value: object) -> Iterator[tuple[str, object]]:
    """Yields each block's or inline's kind with what it holds.

    >>> list(nodes([{"t": "Space"}, {"t": "Str", "c": "Bread"}]))
    [('Space', None), ('Str', 'Bread')]
    """
    for each in items(value):
        node = mapping(each)
        yield text(node.get("t")), node.get("c")


def meta_inlines(tree: Mapping[str, object], name: str) -> Sequence[object]:
    """Returns the words of a document's property, such as its title, as inlines; empty where it has none."""
    value = mapping(tree.get("meta", {})).get(name)
    if value is None or mapping(value).get("t") != "MetaInlines":
        return []
    return items(mapping(value).get("c"))


def meta_blocks(tree: Mapping[str, object], name: str) -> Sequence[object]:
    """Returns the same of a property that is made of paragraphs, such as an abstract."""
    value = mapping(tree.get("meta", {})).get(name)
    if value is None or mapping(value).get("t") != "MetaBlocks":
        return []
    return items(mapping(value).get("c"))
