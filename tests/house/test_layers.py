"""The contracts of the house hold, and each was seen to fail when it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["courseblog", "pages", "grading", "comments", "posts", "sources", "courses", "authors", "markup", "chicago"]

# Where an import is put, what it imports, and the contract that must notice.
BREAKS = [
    ("chicago/works.py", "from authors import models", "The floors of the house"),
    ("posts/post.py", "from comments import models", "The floors of the house"),
    ("courses/course.py", "import sources.record", "The floors of the house"),
    ("chicago/works.py", "import django.conf", "The engine knows no Django"),
    ("chicago/parser/__init__.py", "import markdown_it", "The engine knows no Django"),
    ("markup/markdown.py", "import django.utils.html", "Markup is plain functions"),
    ("chicago/parser/__init__.py", "import chicago.layouts", "Reading notes does not lean on printing them"),
    ("pages/weeks.py", "import sources.actions", "Only posts write sources"),
    ("authors/admin.py", "import sources.actions", "Only posts write sources"),
    ("posts/notes.py", "import posts.actions", "Inside posts"),
    ("comments/models.py", "import comments.views", "Inside comments"),
    ("grading/models.py", "import grading.actions", "Inside grading"),
    ("courses/models.py", "import courses.forms", "Inside courses"),
    ("sources/models.py", "import sources.actions", "Inside sources"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports; sys.path.insert(0, '.'); sys.exit(lint_imports())"
    words = [sys.executable, "-c", command]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house that may be broken."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / ".importlinter", copy)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.md", "*.json"))
    return copy


def test_imports_point_down(house: Path) -> None:
    answer = lint(house)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"), BREAKS, ids=[f"{module}: {line}" for module, line, _ in BREAKS]
)
def test_an_import_upwards_is_noticed(house: Path, module: str, line: str, contract: str) -> None:
    broken = house / module
    words = broken.read_text(encoding="utf-8")
    broken.write_text(f"{words}\n{line}\n", encoding="utf-8")
    try:
        answer = lint(house)
    finally:
        broken.write_text(words, encoding="utf-8")
    assert answer.returncode != 0
    assert any(contract in told and "BROKEN" in told for told in answer.stdout.splitlines())
