"""Whether people may sign in with another government's account: ``wangting.oidc = off | on``, and what that needs."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.clock import Clock
from wangting.errors import Refused
from wangting.gateways import choice
from wangting.gateways.oidc.client import OidcClient, Registration
from wangting.gateways.oidc.interface import Departure, Provider, Vouched

#: Where the provider sends people back to, below the public address; it is registered there.
ARRIVAL = "/sign-in-arrive"
#: And where from its page of signing out, registered there as well.
AFTERWARDS = "/sign-in"
#: By which setting the provider's word for each is told, and the usual word.
CLAIMS = {
    "name": ("wangting.oidc.claim_name", "name"),
    "id_number": ("wangting.oidc.claim_id_number", "id_number"),
    "phone": ("wangting.oidc.claim_phone", "phone_number"),
}


class NoProvider:
    """Nobody else's account is taken; see ``interface.Provider``."""

    label = label_en = ""

    def is_connected(self) -> bool:
        """Say no."""
        return False

    def depart(self) -> Departure:
        """Raise Refused."""
        raise Refused("oidc_off")

    def leave(self, token: str) -> str | None:
        """Return None: there is nothing to leave."""
        return None

    def arrive(self, code: str, departure: Departure) -> Vouched:
        """Raise Refused."""
        raise Refused("oidc_off")


def open_provider(settings: Mapping[str, str], public_url: str, clock: Clock) -> Provider:
    """Return the provider of the settings; raises DeclarationError for what cannot work."""
    if choice.chosen(settings, "wangting.oidc", "off", ("off", "on")) == "off":
        return NoProvider()
    registration = Registration(
        issuer=choice.peer(settings, "wangting.oidc.issuer", "sign-in with another account needs its issuer"),
        client_id=choice.required(settings, "wangting.oidc.client_id", "the provider knows us by it"),
        secret=choice.secret(settings, "wangting.oidc.secret_file"),
        redirect=public_url.rstrip("/") + ARRIVAL,
        afterwards=public_url.rstrip("/") + AFTERWARDS,
        scope=_word(settings, "wangting.oidc.scope", "openid profile phone"),
        claims={ours: _word(settings, *theirs) for ours, theirs in CLAIMS.items()},
        label=_word(settings, "wangting.oidc.name", "统一身份认证"),
        label_en=_word(settings, "wangting.oidc.name_en", "the unified identity service"),
    )
    return OidcClient(registration, clock, only_https=choice.is_production(settings))


def _word(settings: Mapping[str, str], key: str, usual: str) -> str:
    return settings.get(key, "").strip() or usual
