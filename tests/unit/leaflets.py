"""A small application on the ground: one content type, one page of a hall, and a house policy that stands in."""

from types import SimpleNamespace

import colander
from persistent import Persistent
from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.response import Response
from pyramid.security import forget, remember
from pyramid.session import JSONSerializer, SignedCookieSessionFactory
from substanced.content import content
from substanced.form import FormView
from substanced.interfaces import IFolder
from substanced.property import PropertySheet
from substanced.schema import NameSchemaNode, Schema
from substanced.sdi import mgmt_view
from substanced.util import renamer

from wangting import substrate
from wangting.substrate.policy import SubstratePolicy


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


def who(context, request):
    (principal,) = request.effective_principals
    return Response(f"{request.authenticated_userid} {request.user} {principal.removeprefix('system.')}")


def in_and_out(context, request):
    response = Response(request.identity)
    response.headerlist.extend([*remember(request, 7), *forget(request)])
    return response


def make_application(port, **settings):
    config = substrate.SubstrateConfigurator(
        settings={"tm.annotate_user": "no", "substrate.port": port, **settings},
        root_factory=lambda request: SimpleNamespace(),
        security_policy=SubstratePolicy(HousePolicy()),
        session_factory=SignedCookieSessionFactory("secret", serializer=JSONSerializer()),
    )  # fmt: skip
    config.set_default_csrf_options(require_csrf=True)
    config.include(substrate)
    config.add_view(who, name="who")
    config.add_view(in_and_out, name="in-and-out")
    config.add_view(who, name="closed", permission="see")
    config.add_view(lambda context, request: {}, name="dressed", renderer="anything.pt")
    config.add_renderer(".pt", lambda info: lambda value, system: "dressed by the hall")
    config.add_view(lambda context, request: Response("none", 404), context=HTTPNotFound)
    config.scan(__name__, ignore=())
    return config.make_wsgi_app()
