"""Every page as each role that sees it: at three widths, large, in English, without scripts, and on paper."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from browser.chromium import Tab
from browser.conftest import Place
from browser.pages import PAGES
from browser.rows import Row
from proving.size import FULL
from wangting.views.lasthall import COOKIE

WIDTHS = (1280, 390, 320)
TARGET, ELDER_TARGET = 44, 60
#: Pixels between the margins of A4, 210 less 2 × 10 mm.
PAPER = 718
#: At which widths axe looks, which is slow: wide and narrow are laid out in two ways.  For whoever sees the page
#: besides the first, whose masthead is the difference, once.  At all widths for everybody in full.
AXE_AT = {"standard": (1280, 390), "elder": (390,), "english": (1280,)}
AXE_FOR_OTHERS = {"standard": (390,), "elder": (), "english": ()}
EVERY_PAGE = [pytest.param(row, role, id=row.called(role)) for row in PAGES for role in row.roles]
FIRST_OF_EACH = EVERY_PAGE if FULL else [param for param in EVERY_PAGE if param.values[1] == param.values[0].roles[0]]


@pytest.mark.parametrize(("row", "role"), EVERY_PAGE)
def test_a_page_can_be_read_and_pressed_by_everybody(place, row, role):
    faults = [*standard(place, row, role), *elder(place, row, role), *english(place, row, role)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("row", "role"), FIRST_OF_EACH)
def test_a_page_says_the_same_without_scripts(place, row, role):
    plain, scripted = place.tab(role, scripts=False), place.tab(role)
    for tab in (plain, scripted):
        # Which hall was visited last is shown by the chooser, and the two tabs have been to different places.
        tab.page.context.clear_cookies(name=COOKIE)
    assert shown(plain, row, place).measure(target=TARGET) == []
    if row.do is None:  # What is pressed twice may show something else the second time, with scripts or without.
        assert words(plain) == words(shown(scripted, row, place))


def standard(place: Place, row: Row, role: str) -> list[str]:
    """Return the faults of the usual dress, and of the page on paper."""
    tab = shown(place.tab(role), row, place)
    return [*faults_of(tab, "standard", row, role, target=TARGET), *on_paper(tab)]


def elder(place: Place, row: Row, role: str) -> list[str]:
    """Return the faults of 长辈版."""
    tab = shown(place.tab(role, elder=True), row, place)
    return faults_of(tab, "elder", row, role, target=ELDER_TARGET)


def english(place: Place, row: Row, role: str) -> list[str]:
    """Return the faults of the English page."""
    tab = shown(place.tab(role), row, place, english=True)
    return faults_of(tab, "english", row, role, target=TARGET)


def shown(tab: Tab, row: Row, place: Place, *, english: bool = False) -> Tab:
    """Open the page; the status is as it should be."""
    tab.wide(WIDTHS[0])
    assert tab.go(row.path(place.names, english=english)) == row.status
    if row.do is not None:
        row.do(tab, place.names)
    return tab


def faults_of(tab: Tab, dress: str, row: Row, role: str, *, target: int) -> list[str]:
    """Return what is wrong at any width, each fault once for every width it is seen at."""
    found = []
    looked_at = WIDTHS if FULL else (AXE_AT if role == row.roles[0] else AXE_FOR_OTHERS)[dress]
    for width in WIDTHS:
        tab.wide(width)
        faults = tab.measure(target=target, english=dress == "english")
        if width in looked_at:
            faults += tab.axe()
        take(tab, f"{row.called(role)} {dress} {width}")
        found += [f"{dress} {width}: {fault}" for fault in faults]
    return [*found, *(f"{dress}: {fault}" for fault in tab.noticed())]


def words(tab: Tab) -> list[str]:
    """Return what the page says but for the number under which the log has a refusal: each request has its own."""
    lines = re.sub(r"编号 \S+：打", "", tab.page.inner_text("body")).splitlines()
    return [line.strip() for line in lines if line.strip()]


def on_paper(tab: Tab) -> list[str]:
    """Return what sticks out of the paper, and what is printed though it can only be pressed."""
    tab.page.emulate_media(media="print")
    tab.wide(PAPER)
    faults = tab.measure(target=0, print_=True)
    tab.page.emulate_media(media="null")
    return [f"print: {fault}" for fault in faults]


def take(tab: Tab, name: str) -> None:
    """Take a picture of the whole page for somebody's own eyes where WANGTING_SHOTS says."""
    folder = os.environ.get("WANGTING_SHOTS")
    if folder:
        tab.page.screenshot(path=Path(folder) / f"{name.replace('/', '_')}.png", full_page=True, caret="initial")
