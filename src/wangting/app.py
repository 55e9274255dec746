"""The application: the ordered list of what it is made of, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyramid.csrf import SessionCSRFStoragePolicy
from ZODB.DB import DB

from wangting.scripts.opening import open_everything
from wangting.security.permissions import SITE_MANAGE
from wangting.security.policy import HousePolicy
from wangting.security.sessions import SideSession, cookie_name
from wangting.services.workroom import House
from wangting.settings import Settings, parse
from wangting.storage import attach
from wangting.substrate import SubstrateConfigurator, pyramid_settings
from wangting.substrate.policy import SubstratePolicy
from wangting.tenancy import Tenancy, without_virtual_root
from wangting.views.traversal.contexts import root_factory
