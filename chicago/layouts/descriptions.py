"""How descriptions such as “PhD diss.” begin: small in a note, unless they begin with a name."""

from typing import Final

# The common nouns that descriptions begin with; any other capital may belong to a name (Facebook message).
_COMMON: Final = frozenset(
    {
        "accessed", "acrylic", "afterword", "albumen", "article", "audio", "black", "book", "broadcast",
        "bronze", "cable", "chalk", "charcoal", "clay", "collage", "color", "colour", "column", "comment",
        "conference", "conversation", "copper", "diary", "digital", "direct", "dissertation", "doctoral",
        "documentary", "draft", "drawing", "editorial", "effective", "email", "engraving", "essay", "etching",
        "fax", "feature", "film", "filmed", "foreword", "fresco", "gelatin", "glass", "gold", "gouache",
        "handwritten", "honors", "in-person", "ink", "installation", "interview", "introduction", "keynote",
        "last", "lecture", "letter", "lithograph", "live", "manuscript", "map", "marble", "masters", "master’s",
        "memorandum", "message", "minutes", "mixed", "modified", "mosaic", "music", "musical", "note",
        "obituary", "oil", "online", "oral", "painting", "panel", "paper", "pastel", "pencil", "performed",
        "personal", "phone", "photo", "photograph", "plaster", "podcast", "poem", "postcard", "posted",
        "poster", "preface", "premiered", "presentation", "press", "print", "private", "published", "radio",
        "recorded", "released", "report", "review", "revised", "screenprint", "sculpture", "senior", "sermon",
        "silk", "silver", "speech", "stained", "steel", "stone", "streamed", "talk", "tapestry", "technical",
        "telegram", "telephone", "television", "tempera", "terracotta", "text", "thesis", "transcript",
        "translation", "typed", "typescript", "undergraduate", "unpublished", "unsigned", "updated", "uploaded",
        "video", "voicemail", "watercolor", "watercolour", "wood", "woodcut", "working",
    }
)  # fmt: skip


def lowered(words: str) -> str:
    """Return a description with a small first letter where only a sentence gave it a capital.

    >>> lowered("Master’s thesis"), lowered("PhD diss."), lowered("Facebook message")
    ('master’s thesis', 'PhD diss.', 'Facebook message')
    """
    first = words.split(" ", 1)[0].rstrip(",:;")
    return words[:1].lower() + words[1:] if first.lower() in _COMMON else words
