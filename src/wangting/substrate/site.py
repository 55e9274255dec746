"""The Substance D site in the database: found for a request, planted once when a hall is provisioned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import transaction
from BTrees import family64
from pyramid.authorization import ALL_PERMISSIONS, Allow
from pyramid.request import Request
from pyramid.threadlocal import manager as threadlocals
from pyramid_zodbconn import get_connection
from substanced.audit import AuditLog
from substanced.event import RootAdded
from substanced.evolution import FINISHED_KEY, mark_unfinished_as_finished
from substanced.util import get_oid, set_acl

from wangting.errors import NotFound

SITE_KEY = "app_root"
#: Where Substance D looks for its log of audits.
LOG_KEY = "auditlog"


def root_of(request: Request) -> Any:
    """Return the site; raises NotFound when nothing is provisioned: a request never makes one."""
    root = get_connection(request).root()
    if SITE_KEY not in root:
        raise NotFound("not_provisioned", next="Run `wangting provision`.")
    return root[SITE_KEY]


def plant(zodb_root: Any, registry: Any, login: str, password: str, email: str = "") -> Any:
    """Make the site with its first site manager and return it; the caller commits inside :func:`current`.

    ``zodb_root`` is the root of a connection opened with ``transaction.manager``, else ValueError: Substance D's
    catalog keeps what is to be indexed in the thread's transaction, and would forget it under any other.  ``password``
    is hashed with bcrypt, which takes 0.2 s.  Steps of evolution that exist today count as done.
    """
    if zodb_root._p_jar.transaction_manager is not transaction.manager:
        raise ValueError("the site is planted in the thread's own transaction, or its catalog stays empty")
    with current(registry), _settings(registry, initial_login=login, initial_password=password, initial_email=email):
        site = registry.content.create("Root")
        site.sdi_title = "网厅 wangting"
        # Substance D grants Pyramid 1's ALL_PERMISSIONS, whose class has moved; what is stored names the new home.
        admins = site["principals"]["groups"]["admins"]
        set_acl(site, [(Allow, get_oid(admins), ALL_PERMISSIONS)], registry=registry)
        zodb_root[SITE_KEY] = site
        # The site and its catalog get their object ids here, which RootAdded's subscribers need.
        transaction.savepoint()
        registry.notify(RootAdded(site))
        zodb_root[LOG_KEY] = AuditLog()
        # Substance D would commit to make this tree; when it is there already it leaves the transaction to us.
        zodb_root.setdefault(FINISHED_KEY, family64.OO.BTree())
        mark_unfinished_as_finished(site, registry)
    return site


def log_here(connection: Any) -> None:
    """Let Substance D find its log of audits in the one database there is; it asks for one called "audit".

    Only requests to the SDI do so: what is provisioned would fill the log with thousands of rows that nobody did.
    """
    connection.connections.setdefault("audit", connection)


@contextmanager
def current(registry: Any) -> Iterator[None]:
    """Make ``registry`` the one that Substance D asks for while content is added, and committed, outside a request."""
    threadlocals.push({"registry": registry, "request": None})
    try:
        yield
    finally:
        threadlocals.pop()


@contextmanager
def _settings(registry: Any, **values: str) -> Iterator[None]:
    """Lend Substance D the settings it reads; they do not stay behind."""
    names = {f"substanced.{key}": value for key, value in values.items()}
    registry.settings.update(names)
    try:
        yield
    finally:
        for name in names:
            del registry.settings[name]
