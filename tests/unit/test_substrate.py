"""The ground: Substance D is driven through its own pages, as a site manager would, on Pyramid 2.1."""

import shutil
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
import transaction
from pyramid.request import Request
from substanced.evolution import EvolutionManager
from webtest import TestApp
from ZODB.DB import DB

from unit.leaflets import make_application
from wangting import substrate
from wangting.errors import NotFound
from wangting.settings import parse
from wangting.storage import attach, open_storage
from wangting.substrate.predicates import CheckCsrf
from wangting.substrate.site import current, plant

SDI, HALL = "6544", "6543"
PASSWORD = "a long passphrase"


@contextmanager
def opened(var, manager=transaction.manager):
    database = DB(open_storage(var))
    # What a test before this one left in the thread's transaction is not ours.
    manager.begin()
    connection = database.open(manager)
    try:
        yield database, connection
    finally:
        connection.transaction_manager.abort()
        connection.close()
        database.close()


@pytest.fixture(scope="module")
def application():
    return make_application(SDI)


@pytest.fixture(scope="module")
def planted(application, tmp_path_factory):
    var = tmp_path_factory.mktemp("planted") / "var"
    with opened(var) as (_, connection):
        plant(connection.root(), application.registry, "warden", PASSWORD)
        with current(application.registry):
            transaction.commit()
    return var


@pytest.fixture
def ground(application, planted, tmp_path):
    with opened(shutil.copytree(planted, tmp_path / "var")) as (database, connection):
        attach(application.registry, database)
        yield SimpleNamespace(
            application=application,
            connection=connection,
            sdi=TestApp(application, {"SERVER_PORT": SDI, "HTTP_HOST": f"127.0.0.1:{SDI}"}),
            hall=TestApp(application, {"SERVER_PORT": HALL, "HTTP_HOST": f"127.0.0.1:{HALL}"}),
        )


def site_of(ground):
    ground.connection.transaction_manager.begin()
    return ground.connection.root()["app_root"]


def sign_in(browser, password=PASSWORD):
    form = browser.get("/manage/@@login").form
    form["login"], form["password"] = "warden", password
    return form.submit("form.submitted")


def add_leaflet(browser, name="first"):
    form = browser.get("/manage/add_leaflet").forms["deform"]
    form["name"], form["title"] = name, "Opening hours"
    return form.submit("add").follow()


def title_of(ground, name="first"):
    found = site_of(ground).get(name)
    return found and found.title


def undo_form(page):
    return next(form for form in page.forms.values() if form.action.endswith("@@undo_recent"))


def test_a_site_manager_signs_in_adds_edits_and_undoes(ground):
    assert sign_in(ground.sdi).status_int == 302
    add_leaflet(ground.sdi)
    assert title_of(ground) == "Opening hours"
    form = ground.sdi.get("/manage/first/@@properties").forms["deform"]
    form["title"] = "New opening hours"
    form.submit("save")
    assert title_of(ground) == "New opening hours"
    form = undo_form(add_leaflet(ground.sdi, "second"))
    assert title_of(ground, "second") == "Opening hours"
    ground.sdi.get(f"{form.action}?undohash={form['undohash'].value}&csrf_token={form['csrf_token'].value}", status=404)
    ground.sdi.post(form.action, {"undohash": form["undohash"].value, "csrf_token": "wrong"}, status=404)
    assert title_of(ground, "second") == "Opening hours"
    form.submit()
    assert title_of(ground, "second") is None
    assert title_of(ground) == "New opening hours"


def test_the_undo_page_lists_who_did_what(ground):
    sign_in(ground.sdi)
    add_leaflet(ground.sdi)
    listing = ground.sdi.get("/manage/@@undo")
    assert "warden" in listing.text
    assert "Added a leaflet" in listing.text


def test_the_catalog_of_the_site_finds_what_was_added(ground):
    sign_in(ground.sdi)
    add_leaflet(ground.sdi)
    site = site_of(ground)
    (found,) = site["catalogs"]["system"]["name"].eq("first").execute().ids
    assert site.__objectmap__.object_for(found).title == "Opening hours"


def test_a_wrong_password_signs_nobody_in(ground):
    page = sign_in(ground.sdi, "another passphrase")
    assert "Failed login" in page.text
    assert "/manage/@@login" in ground.sdi.get("/manage/").form.action


def test_a_form_without_its_token_changes_nothing(ground):
    sign_in(ground.sdi)
    form = ground.sdi.get("/manage/add_leaflet").forms["deform"]
    form["name"], form["title"], form["_csrf_token_"] = "first", "Opening hours", "wrong"
    assert "CSRF" in form.submit("add", status=400).text
    assert title_of(ground) is None


def test_signing_in_and_out_each_begin_a_new_session(ground):
    ground.sdi.get("/manage/@@login")
    sign_in(ground.sdi)
    ground.sdi.get("/manage/add_leaflet")
    ground.sdi.get("/manage/@@logout")
    assert ground.sdi.get("/manage/add_leaflet").form.action.endswith("login")


def test_a_deleted_site_manager_is_nobody(ground):
    sign_in(ground.sdi)
    users = site_of(ground)["principals"]["users"]
    with current(ground.application.registry):
        users.remove("warden")
        transaction.commit()
    assert ground.sdi.get("/manage/add_leaflet").form.action.endswith("login")


@pytest.mark.parametrize("path", ["/manage", "/manage/@@login", "/sdistatic/css/sdi.css", "/deformstatic/css/form.css"])
def test_the_sdi_is_not_on_the_listener_of_the_hall(ground, path):
    assert ground.hall.get(path, status=404).text == "none"
    forged = {"X-Forwarded-Port": SDI, "Host": f"127.0.0.1:{SDI}", "X-Vhm-Root": "/manage"}
    assert ground.hall.get(path, headers=forged, status=404).text == "none"


def test_the_sdi_is_nowhere_when_it_is_off(ground):
    application = make_application(port=0)
    attach(application.registry, ground.connection.db())
    for port in ("0", SDI):
        assert TestApp(application, {"SERVER_PORT": port}).get("/manage/@@login", status=404).text == "none"


def test_the_folder_for_uploads_to_the_sdi_is_made_for_us_alone(tmp_path):
    folder = tmp_path / "var" / "sdi-uploads"
    make_application(SDI, **{"substanced.uploads_tempdir": str(folder)})
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_page_of_the_hall_is_answered_by_the_policy_of_the_hall(ground):
    sign_in(ground.sdi)
    assert ground.sdi.get("/who").text == "citizen None Everyone"
    assert ground.hall.get("/who").text == "citizen None Everyone"
    answer = ground.hall.get("/in-and-out")
    assert (answer.headers["X-Remembered"], answer.headers["X-Forgotten"]) == ("7", "yes")
    assert answer.text == "citizen"


def test_a_page_of_the_hall_may_be_refused_by_the_policy_of_the_hall(ground):
    assert "Unauthorized" in ground.hall.get("/closed", status=403).text


def test_a_page_of_the_sdi_says_itself_which_scripts_it_runs(ground):
    assert "'unsafe-inline'" in ground.sdi.get("/manage/@@login").headers["Content-Security-Policy"]
    assert "Content-Security-Policy" not in ground.sdi.get("/who").headers


def test_a_password_is_not_reset_by_mail(ground):
    assert "Another site manager" in ground.sdi.get("/manage/@@resetpassword", status=404).text


def test_the_template_of_the_hall_and_the_template_of_the_sdi_do_not_meet(ground):
    assert ground.hall.get("/dressed").text == "dressed by the hall"
    assert "form-signin" in ground.sdi.get("/manage/@@login").text


def test_a_request_never_makes_the_site(application, tmp_path):
    with opened(tmp_path) as (database, connection):
        attach(application.registry, database)
        with pytest.raises(NotFound) as refusal:
            TestApp(application, {"SERVER_PORT": SDI}).get("/manage/@@login")
        assert refusal.value.code == "not_provisioned"
        assert list(connection.root()) == []


def test_planting_leaves_no_password_in_the_settings_and_no_step_to_evolve(ground):
    registry = ground.application.registry
    assert not [key for key in registry.settings if key.startswith("substanced.initial")]
    steps = EvolutionManager(site_of(ground), registry, transaction.manager).get_unfinished_steps()
    assert list(steps) == []
    assert site_of(ground)["principals"]["users"]["warden"].check_password(PASSWORD)


def test_the_site_is_planted_in_the_transaction_that_its_catalog_listens_to(application, tmp_path):
    with opened(tmp_path, transaction.TransactionManager()) as (_, connection):
        with pytest.raises(ValueError, match="its catalog stays empty"):
            plant(connection.root(), application.registry, "warden", PASSWORD)
        assert list(connection.root()) == []


def test_the_settings_for_pyramid_say_where_the_sdi_listens():
    options = {"wangting.mode": "demo", "wangting.home": "/srv/w", "wangting.var": "/srv/w/var"}
    assert substrate.pyramid_settings(parse(options))["substrate.port"] == "6544"
    assert substrate.pyramid_settings(parse({**options, "wangting.sdi": "off"}))["substrate.port"] == "0"


def test_check_csrf_can_be_switched_off_and_can_name_its_field():
    off = CheckCsrf(value=False, config=None)
    assert off(None, None)
    assert off.phash() == "check_csrf = False"
    request = Request.blank("/", POST={"field": "token"})
    request.registry = SimpleNamespace(getUtility=lambda interface: SimpleNamespace(
        check_csrf_token=lambda asked, token: token == "token"))  # fmt: skip
    assert CheckCsrf("field", None)(None, request)
    assert not CheckCsrf(value=True, config=None)(None, request)
