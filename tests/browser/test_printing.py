"""What is printed fits its sheets of A4: guides two, receipts and documents one (look/README 6)."""

import random
import re

import pytest

from browser.pages import PAGES
from browser.world import HALL
from proving.size import sized

GUIDE_SHEETS = 2
#: Which guides are printed besides those of the list: those with the most to say, and others, the same each time.
LONGEST, SAMPLES, SEED = sized(3, 60), sized(3, 240), 20261122
A_SHEET = re.compile(rb"/Type\s*/Page\b")
PRINTED = [pytest.param(row, id=row.called(row.roles[0])) for row in PAGES if row.sheets]


def sheets(tab):
    """Return on how many sheets the page is printed."""
    return len(A_SHEET.findall(tab.page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("row", PRINTED)
def test_a_page_for_paper_fits_its_sheets(place, row):
    tab = place.tab(row.roles[0])
    assert tab.go(row.path(place.names, english=False)) == 200
    assert "/sign-in" not in tab.page.url
    if row.do is not None:
        row.do(tab, place.names)
    assert sheets(tab) <= row.sheets


def test_guides_fit_two_sheets(place):
    tab, declared = place.tab("visitor"), place.installation.declared
    offered = sorted(row.code for row in declared.tenants[HALL].implementations)
    longest = sorted(offered, key=lambda code: len(repr(declared.items[code].edition)))[-LONGEST:]
    printed = {}
    for code in (*longest, *random.Random(SEED).sample(offered, SAMPLES)):
        assert tab.go(f"/{HALL}/items/{code}") == 200
        printed[code] = sheets(tab)
    assert {code: count for code, count in printed.items() if count > GUIDE_SHEETS} == {}


def test_a_page_that_does_not_fit_is_counted(place):
    tab = place.new_tab()
    tab.page.set_content("<p>a</p>" * 200)
    assert sheets(tab) > GUIDE_SHEETS
    tab.page.context.close()
