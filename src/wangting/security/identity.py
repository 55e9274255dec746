"""Who is asking: the party of the session, as long as it may be here."""

from __future__ import annotations

from dataclasses import dataclass

from wangting.content.parties import Party
from wangting.rules.access import Asker
from wangting.security.gate import NOBODY, asker_of


@dataclass(frozen=True)
class Identity:
    """The signed-in party and how the rules see it."""

    party: Party
    asker: Asker

    @property
    def is_staff(self) -> bool:
        """Whether the pages of the government are this one's to open at all."""
        return bool(self.asker.holdings)


def identify(party: Party | None) -> Identity | None:
    """Return the identity of ``party``; None for a visitor or one who has been shut out."""
    if party is None or party.disabled:
        return None
    return Identity(party, asker_of(party))


def asker_behind(identity: Identity | None) -> Asker:
    """Return the asker behind ``identity``, a visitor when there is none."""
    return NOBODY if identity is None else identity.asker
