"""No page of the SDI is without a test, and no GET of any of them writes."""

import importlib
from pathlib import Path

from sdi.driving import SAID
from wangting.substrate import tabs

HERE = Path(__file__).parent


def test_every_page_that_is_registered_is_driven_by_a_test(hall, noted):
    for module in sorted(HERE.glob("test_*.py")):
        importlib.import_module(f"sdi.{module.stem}")
    assert noted.registered - SAID == set()
    assert SAID - noted.registered == set()


def test_what_is_off_is_not_registered(hall, noted):
    assert {name.split()[1] for name in noted.registered} & set(tabs.OFF) == set()
    assert {name.split()[0] for name in noted.registered} & {found.__name__ for found in tabs.OFF_CONTEXTS} == set()
    assert {field for name in noted.registered for field in name.split()[3:]} & tabs.OFF_BUTTONS == set()


#: One place of each kind that the SDI shows, and fields that its buttons send.
PLACES = (
    "", "/halls/lixin", "/catalogue/440102013002", "/catalogs", "/catalogs/system", "/catalogs/system/name",
    "/principals", "/principals/users", "/principals/users/admin", "/principals/groups/admins", "/halls/lixin/letter",
    "/halls/lixin/about",
)  # fmt: skip
#: A GET of it ends the session, which is the one thing it is for.
ENDS = "logout"


def test_no_get_of_any_page_writes_whatever_its_address_asks(sdi, noted):
    sdi.add("/halls/lixin", "page", name="about", title="关于", text="一行")
    sdi.post("/manage/halls/lixin/@@upload-submit", files=sdi.file("letter.txt"))
    names = sorted({name.split()[1] for name in noted.registered} - {"-", ENDS})
    fields = sorted({field for name in noted.registered for field in name.split()[3:]})
    token = sdi.form("/manage/@@database", "database")["csrf_token"].value
    before, asked = sdi.tid(), 0
    for place in PLACES:
        sdi.browser.get(f"/manage{place}/@@acl_edit", status=200)
        for name in names:
            if sdi.browser.get(f"/manage{place}/@@{name}", expect_errors=True).status_int == 404:
                continue
            asked += 1
            sdi.browser.get(f"/manage{place}/@@{name}?csrf_token={token}&verb=Allow&principal=system.Everyone&index=0"
                            "&inherit=disabled&undohash=1&days=0&form.submitted=1&" + "=1&".join(fields) + "=1",
                            expect_errors=True)  # fmt: skip
    assert asked > 100
    assert sdi.tid() == before
