"""Starts `make run`, waits until the site answers, ends it as Ctrl-C would, and tells the seconds; twice."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time

PATIENCE = 600.0


def main() -> None:
    """Serves twice: the first time may have to set up, the second must find everything done."""
    for turn in ("first", "second"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        sys.stdout.write(f"{turn} make run: {serve_once(port):.1f} s until the site answered\n")
        sys.stdout.flush()


def serve_once(port: int) -> float:
    """Returns the seconds until the site answered, or ends with what went wrong."""
    began = time.monotonic()
    server = subprocess.Popen(  # noqa: S603
        ["make", "--no-print-directory", "run", f"PORT={port}"],  # noqa: S607 - the machine's own make
        start_new_session=True,
    )
    try:
        while not answers(port):
            if server.poll() is not None:
                sys.exit(f"courseblog: make run ended with {server.returncode} before the site answered.")
            if time.monotonic() - began > PATIENCE:
                sys.exit(f"courseblog: the site did not answer within {PATIENCE:.0f} s.")
            time.sleep(0.2)
        return time.monotonic() - began
    finally:
        end(server)
        if answers(port):
            sys.exit("courseblog: the site still answers after its server was ended.")


def answers(port: int) -> bool:
    """Returns whether the front page is there; a page that fails is told and ends everything."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except OSError:
        return False
    finally:
        connection.close()
    if status >= 400:
        sys.exit(f"courseblog: the front page answers with {status}.")
    return True


def end(server: subprocess.Popen[bytes]) -> None:
    """Ends the server and all that it started, politely if it lets us."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        sys.exit("courseblog: the server did not end at Ctrl-C.")


if __name__ == "__main__":
    main()
