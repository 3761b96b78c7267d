"""A page names all the scripts that it will need, so that none waits for the one that imports it."""

import re

import pytest
from django.template import Context, Template

from pages.templatetags.modules import imports_of

EDITOR = ("editor/autosave.js", "editor/recovery.js", "clock.js", "notes/popover.js", "notes/note.js")


def printed(words: str) -> str:
    return Template("{% load modules %}" + words).render(Context())


@pytest.mark.parametrize("path", EDITOR)
def test_what_a_module_imports_through_others_is_named_too(path: str) -> None:
    assert path in imports_of("editor.js")
    assert f'<link rel="modulepreload" href="/static/{path}">' in printed("{% module 'editor.js' %}")


def test_each_is_named_once_on_a_page() -> None:
    page = printed("{% module 'keep.js' %}{% module 'editor.js' %}{% module 'notes.js' %}")
    named = re.findall(r'href="([^"]+)"', page)
    assert len(named) == len(set(named)) > 10


def test_the_hints_stand_before_the_script() -> None:
    page = printed("{% module 'notes.js' %}")
    assert page.index("notes/margin.js") < page.index('<script type="module" src="/static/notes.js"></script>')


def test_a_module_without_imports_is_its_tag_alone() -> None:
    assert printed("{% module 'send.js' %}") == '<script type="module" src="/static/send.js"></script>'


def test_a_module_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="no static file “away"):
        printed("{% module 'away.js' %}")
