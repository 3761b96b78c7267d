"""Run as a script: takes limits upon itself and becomes the program that is named, with an empty environment.

The limits are set here, in a process of its own, since a server's threads must not run code between fork and exec.
"""

import ctypes
import os
import resource
import sys
from typing import Final

MEMORY: Final = 768 * 1024 * 1024
SECONDS: Final = 10
FILE: Final = 48 * 1024 * 1024
FILES_OPEN: Final = 64
NO_NETWORK: Final = 0x10000000 | 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET: a network of its own, with nothing in it


def leave_network() -> None:
    """Takes the process off the network where the kernel lets it; pandoc's `--sandbox` asks for none in any case."""
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        unshare(NO_NETWORK)


def main() -> None:
    """Limits memory, processor time, written bytes and open files, then runs the arguments as a program."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_NOFILE, FILES_OPEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    leave_network()
    os.execve(sys.argv[1], sys.argv[1:], {})  # noqa: S606  # the caller's own pandoc, no shell


if __name__ == "__main__":
    main()
