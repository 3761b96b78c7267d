"""The colours of the stylesheet can be told apart by everyone (WCAG 2.2 AA), in light and in dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static" / "site.css").read_text()
TOKENS = CSS[CSS.index("@layer tokens {") : CSS.index("@layer base {")]
GROUNDS = ["paper", "sunk", "raised", "tint"]


def palette(words: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", words))


LIGHT = palette(TOKENS[: TOKENS.index("@media")])
SCHEMES = {"light": LIGHT, "dark": LIGHT | palette(TOKENS[TOKENS.index("@media") :])}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_the_guidelines_name() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_dark_sets_every_colour_anew() -> None:
    assert SCHEMES["dark"].keys() == LIGHT.keys()
    assert all(SCHEMES["dark"][name] != LIGHT[name] for name in LIGHT)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "accent-strong"])
def test_words_stand_out_from_every_ground(scheme: str, ground: str, ink: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "sunk", "raised"])
@pytest.mark.parametrize("edge", ["line", "focus"])
def test_edges_of_fields_and_the_focus_stand_out(scheme: str, ground: str, edge: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours[edge], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["ink", "accent"])
def test_words_on_buttons_stand_out(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours["paper"], colours[ground]) >= 4.5
