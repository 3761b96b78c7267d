"""The embedded PostgreSQL: real servers in folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import pytest

from courseblog import database
from courseblog.embedded import Cluster, cluster_of
from courseblog.places import packaged_programs

ROOT = Path(database.__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A closed folder to work in, whose server ends with the test."""
    folder = tmp_path / "closed" / "checkout"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o700)
    yield folder
    for each in folder.rglob(".postgres"):
        cluster = cluster_of(each.parent)
        cluster.stop()
        shutil.rmtree(cluster.home)


def ask(address: str, question: str) -> str:
    """What the server answers to an SQL statement."""
    psql = [str(packaged_programs() / "psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
    done = subprocess.run([*psql, "--command", question, address], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def postmaster(cluster: Cluster) -> int:
    """The server's process number."""
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_the_server_keeps_what_it_acknowledges_and_speaks_utf_8(checkout: Path) -> None:
    address = database.url({}, checkout)

    assert ask(address, "SHOW synchronous_commit") == "on"
    assert ask(address, "SHOW fsync") == "on"
    assert ask(address, "SHOW server_encoding") == "UTF8"
    locale = "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database WHERE datname = current_database()"
    assert ask(address, locale) == "b C.UTF-8"
    assert ask(address, "SELECT upper('é')") == "É"


def test_the_server_listens_on_no_network_and_lets_no_other_account_in(checkout: Path) -> None:
    address = database.url({}, checkout)
    socket_folder = Path(dj_database_url.parse(address)["HOST"])

    assert ask(address, "SHOW listen_addresses") == ""
    assert socket_folder.stat().st_mode & 0o077 == 0


def test_starting_it_opens_no_folder_above_the_checkout(checkout: Path) -> None:
    folders = [checkout, *checkout.parents]
    before = [folder.stat().st_mode for folder in folders]

    database.url({}, checkout)

    assert [folder.stat().st_mode for folder in folders] == before
    assert checkout.parent.stat().st_mode & 0o777 == 0o700


def test_a_checkout_whose_path_is_too_long_for_a_socket_has_a_server(checkout: Path) -> None:
    deep = checkout.joinpath(*["a folder with a long name, “quotes” and spaces"] * 4)
    deep.mkdir(parents=True)

    assert ask(database.url({}, deep), "SELECT 'here'") == "here"


def test_processes_that_start_at_once_share_one_server(checkout: Path) -> None:
    code = (
        f"from pathlib import Path; from courseblog import database; print(database.url({{}}, Path({str(checkout)!r})))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(4)
    ]
    addresses = {each.communicate(timeout=60)[0].strip() for each in started}

    assert [each.returncode for each in started] == [0, 0, 0, 0]
    assert len(addresses) == 1
    assert ask(addresses.pop(), "SELECT 'here'") == "here"


def test_what_was_committed_outlives_a_server_that_is_killed(checkout: Path) -> None:
    address = database.url({}, checkout)
    ask(address, "CREATE TABLE kept AS SELECT 'kept' AS word")
    cluster = cluster_of(checkout)
    os.kill(postmaster(cluster), signal.SIGKILL)
    while cluster.address() is not None:
        time.sleep(0.01)

    assert ask(database.url({}, checkout), "SELECT word FROM kept") == "kept"


def test_a_dead_servers_number_that_another_program_got_does_not_stop_the_next(checkout: Path) -> None:
    database.url({}, checkout)
    cluster = cluster_of(checkout)
    words = (cluster.data / "postmaster.pid").read_text()
    old = str(postmaster(cluster))
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(words.replace(old, str(os.getpid()), 1))
    shutil.chown(cluster.data / "postmaster.pid", cluster.data.stat().st_uid)

    began = time.monotonic()
    assert ask(database.url({}, checkout), "SELECT 'here'") == "here"
    assert time.monotonic() - began < 10


def test_an_interrupted_first_start_is_begun_anew(checkout: Path) -> None:
    cluster = cluster_of(checkout)
    half = cluster.home / "data.new" / "base"
    half.mkdir(parents=True)

    assert ask(database.url({}, checkout), "SELECT 'here'") == "here"
    assert not half.exists()


def test_a_moved_checkout_finds_its_running_server(checkout: Path) -> None:
    before = checkout / "before"
    before.mkdir()
    ask(database.url({}, before), "CREATE TABLE kept AS SELECT 'kept' AS word")
    after = before.rename(checkout / "after")

    assert ask(database.url({}, after), "SELECT word FROM kept") == "kept"


def test_stopping_tells_whether_a_server_ran(checkout: Path) -> None:
    database.url({}, checkout)

    assert cluster_of(checkout).stop() is True
    assert cluster_of(checkout).address() is None
    assert cluster_of(checkout).stop() is False


def test_a_folder_of_another_account_is_left_alone(tmp_path: Path) -> None:
    nobody = 65534
    folder = tmp_path / ".postgres"
    if os.geteuid() == 0:
        folder.mkdir()
        os.chown(folder, nobody, nobody)
    else:
        folder.symlink_to("/usr")  # root's, as every account can see

    with pytest.raises(database.DatabaseUnavailable, match=r"belongs to .+: go on as .+, or remove the folder"):
        database.url({}, tmp_path)


def test_with_a_database_url_the_embedded_server_is_not_started(tmp_path: Path) -> None:
    given = "postgresql://someone@db.example/blog"

    assert database.url({"DATABASE_URL": given}, tmp_path) == given
    assert list(tmp_path.iterdir()) == []


def test_a_database_url_of_another_database_is_refused_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(database.DatabaseUnavailable, match="must look like postgresql://"):
        database.url({"DATABASE_URL": "mysql://localhost/blog"}, tmp_path)


def test_a_database_that_does_not_answer_is_told_in_one_sentence() -> None:
    away = {**os.environ, "COURSEBLOG_DEBUG": "1", "DATABASE_URL": "postgresql://someone:hidden@127.0.0.1:9/blog"}
    done = subprocess.run(
        [sys.executable, "-m", "courseblog.database", "wait"],
        cwd=ROOT,
        env=away,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("courseblog: The database does not answer (")
    assert "correct DATABASE_URL" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr
