"""Loads a script of the site with all that it imports, in one round instead of one for each step of the chain."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, cast

from django import template
from django.contrib.staticfiles import finders
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_IMPORT: Final = re.compile(r'^(?:import|export)\b[^;"]*"(\.{1,2}/[^"]+)"', re.MULTILINE)


@register.simple_tag(takes_context=True)
def module(context: Context, name: str) -> SafeString:
    """Prints the tag of an ES module and, before it, hints for what it imports that no earlier tag has named."""
    page = cast("dict[str, set[str]]", context.render_context)  # of this page alone
    named = page.setdefault("modules", set())
    more = [each for each in imports_of(name) if each not in named]
    named.update([name, *more])
    hints = format_html_join("", '<link rel="modulepreload" href="{}">', ((static(each),) for each in more))
    return format_html('{}<script type="module" src="{}"></script>', hints, static(name))


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """Returns the static files that a module imports, directly or through others, each once; read once in a process.

    Raises `FileNotFoundError` for a module that is not there.
    """
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        for target in _IMPORT.findall(_text_of(each)):
            path = normpath(join(dirname(each), target))
            if path not in found and path != name:
                found[path] = None
                waiting.append(path)
    return tuple(found)


def _text_of(name: str) -> str:
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(f"There is no static file “{name}”.")
    return Path(path).read_text(encoding="utf-8")
