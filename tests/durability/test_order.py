"""write - fsync - rename - fsync - answer: what a citizen is told of is on the disk by then (DESIGN 6.6).

kill -9 leaves the page cache alone, so it cannot show a missing fsync; the order of the calls can.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from webtest import TestApp, Upload

from conftest import MONDAY
from proving.ground import copy_of
from walking import answer as answer_all
from wangting.app import make_app
from wangting.clock import MovableClock

CODE = "440702103000"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def steps(monkeypatch):
    """Note every fsync, rename and link with the path that it was done to."""
    found: list[tuple[str, str]] = []
    fsync = os.fsync

    def noted_fsync(handle):
        fsync(handle)
        found.append(("fsync", str(Path(f"/proc/self/fd/{handle}").readlink())))

    def noted(name):
        original = getattr(os, name)

        def moved(source, target, **kw):
            original(source, target, **kw)
            found.append((name, str(target)))

        monkeypatch.setattr(os, name, moved)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(sys.modules["ZODB.FileStorage.FileStorage"], "fsync", noted_fsync)
    for name in ("rename", "replace", "link"):
        noted(name)
    return found


@pytest.fixture
def ground(installation, tmp_path):
    """Open a copy on a real FileStorage: only that is what is shipped."""
    found = copy_of(installation, tmp_path / "var", MovableClock(MONDAY))
    yield found
    found.close()


def test_an_upload_and_a_receipt_are_on_the_disk_before_they_are_told(installation, ground, steps):
    settings = replace(installation.settings, var=ground.var)
    application = make_app(settings, installation.declared, ground.house, ground.database)
    browser = TestApp(application, extra_environ={"REMOTE_ADDR": "127.0.0.1"})
    account = installation.account("citizen")
    form = browser.get("/sign-in").forms["sign-in"]
    form["login"], form["password"] = account["login"], account["password"]
    form.submit()

    form = browser.get(f"/mengcheng/items/{CODE}/apply").forms["draft"]
    form["file-m1"] = Upload("成绩单.pdf", PDF, "application/pdf")
    steps.clear()
    page = form.submit("upload", value="m1").follow()
    staging = str(ground.var / "staging")
    places = [place for place, (step, path) in enumerate(steps) if path.startswith(staging)]
    written, named, listed = (steps[place] for place in places)
    assert (written[0], named[0], listed) == ("fsync", "replace", ("fsync", staging))

    form = page.forms["draft"]
    answer_all(form)
    form["score"] = "92"
    form = form.submit("act", value="next").follow().forms["submit"]
    form["consent"] = True
    steps.clear()
    answer = form.submit()
    steps.append(("answer", answer.location))
    order = [(step, Path(path)) for step, path in steps]
    final = next(path for step, path in order if step == "rename" and path.suffix == ".blob" and path.name[0] != ".")
    renamed = order.index(("rename", final))
    synced = order.index(("fsync", final))
    named = order.index(("fsync", final.parent))
    committed = order.index(("fsync", ground.var / "Data.fs"))
    assert renamed < synced < named < committed < len(order) - 1
    assert "receipt" in answer.location
