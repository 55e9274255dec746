"""Makes the keys of an installation, once: the vault's, and the authority that signs licences."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.clock import Clock
from wangting.declare.tenants import Tenant
from wangting.gateways.signer.authority import create_authority
from wangting.gateways.signer.opening import authority_directory
from wangting.gateways.vault import create_key, key_path
from wangting.settings import Settings


def make_keys(settings: Settings, tenants: Mapping[str, Tenant], clock: Clock) -> None:
    """Make what is missing; keys made in demo mode are marked as samples, and production refuses them."""
    settings.var.mkdir(parents=True, exist_ok=True)
    vault_key = key_path(settings.options, settings.var)
    if not vault_key.exists():
        create_key(vault_key, sample=settings.is_demo)
    directory = authority_directory(settings.options, settings.var)
    names = {key: tenant.name for key, tenant in tenants.items()}
    create_authority(directory, names, clock.now(), sample=settings.is_demo)
