"""A database of its own for a benchmark, which is dropped afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def set_up() -> None:
    """Start Django as the site does on a developer's machine."""
    os.environ.setdefault("COURSEBLOG_DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseblog.settings")
    import django

    django.setup()


@contextmanager
def scratch_database() -> Iterator[None]:
    """Makes a test database and drops it."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment(debug=False)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    name = str(connection.settings_dict["NAME"])
    connection.settings_dict["TEST"]["NAME"] = f"test_{name}_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()
