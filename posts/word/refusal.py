"""Why a file cannot be taken."""


class Unreadable(Exception):  # noqa: N818  # its words are shown to the user
    """A file that cannot be taken; the message is a sentence that says why and what to do."""
