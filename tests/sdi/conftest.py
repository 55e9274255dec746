"""The SDI over a copy of the provisioned installation, in a real file storage, because that is what undo needs."""

import shutil
from dataclasses import replace

import pytest
from webtest import TestApp

from conftest import MONDAY, Hall
from sdi.driving import Sdi, noting
from wangting.app import make_app
from wangting.clock import MovableClock
from wangting.services.opening import open_house
from wangting.services.working.worker import Worker
from wangting.storage import open_database, open_storage
from wangting.substrate import tabs

PORT = 6544


@pytest.fixture
def noted(monkeypatch):
    """The pages of the SDI that answered, in their order; ``registered`` are all there are."""
    names, registered = [], set()
    monkeypatch.setattr(tabs.sdi, "add_mgmt_view", noting(names, registered))
    return type("Noted", (), {"names": names, "registered": registered})


@pytest.fixture
def hall(installation, tmp_path, noted):
    var = tmp_path / "var"
    shutil.copytree(installation.settings.var, var, ignore=shutil.ignore_patterns("*.lock"))
    settings = replace(installation.settings, var=var)
    clock = MovableClock(MONDAY)
    house = open_house(settings, installation.declared, clock)
    database = open_database(open_storage(var))
    application = make_app(settings, installation.declared, house, database)
    yield Hall(installation, settings, house, database, clock, application, Worker(house, database))
    database.close()
    house.side.close()


@pytest.fixture
def sdi(hall):
    """A browser at the SDI, signed in as the sample site manager."""
    found = Sdi(hall, TestApp(hall.application, {"SERVER_PORT": str(PORT), "HTTP_HOST": f"localhost:{PORT}",
                                                 "REMOTE_ADDR": "127.0.0.1"}))  # fmt: skip
    assert found.sign_in().status_int == 302
    return found


@pytest.fixture(autouse=True)
def every_page_said_to_be_driven_answers(request, noted):
    """Fail a test that names a page as driven which never answered."""
    yield
    marks = [name for mark in request.node.iter_markers("drives") for name in mark.args]
    assert [name for name in marks if name not in noted.names] == []
