"""The pictures of docs/images: one case from the form to the checked licence, as docs/tutorial/first-case.md tells it.

`make pictures` writes them; otherwise they are taken into a folder that is thrown away, and the case is walked all the
same.
"""

import io
import re
from pathlib import Path

from PIL import Image

from browser.chromium import Tab
from browser.steps import press
from browser.world import MANDARIN
from walking import PDF

#: A page has few colours, so that 128 are enough and the file is small.
COLOURS = 128
WIDE, NARROW = 1280, 390
ITEM = f"/mengcheng/items/{MANDARIN}"
#: Seconds the worker may take to sign a licence on a busy machine.
PATIENCE = 60
DECIDING = (("counter", "accept"), ("reviewer", "review"), ("approver", "approve"))


def take(tab: Tab, album: Path, name: str, width: int = WIDE) -> None:
    """Take the picture ``name`` of what is to be seen without scrolling."""
    tab.wide(width)
    tab.page.evaluate("scrollTo(0, 0)")
    taken = Image.open(io.BytesIO(tab.page.screenshot(caret="initial"))).convert("RGB")
    taken.quantize(COLOURS).save(album / f"{name}.png", optimize=True)


def file_case(tab: Tab, album: Path) -> str:
    """Fill in the form, hand in the paper, submit; return the number on the receipt."""
    tab.go(f"{ITEM}/apply")
    paper = {"name": "居民身份证.pdf", "mimeType": "application/pdf", "buffer": PDF}
    tab.page.set_input_files("[name=file-m1]", paper)
    press(tab, "[name=upload][value=m1]")
    tab.page.fill("[name=address]", "蒙城县庄子大道 1 号")
    tab.page.fill("[name=score]", "92")
    tab.page.check("[name=delivery][value=counter]")
    take(tab, album, "form")
    press(tab, "#draft .wt-btn-main")
    tab.page.check("[name=consent]")
    press(tab, "#submit .wt-btn-main")
    take(tab, album, "receipt")
    return re.search(r"/me/cases/([^/]+)/receipt", tab.page.url)[1]


def licence_of(tab: Tab, number: str) -> None:
    """Wait on the page of the case until the signed file is there."""
    for _second in range(PATIENCE):
        tab.go(f"/me/cases/{number}")
        if tab.page.locator("a[href*='licence.pdf']").count():
            return
        tab.page.wait_for_timeout(1000)
    raise AssertionError(f"no licence of {number} after {PATIENCE} s")


def test_one_case_is_walked_to_its_licence_and_its_pictures_are_taken(place, album):
    visitor = place.new_tab()
    for path, name, width in (("/mengcheng/", "hall", WIDE), (ITEM, "guide", WIDE), (ITEM, "guide-phone", NARROW)):
        visitor.go(path)
        take(visitor, album, name, width)
    # Not the citizen of the world, whose draft for this item other tests look at.
    citizen = place.new_tab("newcomer")
    number = file_case(citizen, album)
    for role, act in DECIDING:
        officer = place.new_tab(role)
        if role == "counter":
            officer.go("/mengcheng/desk/")
            take(officer, album, "desk")
        officer.go(f"/mengcheng/desk/cases/{number}")
        if role == "counter":
            take(officer, album, "desk-case")
        press(officer, f"[name=act][value={act}]")
        officer.page.context.close()
    licence_of(citizen, number)
    take(citizen, album, "case")
    press(citizen, "a[href*='/verify/']")
    assert citizen.page.locator(".wt-verdict").inner_text().startswith("有效")
    take(citizen, album, "verify")
    assert {path.stem for path in album.glob("*.png")} >= {
        "hall", "guide", "guide-phone", "form", "receipt", "desk", "desk-case", "case", "verify",
    }  # fmt: skip
    for tab in (visitor, citizen):
        tab.page.context.close()
