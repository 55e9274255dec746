"""The citizen's whole path by keyboard, with and without scripts: the seed's story, counted."""

import re
from pathlib import Path

import pytest

from browser.keys import Keyboard, OutOfReach
from browser.world import BIRTH, MANDARIN
from walking import PASSWORD, PDF, code_in, id_number

#: 《出生医学证明》首次签发 of somebody who was never here before (QUALITY 3).
CHARACTERS, SCREENS = 300, 12
NUMBER = re.compile(r"\d{4}[0-9A-Z]{2}-\d{8}-\d{2}-\d{5}-[0-9A-Z]")


def register(keys: Keyboard, serial: int, spool: Path) -> None:
    """Fill in the form for newcomers, and the code that comes to the phone."""
    phone = f"139{serial:08d}"
    for name, text in (
        ("name", "王小花"), ("id_number", id_number(serial)), ("phone", phone),
        ("password", PASSWORD), ("password_again", PASSWORD),
    ):  # fmt: skip
        keys.write(f"#{name}", text)
    if keys.tab.page.locator("#consent").count():
        keys.tick("#consent")
    keys.press("#register .wt-btn-main")
    # The message leaves after the answer.
    keys.tab.page.wait_for_timeout(500)
    keys.write("#code", code_in(spool, phone))
    keys.press("#register-code .wt-btn-main")


def find(keys: Keyboard, hall: str, words: str, code: str) -> None:
    """Go from the chooser to the guide: by the village, the hall and everyday words."""
    keys.open("/")
    keys.write("#v", "庄周")
    keys.press("#v")
    keys.press(f"main .wt-rows a[data-hall={hall}]")
    keys.write("#q", words)
    keys.press("#q")
    keys.press(f"main a[href*='/items/{code}']")


def submit(keys: Keyboard) -> str:
    """Read the answers, agree, submit; return the number on the receipt."""
    keys.press("#draft .wt-btn-main")
    keys.tick("#consent")
    keys.press("#submit .wt-btn-main")
    return NUMBER.search(keys.tab.page.inner_text("main")).group()


@pytest.mark.parametrize(("scripts", "serial"), [(True, 61), (False, 62)], ids=["with scripts", "without scripts"])
def test_a_newcomer_applies_for_the_birth_certificate_in_few_characters_and_screens(
    place, scripts, serial, record_property
):
    keys = Keyboard(place.new_tab(scripts=scripts))
    find(keys, "mengcheng", "出生证明", BIRTH)
    keys.press("main a[href*='/apply']")
    keys.press("main a[href*='/register']")
    register(keys, serial, place.spool)
    keys.write("#address", "蒙城县庄子大道 1 号")
    number = submit(keys)
    record_property("characters", keys.typed)
    record_property("screens", keys.screens)
    assert keys.typed <= CHARACTERS
    assert keys.screens <= SCREENS
    follow_and_withdraw(keys, number)
    assert keys.tab.noticed() == []
    keys.tab.page.context.close()


def follow_and_withdraw(keys: Keyboard, number: str) -> None:
    """Go from the receipt to the case, and take the application back: the path ends where the reader wants."""
    page = keys.tab.page
    keys.press(f"main a[href$='/me/cases/{number}']")
    keys.press("main a[href*='/withdraw']")
    keys.press("main form button.wt-btn-danger, main form button.wt-btn-main")
    assert number in page.inner_text("main")
    assert "撤回" in page.inner_text("h1")


def test_a_paper_is_handed_in_by_keyboard_and_a_mistake_is_led_back_to(place):
    keys = Keyboard(place.new_tab("newcomer", scripts=False))
    keys.open(f"/mengcheng/items/{MANDARIN}/apply")
    keys.press("#draft .wt-btn-main")
    assert keys.tab.measure(target=44) == []
    assert "错误" in keys.tab.page.title()
    keys.jump(".wt-errors a[href='#address']")
    keys.write("#address", "蒙城县庄子大道 1 号")
    keys.write("#score", "92")
    keys.choose_file("[name=file-m1]", "居民身份证.pdf", PDF)
    keys.press("[name=upload][value=m1]")
    assert keys.tab.page.input_value("#score") == "92"
    keys.choose("[name=delivery]")
    number = submit(keys)
    keys.open(f"/me/cases/{number}")
    assert "居民身份证.pdf" in keys.tab.page.inner_text("main")
    keys.tab.page.context.close()


def test_what_cannot_be_reached_is_told(place):
    keys = Keyboard(place.new_tab())
    keys.open("/")
    with pytest.raises(OutOfReach):
        keys.reach("#there-is-no-such-thing")
    keys.tab.page.context.close()
