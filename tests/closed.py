"""A hall that is closed, so that commands may write, and opened over its files in between."""

from __future__ import annotations

from dataclasses import replace

from conftest import Hall
from walking import fill
from wangting.app import make_app
from wangting.clock import MovableClock, SystemClock
from wangting.declare import load
from wangting.services.opening import open_house
from wangting.services.working.worker import Worker
from wangting.storage import open_database, open_storage

#: The password that everybody chooses who was given a first one.
OWN = "a quiet evening in a garden"


def ini_of(folder, home, var):
    """Write the settings of a demo under ``folder`` and return their file."""
    ini = folder / "w.ini"
    ini.write_text(
        f"[app:main]\nuse = egg:wangting\nwangting.mode = demo\nwangting.home = {home}\nwangting.var = {var}\n"
        "wangting.public_url = http://localhost\nwangting.rates = off\n",
        encoding="utf-8",
    )
    return ini


def serve(installation, home, var, work):
    """Open the hall over the files of ``home`` and run ``work`` in it."""
    settings = replace(installation.settings, var=var, home=home)
    declared = load(home)
    house = open_house(settings, declared, MovableClock(SystemClock().now()))
    database = open_database(open_storage(var))
    try:
        application = make_app(settings, declared, house, database)
        work(Hall(installation, settings, house, database, house.clock, application, Worker(house, database)))
    finally:
        database.close()
        house.side.close()


def signed_in(hall, login, password):
    """Sign in with a first password and choose one's own."""
    browser = hall.browser()
    form = browser.get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = login, password
    page = form.submit().follow()
    fill(page.forms["new-password"], password=OWN, password_again=OWN)
    page.forms["new-password"].submit()
    return browser
