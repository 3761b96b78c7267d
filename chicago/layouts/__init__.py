"""The layouts of all kinds of work; each module of this package that binds layouts adds them by itself."""

from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Final

from chicago.layouts.base import Layout
from chicago.works import Work


def _found() -> dict[str, tuple[Layout, ...]]:
    kinds: dict[str, list[Layout]] = {}
    for module in sorted(each.name for each in iter_modules(__path__)):
        for value in vars(import_module(f"{__name__}.{module}")).values():
            if isinstance(value, Layout):
                for kind in value.kinds:
                    known = kinds.setdefault(kind, [])
                    if value not in known:
                        known.append(value)
    # The layout for some works of a kind comes before the one for all.
    return {kind: tuple(sorted(each, key=lambda one: not one.conditional)) for kind, each in kinds.items()}


BY_KIND: Final = MappingProxyType(_found())
FALLBACK: Final = BY_KIND["document"]


def layout_of(work: Work) -> Layout:
    """Return the layout of a work's kind; an unknown kind is printed as a document."""
    return next(layout for layout in BY_KIND.get(work.kind, FALLBACK) if layout.when(work))
