"""The static files as a production site serves them: under hashed names, modules included."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "courseblog.storage.HashedModulesStorage"},
}


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=STORAGES):
        call_command("collectstatic", "--no-input", verbosity=0)
    return tmp_path


def test_every_module_imports_a_file_that_is_there_under_its_hashed_name(collected: Path) -> None:
    modules = [
        path for path in collected.rglob("*.js") if re.fullmatch(r"(editor|keep|notes)\.[0-9a-f]{12}\.js", path.name)
    ]
    assert len(modules) == 3
    seen: set[Path] = set()
    while modules:
        module = modules.pop()
        seen.add(module)
        for target in re.findall(r'^import .* from "(.+)";$', module.read_text(), re.MULTILINE):
            imported = (module.parent / target).resolve()
            assert imported.is_file(), f"{module.name} imports {target}"
            assert re.search(r"\.[0-9a-f]{12}\.js$", imported.name)
            if imported not in seen:
                modules.append(imported)
    assert len(seen) > 8


def test_the_stylesheet_and_the_scripts_are_light() -> None:
    root = Path(settings.BASE_DIR) / "static"
    style = len(gzip.compress((root / "site.css").read_bytes()))
    scripts = sum(len(gzip.compress(path.read_bytes())) for path in root.rglob("*.js"))
    assert style < 10_000
    assert scripts < 22_000  # of which no page loads more than two thirds
