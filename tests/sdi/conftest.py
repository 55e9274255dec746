"""The SDI over a copy of the provisioned installation, in a real file storage, because that is what undo needs.

The application is built once, because that and its templates cost more than all of its tests together; each test has a
database of its own, no session of another test and nobody's tries to sign in.
"""

import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from webtest import TestApp

from conftest import MONDAY, Hall
from sdi.driving import Sdi, noting
from wangting.app import make_app
from wangting.clock import MovableClock
from wangting.services.opening import open_house
from wangting.services.working.worker import Worker
from wangting.storage import attach, open_database, open_storage
from wangting.substrate import tabs
from wangting.views.kept import PageCache
from wangting.views.stamping import StampWatch

PORT = 6544
#: The side store forgets what it remembers of browsers between two requests.
FORGET = ("DELETE FROM session", "DELETE FROM rate", "DELETE FROM attempt")


@pytest.fixture(scope="session")
def building(installation, tmp_path_factory):
    """The application, and the pages of the SDI: ``registered`` are all there are, ``names`` those that answered."""
    var = tmp_path_factory.mktemp("sdi") / "var"
    shutil.copytree(installation.settings.var, var, ignore=shutil.ignore_patterns("*.lock"))
    settings = replace(installation.settings, var=var)
    clock = MovableClock(MONDAY)
    house = open_house(settings, installation.declared, clock)
    database = open_database(open_storage(var))
    names, registered = [], set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tabs.sdi, "add_mgmt_view", noting(names, registered))
        application = make_app(settings, installation.declared, house, database)
    database.close()
    yield SimpleNamespace(application=application, settings=settings, house=house, clock=clock, names=names,
                          registered=registered)  # fmt: skip
    house.side.close()


@pytest.fixture
def noted(building):
    """The pages that are there, and those that answered in this test, in their order."""
    building.names.clear()
    return building


@pytest.fixture
def hall(installation, building, tmp_path, noted):
    for part in ("Data.fs", "Data.fs.sums", "blobs"):
        found = installation.settings.var / part
        if found.is_dir():
            shutil.copytree(found, tmp_path / part)
        elif found.exists():
            shutil.copy(found, tmp_path / part)
    building.clock.set(MONDAY)
    with building.house.side._database.write() as store:
        for statement in FORGET:
            store.execute(statement)
    database = open_database(open_storage(tmp_path))
    registry = building.application.registry
    attach(registry, database)
    registry[PageCache]._watch = StampWatch(database)
    yield Hall(installation, building.settings, building.house, database, building.clock, building.application,
               Worker(building.house, database))  # fmt: skip
    database.close()


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
