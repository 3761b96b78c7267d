#!/usr/bin/env python
"""Runs the site's commands; a fault that a sentence explains is told as that sentence."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from courseblog.database import DatabaseUnavailable


def main() -> None:
    """Runs the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "courseblog.settings")
    try:
        execute_from_command_line(sys.argv)
    except (DatabaseUnavailable, ImproperlyConfigured) as fault:
        sys.exit(f"courseblog: {fault}")


if __name__ == "__main__":
    main()
