"""A workbook of ten thousand rows through the office's page: what the serving process holds at its peak (issue 6)."""

import itertools
import time

from proving.served import ServedHall
from proving.size import FULL, sized
from wangting.bench.browser import Browser
from wangting.bench.process import HOST
from wangting.declare import REGISTERED
from wangting.gateways.sheets.opening import format_of
from wangting.services.exchanging.checking import Ground
from wangting.services.exchanging.service import Exchanging

PATH = "/office/exchange/"
ROWS = sized(1500, 10_000)
#: Megabytes of the whole process, and what look and taking may add of it: 39 and 51 were measured (docs/adr/0034).
PEAK, ADDED = 300, sized(60, 90)
#: Seconds that look or taking may last on a machine that does other things too.
PATIENCE = 300


def workbook(hall, folder):
    """Return a workbook with every item of the hall, and as many new ones like them as make ROWS."""
    declared = hall.installation.declared
    ground = Ground(
        frozenset(declared.workflows), frozenset(REGISTERED.field_kinds), declared.sources.classes, declared.generic
    )
    with hall.room() as room:
        items = list(Exchanging(catalogue=room.items, register=room.register, ground=ground).items())
    new = ({**item, "code": f"{990_000_000_000 + number}", "source": "office"}
           for number, item in zip(range(ROWS - len(items)), itertools.cycle(items)))  # fmt: skip
    file = folder / "catalogue.xlsx"
    assert format_of(file).write(file, itertools.chain(items, new)) == ROWS
    return file.read_bytes(), ROWS - len(items)


def ended(browser, answer):
    """Return the page after all pages of progress."""
    until = time.monotonic() + PATIENCE
    while "refresh" in answer.headers or answer.status == 303:
        assert time.monotonic() < until, answer.text
        if answer.status == 303:
            answer = browser.follow(answer)
        else:
            time.sleep(0.2)
            answer = browser.get(PATH + "progress")
    assert answer.status == 200, answer.text
    return answer


def test_a_long_workbook_is_taken_within_the_memory_that_was_promised(request, tmp_path, figures):
    # In full over the whole catalogue, of which each item is compared with what came in.
    view = request.getfixturevalue("whole_hall" if FULL else "hall")
    book, new = workbook(view, tmp_path)
    hall = ServedHall(view.installation, tmp_path / "served")
    account = view.account("central_office")
    with hall.start() as served, Browser(HOST, hall.port) as browser:
        browser.sign_in(account["login"], account["password"])
        page = browser.get(PATH)
        before, spent = served.peak_megabytes(), served.cpu_seconds()
        page = ended(browser, browser.submit(page.forms["look"], file=("file-catalogue", "目录.xlsx", book)))
        looked = served.peak_megabytes()
        page = ended(browser, browser.submit(page.forms["take"]))
        peak, spent = served.peak_megabytes(), served.cpu_seconds() - spent
    assert f"{new} 个事项改好了" in page.text
    figures.record("a long workbook through the office's page", rows=ROWS, new=new, before=f"{before:.0f} MB",
                   at_the_look=f"{looked:.0f} MB", at_its_peak=f"{peak:.0f} MB",
                   processor=f"{spent:.1f} s")  # fmt: skip
    assert peak <= PEAK
    assert peak - before <= ADDED
