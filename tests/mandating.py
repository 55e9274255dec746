"""Steps by which a mandate comes about, as people take them: at a point, on line, with the code of a message."""

from __future__ import annotations

import json
import re

from webtest import TestApp, Upload

from walking import PDF, fill, id_number

VILLAGER = "赵大爷"


def agent(hall: object, key: str = "mengcheng") -> TestApp:
    """Return the browser of the sample agent of a hall."""
    return hall.browser(sign_in=hall.account("agent", key))


def write(browser: TestApp, serial: int = 31, name: str = VILLAGER, photo: bytes = PDF, **more: str) -> object:
    """Fill in the form of the point for a villager who is there, and return the answer to the last button."""
    page = browser.get("/me/point/").forms["begin"].submit().follow()
    form = page.forms["mandate"]
    form["file-evidence"] = Upload("委托书.pdf", photo + str(serial).encode(), "application/pdf")
    page = form.submit("upload", value="evidence").follow()
    form = page.forms["mandate"]
    values = {"name": name, "id_number": id_number(serial), "phone": f"137{serial:08d}", **more}
    fill(form, **values)
    return form.submit("act", value="next", expect_errors=True)


def choose(browser: TestApp) -> object:
    """Go to work for the first person on the page of the point; return the page that follows."""
    forms = browser.get("/me/point/").forms.values()
    return next(form for form in forms if "person" in form.fields).submit().follow()


def code_of(hall: object) -> str:
    """Return the code of the message that was sent last."""
    sent = (hall.settings.var / "spool" / "sms").glob("mandate.*.json")
    newest = max(sent, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return re.search(r"\d{6}", json.loads(newest.read_text("utf-8"))["text"]).group()


def confirm(hall: object, browser: TestApp, page: object) -> object:
    """Send the code, type it, and return the answer."""
    address = page.request.path
    token = page.forms["confirm"]["csrf_token"].value
    browser.post(f"{address}/code", {"csrf_token": token}).follow()
    form = browser.get(address).forms["confirm"]
    form["code"] = code_of(hall)
    return form.submit()


def mandated(hall: object, serial: int = 31, key: str = "mengcheng", **more: str) -> TestApp:
    """Return the browser of the agent, at work for a villager who has just given a mandate."""
    browser = agent(hall, key)
    answer = confirm(hall, browser, write(browser, serial, **more).follow())
    assert answer.status_int == 303, answer.text
    return browser
