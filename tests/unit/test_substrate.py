"""The ground: Substance D is driven through its own pages, as a site manager would, on Pyramid 2.1."""

import re
from types import SimpleNamespace

import colander
import pytest
import transaction
from persistent import Persistent
from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.response import Response
from pyramid.session import JSONSerializer, SignedCookieSessionFactory
from pyramid.testing import DummyRequest
from substanced.content import content
from substanced.form import FormView
from substanced.interfaces import IFolder
from substanced.property import PropertySheet
from substanced.schema import NameSchemaNode, Schema
from substanced.sdi import mgmt_view
from substanced.util import renamer
from webtest import TestApp
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage

from wangting import substrate
from wangting.errors import NotFound
from wangting.storage import attach
from wangting.substrate.policy import SubstratePolicy, effective_principals, transaction_manager
from wangting.substrate.predicates import CheckCsrf
from wangting.substrate.site import plant

SDI, HALL = "6544", "6543"
PASSWORD = "a long passphrase"


class LeafletSchema(Schema):
    name = NameSchemaNode(editing=lambda context, request: request.registry.content.istype(context, "Leaflet"))
    title = colander.SchemaNode(colander.String())


class LeafletSheet(PropertySheet):
    schema = LeafletSchema()


@content("Leaflet", icon="glyphicon glyphicon-file", add_view="add_leaflet", propertysheets=(("Basic", LeafletSheet),))
class Leaflet(Persistent):
    name = renamer()

    def __init__(self, title: str) -> None:
        self.title = title


@mgmt_view(context=IFolder, name="add_leaflet", permission="sdi.add-content", tab_condition=False,
           renderer="substanced.sdi:templates/form.pt")  # fmt: skip
class AddLeaflet(FormView):
    title = "Add Leaflet"
    schema = LeafletSchema()
    buttons = ("add",)

    def add_success(self, values):
        name = values.pop("name")
        self.context[name] = self.request.registry.content.create("Leaflet", **values)
        self.request.sdiapi.flash_with_undo("Added a leaflet")
        return HTTPFound(self.request.sdiapi.mgmt_path(self.context, "@@contents"))


class HousePolicy:
    """Stands in for the hall's own policy: one citizen is always signed in and may do nothing in the SDI."""

    def identity(self, request):
        return "citizen"

    authenticated_userid = identity

    def permits(self, request, context, permission):
        return False

    def remember(self, request, userid, **kw):
        return [("X-Remembered", str(userid))]

    def forget(self, request, **kw):
        return [("X-Forgotten", "yes")]


def make_application(port: str, settings: dict | None = None):
    config = substrate.SubstrateConfigurator(
        settings={"tm.annotate_user": "no", "substrate.port": port,
                  "tm.manager_hook": "wangting.substrate.policy.transaction_manager", **(settings or {})},
        root_factory=lambda request: SimpleNamespace(),
        security_policy=SubstratePolicy(HousePolicy()),
        session_factory=SignedCookieSessionFactory("secret", serializer=JSONSerializer()),
    )  # fmt: skip
    config.set_default_csrf_options(require_csrf=True)
    config.include(substrate)
    config.add_view(lambda context, request: Response(f"{request.authenticated_userid} {request.user}"), name="who")
    config.add_view(lambda context, request: Response("none"), context=HTTPNotFound)
    config.scan(__name__)
    application = config.make_wsgi_app()
    database = DB(DemoStorage())
    attach(config.registry, database)
    return application, database


@pytest.fixture
def ground():
    application, database = make_application(SDI)
    connection = database.open(transaction.TransactionManager())
    plant(connection.root(), application.registry, "warden", PASSWORD)
    connection.transaction_manager.commit()
    connection.close()
    yield SimpleNamespace(
        application=application,
        database=database,
        sdi=TestApp(application, {"SERVER_PORT": SDI, "HTTP_HOST": f"127.0.0.1:{SDI}"}),
        hall=TestApp(application, {"SERVER_PORT": HALL, "HTTP_HOST": f"127.0.0.1:{HALL}"}),
    )
    database.close()


def sign_in(browser, password=PASSWORD):
    form = browser.get("/manage/@@login").form
    form["login"], form["password"] = "warden", password
    return form.submit("form.submitted")


def add_leaflet(browser, name="first"):
    form = browser.get("/manage/add_leaflet").forms["deform"]
    form["name"], form["title"] = name, "Opening hours"
    return form.submit("add").follow()


def title_of(ground, name="first"):
    connection = ground.database.open()
    found = connection.root()["app_root"].get(name)
    title = found and found.title
    connection.close()
    return title


def test_a_site_manager_signs_in_adds_edits_and_undoes(ground):
    assert sign_in(ground.sdi).status_int == 302
    listing = add_leaflet(ground.sdi)
    assert title_of(ground) == "Opening hours"
    form = ground.sdi.get("/manage/first/@@properties").forms["deform"]
    form["title"] = "New opening hours"
    form.submit("save")
    assert title_of(ground) == "New opening hours"
    undo = re.search(r'action="([^"]*undo_recent[^"]*)"|href="([^"]*undo_recent[^"]*)"',
                     add_leaflet(ground.sdi, "second").text)  # fmt: skip
    assert title_of(ground, "second") == "Opening hours"
    ground.sdi.get((undo[1] or undo[2]).replace("&amp;", "&"))
    assert title_of(ground, "second") is None
    assert "undo" in listing.text.lower()
