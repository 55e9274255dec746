"""Substance D 1.0b1 on Pyramid 2.1: everything that this pair needs, in one place (DESIGN 2 and docs/adr/0001).

Substance D was written for Pyramid 1.10.  It runs completely on 2.1 when its modules are scanned with its own venusian
category too, when the ``check_csrf`` predicate exists, when its parts are included one by one without its session and
its policies, when the transaction is annotated after traversal instead of before, and when
``request.effective_principals`` is answered by us.  Its maintenance pages (SDI) are reached on their own listener only.

The public application owns session, CSRF and security policy; it composes :class:`~.policy.SubstratePolicy` over its
own.  Order that matters: ``pyramid_retry`` runs outside every tween, so each attempt has a transaction of its own;
``pyramid_zodbconn`` empties the registry's databases when included, so ``storage.attach`` comes after this include.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import deform
import pyramid_chameleon.zpt
from pyramid.config import PHASE1_CONFIG, Configurator
from pyramid.events import ContextFound
from pyramid.interfaces import IRendererFactory
from substanced import sdi
from substanced.form import Form, get_deform_renderer

from wangting.settings import Settings
from wangting.substrate.flashing import Api
from wangting.substrate.policy import effective_principals, prepare, site_manager
from wangting.substrate.predicates import CheckCsrf, OnPort, sdi_port
from wangting.substrate.site import root_of
from wangting.substrate.tabs import add_mgmt_view

#: What ``substanced.includeme`` includes, in its order, without ``sdi`` and ``form``: :func:`_include_sdi` does theirs.
BEFORE_SDI = ("evolution", "stats", "folder", "event")
AFTER_SDI = (
    "content", "objectmap", "property", "file", "catalog", "workflow", "dump", "locking", "audit", "editable", "db",
    "root", "principal",
)  # fmt: skip
SCANNED = (
    "stats", "catalog", "file", "folder", "objectmap", "principal", "property", "root", "sdi", "db", "workflow",
    "audit", "locking",
)  # fmt: skip
YEAR = 365 * 24 * 3600
#: Templates of the SDI, ours among them, are rendered by Chameleon alone.
OWN = ("substanced.", "wangting.substrate:")


class SubstrateConfigurator(Configurator):
    """A Configurator whose scans see Substance D's decorators, which attach under their own venusian category."""

    def scan(self, package: Any = None, categories: Any = ("pyramid", "substanced"), **kw: Any) -> None:
        """Scan as Pyramid does, with both categories and without the test modules that Substance D ships."""
        kw.setdefault("ignore", _is_test)
        super().scan(package, categories=categories, **kw)


def _is_test(name: str) -> bool:
    return ".tests" in name or ".test_" in name


def pyramid_settings(settings: Settings) -> dict[str, str]:
    """Return the lines that Pyramid, pyramid_tm and Substance D read, for the Configurator of the application.

    ``tm.manager_hook`` stays unset: Substance D's catalog and undo speak to the thread's transaction whatever the
    connection was opened with, so requests use that one too; under a manager of its own, nothing would be indexed.
    """
    return {
        "tm.annotate_user": "no",
        "substrate.port": str(settings.sdi_port if settings.sdi else 0),
        "substanced.uploads_tempdir": str(settings.var / "sdi-uploads"),
    }


def includeme(config: Configurator) -> None:
    """Include Substance D; the Configurator must be a :class:`SubstrateConfigurator`."""
    if uploads := config.registry.settings.get("substanced.uploads_tempdir"):
        # Uploads to the SDI wait here while their form is mended; Substance D expects the folder to be there.
        Path(uploads).mkdir(mode=0o700, parents=True, exist_ok=True)
    for package in ("pyramid_retry", "pyramid_tm", "pyramid_zodbconn", "pyramid_chameleon.localization"):
        config.include(package)
    config.add_view_predicate("check_csrf", CheckCsrf)
    config.add_route_predicate("on_port", OnPort)
    config.add_request_method(effective_principals, "effective_principals", property=True)
    config.add_subscriber(prepare, ContextFound)
    config.action(None, _share_templates, args=(config,), order=PHASE1_CONFIG + 1)
    for part in BEFORE_SDI:
        config.include(f"substanced.{part}")
    config.include(_include_sdi)
    for part in AFTER_SDI:
        config.include(f"substanced.{part}")
    for part in SCANNED:
        config.scan(f"substanced.{part}")
    config.add_translation_dirs("substanced:locale/", "deform:locale/", "colander:locale/")


def _include_sdi(config: Configurator) -> None:
    """Do what ``substanced.sdi`` and ``substanced.form`` would, without session, policies and process-wide widgets."""
    port = sdi_port(config.registry.settings)
    config.add_directive("add_mgmt_view", add_mgmt_view, action_wrap=False)
    config.add_static_view("deformstatic", "deform:static", cache_max_age=YEAR, on_port=port)
    config.add_static_view("sdistatic", "substanced.sdi:static", cache_max_age=YEAR, on_port=port)
    config.override_asset("substanced.sdi:templates/", "substanced.sdi.views:templates/")
    config.add_route(sdi.MANAGE_ROUTE_NAME, "/manage*traverse", factory=root_of, on_port=port)
    for method in (sdi.mgmt_path, sdi.mgmt_url, sdi.flash_with_undo):
        config.add_request_method(method)
    config.add_request_method(site_manager, "user", reify=True)
    config.add_request_method(Api, "sdiapi", reify=True)
    config.add_permission("sdi.edit-properties")
    Form.set_default_renderer(get_deform_renderer((str(Path(deform.__file__).parent / "templates"),)))


def _share_templates(config: Configurator) -> None:
    """Let the hall's themes render ``.pt`` for the hall, and Chameleon alone render Substance D's own templates."""
    house = config.registry.queryUtility(IRendererFactory, name=".pt", default=pyramid_chameleon.zpt.renderer_factory)

    def factory(info: Any) -> Any:
        own = getattr(info.package, "__name__", "").startswith("substanced") or info.name.startswith(OWN)
        return (pyramid_chameleon.zpt.renderer_factory if own else house)(info)

    config.registry.registerUtility(factory, IRendererFactory, name=".pt")
