"""The words of a file, however it was written."""


def text_of(given: str | bytes) -> str:
    """Returns the words of a file: UTF-8, UTF-16 where it says so, else as Windows wrote them.

    >>> text_of("Zoë".encode("cp1252")), text_of("Zoë".encode("utf-8-sig"))
    ('Zoë', 'Zoë')
    """
    if isinstance(given, str):
        return given.removeprefix("\ufeff")
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        return given.decode("utf-16", errors="replace").removeprefix("\ufeff")
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError:
        return given.removeprefix(b"\xef\xbb\xbf").decode("cp1252", errors="replace")
