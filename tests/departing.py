"""What tests of a department's drafts share: its item, the pages of the draft, and the ways to write and hand it in."""

from __future__ import annotations

from publishing import TEACHER

ITEM = f"/office/items/{TEACHER}/"
PART, EDITION = f"{ITEM}edit/", f"{ITEM}editions/2/"
HOME = "/office/department/"


def write(browser, part="guide", **typed):
    """Send one part of the draft as it was typed."""
    form = browser.get(PART + part).forms["edit"]
    for name, value in typed.items():
        form[name] = value
    return form.submit("act", value="send", expect_errors=True)


def handed(keeper):
    """Write and hand in; return the page that says so."""
    write(keeper, conditions="部门写的条件")
    return keeper.get(EDITION).forms["hand-in"].submit().follow()


def sent_back(central, reason="条件写得不清楚"):
    """Let the central office send it back."""
    form = central.get(EDITION).forms["send-back"]
    form["reason"] = reason
    return form.submit().follow()


def told(hall, role):
    """Return what the sample account of ``role`` was told."""
    with hall.room() as room:
        return [one.what for one in room.register.parties.by_login(hall.account(role)["login"]).told]


def group(page, key):
    """Return the words of one group of the department's page, empty where there is none."""
    found = page.html.select_one(f"section[aria-labelledby=g-{key}]")
    return found.get_text() if found else ""
