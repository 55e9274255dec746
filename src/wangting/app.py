"""The application: the ordered list of what it is made of, and nothing else."""

from __future__ import annotations

from ipaddress import ip_network

from pyramid.csrf import LegacySessionCSRFStoragePolicy
from pyramid.router import Router
from ZODB.DB import DB

from wangting.declare import Declared, load
from wangting.engines.opening import engine_of, open_engine
from wangting.metering import Meters
from wangting.security.permissions import SITE_MANAGE
from wangting.security.policy import HousePolicy
from wangting.security.sessions import SideSession, cookie_name
from wangting.services.attempts import TRIES
from wangting.services.house import House
from wangting.services.opening import open_house
from wangting.settings import Settings, parse
from wangting.storage import attach, open_database
from wangting.substrate import SubstrateConfigurator, pyramid_settings
from wangting.substrate.policy import SubstratePolicy
from wangting.tenancy import Tenancy
from wangting.views.traversal.contexts import root_factory


def make_app(settings: Settings, declared: Declared, house: House, database: DB) -> Router:
    """Return the WSGI application over an open house and an open database."""
    config = SubstrateConfigurator(
        settings={
            **pyramid_settings(settings),
            "retry.attempts": str(TRIES),
            "wangting.home": str(settings.home),
            "wangting.template_cache": str(settings.var / "templates"),
        },
        root_factory=root_factory,
        security_policy=SubstratePolicy(HousePolicy()),
        session_factory=lambda request: SideSession(
            request, house.side.sessions, house.session_limits, cookie_name(request), house.vault
        ),
        default_permission=SITE_MANAGE,
    )
    config.registry.house = house
    config.registry.meters = Meters()
    config.registry.away = engine_of(settings).AWAY
    config.registry.are_rates_on = settings.rates
    config.registry.metrics_from = [ip_network(network) for network in settings.metrics_from]
    hosts = {host: hall.key for hall in declared.tenants.values() for host in hall.hosts}
    config.registry.tenancy = Tenancy(hosts, declared.tenants)
    config.set_csrf_storage_policy(LegacySessionCSRFStoragePolicy())
    config.set_default_csrf_options(require_csrf=True)
    # Parts that others build on come first, pages after them.
    config.include("wangting.tenancy")
    config.include("wangting.substrate")
    attach(config.registry, database)
    config.include("wangting.theming")
    config.include("wangting.views.request")
    config.include("wangting.views.headers")
    config.include("wangting.views.portal.handing")
    config.include("wangting.views.retrying")
    config.include("wangting.views.closing")
    config.include("wangting.views.caching")
    config.include("wangting.views.counting")
    config.include("wangting.views.legible")
    config.include("wangting.views.errors")
    config.include("wangting.views.unfinished")
    config.include("wangting.evolve")
    # All includes first, then the scans.
    config.scan("wangting.content")
    config.scan("wangting.views")
    return config.make_wsgi_app()


def main(global_config: dict[str, str], **options: str) -> Router:
    """Return the application for a paste file: what ``pserve`` and buildout call."""
    del global_config
    settings = parse(options)
    declared = load(settings.home)
    house = open_house(settings, declared)
    return make_app(settings, declared, house, open_database(open_engine(settings), threads=settings.threads))
