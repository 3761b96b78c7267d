"""The static files as a production site serves them: under hashed names, modules included."""

import gzip
import re
from collections.abc import Iterable
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


ROOT = Path(settings.BASE_DIR) / "static"
EVERY_PAGE = ("times.js", "scroll.js", "keep.js")


def loaded_with(*names: str) -> set[Path]:
    """The modules that come with these at once; what is imported on demand comes later, if at all."""
    waiting, found = [ROOT / name for name in names], set[Path]()
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            targets = re.findall(r'^(?:import|export) .* from "(.+)";$', module.read_text(), re.MULTILINE)
            waiting += [(module.parent / target).resolve() for target in targets]
    return found


def weight(files: Iterable[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in files)


@pytest.mark.parametrize(("name", "limit"), [("notes.js", 11_500), ("library.js", 9_500), ("editor.js", 29_500)])
def test_a_page_loads_light_scripts(name: str, limit: int) -> None:
    assert weight(loaded_with(name, *EVERY_PAGE)) < limit


def test_the_stylesheet_and_the_scripts_are_light() -> None:
    assert weight([ROOT / "site.css"]) < 10_000
    # Of these a page loads a part (above), the marking page the modules of its keys and its
    # remarks alone. The choice between two texts,
    # the adding of a source and the reading of a word processor's page come only when they are asked for; the picker
    # does not wait, for what is typed right after its sign belongs into its field.
    assert weight(ROOT.rglob("*.js")) < 43_500
