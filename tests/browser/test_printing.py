"""What is printed fits its sheets of A4: guides two, receipts and documents one (look/README 6)."""

import random
import re

import pytest

from browser.pages import PAGES
from proving.size import sized

GUIDE_SHEETS = 2
#: Which guides are printed besides those of the list: the same each time; more in ``make prove``.
SEED, SAMPLES = 20261122, sized(6, 300)
A_SHEET = re.compile(rb"/Type\s*/Page\b")
PRINTED = [pytest.param(row, id=row.called(row.roles[0])) for row in PAGES if row.sheets]


def sheets(tab):
    """Return on how many sheets the page is printed."""
    return len(A_SHEET.findall(tab.page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("row", PRINTED)
def test_a_page_for_paper_fits_its_sheets(place, row):
    tab = place.tab(row.roles[0])
    assert tab.go(row.path(place.names, english=False)) == 200
    if row.do is not None:
        row.do(tab, place.names)
    assert sheets(tab) <= row.sheets


def test_guides_fit_two_sheets(place):
    tab = place.tab("visitor")
    offered = place.installation.declared.tenants["mengcheng"].implementations
    long = {}
    for one in random.Random(SEED).sample(sorted(offered, key=lambda row: row.code), SAMPLES):
        assert tab.go(f"/mengcheng/items/{one.code}") == 200
        count = sheets(tab)
        if count > GUIDE_SHEETS:
            long[one.code] = count
    assert long == {}


def test_a_page_that_does_not_fit_is_counted(place):
    tab = place.new_tab()
    tab.page.set_content("<p>a</p>" * 200)
    assert sheets(tab) > GUIDE_SHEETS
    tab.page.context.close()
