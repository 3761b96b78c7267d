"""What the templates and the scripts keep to: the strict policy, one frame, small files."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
STYLES = sorted((ROOT / "static").rglob("*.css"))

FORBIDDEN = {
    "a style in the markup": r"<[^>]*\sstyle\s*=",
    "a handler in the markup": r"<[^>]*\son[a-z]+\s*=",
    "a script in the page": r"<script(?![^>]*\ssrc=)",
    "a stylesheet in the page": r"<style",
    "unescaped words": r"\|\s*safe\b|autoescape off",
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_templates_scripts_and_one_stylesheet() -> None:
    assert len(TEMPLATES) > 20
    assert len(SCRIPTS) > 5
    assert [named(path) for path in STYLES] == ["static/site.css"]


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
@pytest.mark.parametrize("fault", FORBIDDEN)
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path, fault: str) -> None:
    assert not re.search(FORBIDDEN[fault], path.read_text(), re.IGNORECASE)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_a_script_is_small_and_builds_no_code(path: Path) -> None:
    words = path.read_text()
    assert len(words.splitlines()) < 200
    assert not re.search(r"\beval\(|new Function|document\.write|\.onclick\b", words)


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_a_script_imports_only_what_is_there(path: Path) -> None:
    for target in re.findall(r'^import .* from "(.+)";$', path.read_text(), re.MULTILINE):
        assert (path.parent / target).is_file()


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*SCRIPTS, *STYLES]:
        assert not re.search(r"https?://(?!www\.w3\.org)|@import|url\(", path.read_text())


def test_the_layers_of_the_stylesheet_are_in_the_agreed_order() -> None:
    assert "@layer reset, tokens, base, components, pages, print;" in STYLES[0].read_text()


def test_the_page_for_our_own_faults_needs_neither_a_request_nor_the_database() -> None:
    page = render_to_string("500.html")
    assert "<h1>Something went wrong on our side</h1>" in page
    assert "Sign in" in page
