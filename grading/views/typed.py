"""Keys of rows as a request names them."""


def key_in(text: str | None) -> int:
    """Returns the key, or 0, which no row has, where the text is none.

    >>> key_in("17"), key_in("x"), key_in("9" * 40), key_in(None)
    (17, 0, 0, 0)
    """
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 18 else 0
