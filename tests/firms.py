"""An organisation as journeys register it: who its people are, and what the register of organisations says of it."""

from __future__ import annotations

from walking import fill, id_number, register
from wangting.gateways.identity.interface import Represented
from wangting.rules.assurance import DATA
from wangting.rules.identifiers import credit_code_check

CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
OTHER = "91341622MA0000002" + credit_code_check("91341622MA0000002")
FIRM = {"name": "蒙城县样例商贸有限公司", "credit_code": CODE, "representative": "王小明"}


def citizen(hall, serial=7, name="王小明", *, proved=True):
    """Return the browser of somebody who has registered, and been compared with the population register."""
    browser = hall.browser()
    phone = register(browser, serial, name)
    if proved:
        with hall.room(commit=True) as room:
            found = room.registering.find(phone)
            room.assuring.prove(found, DATA, room.assuring.about(found))
    return browser


def named(hall, serial=7, **changed):
    """Let the register of organisations name the person with ``serial`` as the representative."""
    said = {**FIRM, **changed}
    known = Represented(said["credit_code"], said["name"], said["representative"], id_number(serial))
    hall.house.firm_check.put([known])


def registered(browser, button="register", **changed):
    form = browser.get("/me/").click("我的单位").click("登记单位").forms["company"]
    fill(form, **{**FIRM, **changed})
    return form.submit("act", value=button, expect_errors=True)
